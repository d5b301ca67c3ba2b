import { createHash } from 'node:crypto';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import type { FilesGiven } from '../../../../feature.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { may, requireMay } from '../../../../people/permissions.ts';
import { allTeams } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { plainSection } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { isPolicyFile, tidyPath } from '../files/given-files.ts';
import { readFiles, type SlackFile } from '../job-kinds.ts';

/**
 * Somebody sent files to the app: has those that can be policies read, and answers with what they would change. False where
 * none of them can be one. Whoever may not import is told who may.
 */
export async function takeFiles(ctx: Ctx, { channel, ts, files }: FilesGiven): Promise<boolean> {
  if (!files.some(({ name }) => isPolicyFile(name))) return false;
  await transaction(ctx, async (tx) => {
    const refusal = await whyNot(tx, ctx);
    if (refusal === undefined) return queueReading(tx, ctx, { importId: uuidOf([channel, ts]), files });
    const message = { text: inline(refusal), blocks: [plainSection(refusal)] };
    const dedupeKey = `policy-files:${channel}:${ts}`;
    return enqueue(tx, ctx, [{ kind: 'post', to: ctx.actor.slackId, message, dedupeKey }]);
  });
  return true;
}

export interface GiveFile {
  readonly importId: string;
  readonly teamId: string;
  readonly file: SlackFile;
}

/** The same by the form. */
export function giveFile(ctx: Ctx, { importId, teamId, file }: GiveFile): Promise<void> {
  return transaction(ctx, async (tx) => {
    const team = (await allTeams(tx, ctx)).find(({ id }) => id === teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, 'policy.import', { teamId, teamName: team.name });
    await queueReading(tx, ctx, { importId, teamId, files: [file] });
  });
}

/** The teams whose policies the actor may import, by name. */
export async function teamsToImport(tx: Tx, ctx: Ctx): Promise<readonly Team[]> {
  return (await allTeams(tx, ctx)).filter(({ id }) => may(ctx.actor, 'policy.import', { teamId: id }));
}

async function whyNot(tx: Tx, ctx: Ctx): Promise<string | undefined> {
  if ((await teamsToImport(tx, ctx)).length > 0) return undefined;
  const [own] = ctx.actor.memberships;
  const team = (await allTeams(tx, ctx)).find(({ id }) => id === own?.teamId);
  try {
    requireMay(ctx, 'policy.import', team ? { teamId: team.id, teamName: team.name } : {});
  } catch (error) {
    if (error instanceof UserError) return `${error.message} Nothing was imported; your file is still here.`;
    throw error;
  }
  return undefined;
}

interface Reading {
  readonly importId: string;
  readonly teamId?: string;
  readonly files: readonly SlackFile[];
}

async function queueReading(tx: Tx, ctx: Ctx, { importId, teamId, files }: Reading): Promise<void> {
  const some = files.map(({ id, name }) => ({ id, name: tidyPath(name) }));
  const input = { importId, slackId: ctx.actor.slackId, files: some, ...(teamId !== undefined && { teamId }) };
  await addJob(tx, ctx, readFiles, input, { dedupeKey: importId });
}

/** The same message, or form with the same file, is the same import, however often it arrives. */
export function uuidOf(parts: readonly string[]): string {
  const hex = createHash('sha256').update(parts.join('\n')).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
