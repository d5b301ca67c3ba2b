import type { Sql } from 'postgres';
import type { Answer } from './measure.ts';
import type { BenchSet } from './sets.ts';

/** Answers one query. */
export type Engine = (query: string) => Promise<Answer>;

/**
 * PostgreSQL's own search in the same database: all words (`websearch_to_tsquery`), and any of them by `ts_rank_cd`, the
 * best row of each document. Rows are example questions, and for documents their passages below title and heading.
 */
export async function postgresEngines(sql: Sql, set: BenchSet): Promise<{ readonly and: Engine; readonly or: Engine }> {
  await sql`create table if not exists plain (collection text, document_id text, words tsvector)`;
  await sql`create index if not exists plain_words on plain using gin (words)`;
  await sql`
    insert into plain
    select ${set.name}, row.document, to_tsvector('english', row.text)
    from jsonb_to_recordset(${sql.json(rowsOf(set))}) as row (document text, text text)`;
  await sql`analyze plain`;
  const and: Engine = timed(
    (query) => sql`
    select document_id, max(ts_rank_cd(words, asked)) as score from plain, websearch_to_tsquery('english', ${query}) as asked
    where collection = ${set.name} and words @@ asked group by 1 order by 2 desc, 1 limit 30`,
  );
  const or: Engine = timed(
    (query) => sql`
    with asked as (
      select replace(plainto_tsquery('english', ${query})::text, ' & ', ' | ')::tsquery as query
    )
    select document_id, max(ts_rank_cd(words, asked.query)) as score from plain, asked
    where collection = ${set.name} and words @@ asked.query group by 1 order by 2 desc, 1 limit 30`,
  );
  return { and, or };
}

function timed(ask: (query: string) => PromiseLike<readonly Record<string, unknown>[]>): Engine {
  return async (query) => {
    const began = performance.now();
    const rows = await ask(query);
    return {
      documents: rows.map((row) => String(row['document_id'])),
      confidence: Number(rows[0]?.['score'] ?? 0),
      milliseconds: performance.now() - began,
    };
  };
}

export function rowsOf(set: BenchSet): { readonly document: string; readonly text: string }[] {
  return set.documents.flatMap(({ id, questions, passages }) => [
    ...questions.map((text) => ({ document: id, text })),
    ...passages.map(({ title, heading, text }) => ({ document: id, text: `${title}\n${heading}\n${text}` })),
  ]);
}
