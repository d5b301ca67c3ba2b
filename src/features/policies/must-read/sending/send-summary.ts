import { and, eq, inArray } from 'drizzle-orm';
import type { Actor, Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Outgoing } from '../../../../outbox/enqueue.ts';
import { groupBy } from '../../../../people/calendar/group-by.ts';
import { attendanceAt } from '../../../../people/presence-rule.ts';
import { whoHears } from './who-hears.ts';
import { summaryKey } from '../ids.ts';
import { inParts, keepShown, type ListedRow, type Written } from './listed-messages.ts';
import { MOST_SUMMED_UP, type SummedUp, summaryBlocks, summaryMessage } from '../messages/to-asker.ts';
import { type KeptMustRead, mustReadsByIds, readersOf } from '../read-must-read.ts';
import { asOf, isNewcomer } from '../readers/counts.ts';
import { reportFor } from '../readers/report.ts';
import { teamNames } from '../readers/team-names.ts';
import { mustReads } from '../tables.ts';
import type { Open, Sent } from './send-due.ts';
import { calendarsOf } from './working-calendars.ts';

/** Without known hours of whoever is to be told. */
const WAIT_MS = 24 * 60 * 60_000;

/**
 * Once, after the deadline, when whoever asked is at work: how many have read it, and who is missing. Of all that are due for
 * somebody in one message, which from then on says how it is now.
 */
export async function sendSummaries(tx: Tx, ctx: Ctx, open: readonly Open[]): Promise<Sent> {
  const nextAt = new Map<string, Date>();
  const told: (Open & { readonly actor: Actor })[] = [];
  for (const one of open) {
    const due = await summaryDue(tx, ctx, one.kept);
    const again = due.nextAt ?? nextMissing(one, ctx.clock.now());
    if (again) nextAt.set(one.kept.mustRead.id, again);
    for (const actor of due.present) told.push({ ...one, actor });
  }
  if (told.length === 0) return { messages: [], nextAt };
  const ids = told.map(({ kept }) => kept.mustRead.id);
  await tx
    .update(mustReads)
    .set({ summaryAt: ctx.clock.now() })
    .where(and(eq(mustReads.workspaceId, ctx.workspaceId), inArray(mustReads.id, ids)));
  const names = await teamNames(tx, ctx);
  const rows: ListedRow[] = [];
  const messages = [...groupBy(told, ({ actor }) => actor.slackId)].flatMap(([to, ofActor]) =>
    inParts(ofActor, MOST_SUMMED_UP).map((part): Outgoing => {
      const summedUp = part.map(({ actor, kept, readers }) => {
        return { ...kept, report: reportFor(actor, readers, names, asOf(kept.mustRead, ctx.clock.now())) };
      });
      const messageKey = summaryKey(summedUp[0]?.mustRead.id ?? '', to);
      rows.push(...summedUp.map((one) => rowOf(messageKey, to, one)));
      return { kind: 'post', to, messageKey, dedupeKey: messageKey, message: summaryMessage(summedUp) };
    }),
  );
  await keepShown(tx, ctx, rows);
  return { messages, nextAt };
}

/** When the next of those who joined later is missing, and the summary says so. */
function nextMissing({ kept, readers }: Open, now: Date): Date | undefined {
  const times = readers.filter((one) => isNewcomer(one, asOf(kept.mustRead, now))).map(({ dueAt }) => dueAt.getTime());
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}

/** Whom to tell now, or when to look again. */
async function summaryDue(
  tx: Tx,
  ctx: Ctx,
  kept: KeptMustRead,
): Promise<{ readonly present: readonly Actor[]; readonly nextAt: Date | undefined }> {
  const { mustRead, team } = kept;
  if (mustRead.summaryAt) return { present: [], nextAt: undefined };
  if (mustRead.deadlineAt > ctx.clock.now()) return { present: [], nextAt: mustRead.deadlineAt };
  const { present, nextAt } = await atWork(tx, ctx, team.id, await whoHears(tx, ctx, kept));
  return present.length === 0 ? { present, nextAt } : { present, nextAt: undefined };
}

function rowOf(messageKey: string, slackId: string, one: SummedUp): ListedRow {
  const shown = JSON.stringify(summaryBlocks(one));
  return { messageKey, mustReadId: one.mustRead.id, slackId, isSummary: true, shown };
}

/** Those that would say something else now. Whoever may not know it any more keeps what they were told. */
export async function summariesNow(tx: Tx, ctx: Ctx, held: readonly ListedRow[]): Promise<readonly Written[]> {
  if (held.length === 0) return [];
  const names = await teamNames(tx, ctx);
  const reports = new Map<string, Map<string, SummedUp>>();
  for (const kept of await mustReadsByIds(tx, ctx, [...new Set(held.map(({ mustReadId }) => mustReadId))])) {
    const readers = await readersOf(tx, ctx, kept.mustRead.id);
    const askers = await whoHears(tx, ctx, kept);
    const when = asOf(kept.mustRead, ctx.clock.now());
    const own = askers.map((actor) => {
      return [actor.slackId, { ...kept, report: reportFor(actor, readers, names, when) }] as const;
    });
    reports.set(kept.mustRead.id, new Map(own));
  }
  return [...groupBy(held, ({ messageKey }) => messageKey)].flatMap(([messageKey, before]) => {
    const now = before.flatMap((row) => {
      const one = reports.get(row.mustReadId)?.get(row.slackId);
      return one ? [{ one, before: row, row: rowOf(messageKey, row.slackId, one) }] : [];
    });
    const isSame = now.every(({ row, before: { shown } }) => row.shown === shown);
    if (isSame || now.length < before.length) return [];
    const message = summaryMessage(now.map(({ one }) => one));
    return [{ edit: { kind: 'edit', messageKey, message }, rows: now.map(({ row }) => row) }];
  });
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
