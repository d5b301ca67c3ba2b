import { sql, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { tellReminders } from './remind.ts';

/** After a change of a team's hours, holidays or people: whoever waits for somebody to be there looks again. */
export function lookAgainAtReminders(ctx: Ctx, teamId: string): Promise<void> {
  return wakeReminders(ctx, sql`of.team_id = ${teamId}`);
}

/** Has these looked at now; `which` narrows down `reminder`, and `of`, its case. */
export async function wakeReminders(ctx: Ctx, which: SQL): Promise<void> {
  const waiting = sql`
    select tell_to, jsonb_build_object('slackId', tell_to), business_now()
    from (select distinct tell_to from woken) as person order by tell_to`;
  // Reminders are locked in the order in which they are read to be told.
  await transaction(ctx, (tx) =>
    tx.execute(sql`
      with waiting as materialized (
        select reminder.id
        from reminders as reminder
        join cases as of on of.workspace_id = reminder.workspace_id and of.id = reminder.case_id
        where reminder.workspace_id = ${ctx.workspaceId} and reminder.settled_at is null and (${which})
        order by reminder.look_at, reminder.id
        for update of reminder
      ), woken as (
        update reminders as reminder set look_at = to_timestamp(0)
        from waiting
        where reminder.workspace_id = ${ctx.workspaceId} and reminder.id = waiting.id
        returning reminder.tell_to
      ), jobs as (${upsertJobs(ctx, tellReminders, waiting)}) select ${wakeWorkers(sql`jobs`)}`),
  );
}
