import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Log } from '../core/log.ts';
import { newCorrelationId, referenceOf } from './correlation.ts';
import { answerPage, type Page, pageFor } from './page.ts';

export type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface HttpServer {
  /** The port it listens on, which is a free one when 0 was asked for. */
  start(port: number): Promise<number>;
  stop(taken: () => Promise<void>): Promise<void>;
}

/** Slack gives up after 3 s; whoever takes longer to say what they want only holds the line. */
const REQUEST_TIMEOUT_MS = 3_000;
/** Longer than a proxy in front of us keeps its side open, so that it never writes into a line we have closed. */
const KEEP_ALIVE_MS = 75_000;

/** What is answered: `POST /slack/events`, and so on. */
export type Handlers = Readonly<Record<string, Handle>>;

/** The one server on PORT: these, and a page that says who is here. */
export function createHttpServer(log: Log, handlers: Handlers, pages: readonly Page[] = []): HttpServer {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: REQUEST_TIMEOUT_MS, connectionsCheckingInterval: 1_000 },
    (request, response) => {
      const asked = `${request.method} ${request.url?.split('?')[0]}`;
      const page = pageFor(pages, request);
      const known = Object.hasOwn(handlers, asked) ? handlers[asked] : undefined;
      const handle = known ?? (page && ((asking, answering) => answerPage(page, asking, answering)));
      if (!handle) return asked === 'GET /' ? sendPage(response) : void response.writeHead(404).end();
      handle(request, response).catch((error: unknown) => {
        const correlationId = newCorrelationId();
        const reference = referenceOf(correlationId);
        log.error({ err: error, correlationId, reference }, 'request handling failed');
        tellFailure(request, response, reference);
      });
    },
  );
  server.keepAliveTimeout = KEEP_ALIVE_MS;

  return {
    start: async (port) => {
      await listen(server, port);
      return (server.address() as AddressInfo).port;
    },
    stop: async (taken) => {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      await taken();
      server.closeIdleConnections();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A person reads what to do; Slack, which posts, takes a broken line for a reason to send it again. */
function tellFailure(request: IncomingMessage, response: ServerResponse, reference: string): void {
  if (request.method !== 'GET' || response.headersSent) return void response.destroy();
  response
    .writeHead(500, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' })
    .end(
      `Something went wrong on our side. Please try again.\nIf it happens again, tell whoever runs Floorwalker this reference: ${reference}\n`,
    );
}

function sendPage(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end('Floorwalker is here.\n');
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
}
