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

/** BM25 of stems (k1 1.2, b 0.75), all in memory: by the best example question, and of documents as a whole. */
export async function bm25(sql: Sql, set: BenchSet): Promise<Engine> {
  const rows = set.documents.flatMap(({ id, questions, passages }) => [
    ...questions.map((text) => ({ document: id, text })),
    ...(passages.length > 0
      ? [
          {
            document: id,
            text: [passages[0]?.title, ...passages.map(({ heading, text }) => `${heading}\n${text}`)].join('\n'),
          },
        ]
      : []),
  ]);
  const stems = await stemmed(
    sql,
    rows.map(({ text }) => text),
  );
  const index = invert(stems);
  return async (query) => {
    const began = performance.now();
    const [asked = new Map<string, number>()] = await stemmed(sql, [query]);
    const scores = new Map<string, number>();
    for (const [row, score] of scoresOf(index, asked.keys())) {
      const id = rows[row]?.document ?? '';
      scores.set(id, Math.max(scores.get(id) ?? 0, score));
    }
    const best = [...scores].toSorted((one, other) => other[1] - one[1]);
    return {
      documents: best.slice(0, 30).map(([id]) => id),
      confidence: best[0]?.[1] ?? 0,
      milliseconds: performance.now() - began,
    };
  };
}

interface Inverted {
  readonly postings: ReadonlyMap<string, readonly (readonly [row: number, count: number])[]>;
  readonly lengths: readonly number[];
  readonly mean: number;
}

function invert(texts: readonly ReadonlyMap<string, number>[]): Inverted {
  const postings = new Map<string, [number, number][]>();
  for (const [row, counts] of texts.entries()) {
    for (const [stem, count] of counts) {
      const of = postings.get(stem);
      if (of) of.push([row, count]);
      else postings.set(stem, [[row, count]]);
    }
  }
  const lengths = texts.map((counts) => [...counts.values()].reduce((total, count) => total + count, 0));
  return { postings, lengths, mean: lengths.reduce((total, length) => total + length, 0) / lengths.length };
}

function scoresOf({ postings, lengths, mean }: Inverted, stems: Iterable<string>): ReadonlyMap<number, number> {
  const [k1, b] = [1.2, 0.75];
  const scores = new Map<number, number>();
  for (const stem of stems) {
    const of = postings.get(stem) ?? [];
    const weight = Math.log(1 + (lengths.length - of.length + 0.5) / (of.length + 0.5));
    for (const [row, count] of of) {
      const saturation = k1 * (1 - b + (b * (lengths[row] ?? 0)) / mean);
      scores.set(row, (scores.get(row) ?? 0) + (weight * count * (k1 + 1)) / (count + saturation));
    }
  }
  return scores;
}

async function stemmed(sql: Sql, texts: readonly string[]): Promise<ReadonlyMap<string, number>[]> {
  const rows = await sql<{ lexemes: string[]; counts: number[] }[]>`
    select array(select lexeme from unnest(words)) as lexemes,
      array(select cardinality(positions) from unnest(words)) as counts
    from unnest(${texts as string[]}::text[]) with ordinality as given (text, place), to_tsvector('english', given.text) as words
    order by place`;
  return rows.map(({ lexemes, counts }) => new Map(lexemes.map((lexeme, at) => [lexeme, Number(counts[at])])));
}
