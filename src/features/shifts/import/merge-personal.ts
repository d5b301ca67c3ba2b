import { sql } from 'drizzle-orm';
import { localDate } from '../../../core/local-time.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { absenceText } from '../roster/absence-words.ts';
import { absencesChanged } from '../roster/absences.ts';
import { holdPeople } from '../roster/hold-people.ts';
import type { ImportCounts } from './problems.ts';
import type { AbsenceRow, PersonalRows, SkillRow } from './read-personal.ts';

/** A row that said something new of somebody. */
export interface WrittenRow {
  readonly what: 'new' | 'changed';
  readonly slackId: string;
  /** What it says, in words. */
  readonly text: string;
}

export interface PersonalMerge {
  readonly counts: ImportCounts;
  /** In the order of the file. */
  readonly written: readonly WrittenRow[];
}

interface Merged extends Record<string, unknown> {
  readonly key: string;
  readonly isNew: boolean;
}

/** Brings absences in line with a file's rows, in one statement; what the file does not name stays. */
export async function mergeAbsences(
  tx: Tx,
  ctx: Ctx,
  { rows, problems }: PersonalRows<AbsenceRow>,
): Promise<PersonalMerge> {
  const keyOf = ({ slackId, key }: AbsenceRow) => `${slackId} ${key}`;
  const distinct = lastOf(rows, keyOf);
  // Whatever gives them a shift meanwhile comes before it, or sees it.
  await holdPeople(
    tx,
    ctx,
    rows.map(({ slackId }) => slackId),
  );
  const merged = await tx.execute<Merged>(sql`
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
      returning slack_id || ' ' || source_key as key, xmax = 0 as "isNew"`);
  await absencesChanged(
    tx,
    ctx,
    rows.map(({ slackId }) => slackId),
  );
  return mergedOf({ good: rows.length, bad: problems.length }, merged, distinct, keyOf, (row) =>
    absenceText(row, localDate(ctx.clock.now(), row.timeZone)),
  );
}

/** Has people hold what a file's rows say, in one statement; what the file does not name stays. */
export async function mergeSkills(
  tx: Tx,
  ctx: Ctx,
  { rows, problems }: PersonalRows<SkillRow>,
): Promise<PersonalMerge> {
  const keyOf = ({ slackId, name }: SkillRow) => `${slackId} ${name}`;
  const distinct = lastOf(rows, keyOf);
  const merged = await tx.execute<Merged>(sql`
      insert into qualifications as held (workspace_id, slack_id, name, valid_until)
      select ${ctx.workspaceId}, "slackId", name, "validUntil"
      from jsonb_to_recordset(${JSON.stringify(distinct)}::jsonb) as row ("slackId" text, name text, "validUntil" date)
      order by "slackId", name
      on conflict (workspace_id, slack_id, name) do update set valid_until = excluded.valid_until
        where held.valid_until is distinct from excluded.valid_until
      returning slack_id || ' ' || name as key, xmax = 0 as "isNew"`);
  const skillText = ({ name, validUntil }: SkillRow) => (validUntil === null ? name : `${name} until ${validUntil}`);
  return mergedOf({ good: rows.length, bad: problems.length }, merged, distinct, keyOf, skillText);
}

function mergedOf<Row extends { readonly slackId: string }>(
  { good, bad }: { readonly good: number; readonly bad: number },
  merged: readonly Merged[],
  distinct: readonly Row[],
  keyOf: (row: Row) => string,
  textOf: (row: Row) => string,
): PersonalMerge {
  const isNew = new Map(merged.map((row) => [row.key, row.isNew]));
  const written = distinct.flatMap((row): readonly WrittenRow[] => {
    const added = isNew.get(keyOf(row));
    return added === undefined ? [] : [{ what: added ? 'new' : 'changed', slackId: row.slackId, text: textOf(row) }];
  });
  const added = written.filter(({ what }) => what === 'new').length;
  const changed = written.length - added;
  return { counts: { rows: good + bad, added, changed, same: good - added - changed, missing: 0, bad }, written };
}

/** One statement cannot write a row twice: of several that mean the same the last one counts. */
function lastOf<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [keyOf(row), row])).values()];
}
