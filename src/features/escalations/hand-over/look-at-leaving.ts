import { and, eq, inArray, sql } from 'drizzle-orm';
import { isOpenAt } from '../../../core/business-time/counting.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { teamCalendar } from '../../../people/calendar/team-calendar.ts';
import { presenceOf } from '../../shifts/index.ts';
import { isOrdinary } from '../finding/cases-visible-to.ts';
import { openStates } from '../lifecycle.ts';
import { cases } from '../tables.ts';
import { mayOwn, returnCasesOfTheGone } from './give-back.ts';
import { BEFORE_END_MS, isBreak } from './hand-over-rules.ts';
import { watchOwnerOf } from './job-kinds.ts';
import { lookAfterEnd } from './left-behind.ts';
import { atTime, notInHand, openCasesOf, type OpenCase } from './open-cases.ts';
import { proposeAtEnd } from './start-hand-over.ts';

const MINUTE_MS = 60_000;

/**
 * Looks whether somebody who owns open cases of a team is about to leave, and asks them what becomes of their cases; who
 * may not own any more loses them. Looks again when that may have changed.
 */
export async function lookAtLeaving(ctx: Ctx, teamId: string, slackId: string): Promise<void> {
  const isGone = await transaction(ctx, async (tx) => {
    if (!(await mayOwn(tx, ctx, teamId, slackId))) return true;
    if (await ownsAny(tx, ctx, teamId, slackId)) await watchSpan(tx, ctx, teamId, slackId);
    return false;
  });
  if (isGone) await returnCasesOfTheGone(ctx, teamId);
}

/** For a team that has changed: nobody who is gone owns anything, and everybody else's leaving is watched by the new hours. */
export async function followMembers(ctx: Ctx, teamId: string): Promise<void> {
  await returnCasesOfTheGone(ctx, teamId);
  await transaction(ctx, async (tx) => {
    const owners = await tx
      .selectDistinct({ owner: cases.owner })
      .from(cases)
      .where(and(openIn(ctx, teamId), sql`${cases.owner} is not null`))
      .orderBy(cases.owner);
    for (const { owner } of owners) if (owner !== null) await watchOwnerOf(tx, ctx, teamId, owner);
  });
}

async function watchSpan(tx: Tx, ctx: Ctx, teamId: string, slackId: string): Promise<void> {
  const now = ctx.clock.now();
  const [presence] = await presenceOf(tx, ctx, teamId, [slackId]);
  const spanEnd = presence?.thereUntil;
  if (!presence?.isThere) {
    if (presence?.nextThere) await watchOwnerOf(tx, ctx, teamId, slackId, presence.nextThere);
    return;
  }
  // Round the clock: there is no end to hand over at.
  if (!spanEnd) return;
  const begin = new Date(spanEnd.getTime() - BEFORE_END_MS);
  if (begin > now) return watchOwnerOf(tx, ctx, teamId, slackId, begin);
  await watchOwnerOf(tx, ctx, teamId, slackId, new Date(spanEnd.getTime() + MINUTE_MS));
  await askBeforeEnd(tx, ctx, teamId, slackId, spanEnd);
}

async function askBeforeEnd(tx: Tx, ctx: Ctx, teamId: string, slackId: string, spanEnd: Date): Promise<void> {
  const [after] = await presenceOf(tx, atTime(ctx, spanEnd), teamId, [slackId]);
  if (isBreak(spanEnd, after?.nextThere)) return;
  const open = await openCasesOf(tx, ctx, slackId, spanEnd, teamId, notInHand(spanEnd));
  if (open.length === 0) return;
  if (!(await somebodyStays(tx, ctx, teamId, spanEnd, open))) return;
  const span = { teamId, giver: slackId, spanEnd };
  await proposeAtEnd(tx, ctx, span, open);
  await lookAfterEnd(tx, ctx, span);
}

/** When the whole team goes home, everybody keeps what they have for the next day. */
async function somebodyStays(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  spanEnd: Date,
  open: readonly OpenCase[],
): Promise<boolean> {
  if (open.some(({ heir }) => heir !== undefined)) return true;
  const { calendar } = await teamCalendar(tx, ctx, teamId);
  return isOpenAt(calendar, spanEnd);
}

async function ownsAny(tx: Tx, ctx: Ctx, teamId: string, slackId: string): Promise<boolean> {
  const [one] = await tx
    .select({ id: cases.id })
    .from(cases)
    .where(and(openIn(ctx, teamId), eq(cases.owner, slackId)))
    .limit(1);
  return one !== undefined;
}

function openIn(ctx: Ctx, teamId: string) {
  return and(
    eq(cases.workspaceId, ctx.workspaceId),
    eq(cases.teamId, teamId),
    inArray(cases.state, [...openStates]),
    isOrdinary,
  );
}
