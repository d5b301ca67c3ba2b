import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Burdens } from './find-partners.ts';

const LATELY_DAYS = 90;
/** Whoever takes a shift with less notice than this helps out. */
const SHORT_NOTICE_MINUTES = 2 * 1440;

/** What people of the team took on for others lately at night, on weekends or at short notice; what they gave back is taken off. */
export async function burdensIn(tx: Tx, ctx: Ctx, teamId: string): Promise<Burdens> {
  const since = new Date(ctx.clock.now().getTime() - LATELY_DAYS * 86_400_000).toISOString();
  const rows = await tx.execute<{ person: string; minutes: number }>(sql`
    select slack_id as person, sum(
      case what when 'took' then 1 else -1 end
      * (night_minutes + weekend_minutes + case when notice_minutes < ${SHORT_NOTICE_MINUTES}::int then minutes else 0 end)
    )::int as minutes
    from fairness_facts
    where workspace_id = ${ctx.workspaceId} and team_id = ${teamId}::uuid and at > ${since}::timestamptz
      and what in ('took', 'took-back')
    group by slack_id`);
  return new Map(rows.map(({ person, minutes }) => [person, minutes]));
}
