/** Serves the page over the gallery's state, with just enough behaviour to open and close things. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import type { Act, ActResult, PageState } from '../../../src/sandbox/protocol.ts';
import { pageFiles } from '../../../src/sandbox/serve-page.ts';
import { escalate } from './gallery-form.ts';
import { everyField } from './gallery-every-field.ts';
import { galleryState } from './gallery-state.ts';

export interface Gallery {
  url: string;
  state: PageState;
  acts: Act[];
  /** Tells every window that something changed. */
  changed: () => void;
  close: () => Promise<void>;
}

export async function startGallery(): Promise<Gallery> {
  const files = await pageFiles();
  const state = galleryState('U0ANA');
  const acts: Act[] = [];
  const windows = new Set<ServerResponse>();
  const changed = () => {
    state.version += 1;
    for (const response of windows) response.write(`data: ${state.version}\n\n`);
  };
  const routes: Record<string, (request: IncomingMessage, response: ServerResponse, as: string) => Promise<void>> = {
    '/api/state': async (_request, response, as) => replyJson(response, { ...state, as }),
    '/api/changes': async (request, response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      windows.add(response);
      request.on('close', () => windows.delete(response));
    },
    '/api/act': async (request, response) => {
      const act = JSON.parse(await text(request)) as Act;
      acts.push(act);
      replyJson(response, perform(state, act));
      changed();
    },
    '/api/calls': async (_request, response) => replyJson(response, []),
    '/api/faults': async (_request, response) => replyJson(response, { faults: [], switches: {} }),
    '/api/clock': async (_request, response) => replyJson(response, { ok: true }),
  };
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const route = routes[url.pathname];
    const file = files.find(({ path }) => path.test(url.pathname));
    if (route) void route(request, response, url.searchParams.get('as') ?? '');
    else if (file) void file.answer({ request, response, url, parts: [] });
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, state, acts, changed, close: () => closeServer(server) };
}

function perform(state: PageState, act: Act): ActResult {
  const refused = { amount: 'Do you mean 180 or 1.80? Please write 180,00.' };
  const view = act.type === 'command' && act.text === 'fields' ? everyField : escalate;
  if (act.type === 'command' || act.type === 'shortcut') state.views = [{ id: 'V1', view }];
  if (act.type === 'close_view') state.views = act.all ? [] : state.views.slice(0, -1);
  if (act.type === 'submit') state.views = [{ id: 'V1', view: escalate, errors: refused }];
  if (act.type === 'upload') return { ok: true, file: { id: `F${act.name}`, name: act.name, size: 2000 } };
  return act.type === 'suggest'
    ? { ok: true, options: ['Europe/Berlin', 'Europe/Rome'].map(zoneOption) }
    : { ok: true };
}

function zoneOption(zone: string): object {
  return { text: { type: 'plain_text', text: zone }, value: zone };
}

function replyJson(response: ServerResponse, body: unknown): void {
  response.setHeader('content-type', 'application/json').end(JSON.stringify(body));
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}
