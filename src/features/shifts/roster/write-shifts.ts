import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Why } from './shift-change.ts';
import { shifts, type ShiftRow } from './tables.ts';

const columns = Object.entries(getTableColumns(shifts));
const keys = new Set(['workspace_id', 'id']);
const changing = columns.map(([, { name }]) => name).filter((name) => !keys.has(name));

/** Rows of one statement: half a second of a slow machine, of the four that a statement may take; and as text, few megabytes. */
const MOST_ROWS = 2_000;

/**
 * Writes these rows, new ones (version 1) and changed ones whose version is still the one before, with an entry in the history
 * of each: in one statement, or in several if they are thousands. The exclusion of overlaps looks when all are written, so
 * that shifts can change hands crosswise. Returns the ids of those that were written.
 */
export async function writeShifts(tx: Tx, ctx: Ctx, rows: readonly ShiftRow[], why: Why): Promise<ReadonlySet<string>> {
  if (rows.length <= MOST_ROWS) return new Set(await writeTogether(tx, ctx, rows, why));
  const written: string[] = [];
  await tx.execute(sql`set constraints shifts_no_overlap deferred`);
  for (let from = 0; from < rows.length; from += MOST_ROWS) {
    written.push(...(await writeTogether(tx, ctx, rows.slice(from, from + MOST_ROWS), why)));
  }
  await tx.execute(sql`set constraints shifts_no_overlap immediate`);
  return new Set(written);
}

async function writeTogether(tx: Tx, ctx: Ctx, rows: readonly ShiftRow[], why: Why): Promise<readonly string[]> {
  const written = await tx.execute<{ id: string }>(sql`
    with wanted as materialized (
      select * from jsonb_populate_recordset(null::shifts, ${asJson(rows)}::jsonb) order by id
    ), updated as (
      update shifts set ${assignments()} from wanted
      where shifts.workspace_id = ${ctx.workspaceId} and shifts.id = wanted.id
        and wanted.version > 1 and shifts.version = wanted.version - 1
      returning shifts.*
    ), added as (
      insert into shifts select * from wanted where version = 1 returning *
    ), written as (
      select * from updated union all select * from added
    ), remembered as (
      ${insertVersions(sql`written`, ctx, why)}
    )
    select id from written`);
  return written.map(({ id }) => id);
}

/** The insert of the history's entries for shifts as `source` has them. */
function insertVersions(source: SQL, ctx: Ctx, { cause, executionId = '' }: Why): SQL {
  return sql`
    insert into shift_versions (workspace_id, shift_id, version, slack_id, state, starts_local, ends_local, time_zone,
      starts_at, ends_at, is_published, cause, by, at, execution_id)
    select workspace_id, id, version, slack_id, state, starts_local, ends_local, time_zone,
      starts_at, ends_at, is_published, ${cause}, ${ctx.actor.slackId}, changed_at, nullif(${executionId}, '')::uuid
    from ${source}`;
}

/** `slack_id = wanted.slack_id, …` */
function assignments(): SQL {
  return sql.join(
    changing.map((name) => sql`${sql.identifier(name)} = wanted.${sql.identifier(name)}`),
    sql`, `,
  );
}

/** Under the names of their columns, as jsonb_populate_recordset reads them. */
function asJson(rows: readonly ShiftRow[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map(([key, { name }]) => [name, row[key as keyof ShiftRow]]))),
  );
}
