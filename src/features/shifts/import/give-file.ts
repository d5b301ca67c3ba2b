import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import type { SlackReads } from '../../../people/slack-reads.ts';
import { decode, MOST_FILE_BYTES, UnreadableFile } from './decode.ts';
import { importKey } from './ids.ts';
import type { GiveFile } from './inputs.ts';
import { goOnWithImport } from './job-kinds.ts';
import { readingMessage } from './messages.ts';
import { IMPORT, importById, shownImport } from './stored-import.ts';
import { rosterImports } from './tables.ts';

/** Fetches the file from Slack and keeps it as it is; one that is no text in UTF-8 is refused at its field. */
export async function keepFile(ctx: Ctx, slack: Pick<SlackReads, 'file'>, input: GiveFile): Promise<void> {
  const { importId, teamId, kind, cancelsMissing, file } = input;
  await transaction(ctx, (tx) => requireTeam(tx, ctx, teamId));
  const bytes = await slack.file(ctx.workspaceId, file.id, MOST_FILE_BYTES);
  if (!bytes) throw new UserError('That file is gone, or larger than 6 MB. Choose it again.', 'file');
  const content = textOf(bytes);
  const now = ctx.clock.now();
  const about = { workspaceId: ctx.workspaceId, id: importId, teamId, by: ctx.actor.slackId, kind, cancelsMissing };
  await transaction(ctx, (tx) =>
    tx
      .insert(rosterImports)
      .values({ ...about, state: 'reading', fileName: file.name || 'file', content, createdAt: now, changedAt: now })
      .onConflictDoNothing(),
  );
}

/** Has the rows of a file looked at, and shows how that goes in one message. Sent twice, it is done once. */
export async function giveFile(ctx: Ctx, { importId, teamId }: GiveFile): Promise<void> {
  await transaction(ctx, async (tx) => {
    await requireTeam(tx, ctx, teamId);
    const found = await importById(tx, ctx, importId);
    if (!found) throw new Error('the file was not kept');
    await recordAudit(tx, ctx, {
      action: 'roster.file-given',
      subject: `team:${teamId}`,
      detail: { importId, fileName: found.stored.fileName, kind: found.stored.kind },
    });
    await addJob(tx, ctx, goOnWithImport, { importId }, { dedupeKey: importId });
    const message = readingMessage(shownImport(found.stored, found.team));
    const messageKey = importKey(importId);
    await enqueue(tx, ctx, [{ kind: 'post', to: ctx.actor.slackId, messageKey, dedupeKey: messageKey, message }]);
  });
}

async function requireTeam(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, IMPORT, { teamId, teamName: team.name });
}

function textOf(bytes: Uint8Array): string {
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UserError(error.message, 'file');
    throw error;
  }
}
