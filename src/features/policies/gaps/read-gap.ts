import { and, asc, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { type Permission, requireMay } from '../../../people/permissions.ts';
import { people, type Team, teams } from '../../../people/tables.ts';
import { isId } from '../library/reading/read-policy.ts';
import { gapsVisibleTo } from './gaps-visible-to.ts';
import { policyGapAskers, type PolicyGap, policyGaps } from './tables.ts';

/** A gap with its team. */
export interface TeamGap {
  readonly gap: PolicyGap;
  readonly team: Team;
}

/** In the same words for what is not there as for what is not theirs to see. */
export const NO_SUCH_GAP = 'There is no such question, or it is not yours to see.';

/** Undefined for a wrong id as for a gap that the actor may not see. */
export async function gapById(tx: Tx, ctx: Ctx, gapId: string): Promise<TeamGap | undefined> {
  if (!isId(gapId)) return undefined;
  const [found] = await tx
    .select({ gap: policyGaps, team: teams })
    .from(policyGaps)
    .innerJoin(teams, and(eq(teams.workspaceId, policyGaps.workspaceId), eq(teams.id, policyGaps.teamId)))
    .where(and(isGap(ctx, gapId), gapsVisibleTo(ctx.actor)));
  return found;
}

export async function requireGap(tx: Tx, ctx: Ctx, gapId: string): Promise<TeamGap> {
  // Whoever has no full account is told so, and nothing of what there is.
  if (ctx.actor.kind !== 'system') requireMay(ctx, 'policy.look-up', {});
  const found = await gapById(tx, ctx, gapId);
  if (!found) throw new UserError(NO_SUCH_GAP);
  return found;
}

/** One change of a gap after the other, until the transaction ends: the gap as it is then. */
export async function holdGap(tx: Tx, ctx: Ctx, gapId: string, permission?: Permission): Promise<TeamGap> {
  const { team, gap } = await requireGap(tx, ctx, gapId);
  const requireFor = ({ owner }: PolicyGap): void => {
    if (permission) requireMay(ctx, permission, { teamId: team.id, teamName: team.name, owner });
  };
  requireFor(gap);
  const [held] = await tx.select().from(policyGaps).where(isGap(ctx, gapId)).for('no key update');
  if (!held) throw new UserError(NO_SUCH_GAP);
  // Whoever waited for it may have handed it on meanwhile.
  requireFor(held);
  return { team, gap: held };
}

export function isGap(ctx: Ctx, gapId: string) {
  return and(eq(policyGaps.workspaceId, ctx.workspaceId), eq(policyGaps.id, gapId));
}

/** Who asked it, in their own words. */
export interface Asker {
  readonly slackId: string;
  readonly name: string;
  readonly kind: (typeof people.$inferSelect)['kind'];
  readonly timeZone: string;
  readonly question: string;
  readonly askedAt: Date;
}

/** Whoever asked it first comes first. */
export async function askersOf(tx: Tx, ctx: Ctx, gapId: string): Promise<readonly Asker[]> {
  const { slackId, question, askedAt } = policyGapAskers;
  return tx
    .select({ slackId, name: people.name, kind: people.kind, timeZone: people.timeZone, question, askedAt })
    .from(policyGapAskers)
    .innerJoin(people, and(eq(people.workspaceId, policyGapAskers.workspaceId), eq(people.slackId, slackId)))
    .where(and(eq(policyGapAskers.workspaceId, ctx.workspaceId), eq(policyGapAskers.gapId, gapId)))
    .orderBy(asc(askedAt), asc(slackId));
}
