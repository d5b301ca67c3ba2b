import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import {
  type GivenFiles,
  isPolicyFile,
  MOST_FILE_BYTES,
  readGiven,
  refused,
  together,
  TOO_LARGE,
} from './given-files.ts';

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
  return together(all);
}

function pathBelow(folder: string, entry: Dirent): string {
  return relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/');
}

async function readOne(file: string, path: string): Promise<GivenFiles> {
  const { size } = await stat(file);
  return size > MOST_FILE_BYTES ? refused(path, TOO_LARGE) : readGiven(path, await readFile(file));
}
