/** Prints a manifest ready to paste at api.slack.com/apps: `npm run manifest -- --socket | --url https://… [--prefix fw-] [--name …]`. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { stringify } from 'yaml';
import { buildManifest, ManifestError } from './build-manifest.ts';

const { values } = parseArgs({
  options: {
    socket: { type: 'boolean', default: false },
    url: { type: 'string' },
    prefix: { type: 'string', default: '' },
    name: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
});

try {
  const source = readFileSync(new URL('../../manifest.yml', import.meta.url), 'utf8');
  const manifest = buildManifest(source, values);
  console.log(values.json ? JSON.stringify(manifest, null, 2) : stringify(manifest, { lineWidth: 0 }));
} catch (error) {
  if (!(error instanceof ManifestError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
