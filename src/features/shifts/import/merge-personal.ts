import { sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { queueAbsencesChanged } from '../presence/roster-changed.ts';
import type { ImportCounts } from './problems.ts';
import type { AbsenceRow, PersonalRows, SkillRow } from './read-personal.ts';

interface Merged extends Record<string, unknown> {
  readonly added: number;
  readonly changed: number;
}

/** Brings absences in line with a file's rows, in one statement; what the file does not name stays. */
export async function mergeAbsences(
  tx: Tx,
  ctx: Ctx,
  { rows, problems }: PersonalRows<AbsenceRow>,
): Promise<ImportCounts> {
  const distinct = lastOf(rows, ({ slackId, key }) => `${slackId} ${key}`);
  const [merged] = await tx.execute<Merged>(sql`
    with merged as (
      insert into absences as absence (workspace_id, slack_id, source_key, kind, time_zone, is_whole_dates, starts_at, ends_at)
      select ${ctx.workspaceId}, "slackId", key, kind, "timeZone", "isWholeDates", "startsAt", "endsAt"
      from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as row ("slackId" text, key text, kind text,
        "timeZone" text, "isWholeDates" boolean, "startsAt" timestamptz, "endsAt" timestamptz)
      order by "slackId", key
      on conflict (workspace_id, slack_id, source_key) where source_key is not null do update
        set kind = excluded.kind, time_zone = excluded.time_zone, is_whole_dates = excluded.is_whole_dates,
          starts_at = excluded.starts_at, ends_at = excluded.ends_at
        where (absence.kind, absence.time_zone, absence.is_whole_dates, absence.starts_at, absence.ends_at)
          is distinct from (excluded.kind, excluded.time_zone, excluded.is_whole_dates, excluded.starts_at, excluded.ends_at)
      returning xmax = 0 as is_new
    )
    select ${counted} from merged`);
  await queueAbsencesChanged(tx, ctx, [...new Set(rows.map(({ slackId }) => slackId))].toSorted());
  return countsOf(rows.length, problems.length, merged);
}

/** Has people hold what a file's rows say, in one statement; what the file does not name stays. */
export async function mergeSkills(tx: Tx, ctx: Ctx, { rows, problems }: PersonalRows<SkillRow>): Promise<ImportCounts> {
  const distinct = lastOf(rows, ({ slackId, name }) => `${slackId} ${name}`);
  const [merged] = await tx.execute<Merged>(sql`
    with merged as (
      insert into qualifications as held (workspace_id, slack_id, name, valid_until)
      select ${ctx.workspaceId}, "slackId", name, "validUntil"
      from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as row ("slackId" text, name text, "validUntil" date)
      order by "slackId", name
      on conflict (workspace_id, slack_id, name) do update set valid_until = excluded.valid_until
        where held.valid_until is distinct from excluded.valid_until
      returning xmax = 0 as is_new
    )
    select ${counted} from merged`);
  return countsOf(rows.length, problems.length, merged);
}

const counted = sql`count(*) filter (where is_new)::int as added, count(*) filter (where not is_new)::int as changed`;

function countsOf(good: number, bad: number, merged?: Merged): ImportCounts {
  const { added = 0, changed = 0 } = merged ?? {};
  return { rows: good + bad, added, changed, same: good - added - changed, missing: 0, bad };
}

/** One statement cannot write a row twice: of several that mean the same the last one counts. */
function lastOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
