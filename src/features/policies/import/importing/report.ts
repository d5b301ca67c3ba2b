import type { Team } from '../../../../people/tables.ts';
import type { Head } from './existing.ts';
import type { FileProblem } from '../files/given-files.ts';
import type { Fate, ImportMode, Planned } from './plan.ts';

/** What files would change, or what they have changed. */
export interface ImportReport {
  readonly team: Team;
  readonly mode: ImportMode;
  /** Each file in the order in which it was given. */
  readonly files: readonly Planned[];
  /** Files that could not be read at all. */
  readonly unread: readonly FileProblem[];
  /** Files that can hold no policy, by name. */
  readonly leftOut: readonly string[];
  /** Policies that came from this folder last, and have no file in it any more. */
  readonly gone: readonly Head[];
  /** How many came from it last, with those. */
  readonly ofFolder: number;
}

export function countsOf({ files, unread }: Pick<ImportReport, 'files' | 'unread'>): Readonly<Record<Fate, number>> {
  const counts = { new: 0, changed: 0, waiting: 0, same: 0, archived: 0, refused: unread.length };
  for (const { fate } of files) counts[fate] += 1;
  return counts;
}

/** What is wrong with each file, from its top to its end. */
export function problemsOf({ files, unread }: Pick<ImportReport, 'files' | 'unread'>): readonly FileProblem[] {
  return [...unread, ...files.flatMap(({ problems }) => problems.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)))];
}
