import { and, desc, eq, gt, inArray, isNotNull, or } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import type { Team } from '../../../../people/tables.ts';
import { policyGapAskers, type PolicyGap, policyGaps } from '../tables.ts';
import { questionKey } from './question.ts';

/** Of a question of the actor's teams: the gap that the actor waits for, else what was answered lately, whoever asked. */
export async function lastAsked(tx: Tx, ctx: Ctx, question: string): Promise<PolicyGap | undefined> {
  const teamIds = ctx.actor.memberships.map(({ teamId }) => teamId);
  const isAsker = and(
    eq(policyGapAskers.workspaceId, policyGaps.workspaceId),
    eq(policyGapAskers.gapId, policyGaps.id),
    eq(policyGapAskers.slackId, ctx.actor.slackId),
  );
  const waits = and(eq(policyGaps.state, 'open'), isNotNull(policyGapAskers.slackId));
  const [found] = await tx
    .select({ gap: policyGaps })
    .from(policyGaps)
    .leftJoin(policyGapAskers, isAsker)
    .where(
      and(
        eq(policyGaps.workspaceId, ctx.workspaceId),
        inArray(policyGaps.teamId, teamIds),
        eq(policyGaps.questionKey, questionKey(question)),
        or(waits, and(eq(policyGaps.state, 'answered'), gt(policyGaps.settledAt, lately(ctx)))),
      ),
    )
    .orderBy(eq(policyGaps.state, 'answered'), desc(policyGaps.number))
    .limit(1);
  return found?.gap;
}

/** The same question of the team, open: held, so that it is not answered before whoever joins it is known. */
export async function openGap(tx: Tx, ctx: Ctx, team: Team, question: string): Promise<PolicyGap | undefined> {
  const [open] = await tx
    .select()
    .from(policyGaps)
    .where(and(isOfKey(ctx, team, question), eq(policyGaps.state, 'open')))
    .for('no key update');
  return open;
}

/** What was right last month need not be so any more. */
const LATELY_MS = 14 * 86_400_000;

function lately({ clock }: Ctx): Date {
  return new Date(clock.now().getTime() - LATELY_MS);
}

/** The same question of the team, answered in the last two weeks. */
export async function answeredLately(tx: Tx, ctx: Ctx, team: Team, question: string): Promise<PolicyGap | undefined> {
  return (await lastAnswered(tx, ctx, team, question))[0];
}

/** The same held, so that whoever joins it is told of its policy now, or when that is published. */
export async function heldAnswered(tx: Tx, ctx: Ctx, team: Team, question: string): Promise<PolicyGap | undefined> {
  return (await lastAnswered(tx, ctx, team, question).for('no key update'))[0];
}

function lastAnswered(tx: Tx, ctx: Ctx, team: Team, question: string) {
  return tx
    .select()
    .from(policyGaps)
    .where(and(isOfKey(ctx, team, question), eq(policyGaps.state, 'answered'), gt(policyGaps.settledAt, lately(ctx))))
    .orderBy(desc(policyGaps.settledAt), desc(policyGaps.id))
    .limit(1);
}

function isOfKey(ctx: Ctx, team: Team, question: string) {
  return and(
    eq(policyGaps.workspaceId, ctx.workspaceId),
    eq(policyGaps.teamId, team.id),
    eq(policyGaps.questionKey, questionKey(question)),
  );
}
