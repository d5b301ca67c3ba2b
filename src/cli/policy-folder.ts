import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import { ConfigError } from '../config.ts';
import {
  type GivenFile,
  type GivenFiles,
  isPolicyFile,
  MOST_FILE_BYTES,
  readGiven,
  refused,
  together,
  TOO_LARGE,
} from '../features/policies/import/files/given-files.ts';

/**
 * The policies in a folder and the folders in it, by path; files of other kinds and hidden ones are left out.
 * @throws ConfigError where there is no such folder, or no policy in it
 */
export async function readFolder(folder: string): Promise<GivenFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    throw new ConfigError(`${folder} cannot be read: ${isMissing ? 'there is no such folder' : String(error)}.`);
  });
  const paths = entries
    .filter((entry) => entry.isFile() && isPolicyFile(entry.name))
    .map((entry) => pathBelow(folder, entry))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .toSorted();
  if (paths.length === 0) throw new ConfigError(`${folder} holds no policy: no Markdown file, such as refunds.md.`);
  const all: GivenFiles[] = [];
  for (const path of paths) all.push(await readOne(join(folder, path), path));
  return { ...together(all), folder: basename(resolve(folder)) };
}

function pathBelow(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
}

async function readOne(file: string, path: string): Promise<GivenFiles> {
  const { size } = await stat(file);
  return size > MOST_FILE_BYTES ? refused(path, TOO_LARGE) : readGiven(path, await readFile(file));
}

export interface WrittenFolder {
  readonly written: number;
  /** Files that say something else, and stay. */
  readonly kept: readonly string[];
}

/** Writes files below a folder; what is there and says something else stays, as somebody may have written it, unless `overwrites`. */
export async function writeFolder(
  folder: string,
  files: readonly GivenFile[],
  { overwrites }: { readonly overwrites: boolean },
): Promise<WrittenFolder> {
  let written = 0;
  const kept: string[] = [];
  for (const { path, content } of files) {
    const file = join(folder, path);
    const before = await readFile(file, 'utf8').catch(() => undefined);
    if (before === content) continue;
    if (before !== undefined && !overwrites) {
      kept.push(path);
      continue;
    }
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    written += 1;
  }
  return { written, kept };
}
