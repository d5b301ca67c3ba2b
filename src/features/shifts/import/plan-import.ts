import { isDeepStrictEqual } from 'node:util';
import { shiftTimesText } from '../roster/shift-words.ts';
import type { ShiftChange } from '../roster/shift-change.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { eachInSlices } from './in-slices.ts';
import { isQuiet, mergeDraft } from './merge-draft.ts';
import { Occupied } from './occupied.ts';
import { type ImportCounts, NO_LINE, type Problem } from './problems.ts';
import type { Draft } from './read-row.ts';

/** What of the roster an import has to know. */
export interface RosterNow {
  readonly teamId: string;
  /** Of the team: those with an id of the file, and all that came by imports and start in the file's dates. */
  readonly own: readonly ShiftRow[];
  /** Planned ones of everybody in the file, of whichever team, that touch the file's time. */
  readonly held: readonly ShiftRow[];
  /** Of the team: those of which a part was cut off that is on the roster still. */
  readonly cut: ReadonlySet<string>;
  readonly teamNames: ReadonlyMap<string, string>;
}

export interface Wish {
  readonly cancelsMissing: boolean;
  /** Leave out what has a problem; nothing is taken off the roster then. */
  readonly onlyGood: boolean;
  /** Also where rows cannot be imported: a calendar that is read by itself waits for nobody. */
  readonly cancelsBesideBad?: boolean;
  /** Before each key: what a calendar brings is its own, and no file cancels it. */
  readonly scope?: string;
  /** Where what is missing is looked for; on the file's dates unless given. */
  readonly within?: { readonly from: Date; readonly to: Date };
}

/** Begins the scope of every calendar that is read again and again. */
export const CALENDARS = 'calendar:';

export interface ImportPlan {
  readonly changes: readonly ShiftChange[];
  readonly counts: ImportCounts;
  /** Of rows that could be read and still cannot be imported, in the order of lines. */
  readonly problems: readonly Problem[];
}

/** A row with the shift it is about, and what it makes of that. */
interface Keyed {
  readonly draft: Draft;
  readonly before: ShiftRow | undefined;
  readonly change: ShiftChange | undefined;
}

/** What an import of these rows comes to, worked out in slices; of nothing else, so that a look and the import cannot differ. */
export async function planImport(
  drafts: readonly Draft[],
  unreadable: readonly Problem[],
  now: RosterNow,
  { cancelsMissing, onlyGood, cancelsBesideBad = false, scope = '', within }: Wish,
): Promise<ImportPlan> {
  const problems = new Map<number, string>();
  const rows = await keyed(drafts, now, problems, scope);
  refuseCut(rows, now, problems);
  const missing = missingFrom(rows, keptBy(unreadable, scope), now, scope, within);
  const cancels = cancelsMissing && (!onlyGood || cancelsBesideBad);
  const gone = cancels ? missing.filter(({ id }) => !now.cut.has(id)) : [];
  const torn = cancels ? missing.filter(({ id }) => now.cut.has(id)).map((shift) => tornProblem(shift, now)) : [];
  await refuseOverlaps(rows, now, gone, problems);
  const good = rows.filter(({ draft }) => !problems.has(draft.line));
  const changes = good.flatMap(({ change }) => change ?? []);
  const added = changes.filter((change) => 'add' in change).length;
  const seen = changes.filter((change) => !isQuiet(change)).length;
  return {
    changes: [...changes, ...gone.map(cancelled)],
    problems: [...torn, ...[...problems].map(([line, reason]) => ({ line, reason }))].toSorted(
      (a, b) => a.line - b.line,
    ),
    counts: {
      rows: drafts.length + unreadable.length + torn.length,
      added,
      changed: seen - added,
      same: good.length - seen,
      missing: missing.length - torn.length,
      bad: problems.size + unreadable.length + torn.length,
    },
  };
}

function cancelled(shift: ShiftRow): ShiftChange {
  // With nothing to compare to, a row that comes back in a later file plans it anew.
  return { shift, set: { state: 'cancelled', sourceFacts: null } };
}

/** Each row with the shift it is about: the one that came with this id, or that has it here. */
async function keyed(
  drafts: readonly Draft[],
  { own, teamId }: RosterNow,
  problems: Map<number, string>,
  scope: string,
): Promise<readonly Keyed[]> {
  const byKey = new Map(own.flatMap((shift) => (shift.sourceKey === null ? [] : [[shift.sourceKey, shift]])));
  const byId = new Map(own.map((shift) => [shift.id, shift]));
  const lines = new Map<string, number>();
  const natural = new Map<string, number>();
  const rows: Keyed[] = [];
  await eachInSlices(drafts, (draft) => {
    const key = `${scope}${draft.id ?? nextOf(natural, naturalKey(draft))}`;
    const first = lines.get(key);
    if (first !== undefined) {
      problems.set(draft.line, `The id “${key}” is on line ${first} already.`);
      return;
    }
    lines.set(key, draft.line);
    const before = byKey.get(key) ?? byId.get(key);
    rows.push({ draft, before, change: mergeDraft(teamId, draft, key, before) });
  });
  return rows;
}

