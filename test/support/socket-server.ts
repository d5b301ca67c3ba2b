import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RequestKind } from '../../src/sandbox/delivery/app-link.ts';
import { createSocketLink, type SocketLink } from '../../src/sandbox/delivery/socket-link.ts';
import { createTickets } from '../../src/sandbox/delivery/tickets.ts';

export interface SocketServer {
  /** Base of the Web API, for apps.connections.open. */
  readonly apiUrl: string;
  readonly link: SocketLink;
  /** While set, apps.connections.open is answered with this status. */
  down: number | undefined;
  /** The body of the ack; undefined when none comes in time. */
  deliver(kind: RequestKind, payload: object, waitMs?: number): Promise<unknown>;
  close(): Promise<void>;
}

const APP_ID = 'A0FLOORWALK';

/** The stand-in's Socket Mode without its workspace, for an app that runs in the test. */
export async function socketServer(): Promise<SocketServer> {
  const tickets = createTickets();
  const link = createSocketLink(APP_ID, tickets);
  let down: number | undefined;
  const http = createServer((request, response) => {
    request.resume();
    const { port } = http.address() as AddressInfo;
    const url = `ws://127.0.0.1:${port}/link/?ticket=${tickets.issue()}&app_id=${APP_ID}`;
    response.writeHead(down ?? 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ ok: true, url }));
  });
  http.on('upgrade', (request, socket, head) => link.upgrade(request, socket, head));
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));

  return {
    apiUrl: `http://127.0.0.1:${(http.address() as AddressInfo).port}/api/`,
    link,
    get down() {
      return down;
    },
    set down(status) {
      down = status;
    },
    async deliver(kind, payload, waitMs = 3_000) {
      const late = sleep(waitMs, undefined, { ref: false });
      const delivered = await Promise.race([link.send({ kind, payload: { ...payload } }), late]);
      return delivered?.ok ? (delivered.body ?? {}) : undefined;
    },
    async close() {
      link.drop();
      link.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}
