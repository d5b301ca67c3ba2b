import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { replyText } from './http/reply.ts';
import type { Route } from './http/route.ts';

/** The page runs its own script alone, talks to its own sandbox alone, and stands in nobody else's frame. */
const GUARDS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "font-src 'self' data:",
    // Whatever an app shows.
    'img-src * data: blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

const PAGE = fileURLToPath(new URL('page', import.meta.url));

/** Bundles the page in memory and serves it: `/`, `/page.js` and `/page.css`. */
export async function pageFiles(): Promise<Route[]> {
  const bundle = await build({
    entryPoints: { page: join(PAGE, 'main.tsx') },
    outdir: 'page',
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    minify: true,
    loader: { '.woff2': 'dataurl', '.woff': 'dataurl' },
    logLevel: 'silent',
  });
  const built = (extension: string): string =>
    bundle.outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  const html = readFileSync(join(PAGE, 'index.html'), 'utf8');
  return [
    serve(/^\/$/, html, 'text/html; charset=utf-8'),
    serve(/^\/page\.js$/, built('.js'), 'text/javascript; charset=utf-8'),
    serve(/^\/page\.css$/, built('.css'), 'text/css; charset=utf-8'),
  ];
}

/** Compressed once, for the browsers that take it: all do. */
function serve(path: RegExp, text: string, type: string): Route {
  const zipped = gzipSync(text, { level: 9 });
  return {
    method: 'GET',
    path,
    answer({ request, response }) {
      for (const [name, value] of Object.entries(GUARDS)) response.setHeader(name, value);
      if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return replyText(response, 200, text, type);
      response.writeHead(200, {
        'content-type': type,
        'content-encoding': 'gzip',
        'content-length': zipped.length,
        'cache-control': 'no-store',
        vary: 'accept-encoding',
      });
      response.end(zipped);
      return undefined;
    },
  };
}
