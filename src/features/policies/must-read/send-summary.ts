import type { Actor, Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Outgoing } from '../../../outbox/enqueue.ts';
import { attendanceAt } from '../../../people/presence-rule.ts';
import { askersOf } from './askers.ts';
import { summaryKey } from './ids.ts';
import { summaryMessage } from './messages/to-asker.ts';
import { isMustRead, type KeptMustRead, type ReaderRow } from './read-must-read.ts';
import { reportFor } from './report.ts';
import { teamNames } from './team-names.ts';
import { mustReads } from './tables.ts';
import { calendarsOf } from './working-calendars.ts';

interface Summary {
  readonly messages: readonly Outgoing[];
  readonly nextAt: Date | undefined;
}

/** Without known hours of whoever is to be told. */
const WAIT_MS = 24 * 60 * 60_000;

/**
 * Once, after the deadline, when whoever asked is at work: how many have read it, and who is missing. From then on that
 * message says how it is now.
 */
export async function sendSummary(
  tx: Tx,
  ctx: Ctx,
  kept: KeptMustRead,
  readers: readonly ReaderRow[],
): Promise<Summary> {
  const { mustRead, team } = kept;
  const now = ctx.clock.now();
  if (mustRead.summaryAt) return { messages: await summaryNow(tx, ctx, kept, readers), nextAt: undefined };
  if (mustRead.deadlineAt > now) return { messages: [], nextAt: mustRead.deadlineAt };
  const askers = await askersOf(tx, ctx, kept);
  const { present, nextAt } = await atWork(tx, ctx, team.id, askers);
  if (present.length === 0) return { messages: [], nextAt };
  await tx.update(mustReads).set({ summaryAt: now }).where(isMustRead(ctx, mustRead.id));
  const names = await teamNames(tx, ctx);
  const messages = present.map((actor): Outgoing => {
    const messageKey = summaryKey(mustRead.id, actor.slackId);
    const message = summaryMessage(kept, reportFor(actor, readers, names));
    return { kind: 'post', to: actor.slackId, messageKey, dedupeKey: messageKey, message };
  });
  return { messages, nextAt: undefined };
}

/** Edits notify nobody; who has no summary gets none by them. */
export async function summaryNow(
  tx: Tx,
  ctx: Ctx,
  kept: KeptMustRead,
  readers: readonly ReaderRow[],
): Promise<readonly Outgoing[]> {
  if (!kept.mustRead.summaryAt) return [];
  const names = await teamNames(tx, ctx);
  const askers = await askersOf(tx, ctx, kept);
  return askers.map((actor) => ({
    kind: 'edit',
    messageKey: summaryKey(kept.mustRead.id, actor.slackId),
    message: summaryMessage(kept, reportFor(actor, readers, names)),
  }));
}

async function atWork(tx: Tx, ctx: Ctx, teamId: string, actors: readonly Actor[]) {
  const now = ctx.clock.now();
  const calendars = await calendarsOf(
    tx,
    ctx,
    actors.map(({ slackId }) => ({ slackId, teamId })),
  );
  const seen = actors.flatMap((actor) => {
    const calendar = calendars.get(actor.slackId);
    return calendar ? [{ actor, ...attendanceAt(calendar, now) }] : [];
  });
  const ahead = seen.flatMap(({ nextThere }) => nextThere?.getTime() ?? []);
  return {
    present: seen.filter(({ isThere }) => isThere).map(({ actor }) => actor),
    nextAt: new Date(ahead.length > 0 ? Math.min(...ahead) : now.getTime() + WAIT_MS),
  };
}
