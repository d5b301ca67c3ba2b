import { sql } from 'drizzle-orm';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { MadeChange, Why } from '../roster/shift-change.ts';
import { lookAgain } from './job-kinds.ts';
import { liveRequestStates, liveStates } from './lifecycle.ts';

/**
 * Has every live request and proposal for one of these shifts looked at again; in the transaction of the change. One statement,
 * whatever their number. A swap sees to those that it touches itself.
 */
export async function followRosterChange(tx: Tx, ctx: Ctx, made: readonly MadeChange[], why: Why): Promise<void> {
  const changed = made.flatMap(({ before, after }) => (before === null ? [] : [after.id]));
  if (why.executionId !== undefined || changed.length === 0) return;
  const ids = sql`select jsonb_array_elements_text(${JSON.stringify(changed)}::jsonb)::uuid`;
  const requests = sql`
    select 'request' as what, id from swap_requests
    where workspace_id = ${ctx.workspaceId} and shift_id in (${ids}) and state in (${listed(liveRequestStates)})`;
  const proposals = sql`
    select 'proposal', proposal.id from swap_legs as leg
    join swap_proposals as proposal on proposal.workspace_id = leg.workspace_id and proposal.id = leg.proposal_id
    where leg.workspace_id = ${ctx.workspaceId} and leg.shift_id in (${ids}) and proposal.state in (${listed(liveStates)})`;
  const rows = sql`
    select what || ':' || id, jsonb_build_object('what', what, 'id', id), ${ctx.clock.now().toISOString()}::timestamptz
    from (${requests} union ${proposals}) as touched order by what || ':' || id`;
  await tx.execute(sql`with added as (${upsertJobs(ctx, lookAgain, rows)}) select ${wakeWorkers(sql`added`)}`);
}

function listed(states: readonly string[]) {
  return sql.join(
    states.map((state) => sql`${state}`),
    sql`, `,
  );
}
