/** Which of the files that somebody chose, dropped or pasted go with the message, and what is said of the others. */
import { LARGEST_FILE_BYTES, MOST_FILES } from '../../protocol.ts';
import { sizeInWords } from '../text/file-size.ts';

export interface SortedOut {
  readonly taken: readonly File[];
  readonly problem: string | null;
}

/** Takes what can be sent, up to what a message holds, beside the files that are there. */
export function sortOut(chosen: readonly File[], there: number): SortedOut {
  const wrong = chosen.flatMap((file) => wrongWith(file) ?? []);
  const good = chosen.filter((file) => wrongWith(file) === null);
  const room = Math.max(0, MOST_FILES - there);
  const over = good.slice(room);
  if (over.length > 0) wrong.push(`A message takes ${MOST_FILES} files. Left out: ${namesOf(over)}.`);
  return { taken: good.slice(0, room), problem: wrong.join(' ') || null };
}

function wrongWith({ name, size }: File): string | null {
  if (size === 0) return `${name} is empty.`;
  if (size <= LARGEST_FILE_BYTES) return null;
  const most = sizeInWords(LARGEST_FILE_BYTES);
  return `${name} is too large with ${sizeInWords(size)}. The sandbox takes files up to ${most}, Slack up to 1 GB.`;
}

const NAMED = 3;

function namesOf(files: readonly File[]): string {
  const names = files.slice(0, NAMED).map(({ name }) => name);
  return files.length > NAMED ? `${names.join(', ')} and ${files.length - NAMED} more` : names.join(', ');
}

/** The files on a clipboard, unless its text is meant: programs put a picture beside what is copied from a table. */
export function pastedFiles({ files, types }: Pick<DataTransfer, 'files' | 'types'>): File[] {
  const isText = types.includes('text/plain') && types.includes('text/html');
  return isText ? [] : [...files];
}

/** What was dropped: its files, and the names of its folders, which nobody can send. */
export function droppedFiles({ items }: DataTransfer): { files: File[]; folders: string[] } {
  const files: File[] = [];
  const folders: string[] = [];
  for (const item of items) {
    const entry = item.webkitGetAsEntry();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  return { files, folders };
}
