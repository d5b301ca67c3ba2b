import { type IncomingHttpHeaders, request } from 'node:http';

/** What came over the wire, as far as it came. */
export interface OnTheWire {
  /** Undefined when there was no answer at all. */
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** How the connection broke, if it did: ECONNRESET, ECONNREFUSED, cut. */
  readonly broken: string | undefined;
  readonly ms: number;
}

/** Posts a form without any client library between the test and the wire. */
export function postForm(url: string, form: Readonly<Record<string, string>>, token = ''): Promise<OnTheWire> {
  const body = new URLSearchParams(form).toString();
  const began = performance.now();
  return new Promise((resolve) => {
    const end = (answer: Partial<OnTheWire>): void =>
      resolve({
        status: undefined,
        headers: {},
        body: '',
        broken: undefined,
        ...answer,
        ms: performance.now() - began,
      });
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    };
    const call = request(url, { method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.on('close', () =>
        end({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
          broken: response.complete ? undefined : 'cut',
        }),
      );
    });
    call.on('error', (error: NodeJS.ErrnoException) => end({ broken: error.code ?? error.message }));
    call.end(body);
  });
}
