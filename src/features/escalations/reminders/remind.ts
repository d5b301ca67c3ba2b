import { sql } from 'drizzle-orm';
import { z } from 'zod';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { upsertJobs, wakeWorkers } from '../../../jobs/add-job.ts';
import { jobKind } from '../../../jobs/define-job.ts';
import type { ReminderKind } from './tables.ts';

export interface NewReminder {
  /** Whose matter it is; who is told in the end depends on who is there. */
  readonly slackId: string;
  readonly caseId: string;
  readonly kind: ReminderKind;
  /** Which clock run, promise or approval: the same one is never told twice. */
  readonly run: string;
  /** When what it is about is, or was, due. */
  readonly dueAt?: Date | null | undefined;
}

/** So long a person's first reminder waits for others of the same moment. */
const GATHER_MS = 5_000;

/** Tells one person what waits for them; one such job each. */
export const tellReminders = jobKind('reminders.tell', z.object({ slackId: z.string() }));

/** A time at which a person's reminders are to be looked at. */
export interface Look {
  readonly slackId: string;
  readonly at: Date;
}

/**
 * Notes that people are to be reminded; what they have been told is not noted again, what had passed them by is. Sends
 * nothing by itself: each person gets one message with everything that still holds, at most every half hour, and only
 * while they are there. `looks` asks for those people besides. One statement, in one order of people, so that two
 * transactions cannot wait for each other; call it once in each, before messages are queued.
 */
export async function remind(
  tx: Tx,
  ctx: Ctx,
  wanted: readonly NewReminder[],
  looks: readonly Look[] = [],
): Promise<void> {
  if (wanted.length === 0 && looks.length === 0) return;
  const rows = wanted.map((each) => ({
    slack_id: each.slackId,
    case_id: each.caseId,
    kind: each.kind,
    run: each.run,
    due_at: each.dueAt?.toISOString(),
  }));
  const toTell = sql`
    select slack_id, jsonb_build_object('slackId', slack_id), min(at)
    from (
      select slack_id, business_now() + ${GATHER_MS} * interval '1 ms' from noted
      union all
      select * from jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) as look ("slackId" text, at timestamptz)
    ) as person (slack_id, at) group by slack_id order by slack_id`;

  await tx.execute(sql`
    with noted as (
      insert into reminders (workspace_id, slack_id, tell_to, case_id, kind, run, due_at, created_at)
      select ${ctx.workspaceId}, slack_id, slack_id, case_id, kind, run, due_at, ${ctx.clock.now().toISOString()}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as row (slack_id text, case_id uuid, kind text, run text, due_at timestamptz)
      order by case_id, kind, run, slack_id
      on conflict (workspace_id, case_id, kind, run, slack_id) do update
        set settled_at = null, tell_to = excluded.tell_to, look_at = excluded.look_at
        where reminders.settled_at is not null and reminders.told_at is null
      returning slack_id
    ), jobs as (${upsertJobs(ctx, tellReminders, toTell)})
    select ${wakeWorkers(sql`jobs`)}`);
}
