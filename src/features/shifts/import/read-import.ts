import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Message } from '../../../outbox/enqueue.ts';
import { peopleByIds } from '../../../people/queries.ts';
import type { SlackReads } from '../../../people/slack-reads.ts';
import type { MadeChange, ShiftChange } from '../roster/shift-change.ts';
import { findLayout } from './find-layout.ts';
import { readIcs } from './ics/read-ics.ts';
import type { Layout } from './layout.ts';
import { mergeAbsences, mergeSkills, type PersonalMerge } from './merge-personal.ts';
import { mergeShifts, planShifts } from './merge-shifts.ts';
import type { ShownImport } from './messages.ts';
import { peopleInFile } from './people-in-file.ts';
import type { ImportPlan } from './plan-import.ts';
import { personalPreview, type Preview, shiftPreview } from './preview.ts';
import type { ImportCounts, Problem } from './problems.ts';
import { type CsvFile, readCsv } from './read-csv.ts';
import { type Drafts, readDrafts } from './read-drafts.ts';
import { type PersonalRows, personColumn, readAbsences, readSkills } from './read-personal.ts';
import { isStillAt, redrawn, shownImport, type StoredImport } from './stored-import.ts';

/** What an import would do. */
export interface Planned {
  readonly counts: ImportCounts;
  /** Those that only the roster shows. */
  readonly problems: readonly Problem[];
  /** What it changes, by name. */
  readonly preview: () => Promise<Preview>;
  /**
   * Returns what changed on the roster, for who is told and whose Homes show it.
   * @throws where things are no longer as they were found; then nothing is done
   */
  readonly write: (tx: Tx) => Promise<readonly MadeChange[]>;
}

/** The rows of a file, read. */
export interface ReadImport {
  /** Null where none is needed. */
  readonly layout: Layout | null;
  /** Of rows that nobody can read. */
  readonly problems: readonly Problem[];
  /** A line as it is written in the file. */
  readonly raw: ReadonlyMap<number, string>;
  readonly plan: () => Promise<Planned>;
}

type People = Pick<SlackReads, 'userByEmail'>;

/** Told to the person after so many rows. */
const TOLD_EVERY = 2_000;

/** The message of an import that has read so many of its rows. */
export type Progress = (shown: ShownImport, done: number, rows: number) => Message;

/**
 * Reads a stored file anew, in slices, its message telling how far it is; undefined where somebody has to say first which
 * column is what.
 * @throws UnreadableFile
 */
export async function readImport(
  ctx: Ctx,
  slack: People,
  found: StoredImport,
  progress: Progress,
): Promise<ReadImport | undefined> {
  const { stored, team } = found;
  if (stored.kind === 'shifts' && /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(stored.content)) {
    return shiftsOf(ctx, found, await readIcs(ctx, slack, team, stored.content, null), null, new Map());
  }
  const file = await readCsv(stored.content);
  const raw = new Map([...file.records, ...file.broken].map(({ line, raw: text }) => [line, text]));
  if (stored.kind !== 'shifts') return personalOf(ctx, slack, found, file, raw);

  const layout = stored.layout ?? (await transaction(ctx, (tx) => findLayout(tx, ctx, team.id, file))).layout;
  if (!layout) return undefined;
  const personOf = await peopleInFile(ctx, slack, team, cellsOf(file, layout.columns.person));
  const tell = async (done: number) => {
    if (done % TOLD_EVERY !== 0) return;
    const message = progress(shownImport(stored, team), done, file.records.length);
    await transaction(ctx, async (tx) => {
      if (await isStillAt(tx, ctx, stored)) await enqueue(tx, ctx, [redrawn(stored.id, message)]);
    });
  };
  return shiftsOf(ctx, found, await readDrafts(file, { layout, team, personOf }, tell), layout, raw);
}

function shiftsOf(
  ctx: Ctx,
  { stored, team }: StoredImport,
  rows: Drafts,
  layout: Layout | null,
  raw: ReadImport['raw'],
): ReadImport {
  const plan = async (): Promise<Planned> => {
    const planned = await planShifts(ctx, team.id, rows, stored);
    const preview = () => previewShifts(ctx, planned);
    return { ...planned, preview, write: (tx) => mergeShifts(tx, ctx, team.id, planned) };
  };
  return { layout, raw, problems: rows.problems, plan };
}

/** While rows cannot be imported nothing is cancelled. */
async function previewShifts(ctx: Ctx, { changes, counts }: ImportPlan): Promise<Preview> {
  const isKept = (change: ShiftChange) => counts.bad > 0 && 'set' in change && change.set.state === 'cancelled';
  const wanted = changes.filter((change) => !isKept(change));
  const holders = wanted.flatMap((change) => {
    return 'add' in change ? [change.add.slackId] : [change.shift.slackId, change.set.slackId];
  });
  return shiftPreview(wanted, await namesOfAll(ctx, holders));
}

type NameOf = (slackId: string) => string;

async function namesOfAll(ctx: Ctx, slackIds: readonly (string | null | undefined)[]): Promise<NameOf> {
  const wanted = [...new Set(slackIds.flatMap((slackId) => slackId ?? []))];
  const known = await transaction(ctx, (tx) => peopleByIds(tx, ctx, wanted));
  return (slackId) => known.get(slackId)?.name ?? slackId;
}

async function personalOf(
  ctx: Ctx,
  slack: People,
  { stored, team }: StoredImport,
  file: CsvFile,
  raw: ReadImport['raw'],
): Promise<ReadImport> {
  const personOf = await peopleInFile(ctx, slack, team, cellsOf(file, personColumn(file)));
  if (stored.kind === 'skills') {
    const rows = readSkills(file, personOf);
    return personalImport(ctx, raw, rows, (tx) => mergeSkills(tx, ctx, rows));
  }
  const rows = readAbsences(file, team.timeZone, personOf);
  return personalImport(ctx, raw, rows, (tx) => mergeAbsences(tx, ctx, rows));
}

function personalImport(
  ctx: Ctx,
  raw: ReadImport['raw'],
  { problems }: PersonalRows<unknown>,
  work: (tx: Tx) => Promise<PersonalMerge>,
): ReadImport {
  const plan = async (): Promise<Planned> => {
    const { counts, written } = await transaction(ctx, (tx) => undone(tx, work));
    const holders = written.map(({ slackId }) => slackId);
    const preview = async () => personalPreview(written, await namesOfAll(ctx, holders));
    const write = async (tx: Tx) => {
      await work(tx);
      return [];
    };
    return { counts, problems: [], preview, write };
  };
  return { layout: null, raw, problems, plan };
}

/** Thrown and caught in here. */
class Undo extends Error {}

/** What some work comes to, without doing it: done, and taken back. */
async function undone<Result>(tx: Tx, work: (tx: Tx) => Promise<Result>): Promise<Result> {
  const results: Result[] = [];
  try {
    await tx.transaction(async (inner) => {
      results.push(await work(inner));
      throw new Undo();
    });
  } catch (error) {
    if (!(error instanceof Undo)) throw error;
  }
  const [result] = results;
  if (result === undefined) throw new Error('the work came to nothing');
  return result;
}

function cellsOf({ records }: CsvFile, column: number | undefined): readonly string[] {
  return column === undefined ? [] : records.flatMap(({ cells }) => cells[column]?.trim() || []);
}
