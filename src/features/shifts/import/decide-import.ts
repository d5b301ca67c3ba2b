import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { enqueue } from '../../../outbox/enqueue.ts';
import type { ImportButton } from './inputs.ts';
import { goOnWithImport } from './job-kinds.ts';
import { droppedMessage, importingMessage } from './messages.ts';
import { moveImport, redrawn, requireImport, shownImport } from './stored-import.ts';
import type { RosterImport } from './tables.ts';

/** *Import*: all rows, or of a file with problems only the good ones. Pressed twice, it is done once. */
export async function startImport(ctx: Ctx, button: ImportButton, { onlyGood }: { onlyGood: boolean }): Promise<void> {
  await transaction(ctx, async (tx) => {
    const found = await requireImport(tx, ctx, button.importId);
    const seen = { id: button.importId, look: button.look };
    const moved = await moveImport(tx, ctx, seen, 'checked', { state: 'importing', onlyGood });
    if (!moved) return requireSame(tx, ctx, button, ['importing', 'imported']);
    await addJob(tx, ctx, goOnWithImport, { importId: moved.id }, { dedupeKey: moved.id });
    await enqueue(tx, ctx, [redrawn(moved.id, importingMessage(shownImport(moved, found.team)))]);
  });
}

/** *Don’t import*: the file is forgotten. */
export async function dropImport(ctx: Ctx, button: ImportButton): Promise<void> {
  await transaction(ctx, async (tx) => {
    const found = await requireImport(tx, ctx, button.importId);
    const moved = await droppedFrom(tx, ctx, button);
    if (!moved) return requireSame(tx, ctx, button, ['dropped']);
    await recordAudit(tx, ctx, {
      action: 'roster.import-dropped',
      subject: `team:${found.team.id}`,
      detail: { importId: moved.id },
    });
    await enqueue(tx, ctx, [redrawn(moved.id, droppedMessage(shownImport(moved, found.team)))]);
  });
}

async function droppedFrom(tx: Tx, ctx: Ctx, { importId: id, look }: ImportButton): Promise<RosterImport | undefined> {
  const end = { state: 'dropped', content: '' } as const;
  return (
    (await moveImport(tx, ctx, { id, look }, 'checked', end)) ??
    (await moveImport(tx, ctx, { id, look }, 'asking', end))
  );
}

/** Whoever presses a button twice is not told off; whoever presses an old one reads how it stands. */
async function requireSame(
  tx: Tx,
  ctx: Ctx,
  { importId, look }: ImportButton,
  states: readonly string[],
): Promise<void> {
  // Read anew: of two presses at once the second has waited for what the first one did.
  const { stored } = await requireImport(tx, ctx, importId);
  if (stored.look === look && states.includes(stored.state)) return;
  throw new UserError(words[stored.state]);
}

const words: Readonly<Record<RosterImport['state'], string>> = {
  reading: 'The rows are being looked at again. Decide when that is done.',
  asking: 'Say first which column is what.',
  checked: 'The rows were looked at again since. Decide by what the message says now.',
  importing: 'It is being imported already.',
  imported: 'It is imported already.',
  dropped: 'It was dropped, so the file is forgotten. Give it again.',
  failed: 'That import failed. Give the file again.',
};
