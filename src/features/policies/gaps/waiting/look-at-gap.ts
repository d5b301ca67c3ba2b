import { and, eq, or, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob, upsertJobs, wakeWorkers } from '../../../../jobs/add-job.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { teamCalendar } from '../../../../people/calendar/team-calendar.ts';
import { managersToAsk } from '../../../../people/managers-to-ask.ts';
import { type Presence, presenceByHours } from '../../../../people/presence.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import { nameOf } from '../../../../people/name-of.ts';
import { policyById } from '../../library/reading/read-policy.ts';
import { policies } from '../../library/tables.ts';
import { chooseOwner, type Placed, placeOf } from '../asking/choose-owner.ts';
import { nextReminder, type Reminder, reminders } from './due-rules.ts';
import { giveTo, handedOn } from './hand-on.ts';
import { nudgeKey, ownerKey } from '../ids.ts';
import { lookAtGap, tellLateGap } from '../job-kinds.ts';
import { askersOf, gapById, holdGap, isGap, type TeamGap } from '../read-gap.ts';
import { stillWaitingPosts } from './asker-news.ts';
import { lateMessage, answerReminder } from './reminder-messages.ts';
import { policyGaps } from '../tables.ts';

const A_DAY_MS = 86_400_000;

/** Reminds whoever is to answer a gap that is open, in their working hours; whoever cannot answer it any more gives it up. */
export function lookAtOpenGap(ctx: Ctx, { gapId }: { readonly gapId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    if (!(await gapById(tx, ctx, gapId))) return;
    const held = await holdGap(tx, ctx, gapId);
    if (held.gap.state !== 'open') return;
    const place = await ownersPlace(tx, ctx, held);
    if (!place) return giveToAnother(tx, ctx, held);
    await remind(tx, ctx, held, place);
  });
}

/** Where its owner works; undefined where they can answer it no more. */
async function ownersPlace(tx: Tx, ctx: Ctx, { gap, team }: TeamGap): Promise<Placed | undefined> {
  const nearest = gap.nearestPolicyId === null ? undefined : await policyById(tx, ctx, gap.nearestPolicyId);
  return placeOf(tx, ctx, gap.owner, [team.id, ...(nearest ? [nearest.teamId] : [])]);
}

async function giveToAnother(tx: Tx, ctx: Ctx, before: TeamGap): Promise<void> {
  const { gap, team } = before;
  const askers = await askersOf(tx, ctx, gap.id);
  const notThese = [gap.owner, ...askers.map(({ slackId }) => slackId)];
  const other = await chooseOwner(tx, ctx, { teamId: team.id, notThese });
  if (!other || other.slackId === gap.owner) return lookAgain(tx, ctx, before, daysAhead(ctx));
  const name = await nameOf(tx, ctx, gap.owner);
  const moved = await giveTo(tx, ctx, before, other.slackId);
  const from = { name, note: '', isGone: true };
  await enqueue(tx, ctx, await handedOn(tx, ctx, { before, moved, end: 'somebody else is to answer it now.', from }));
}

async function remind(tx: Tx, ctx: Ctx, held: TeamGap, { teamId }: Placed): Promise<void> {
  const { gap, team } = held;
  const { calendar } = await teamCalendar(tx, ctx, team.id);
  const plan = reminders(calendar, { since: gap.ownerSince, due: gap.dueAt });
  const { say, lookAt } = nextReminder(plan, gap.reminded, ctx.clock.now());
  const reminder = say === undefined ? undefined : plan[say];
  if (say === undefined || !reminder) return lookAt && lookAgain(tx, ctx, held, lookAt);
  if (reminder.to === 'managers') await queueLate(tx, ctx, held);
  else {
    const [presence] = await presenceByHours(tx, ctx, teamId, [gap.owner]);
    if (!presence?.isThere) return lookAgain(tx, ctx, held, presence?.nextThere ?? daysAhead(ctx));
    await enqueue(tx, ctx, [await reminderPost(tx, ctx, held, say)]);
  }
  await countReminder(tx, ctx, held, say + 1);
  await lookAtNext(tx, ctx, held, plan[say + 1]);
}

