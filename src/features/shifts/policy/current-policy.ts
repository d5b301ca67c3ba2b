import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { localDate } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { teams } from '../../../people/tables.ts';
import { withPacks } from '../rules/packs.ts';
import type { Policy } from '../rules/policy.ts';
import { defaultSettings } from '../rules/rule-parameters.ts';
import { type HouseRules, type SavedPolicy, swapPolicies } from './tables.ts';

/** What holds until a team has saved its own. */
export const defaultRules: HouseRules = { delta: true, autoApprove: true, rules: defaultSettings, packs: [] };

export const defaultPolicy: Policy = judgedBy(0, defaultRules, '');

/** The team's rules as they count on its local date at that time (now, unless told): of those saved the newest that count. */
export async function currentPolicy(tx: Tx, ctx: Ctx, teamId: string, at: Date = ctx.clock.now()): Promise<Policy> {
  const isOfTeam = and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId));
  const theirDate = sql`(${at.toISOString()}::timestamptz at time zone ${teams.timeZone})::date`;
  const [newest] = await tx
    .select({ revision: swapPolicies.revision, house: swapPolicies.policy, timeZone: teams.timeZone })
    .from(swapPolicies)
    .innerJoin(teams, and(isOfTeam, eq(teams.workspaceId, swapPolicies.workspaceId), eq(teams.id, swapPolicies.teamId)))
    .where(and(isSavedFor(ctx, teamId), lte(swapPolicies.effectiveFrom, theirDate)))
    .orderBy(desc(swapPolicies.revision))
    .limit(1);
  return newest ? judgedBy(newest.revision, newest.house, localDate(at, newest.timeZone)) : defaultPolicy;
}

/** What the team saved last, whether it counts already or from a later date. */
export async function newestSaved(tx: Tx, ctx: Ctx, teamId: string): Promise<SavedPolicy | undefined> {
  const [newest] = await tx
    .select()
    .from(swapPolicies)
    .where(isSavedFor(ctx, teamId))
    .orderBy(desc(swapPolicies.revision))
    .limit(1);
  return newest;
}

/** What the team had saved as that revision: 0 are the defaults. Undefined where there was none. */
export async function rulesOfRevision(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  revision: number,
): Promise<HouseRules | undefined> {
  if (revision === 0) return defaultRules;
  const [saved] = await tx
    .select({ policy: swapPolicies.policy })
    .from(swapPolicies)
    .where(and(isSavedFor(ctx, teamId), eq(swapPolicies.revision, revision)));
  return saved?.policy;
}

/** By what trades are judged on a local date: the team's own rules and its packs, of each the stricter. */
export function judgedBy(revision: number, { packs, ...house }: HouseRules, date: string): Policy {
  return { revision, ...house, rules: withPacks(house.rules, packs, date) };
}

function isSavedFor(ctx: Ctx, teamId: string) {
  return and(eq(swapPolicies.workspaceId, ctx.workspaceId), eq(swapPolicies.teamId, teamId));
}
