import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { enqueue } from '../../../../outbox/enqueue.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { teamById } from '../../../../people/queries.ts';
import { importKey } from '../ids.ts';
import { previewImport, runImport } from '../importing/import-policies.ts';
import { goOnWithImport } from '../job-kinds.ts';
import { actingAs, lookAgain, orTell } from './look-at-files.ts';
import { failedMessage, importedMessage, importingMessage, leftMessage } from './messages.ts';
import type { ImportMode } from '../importing/plan.ts';
import {
  givenOf,
  type ImportButton,
  importById,
  isAnother,
  moveImport,
  requireImport,
  seenFilesOf,
  whatIsSeen,
} from './stored-import.ts';
import type { PolicyImport } from '../tables.ts';

/** *Publish* or *Keep as draft*. Pressed twice, it is done once. */
export function startImport(ctx: Ctx, button: ImportButton, mode: ImportMode): Promise<void> {
  return transaction(ctx, async (tx) => {
    const { teamId } = await requireImport(tx, ctx, button.importId);
    const team = teamId === null ? undefined : await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, 'policy.import', { teamId: team.id, teamName: team.name });
    const moved = await moveImport(tx, ctx, button, 'asking', { state: 'importing', mode });
    if (!moved) return requireSame(await requireImport(tx, ctx, button.importId), button, ['importing', 'done']);
    await addJob(tx, ctx, goOnWithImport, { importId: moved.id }, { dedupeKey: moved.id });
    await enqueue(tx, ctx, [{ kind: 'edit', messageKey: importKey(moved.id), message: importingMessage() }]);
  });
}

/** *Leave it*: the files are forgotten here; in Slack they stay. */
export function leaveImport(ctx: Ctx, button: ImportButton): Promise<void> {
  return transaction(ctx, async (tx) => {
    await requireImport(tx, ctx, button.importId);
    const moved = await moveImport(tx, ctx, button, 'asking', { state: 'left', given: '' });
    if (!moved) return requireSame(await requireImport(tx, ctx, button.importId), button, ['left']);
    await enqueue(tx, ctx, [{ kind: 'edit', messageKey: importKey(moved.id), message: leftMessage() }]);
  });
}

/** The team that keeps them. */
export async function chooseTeam(ctx: Ctx, importId: string, teamId: string): Promise<void> {
  const stored = await transaction(ctx, (tx) => requireImport(tx, ctx, importId));
  if (stored.state === 'choosing' && (await lookAgain(ctx, stored, teamId, false))) return;
  const now = await transaction(ctx, (tx) => requireImport(tx, ctx, importId));
  if (now.teamId !== teamId) throw new UserError('The team is chosen already.');
}

/**
 * Imports what its giver has seen, with the rights that they have now; where the policies are others by now, they are asked
 * anew. May begin anew at any time: what was imported already is as it is.
 */
export async function goOnWith(jobCtx: Ctx, importId: string): Promise<void> {
  const stored = await transaction(jobCtx, (tx) => importById(tx, jobCtx, importId));
  if (stored?.state !== 'importing' || stored.teamId === null) return;
  const { teamId, mode } = stored;
  const ctx = await actingAs(jobCtx, stored.by);
  if (!ctx) return;
  await orTell(ctx, importId, async () => {
    const given = givenOf(stored);
    const now = await previewImport(ctx, { teamId, given, mode: 'publish' });
    if (isAnother(seenFilesOf(stored), whatIsSeen(now))) await lookAgain(ctx, stored, teamId, true);
    else await importNow(ctx, stored, { teamId, mode: mode ?? 'draft' });
  });
}

/** After the last try it is over: its giver hears of it, and the files are forgotten here. */
export async function importFailed(ctx: Ctx, importId: string): Promise<void> {
  const message = failedMessage('Something went wrong on our side, again and again. Give the files again later.');
  await transaction(ctx, async (tx) => {
    const stored = await importById(tx, ctx, importId);
    const seen = stored && { importId, look: stored.look };
    if (!seen || !(await moveImport(tx, ctx, seen, 'importing', { state: 'left', given: '' }))) return;
    await enqueue(tx, ctx, [{ kind: 'edit', messageKey: importKey(importId), message }]);
  });
}

interface Where {
  readonly teamId: string;
  readonly mode: ImportMode;
}

async function importNow(ctx: Ctx, stored: PolicyImport, { teamId, mode }: Where): Promise<void> {
  const report = await runImport(ctx, { teamId, mode, given: givenOf(stored), run: stored.id });
  await transaction(ctx, async (tx) => {
    const seen = { importId: stored.id, look: stored.look };
    const moved = await moveImport(tx, ctx, seen, 'importing', { state: 'done', given: '' });
    if (!moved) return;
    const message = importedMessage(report, mode);
    await enqueue(tx, ctx, [{ kind: 'edit', messageKey: importKey(stored.id), message }]);
  });
}

/** Whoever presses a button twice is not told off; whoever presses an old one reads how it stands. */
function requireSame(stored: PolicyImport, { look }: ImportButton, states: readonly string[]): void {
  if (stored.look === look && states.includes(stored.state)) return;
  throw new UserError(words[stored.state]);
}

const words: Readonly<Record<PolicyImport['state'], string>> = {
  choosing: 'Say first which team keeps them.',
  asking: 'The policies were looked at again since. Decide by what the message says now.',
  importing: 'It is being imported already.',
  done: 'It is imported already.',
  left: 'The files are forgotten here. Give them again.',
};
