import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { policies } from '../../library/tables.ts';
import { policyLookUps } from '../../look-up/tables.ts';

/** What happened to a policy since somebody last said that it is true. */
export interface Meanwhile {
  readonly lookedUp: number;
  readonly helped: number;
  readonly notThis: number;
  /** What people had looked up who said *Not this*, the newest first, at most 3. */
  readonly missed: readonly string[];
}

const Row = z.object({
  lookedUp: z.number(),
  helped: z.number(),
  notThis: z.number(),
  missed: z.array(z.string()),
});

/** By policy; one of which nobody looked anything up is missing. Whoever asks may see the policies. */
export async function meanwhileOf(
  tx: Tx,
  ctx: Ctx,
  policyIds: readonly string[],
): Promise<ReadonlyMap<string, Meanwhile>> {
  if (policyIds.length === 0) return new Map();
  const ids = JSON.stringify(policyIds);
  const rows = await tx.execute<Record<keyof Meanwhile | 'policyId', unknown>>(sql`
    select policy.id as "policyId",
      count(*) filter (where seen.policy_id = policy.id)::int as "lookedUp",
      count(*) filter (where said.verdict = 'helped')::int as helped,
      count(*) filter (where said.verdict = 'not-this')::int as "notThis",
      coalesce((array_agg(seen.query order by seen.at desc) filter (where said.verdict = 'not-this'))[1:3], '{}') as missed
    from ${policies} as policy
    join ${policyLookUps} as seen on seen.workspace_id = policy.workspace_id and seen.at > policy.verified_at
      and (seen.policy_id = policy.id or seen.verdict_policy_id = policy.id)
    left join lateral (select seen.verdict where seen.verdict_policy_id = policy.id) as said on true
    where policy.workspace_id = ${ctx.workspaceId}
      and policy.id in (select value::uuid from jsonb_array_elements_text(${ids}::jsonb))
    group by policy.id`);
  return new Map(rows.map((row) => [String(row.policyId), Row.parse(row)]));
}
