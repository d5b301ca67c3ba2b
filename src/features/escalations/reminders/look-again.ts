import { sql } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { tellReminders } from './remind.ts';

/** After a change of a team's hours, holidays or people: whoever waits for somebody to be there looks again. */
export async function lookAgainAtReminders(ctx: Ctx, teamId: string): Promise<void> {
  const waiting = sql`
    select tell_to, jsonb_build_object('slackId', tell_to), business_now()
    from (
      select distinct reminder.tell_to
      from reminders as reminder
      join cases as of on of.workspace_id = reminder.workspace_id and of.id = reminder.case_id
      where reminder.workspace_id = ${ctx.workspaceId} and reminder.settled_at is null and of.team_id = ${teamId}
    ) as person order by tell_to`;
  await transaction(ctx, (tx) =>
    tx.execute(sql`with jobs as (${upsertJobs(ctx, tellReminders, waiting)}) select ${wakeWorkers(sql`jobs`)}`),
  );
}
