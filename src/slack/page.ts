import type { IncomingMessage, ServerResponse } from 'node:http';

/** What somebody's program asks for who is not Slack: reading only. Who they are is what their address says. */
export interface PageRequest {
  /** What follows `under` in the path, as it came. */
  readonly rest: string;
  readonly ifNoneMatch: string | undefined;
}

export interface PageAnswer {
  readonly status: 200 | 304 | 404 | 429 | 503;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Paths on PORT that a feature answers, GET and HEAD, in every mode. They are not logged: a secret may be in them. */
export interface Page {
  /** `/feeds/` */
  readonly under: string;
  readonly answer: (request: PageRequest) => Promise<PageAnswer>;
}

/** The page that a request is for, if any. */
export function pageFor(pages: readonly Page[], { method, url = '' }: IncomingMessage): Page | undefined {
  return method === 'GET' || method === 'HEAD' ? pages.find(({ under }) => url.startsWith(under)) : undefined;
}

export async function answerPage(page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rest = (request.url ?? '').split('?')[0]?.slice(page.under.length) ?? '';
  const {
    status,
    headers = {},
    body = '',
  } = await page.answer({ rest, ifNoneMatch: request.headers['if-none-match'] });
  const length = status === 304 ? {} : { 'content-length': Buffer.byteLength(body) };
  response.writeHead(status, { 'x-content-type-options': 'nosniff', ...headers, ...length });
  response.end(request.method === 'HEAD' ? undefined : body);
}
