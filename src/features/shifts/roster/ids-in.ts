import { sql, type SQL } from 'drizzle-orm';

/** As one parameter, whatever their number, so that the statement stays prepared. */
export function idsIn(ids: readonly string[]): SQL {
  return sql`select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as slack_id`;
}
