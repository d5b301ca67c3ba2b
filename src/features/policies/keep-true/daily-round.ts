import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { addJob } from '../../../jobs/add-job.ts';
import { keepSchedule, type ScheduleHandler, type ScheduleKind } from '../../../jobs/define-schedule.ts';
import { presenceByHours } from '../../../people/presence.ts';
import { teamById } from '../../../people/queries.ts';
import { tidyImports } from '../import/in-slack/forget-imports.ts';
import { forgetEnded } from '../library/index-policy.ts';
import { pruneLookUps } from '../look-up/finding/prune-look-ups.ts';
import { stepsOf } from './reviews/ask-for-reviews.ts';
import { askForReviews } from './job-kinds.ts';
import { seeWhoIsGone, tellOfUnanswered } from './tell-managers.ts';
import { candidates } from './reviews/read-due.ts';

/** Each day of a team, before anybody begins: what is due is asked when its owner is there, and what is old is tidied away. */
const daily: ScheduleKind = { name: 'policies.keep-true', graceMinutes: 18 * 60 };
/** Once a week: what nobody answers. */
const weekly: ScheduleKind = { name: 'policies.unanswered', graceMinutes: 18 * 60 };

const AT_MINUTES = 4 * 60;
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const MONDAY = 1;

export const keepTrueSchedules: readonly ScheduleHandler[] = [
  {
    kind: daily,
    run: async (ctx, { key }) => {
      await transaction(ctx, (tx) => goRound(tx, ctx, key));
      await forgetEnded(ctx, key);
    },
  },
  { kind: weekly, run: (ctx, { key }) => transaction(ctx, (tx) => tellOfUnanswered(tx, ctx, key)) },
];

/** Sets them up for a team, and sees whether an owner has left it. */
export function followTeam(ctx: Ctx, teamId: string): Promise<void> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) return;
    const rule = { minutes: AT_MINUTES, timeZone: team.timeZone };
    await keepSchedule(tx, ctx, daily, teamId, { ...rule, weekdays: EVERY_DAY });
    await keepSchedule(tx, ctx, weekly, teamId, { ...rule, weekdays: [MONDAY] });
    await seeWhoIsGone(tx, ctx, teamId);
  });
}

async function goRound(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  if (!(await teamById(tx, ctx, teamId))) return;
  const all = await candidates(tx, ctx, { teamId });
  const owners = [...new Set(all.map(({ policy }) => policy.owner))].toSorted();
  const presences = await presenceByHours(tx, ctx, teamId, owners);
  const whenOf = new Map(presences.map(({ slackId, nextThere }) => [slackId, nextThere ?? ctx.clock.now()]));
  const when = (owner: string) => whenOf.get(owner) ?? ctx.clock.now();
  const steps = await stepsOf(tx, ctx, all, when);
  const asked = new Set(steps.map(({ due }) => due.policy.owner));
  for (const owner of owners.filter((each) => asked.has(each)))
    await addJob(tx, ctx, askForReviews, { teamId, owner }, { runAt: when(owner), dedupeKey: owner });
  await seeWhoIsGone(tx, ctx, teamId);
  await pruneLookUps(tx, ctx);
  await tidyImports(tx, ctx, teamId);
}
