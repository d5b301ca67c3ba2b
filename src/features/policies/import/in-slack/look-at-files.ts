import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { enqueue, type Message, type Outgoing } from '../../../../outbox/enqueue.ts';
import { findActor } from '../../../../people/actor.ts';
import type { SlackReads } from '../../../../people/slack-reads.ts';
import { type GivenFiles, isPolicyFile, MOST_FILE_BYTES, readGiven, refused, together } from '../files/given-files.ts';
import { teamsToImport } from './give-files.ts';
import { importKey } from '../ids.ts';
import { previewImport } from '../importing/import-policies.ts';
import { type ImportReport } from '../importing/report.ts';
import type { ReadFiles, SlackFile } from '../job-kinds.ts';
import { chooseTeamMessage, failedMessage, lookMessage, problemsText } from './messages.ts';
import { givenOf, lookedOnce, moveImport, whatIsSeen } from './stored-import.ts';
import { type ImportState, policyImports, type PolicyImport } from '../tables.ts';

type Files = Pick<SlackReads, 'file'>;

/** Reads the files that somebody gave, keeps them, and shows what they would change. Run again it shows it once. */
export async function readGivenFiles(jobCtx: Ctx, slack: Files, job: ReadFiles): Promise<void> {
  const ctx = await actingAs(jobCtx, job.slackId);
  if (!ctx) return;
  const teams = await transaction(ctx, (tx) => teamsToImport(tx, ctx));
  const teamId = job.teamId ?? (teams.length === 1 ? teams[0]?.id : undefined);
  const given = together(await readAll(ctx, slack, job.files));
  const { importId } = job;
  if (teamId === undefined) {
    await keep(ctx, importId, { given, state: 'choosing' }, () => chooseTeamMessage(importId, teams));
    return;
  }
  await orTell(ctx, importId, async () => {
    const report = await previewImport(ctx, { teamId, given, mode: 'publish' });
    const kept = { given, state: 'asking', teamId, report } as const;
    await keep(ctx, importId, kept, () => lookMessage(report, { importId, look: 1, isNews: false }));
  });
}

/** After the last try: whoever gave the files hears of it. */
export async function readFailed(ctx: Ctx, { importId, slackId }: ReadFiles): Promise<void> {
  const message = failedMessage('The files could not be fetched from Slack. Send them again later.');
  const dedupeKey = `${importKey(importId)}:failed`;
  await transaction(ctx, (tx) => enqueue(tx, ctx, [{ kind: 'post', to: slackId, dedupeKey, message }]));
}

/**
 * Shows anew what files would change: another team, or other policies than when they were shown first. False where the import
 * has gone on meanwhile.
 */
export async function lookAgain(ctx: Ctx, stored: PolicyImport, teamId: string, isNews: boolean): Promise<boolean> {
  const report = await previewImport(ctx, { teamId, given: givenOf(stored), mode: 'publish' });
  const seen = { importId: stored.id, look: stored.look };
  return transaction(ctx, async (tx) => {
    const set = { state: 'asking', teamId, seen: JSON.stringify(whatIsSeen(report)), ...lookedOnce } as const;
    const moved = await moveImport(tx, ctx, seen, stored.state, set);
    if (!moved) return false;
    const message = lookMessage(report, { importId: stored.id, look: moved.look, isNews });
    await enqueue(tx, ctx, [
      { kind: 'edit', messageKey: importKey(stored.id), message },
      ...allProblems(ctx, stored.id, moved.look, report),
    ]);
    return true;
  });
}

/** The person, with the rights that they have now. */
export async function actingAs(ctx: Ctx, slackId: string): Promise<Ctx | undefined> {
  const found = await transaction(ctx, (tx) => findActor(tx, { workspaceId: ctx.workspaceId, slackId }));
  return found && { ...ctx, actor: found.actor };
}

/** What is refused is told in the message of the import, or as one where there is none yet. */
export async function orTell(ctx: Ctx, importId: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [messageKey, message] = [importKey(importId), failedMessage(error.message)];
    await transaction(ctx, (tx) =>
      enqueue(tx, ctx, [
        { kind: 'post', to: ctx.actor.slackId, messageKey, dedupeKey: messageKey, message },
        { kind: 'edit', messageKey, message },
      ]),
    );
  }
}

interface Kept {
  readonly given: GivenFiles;
  readonly state: ImportState;
  readonly teamId?: string;
  readonly report?: ImportReport;
}

async function keep(ctx: Ctx, id: string, { given, report, ...about }: Kept, show: () => Message): Promise<void> {
  const now = ctx.clock.now();
  const seen = report ? JSON.stringify(whatIsSeen(report)) : '';
  const row = { workspaceId: ctx.workspaceId, id, by: ctx.actor.slackId, ...about, given: JSON.stringify(given), seen };
  await transaction(ctx, async (tx) => {
    const [kept] = await tx
      .insert(policyImports)
      .values({ ...row, createdAt: now, changedAt: now })
      .onConflictDoNothing()
      .returning({ id: policyImports.id });
    if (!kept) return;
    const messageKey = importKey(id);
    await enqueue(tx, ctx, [
      { kind: 'post', to: ctx.actor.slackId, messageKey, dedupeKey: messageKey, message: show() },
      ...(report ? allProblems(ctx, id, 1, report) : []),
    ]);
  });
}

function allProblems(ctx: Ctx, importId: string, look: number, report: ImportReport): readonly Outgoing[] {
  const content = problemsText(report);
  if (content === undefined) return [];
  const dedupeKey = `policy-import:${importId}:problems:${look}`;
  const comment = 'All that is wrong with the files, each with its line.';
  return [{ kind: 'file', to: ctx.actor.slackId, filename: 'problems.txt', content, comment, dedupeKey }];
}

async function readAll(ctx: Ctx, slack: Files, files: readonly SlackFile[]): Promise<readonly GivenFiles[]> {
  const all: GivenFiles[] = [];
  for (const { id, name } of files) {
    if (isPolicyFile(name)) {
      const bytes = await slack.file(ctx.workspaceId, id, MOST_FILE_BYTES);
      all.push(bytes ? readGiven(name, bytes) : refused(name, GONE));
    } else all.push({ files: [], problems: [], leftOut: [name] });
  }
  return all;
}

const GONE = 'It is gone, or larger than 8 MB.';
