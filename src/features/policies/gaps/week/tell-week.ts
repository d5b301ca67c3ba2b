import { and, eq, isNull } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { addDays, toInstant } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { keepSchedule, type Occurrence, type ScheduleKind } from '../../../../jobs/define-schedule.ts';
import { enqueue, type Message } from '../../../../outbox/enqueue.ts';
import { type Presence, presenceByHours } from '../../../../people/presence.ts';
import { teamById } from '../../../../people/queries.ts';
import { policies } from '../../library/tables.ts';
import { weekKey } from '../ids.ts';
import { type TellWeek, tellWeek } from '../job-kinds.ts';
import { contextOf } from '../policy-for.ts';
import { policyGaps } from '../tables.ts';
import { hearersOf, readWeek } from './read-week.ts';
import { weekMessage } from './week-message.ts';

/** On Monday morning, for each team: those it concerns hear when they are there. */
export const gapsWeek: ScheduleKind = { name: 'policies.week', graceMinutes: 24 * 60 };

const EIGHT = 8 * 60;
const MONDAY = 1;
/** Whoever is back later hears of the next week. */
const LATEST_MS = 5 * 86_400_000;

export async function keepWeek(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) return;
  await keepSchedule(tx, ctx, gapsWeek, teamId, { minutes: EIGHT, weekdays: [MONDAY], timeZone: team.timeZone });
}

/** Whoever owns a policy of the team, is to answer a question of it, or hears what its people did not find. */
export function startWeek(ctx: Ctx, { key: teamId, localDate, scheduledFor }: Occurrence): Promise<void> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) return;
    const since = toInstant(addDays(localDate, -7), EIGHT, team.timeZone);
    const span = { since: since.toISOString(), until: scheduledFor.toISOString() };
    const concerned = await whomItConcerns(tx, ctx, teamId);
    const now = ctx.clock.now();
    for (const presence of await presenceByHours(tx, ctx, teamId, concerned)) {
      const { slackId } = presence;
      const runAt = whenToTell(presence, now);
      const input = { slackId, week: localDate, ...span };
      if (runAt) await addJob(tx, ctx, tellWeek, input, { runAt, dedupeKey: `${slackId}:${localDate}` });
    }
  });
}

/** Pure: now, or when they are back; whoever works by no hours of this team is not waited for. */
export function whenToTell({ isThere, nextThere }: Presence, now: Date): Date | undefined {
  if (isThere || !nextThere) return now;
  return nextThere.getTime() - now.getTime() <= LATEST_MS ? nextThere : undefined;
}

/** One message, however many teams it is about; none where there is nothing to say. */
export function tellOfWeek(ctx: Ctx, told: TellWeek): Promise<void> {
  return transaction(ctx, async (tx) => {
    const message = await messageOfWeek(tx, ctx, told);
    if (!message) return;
    const { slackId, week } = told;
    const dedupeKey = `policy-week:${slackId}:${week}`;
    await enqueue(tx, ctx, [{ kind: 'post', to: slackId, dedupeKey, messageKey: weekKey(told), message }]);
  });
}

/** What somebody is told of a week, as it is now; undefined where there is nothing to say. */
export async function messageOfWeek(
  tx: Tx,
  ctx: Ctx,
  { slackId, since, until }: TellWeek,
): Promise<Message | undefined> {
  const theirs = await contextOf(tx, ctx, slackId);
  if (!theirs || theirs.actor.kind !== 'full' || theirs.actor.memberships.length === 0) return undefined;
  const span = { since: new Date(since), until: new Date(until) };
  const about = { ...span, timeZone: theirs.actor.timeZone, now: ctx.clock.now() };
  return weekMessage(await readWeek(tx, theirs, span), about);
}

async function whomItConcerns(tx: Tx, ctx: Ctx, teamId: string): Promise<readonly string[]> {
  const owners = await tx
    .selectDistinct({ slackId: policies.owner })
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), eq(policies.teamId, teamId), isNull(policies.archivedAt)));
  const asked = await tx
    .selectDistinct({ slackId: policyGaps.owner })
    .from(policyGaps)
    .where(
      and(eq(policyGaps.workspaceId, ctx.workspaceId), eq(policyGaps.teamId, teamId), eq(policyGaps.state, 'open')),
    );
  const hearers = await hearersOf(tx, ctx, teamId);
  return [...new Set([...owners, ...asked].map(({ slackId }) => slackId).concat(hearers))].toSorted();
}
