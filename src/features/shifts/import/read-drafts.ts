import { setImmediate as others } from 'node:timers/promises';
import { isZone } from '../../../core/local-time.ts';
import type { Problem } from './problems.ts';
import type { CsvFile } from './read-csv.ts';
import { type Draft, readRow, type RowContext } from './read-row.ts';

const SLICE = 250;

export interface Drafts {
  readonly drafts: readonly Draft[];
  /** Rows of which nobody can say what they mean. */
  readonly problems: readonly Problem[];
}

/** Every row as a shift or with the reason why it is none; in slices, `tell` hears of each how many rows are done. */
export async function readDrafts(
  file: CsvFile,
  about: Omit<RowContext, 'isZone'>,
  tell: (done: number) => Promise<void> | void = () => undefined,
): Promise<Drafts> {
  const context = { ...about, isZone: remembering(isZone) };
  const drafts: Draft[] = [];
  const problems: Problem[] = file.broken.map(({ line, reason }) => ({ line, reason }));
  for (const [index, record] of file.records.entries()) {
    const read = readRow(record, context);
    if ('reason' in read) problems.push({ line: record.line, reason: read.reason });
    else drafts.push(read);
    if (index % SLICE !== SLICE - 1) continue;
    await others();
    await tell(index + 1);
  }
  return { drafts, problems };
}

/** A file names few zones many times, and asking about one costs more than the rest of a row. */
function remembering(ask: (name: string) => boolean): (name: string) => boolean {
  const known = new Map<string, boolean>();
  return (name) => {
    const answer = known.get(name) ?? ask(name);
    known.set(name, answer);
    return answer;
  };
}
