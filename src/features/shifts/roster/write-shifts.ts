import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { Why } from './change-shifts.ts';
import { shifts, type ShiftRow } from './tables.ts';

const columns = Object.entries(getTableColumns(shifts));
const keys = new Set(['workspace_id', 'id']);
const changing = columns.map(([, { name }]) => name).filter((name) => !keys.has(name));

/**
 * Writes these rows in one statement, new ones (version 1) and changed ones whose version is still the one before, with an
 * entry in the history of each. The exclusion of overlaps looks at the end of it, so shifts can change hands crosswise.
 * Returns the ids of those that were written.
 */
export async function writeShifts(
  tx: Tx,
  ctx: Ctx,
  rows: readonly ShiftRow[],
  { cause, executionId }: Why,
): Promise<ReadonlySet<string>> {
  const written = await tx.execute<{ id: string }>(sql`
    with wanted as materialized (
      select * from jsonb_populate_recordset(null::shifts, ${asJson(rows)}::jsonb) order by id
    ), updated as (
      update shifts set ${assignments()} from wanted
      where shifts.workspace_id = ${ctx.workspaceId} and shifts.id = wanted.id
        and wanted.version > 1 and shifts.version = wanted.version - 1
      returning shifts.id
    ), added as (
      insert into shifts select * from wanted where version = 1 returning id
    ), written as (
      select id from updated union all select id from added
    ), remembered as (
      ${insertVersions(sql`wanted where id in (select id from written)`, ctx, { cause, ...(executionId && { executionId }) })}
    )
    select id from written`);
  return new Set(written.map(({ id }) => id));
}

/** The insert of the history's entries for shifts as `source` has them. */
export function insertVersions(source: SQL, ctx: Ctx, { cause, executionId = '' }: Why): SQL {
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
export function asJson(rows: readonly ShiftRow[]): string {
  return JSON.stringify(
    rows.map((row) => Object.fromEntries(columns.map(([key, { name }]) => [name, row[key as keyof ShiftRow]]))),
  );
}
