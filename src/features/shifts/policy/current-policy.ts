import { and, desc, eq, lte, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { teams } from '../../../people/tables.ts';
import type { Policy } from '../rules/policy.ts';
import { defaultSettings } from '../rules/rule-parameters.ts';
import { swapPolicies } from './tables.ts';

/** The house rules that hold until a team has saved its own. */
export const defaultPolicy: Policy = { revision: 0, delta: true, autoApprove: true, rules: defaultSettings };

/** The team's rules as they count on its local date at that time (now, unless told): of those saved the newest that count. */
export async function currentPolicy(tx: Tx, ctx: Ctx, teamId: string, at: Date = ctx.clock.now()): Promise<Policy> {
  const isOfTeam = and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId));
  const theirDate = sql`(${at.toISOString()}::timestamptz at time zone ${teams.timeZone})::date`;
  const [newest] = await tx
    .select({ revision: swapPolicies.revision, policy: swapPolicies.policy })
    .from(swapPolicies)
    .innerJoin(teams, and(isOfTeam, eq(teams.workspaceId, swapPolicies.workspaceId), eq(teams.id, swapPolicies.teamId)))
    .where(
      and(
        eq(swapPolicies.workspaceId, ctx.workspaceId),
        eq(swapPolicies.teamId, teamId),
        lte(swapPolicies.effectiveFrom, theirDate),
      ),
    )
    .orderBy(desc(swapPolicies.revision))
    .limit(1);
  return newest ? { revision: newest.revision, ...newest.policy } : defaultPolicy;
}
