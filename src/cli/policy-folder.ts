import type { Dirent } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import {
  type GivenFile,
  type GivenFiles,
  isPolicyFile,
  MOST_FILE_BYTES,
  readGiven,
  refused,
  together,
  TOO_LARGE,
} from '../features/policies/import/given-files.ts';

/** The policies in a folder and the folders in it, by path; files of other kinds and hidden ones are left out. */
export async function readFolder(folder: string): Promise<GivenFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && isPolicyFile(entry.name))
    .map((entry) => pathBelow(folder, entry))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.')))
    .toSorted();
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

/** Writes files below a folder, those that are other than they are; resolves to how many were. Other files stay. */
export async function writeFolder(folder: string, files: readonly GivenFile[]): Promise<number> {
  let written = 0;
  for (const { path, content } of files) {
    const file = join(folder, path);
    if ((await readFile(file, 'utf8').catch(() => undefined)) === content) continue;
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
    written += 1;
  }
  return written;
}
