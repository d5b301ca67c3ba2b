import type { Sql } from 'postgres';

/** What differs between copies of a case. */
const ANEW: Readonly<Record<string, string>> = {
  id: 'gen_random_uuid()',
  number: 'n',
  request_id: "first.request_id || ' ' || n",
};

/**
 * Copies of the first case, numbered on from the last one, until there are `total` with its number; `more` says in SQL what else
 * differs, `n` being the number.
 */
export async function manyCopies(sql: Sql, total: number, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const columns = await sql<{ name: string }[]>`
    select column_name as name from information_schema.columns where table_name = 'cases' order by ordinal_position`;
  const values: Readonly<Record<string, string>> = { ...ANEW, ...more };
  await sql.unsafe(`
    insert into cases (${columns.map(({ name }) => `"${name}"`).join()})
    select ${columns.map(({ name }) => values[name] ?? `first."${name}"`).join()}
    from (select * from cases order by number limit 1) as first,
      generate_series((select max(number) + 1 from cases), ${total}) as n`);
  await sql`update case_numbers set last_number = greatest(last_number, ${total})`;
}