async function reminderPost(tx: Tx, ctx: Ctx, held: TeamGap, nth: number): Promise<Outgoing> {
  const { gap, team } = held;
  const messageKey = nudgeKey(gap.id, gap.owner);
  const owner = (await peopleByIds(tx, ctx, [gap.owner])).get(gap.owner);
  const isDue = gap.dueAt <= ctx.clock.now();
  return {
    kind: 'post',
    to: gap.owner,
    messageKey,
    dedupeKey: `${messageKey}:${gap.version}:${nth}`,
    inThreadOf: ownerKey(gap.id, gap.owner),
    message: answerReminder(held, { isDue, timeZone: owner?.timeZone ?? team.timeZone }),
  };
}

async function countReminder(tx: Tx, ctx: Ctx, { gap }: TeamGap, reminded: number): Promise<void> {
  await tx.update(policyGaps).set({ reminded }).where(isGap(ctx, gap.id));
}

async function lookAtNext(tx: Tx, ctx: Ctx, held: TeamGap, next: Reminder | undefined): Promise<void> {
  if (next) await lookAgain(tx, ctx, held, next.at);
}

async function lookAgain(tx: Tx, ctx: Ctx, { gap }: TeamGap, runAt: Date): Promise<void> {
  await addJob(tx, ctx, lookAtGap, { gapId: gap.id }, { runAt, dedupeKey: gap.id });
}

function daysAhead(ctx: Ctx): Date {
  return new Date(ctx.clock.now().getTime() + A_DAY_MS);
}

/** Whoever asked hears that it takes longer; each manager hears when they are there. */
async function queueLate(tx: Tx, ctx: Ctx, held: TeamGap): Promise<void> {
  const { gap, team } = held;
  const hearers = await hearersOfLate(tx, ctx, held);
  await enqueue(tx, ctx, await stillWaitingPosts(tx, ctx, held, hearers.length > 0));
  for (const presence of await presenceByHours(tx, ctx, team.id, hearers)) {
    const { slackId } = presence;
    await addJob(
      tx,
      ctx,
      tellLateGap,
      { gapId: gap.id, slackId },
      { runAt: whenThere(ctx, presence), dedupeKey: `${gap.id}:${slackId}` },
    );
  }
}

/** The team's managers; its directors, where it has no manager but its owner. */
function hearersOfLate(tx: Tx, ctx: Ctx, { gap, team }: TeamGap): Promise<readonly string[]> {
  return managersToAsk(tx, ctx, team.id, { but: gap.owner });
}

function whenThere(ctx: Ctx, { isThere, nextThere }: Presence): Date {
  return isThere ? ctx.clock.now() : (nextThere ?? ctx.clock.now());
}

/** One manager, once, unless it was answered meanwhile or is no business of theirs any more. */
export function tellOfLateGap(ctx: Ctx, { gapId, slackId }: { gapId: string; slackId: string }): Promise<void> {
  return transaction(ctx, async (tx) => {
    if (!(await gapById(tx, ctx, gapId))) return;
    // Whoever answers it from now on finds this message, and takes its buttons.
    const about = await holdGap(tx, ctx, gapId);
    if (about.gap.state !== 'open') return;
    if (!(await hearersOfLate(tx, ctx, about)).includes(slackId)) return;
    const people = await peopleByIds(tx, ctx, [slackId, about.gap.owner]);
    const messageKey = nudgeKey(gapId, slackId);
    const timeZone = people.get(slackId)?.timeZone ?? about.team.timeZone;
    const message = lateMessage(about, people.get(about.gap.owner)?.name ?? 'Somebody', timeZone);
    // Once for each who is late with it.
    const dedupeKey = `${messageKey}:${about.gap.version}:late`;
    await enqueue(tx, ctx, [{ kind: 'post', to: slackId, messageKey, dedupeKey, message }]);
  });
}

/** After a change of a team's people: gaps whose owners have left find others. */
export async function lookAtGapsOf(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const nearest = and(eq(policies.workspaceId, policyGaps.workspaceId), eq(policies.id, policyGaps.nearestPolicyId));
  const open = tx
    .select({
      key: sql`${policyGaps.id}::text`.as('key'),
      input: sql`jsonb_build_object('gapId', ${policyGaps.id})`.as('input'),
      at: sql`business_now()`.as('at'),
    })
    .from(policyGaps)
    .leftJoin(policies, nearest)
    .where(
      and(
        eq(policyGaps.workspaceId, ctx.workspaceId),
        eq(policyGaps.state, 'open'),
        or(eq(policyGaps.teamId, teamId), eq(policies.teamId, teamId)),
      ),
    )
    .orderBy(policyGaps.id);
  await tx.execute(sql`with added as (${upsertJobs(ctx, lookAtGap, open.getSQL())}) select ${wakeWorkers(sql`added`)}`);
}
