/** Serves the page over the gallery's state, with just enough behaviour to open and close things. */
import { createServer, type Server, type ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import type { Act, ActResult, PageState } from '../../../src/sandbox/protocol.ts';
import { escalate, galleryState } from './gallery-state.ts';

const PAGE = new URL('../../../src/sandbox/page/', import.meta.url);

export interface GalleryServer {
  url: string;
  state: PageState;
  acts: Act[];
  /** Tells every window that something changed. */
  changed: () => void;
  close: () => Promise<void>;
}

export async function startGallery(port = 0): Promise<GalleryServer> {
  const bundle = await bundlePage();
  const listeners = new Set<ServerResponse>();
  const gallery = { state: galleryState('U0ANA'), acts: [] as Act[] };
  const changed = () => {
    gallery.state.version += 1;
    for (const response of listeners) response.write(`data: ${gallery.state.version}\n\n`);
  };
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const file = bundle.get(url.pathname);
    if (file) return void response.setHeader('content-type', file.type).end(file.text);
    if (url.pathname === '/api/state') {
      const as = url.searchParams.get('as') || 'U0ANA';
      return void response.setHeader('content-type', 'application/json').end(JSON.stringify({ ...gallery.state, as }));
    }
    if (url.pathname === '/api/changes') {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
      listeners.add(response);
      return void request.on('close', () => listeners.delete(response));
    }
    const body = await text(request);
    const answer = url.pathname === '/api/act' ? perform(gallery.state, JSON.parse(body) as Act) : { ok: true };
    if (url.pathname === '/api/act') gallery.acts.push(JSON.parse(body) as Act);
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    return changed();
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${address.port}/`, ...gallery, changed, close: () => closeServer(server) };
}

async function bundlePage(): Promise<Map<string, { type: string; text: string }>> {
  const result = await build({
    entryPoints: { page: new URL('main.tsx', PAGE).pathname },
    outdir: '/',
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    loader: { '.woff2': 'dataurl' },
  });
  const files = new Map([['/', { type: 'text/html', text: await readFile(new URL('index.html', PAGE), 'utf8') }]]);
  for (const output of result.outputFiles) {
    files.set(output.path, { type: output.path.endsWith('.css') ? 'text/css' : 'text/javascript', text: output.text });
  }
  return files;
}

function perform(state: PageState, act: Act): ActResult {
  if (act.type === 'command' || act.type === 'shortcut') state.views = [{ id: 'V1', view: escalate }];
  if (act.type === 'close_view') state.views = act.all ? [] : state.views.slice(0, -1);
  if (act.type === 'submit')
    state.views = [{ id: 'V1', view: escalate, errors: { amount: 'Do you mean 180 or 1.80? Please write 180,00.' } }];
  if (act.type === 'suggest')
    return {
      ok: true,
      options: ['Europe/Berlin', 'Europe/Rome'].map((zone) => ({
        text: { type: 'plain_text', text: zone },
        value: zone,
      })),
    };
  return { ok: true };
}

function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(() => resolve()));
}
