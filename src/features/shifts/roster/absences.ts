import { and, asc, eq, gt } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import { recordAudit } from '../../../core/audit.ts';
import { UserError } from '../../../core/errors.ts';
import { addDays, localDate, toInstant } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { section } from '../../../slack/blocks.ts';
import { inline, mention } from '../../../slack/mrkdwn.ts';
import { queueAbsencesChanged } from '../presence/roster-changed.ts';
import { swapsFollowAbsences } from '../swaps/following/on-roster-change.ts';
import { awayText } from './absence-words.ts';
import { type AddAbsence, IS_OVER } from './forms/away-inputs.ts';
import { holdPeople } from './hold-people.ts';
import { type InTheWay, notSeen, shiftsIn } from './in-the-way.ts';
import { plansFor } from './plans-for.ts';
import { type Absence, absences } from './tables.ts';

/** The stretches in which somebody cannot work that are not over, in their order. */
export async function absencesOf(tx: Tx, ctx: Ctx, slackId: string): Promise<readonly Absence[]> {
  return tx
    .select()
    .from(absences)
    .where(and(eq(absences.workspaceId, ctx.workspaceId), eq(absences.slackId, slackId), isToCome(ctx)))
    .orderBy(asc(absences.startsAt), asc(absences.id));
}

function isToCome(ctx: Ctx) {
  return gt(absences.endsAt, ctx.clock.now());
}

/** What became of an absence that somebody entered: saved, or not yet, as its person works then. */
export type Added =
  | { readonly saved: Pick<Absence, 'startsAt' | 'endsAt' | 'timeZone' | 'isWholeDates' | 'kind'> }
  | { readonly works: InTheWay };

/**
 * *Times I cannot work*: everybody's own; leave that was granted, also of others, by whoever plans their roster. Shifts in it
 * stay on the roster, so that it is saved only by somebody who has seen just those. Swaps know of it at once.
 */
export async function addAbsence(ctx: Ctx, input: AddAbsence): Promise<Added> {
  requireMay(ctx, 'hours.set-own', {});
  const { absenceId: id, slackId, kind, timeZone, span, seen } = input;
  const times = span ?? wholeDates(input.from, input.to, timeZone);
  const absence = { slackId, kind, timeZone, ...times, isWholeDates: span === undefined };
  if (times.endsAt <= ctx.clock.now()) throw new UserError(IS_OVER, 'from');
  return transaction(ctx, async (tx) => {
    // As swaps do: a shift that somebody gets meanwhile is seen here, or this absence there.
    await holdPeople(tx, ctx, [slackId]);
    await requireTheirs(tx, ctx, absence);
    const works = notSeen(await shiftsIn(tx, ctx, absence), seen);
    if (works) return { works };
    const added = await tx
      .insert(absences)
      .values({ workspaceId: ctx.workspaceId, id, ...absence })
      .onConflictDoNothing()
      .returning({ id: absences.id });
    if (added.length > 0) await followChange(tx, ctx, 'absence.added', { ...absence, id });
    return { saved: absence };
  });
}

/** That leave was granted is the word of those who plan; when else somebody cannot work is theirs alone. */
async function requireTheirs(tx: Tx, ctx: Ctx, { slackId, kind }: Pick<Absence, 'slackId' | 'kind'>): Promise<void> {
  if (kind === 'unavailable' && slackId === ctx.actor.slackId) return;
  if (kind === 'leave' && (await plansFor(tx, ctx, slackId))) return;
  throw new UserError(
    'Leave is entered, and taken back, by leads, managers and directors of a team they are on.',
    'kind',
  );
}

/** Takes one back; one that is gone already stays so. */
export async function removeAbsence(ctx: Ctx, id: string): Promise<void> {
  requireMay(ctx, 'hours.set-own', {});
  await transaction(ctx, async (tx) => {
    const isIt = and(eq(absences.workspaceId, ctx.workspaceId), eq(absences.id, id));
    const [found] = await tx.select().from(absences).where(isIt);
    if (!found) return;
    await requireTheirs(tx, ctx, found);
    await tx.delete(absences).where(isIt);
    await followChange(tx, ctx, 'absence.removed', found);
  });
}

/** Whole local dates, the last one included, as instants. */
export function wholeDates(from: string, to: string, zone: string): { startsAt: Date; endsAt: Date } {
  return { startsAt: toInstant(from, 0, zone), endsAt: toInstant(addDays(to, 1), 0, zone) };
}

/** Has everything follow that depends on when these people are away; in the transaction in which it changed. */
export async function absencesChanged(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<void> {
  const sorted = [...new Set(slackIds)].toSorted();
  if (sorted.length === 0) return;
  await queueAbsencesChanged(tx, ctx, sorted);
  await swapsFollowAbsences(tx, ctx, sorted);
}

type Changed = Omit<Absence, 'workspaceId' | 'sourceKey'>;

/** When somebody is away is nobody's business: the audit says that it changed, and no more. */
async function followChange(tx: Tx, ctx: Ctx, action: 'absence.added' | 'absence.removed', absence: Changed) {
  const { id, slackId } = absence;
  await recordAudit(tx, ctx, { action, subject: `absence:${id}` });
  await absencesChanged(tx, ctx, [slackId]);
  if (slackId !== ctx.actor.slackId) await enqueue(tx, ctx, [leaveNews(ctx, action, absence)]);
}

/** Somebody else entered a person's leave, or took it back. */
function leaveNews({ actor, clock }: Ctx, action: 'absence.added' | 'absence.removed', absence: Changed): Outgoing {
  const [did, then] =
    action === 'absence.added'
      ? ['entered leave for you', 'No swap is offered to you then.']
      : ['took back your leave', 'You can be offered swaps then again.'];
  const text = `${mention(actor.slackId)} ${did}: *${inline(awayText(absence, localDate(clock.now(), absence.timeZone)))}*. ${then}`;
  const dedupeKey = `${action}:${absence.id}`;
  return { kind: 'post', to: absence.slackId, message: { text, blocks: [section(text)] }, dedupeKey };
}
