import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';

export interface Readiness {
  readonly ready: boolean;
  /** What is wrong, in words for an operator; also filled while ready but degraded. */
  readonly reasons: readonly string[];
}

export interface AdminServer {
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Serves /healthz (the event loop turns), /readyz (503 with reasons while requests would not be answered) and /metrics,
 * on a port of its own so that none of it is reachable where Slack is.
 */
export async function startAdminServer(options: {
  readonly port: number;
  readonly registry: Registry;
  readonly readiness: () => Promise<Readiness>;
}): Promise<AdminServer> {
  const answers: Record<string, (response: ServerResponse) => Promise<void>> = {
    '/healthz': async (response) => send(response, 200, 'text/plain', 'ok\n'),
    '/readyz': async (response) => {
      const state = await options.readiness();
      send(response, state.ready ? 200 : 503, 'application/json', `${JSON.stringify(state)}\n`);
    },
    '/metrics': async (response) => send(response, 200, options.registry.contentType, await options.registry.metrics()),
  };
  const server = createServer((request, response) => {
    const answer = answers[request.url?.split('?')[0] ?? ''];
    if (!answer) return send(response, 404, 'text/plain', 'not here\n');
    return void answer(response).catch(() => send(response, 500, 'text/plain', 'could not be read\n'));
  });
  await listen(server, options.port);
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': type }).end(body);
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => resolve());
  });
}
