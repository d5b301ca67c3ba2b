import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../outbox/enqueue.ts';
import { findActor } from '../../../people/actor.ts';
import { may } from '../../../people/permissions.ts';
import type { SlackReads } from '../../../people/slack-reads.ts';
import { touchHomes } from '../../../slack/home.ts';
import { holdersOf } from '../presence/taken-shifts.ts';
import { UnreadableFile } from './decode.ts';
import { importNews, isOvertaken } from './merge-shifts.ts';
import {
  askingMessage,
  changesComment,
  checkedMessage,
  failedMessage,
  importedMessage,
  importingMessage,
  problemsComment,
  readingMessage,
  type ShownImport,
} from './messages.ts';
import { cancelsMany, type ImportCounts } from './problems.ts';
import { problemsCsv } from './problems-csv.ts';
import { type Planned, type ReadImport, readImport } from './read-import.ts';
import {
  IMPORT,
  importById,
  lookedOnce,
  moveImport,
  redrawn,
  shownImport,
  type StoredImport,
} from './stored-import.ts';
import type { RosterImport } from './tables.ts';

type People = Pick<SlackReads, 'userByEmail'>;

/** A message shows a few; the rest is in the file that comes with it. */
const KEPT_PROBLEMS = 20;

/**
 * Goes on with an import from wherever it stands, with the rights that whoever gave the file has now. May begin anew at any
 * time: a look changes nothing, and the import itself is one transaction.
 */
export async function advanceImport(jobCtx: Ctx, slack: People, importId: string): Promise<void> {
  const found = await transaction(jobCtx, (tx) => importById(tx, jobCtx, importId));
  if (!found) return;
  const ctx = await actingFor(jobCtx, found);
  if (!ctx) return endFailed(jobCtx, found, 'Only managers and directors of the team can import its roster.');
  try {
    if (found.stored.state === 'reading') await lookAt(ctx, slack, found);
    if (found.stored.state === 'importing') await importRows(ctx, slack, found);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    await endFailed(ctx, found, error.message);
  }
}

/** After the last try: whoever gave the file hears of it, and the file is kept. */
export async function importFailed(ctx: Ctx, importId: string): Promise<void> {
  const found = await transaction(ctx, (tx) => importById(tx, ctx, importId));
  if (found)
    await endFailed(ctx, found, 'Something went wrong on our side, again and again. Give the file again later.');
}

async function actingFor(ctx: Ctx, { stored, team }: StoredImport): Promise<Ctx | undefined> {
  const who = { workspaceId: ctx.workspaceId, slackId: stored.by };
  const found = await transaction(ctx, (tx) => findActor(tx, who));
  return found && may(found.actor, IMPORT, { teamId: team.id }) ? { ...ctx, actor: found.actor } : undefined;
}

async function endFailed(ctx: Ctx, { stored, team }: StoredImport, why: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const moved = await moveImport(tx, ctx, stored, stored.state, { state: 'failed' });
    if (moved) await enqueue(tx, ctx, [redrawn(stored.id, failedMessage(shownImport(moved, team), why))]);
  });
}

async function lookAt(ctx: Ctx, slack: People, found: StoredImport): Promise<void> {
  const { stored, team } = found;
  const read = await readImport(ctx, slack, found, readingMessage);
  if (read) return showLook(ctx, found, read, await read.plan());
  await transaction(ctx, async (tx) => {
    const moved = await moveImport(tx, ctx, stored, 'reading', { state: 'asking', ...lookedOnce });
    if (moved) await enqueue(tx, ctx, [redrawn(stored.id, askingMessage(shownImport(moved, team)))]);
  });
}

async function importRows(ctx: Ctx, slack: People, found: StoredImport): Promise<void> {
  const { stored } = found;
  const read = await readImport(ctx, slack, found, importingMessage);
  if (!read) throw new Error('an import that was looked at has no layout');
  for (let tries = 1; ; tries += 1) {
    const planned = await read.plan();
    if (isAnother(stored, planned.counts)) return showLook(ctx, found, read, planned);
    try {
      return await transaction(ctx, (tx) => writeRows(tx, ctx, found, planned));
    } catch (error) {
      if (tries === MOST_TRIES || !isOvertaken(error)) throw error;
    }
  }
}

/** Somebody else may change the roster between the plan and its writing; later the job comes again. */
const MOST_TRIES = 3;

/** Whether the roster has changed so that it is not what somebody decided on: rows that are refused, many more cancelled. */
function isAnother({ onlyGood, cancelsMissing, counts: decidedOn }: RosterImport, counts: ImportCounts): boolean {
  if (onlyGood) return false;
  if (counts.bad > 0) return true;
  return cancelsMissing && cancelsMany(counts) && counts.missing > (decidedOn?.missing ?? 0);
}

async function writeRows(tx: Tx, ctx: Ctx, { stored, team }: StoredImport, planned: Planned): Promise<void> {
  const { counts } = planned;
  // Holds the row, so that of two workers that take this on one does it.
  const held = await moveImport(tx, ctx, stored, 'importing', {});
  if (!held) return;
  const made = await planned.write(tx);
  const moved = await moveImport(tx, ctx, stored, 'importing', { state: 'imported', content: '', counts });
  if (!moved) throw new Error('the import moved while its row was held');
  await recordAudit(tx, ctx, {
    action: 'roster.imported',
    subject: `team:${team.id}`,
    detail: { importId: stored.id, fileName: stored.fileName, ...counts },
  });
  const done = redrawn(stored.id, importedMessage(shownImport(moved, team), counts));
  await enqueue(tx, ctx, [done, ...importNews(ctx, made)]);
  await touchHomes(tx, ctx, holdersOf(made));
}

/** What the import would do, for a person to decide; all of it in files where a message cannot hold it. */
async function showLook(
  ctx: Ctx,
  { stored, team }: StoredImport,
  read: ReadImport,
  { counts, problems, preview: previewed }: Planned,
): Promise<void> {
  const isNews = stored.state === 'importing';
  const all = [...read.problems, ...problems].toSorted((a, b) => a.line - b.line);
  const problemsFile = all.length > 0 ? problemsCsv(all, read.raw) : undefined;
  const preview = await previewed();
  await transaction(ctx, async (tx) => {
    const moved = await moveImport(tx, ctx, stored, stored.state, {
      state: 'checked',
      layout: read.layout,
      counts,
      onlyGood: false,
      firstProblems: all.slice(0, KEPT_PROBLEMS),
      ...lookedOnce,
    });
    if (!moved) return;
    const shown = shownImport(moved, team);
    const message = checkedMessage(shown, counts, { preview, isNews });
    await enqueue(tx, ctx, [
      redrawn(stored.id, message),
      ...fileWith(shown, 'problems', problemsComment(shown, all.length), problemsFile),
      ...fileWith(shown, 'changes', changesComment(preview.count), preview.csv),
    ]);
  });
}

/** Beside its message; none where there is nothing to say. */
function fileWith(
  { id, by, look, fileName }: ShownImport,
  what: 'problems' | 'changes',
  comment: string,
  content: string | undefined,
): readonly Outgoing[] {
  if (content === undefined) return [];
  const filename = `${fileName.replace(/\.[^.]*$/, '').slice(0, 80)}-${what}.csv`;
  return [{ kind: 'file', to: by, dedupeKey: `import:${id}:${what}:${look}`, comment, content, filename }];
}
