import { sql } from 'drizzle-orm';
import type { Ctx } from '../../core/context.ts';
import { watchApproval } from './approvals/job-kinds.ts';
import { ownerCheck } from './chain/job-kinds.ts';
import { clockJob } from './clocks/job-kinds.ts';
import { lookAgain } from './look-again.ts';

/**
 * Has the timers of a team's cases that count in its hours, or wait for one of its people, look anew: whether an owner is
 * silent, whether an approver is. Clocks are worked out anew elsewhere; here a clock only gets back a timer that was lost.
 */
export async function followTeamWithTimers(ctx: Ctx, teamId: string): Promise<void> {
  await lookAgain(ctx, {
    kind: ownerCheck,
    field: 'caseId',
    ids: sql`
      select id from cases
      where workspace_id = ${ctx.workspaceId} and team_id = ${teamId} and state = 'claimed' and not is_private`,
  });
  await lookAgain(ctx, {
    kind: watchApproval,
    field: 'approvalId',
    ids: sql`
      select id from case_approvals
      where workspace_id = ${ctx.workspaceId} and team_id = ${teamId} and state = 'asked'`,
  });
  await lookAgain(ctx, {
    kind: clockJob,
    field: 'caseId',
    ids: sql`
      select id from cases as of
      where workspace_id = ${ctx.workspaceId} and team_id = ${teamId} and next_due_at is not null
        and state in ('open', 'claimed', 'waiting')
        and not exists (
          select from jobs
          where workspace_id = ${ctx.workspaceId} and kind = ${clockJob.name} and dedupe_key = of.id::text
            and dead_at is null)`,
  });
}