/** Where a file has no ids, a shift is the same as long as its person, start, role and site are. */
function naturalKey({ facts }: Draft): string {
  return ['row', facts.slackId ?? 'open', facts.startsLocal, facts.role ?? '', facts.site ?? ''].join('|');
}

function nextOf(counts: Map<string, number>, key: string): string {
  const count = (counts.get(key) ?? 0) + 1;
  counts.set(key, count);
  return count === 1 ? key : `${key}|${count}`;
}

/** What is in the source still, though it cannot be read any more, is not gone. */
function keptBy(unreadable: readonly Problem[], scope: string): ReadonlySet<string> {
  return new Set(unreadable.flatMap(({ id }) => (id === undefined ? [] : [`${scope}${id}`])));
}

function missingFrom(
  rows: readonly Keyed[],
  kept: ReadonlySet<string>,
  { own }: RosterNow,
  scope: string,
  within: Wish['within'],
): readonly ShiftRow[] {
  const isCovered = within ? during(within) : onDatesOf(rows);
  const inFile = new Set(rows.flatMap(({ before }) => before?.id ?? []));
  return own.filter((shift) => {
    const { id, state, sourceKey } = shift;
    return (
      sourceKey !== null &&
      state === 'planned' &&
      !kept.has(sourceKey) &&
      (scope === '' ? !sourceKey.startsWith(CALENDARS) : sourceKey.startsWith(scope)) &&
      !inFile.has(id) &&
      isCovered(shift)
    );
  });
}

type IsCovered = (shift: Pick<ShiftRow, 'startsAt' | 'startsLocal'>) => boolean;

function during({ from, to }: NonNullable<Wish['within']>): IsCovered {
  return ({ startsAt }) => startsAt >= from && startsAt <= to;
}

/** From the first to the last date of the file, both whole, by the wall clock of each shift. */
function onDatesOf(rows: readonly Keyed[]): IsCovered {
  const dates = rows.map(({ draft }) => dateOf(draft.facts)).toSorted();
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return () => false;
  return (shift) => dateOf(shift) >= first && dateOf(shift) <= last;
}

function dateOf({ startsLocal }: Pick<ShiftRow, 'startsLocal'>): string {
  return startsLocal.slice(0, 10);
}

/** A row that would move what is left of a shift: nobody can tell what that means for the part that somebody else works. */
function refuseCut(rows: readonly Keyed[], { cut }: RosterNow, problems: Map<number, string>): void {
  for (const { draft, before, change } of rows) {
    if (!before || !change || !('set' in change) || !cut.has(before.id)) continue;
    const { startsAt, endsAt, slackId, state } = { ...before, ...change.set };
    const after = { startsAt, endsAt, slackId, state };
    const isMoved = !isDeepStrictEqual({ ...before, ...after }, before);
    if (isMoved) problems.set(draft.line, 'A part of it was swapped: change it by hand.');
  }
}

function tornProblem(shift: ShiftRow, now: RosterNow): Problem {
  const what = nameOfShift(shift, now);
  return { line: NO_LINE, reason: `Not in the file: ${what}. A part of it was swapped: cancel it by hand.` };
}

/**
 * Whoever would hold two shifts at once is refused the row, by line or by shift. A refused row leaves its shift as it is, which
 * may stand in the way of another row: so it is done over until nothing changes.
 */
async function refuseOverlaps(
  rows: readonly Keyed[],
  now: RosterNow,
  gone: readonly ShiftRow[],
  problems: Map<number, string>,
): Promise<void> {
  let before = -1;
  while (before !== problems.size) {
    before = problems.size;
    const good = rows.filter(({ draft }) => !problems.has(draft.line));
    const replaced = new Set([...good.flatMap((row) => row.before?.id ?? []), ...gone.map(({ id }) => id)]);
    const occupied = new Occupied();
    await eachInSlices(now.held, (shift) => {
      if (!replaced.has(shift.id)) occupied.take(shift, () => nameOfShift(shift, now));
    });
    await eachInSlices(good, (row) => {
      const after = outcomeOf(row);
      if (!after || after.slackId === null || after.state === 'cancelled') return;
      const other = occupied.take(after, () => `line ${row.draft.line}`);
      if (other) problems.set(row.draft.line, `Its person already works then: it overlaps ${other()}.`);
    });
  }
}

/** The shift as the row would leave it. */
function outcomeOf({ before, change }: Keyed): Pick<ShiftRow, 'slackId' | 'state' | 'startsAt' | 'endsAt'> | undefined {
  if (!change) return before;
  return 'add' in change ? change.add : { ...change.shift, ...change.set };
}

function nameOfShift(shift: ShiftRow, { teamId, teamNames }: RosterNow): string {
  const team = shift.teamId === teamId ? '' : ` of ${teamNames.get(shift.teamId) ?? 'another team'}`;
  return `the shift${team} on ${shiftTimesText(shift)}`;
}
