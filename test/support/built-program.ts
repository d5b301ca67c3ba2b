import { existsSync } from 'node:fs';
import { readdir, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import { isAlive } from '../../src/db/directory-lock.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Below the clone, so that libraries are found; a folder for each run. */
const PROGRAMS = join(ROOT, '.data', 'test', 'built');
const building = new Map<string, Promise<string>>();

/**
 * What Node is told to run a program of ours (`src/main.ts`): the very sources, bundled once for all tests of this process.
 * As `npm start` runs them, compiling a thousand files at each start, they take a processor many times as long until the
 * first line of their own; that way is tried by test/start.
 */
export async function programArguments(entry: string): Promise<readonly string[]> {
  return [await builtProgram(entry)];
}

/** The same for the app's process, which ends when whoever has started it is gone. */
export async function appArguments(): Promise<readonly string[]> {
  const [leash, main] = await Promise.all(['src/sandbox/die-with-parent.ts', 'src/main.ts'].map(builtProgram));
  return ['--import', pathToFileURL(leash!).href, main!];
}

/** Removes what this run has built, and what runs that were killed have left. */
export async function removeBuiltPrograms(): Promise<void> {
  const runs = await readdir(PROGRAMS).catch(() => []);
  const over = runs.filter((run) => Number(run) === process.pid || !isAlive(Number(run)));
  await Promise.all(over.map((run) => rm(join(PROGRAMS, run), { recursive: true, force: true })));
}

async function builtProgram(entry: string): Promise<string> {
  const run = process.env['FLOORWALKER_TEST_RUN'] ?? process.pid;
  const file = join(PROGRAMS, `${run}`, `${process.pid}`, entry.replace(/\.ts$/, '.mjs'));
  if (existsSync(file) && !building.has(file)) return file;
  const built = building.get(file) ?? bundle(entry, file).finally(() => building.delete(file));
  building.set(file, built);
  return built;
}

async function bundle(entry: string, outfile: string): Promise<string> {
  await build({
    entryPoints: [join(ROOT, entry)],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    logLevel: 'error',
    plugins: [whereItWas],
  });
  return outfile;
}

/** Files beside a source (migrations, threads, samples) are looked for beside the source. */
const whereItWas: Plugin = {
  name: 'where it was',
  setup(bundling) {
    bundling.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader: 'ts' };
    });
  },
};
