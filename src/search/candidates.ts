import { sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Query, QueryTerm } from './query.ts';
import { TERM_KINDS, type TermKind } from './terms.ts';
import type { Weights } from './weights.ts';

/** A unit that the reader may find now, with what it is ranked by. */
export interface Candidate extends Record<string, unknown> {
  /** Of the row, a bigint. */
  readonly id: string;
  readonly documentId: string;
  readonly variant: string;
  readonly kind: 'passage' | 'question' | 'keyword';
  readonly passageId: string | null;
  readonly short: string;
  readonly stems: string;
  readonly length: number;
  readonly words: number;
  readonly grams: number;
}

/** What a search may cost. */
export interface Cut {
  /** Entries of the index that are read for the terms of each kind, rarest first. */
  readonly entries: Readonly<Record<TermKind, number>>;
  /** So many short units, and so many passages, are ranked exactly: those that hold most by the rarest terms. */
  readonly shortRanked: number;
  readonly passagesRanked: number;
}

/** In all 2,800 entries, and whatever the rarest term of each kind has; measured in docs/search.md. */
export const CUT: Cut = {
  entries: { 'short-stem': 600, 'short-word': 300, 'short-gram': 700, 'passage-stem': 900, 'passage-gram': 300 },
  shortRanked: 200,
  passagesRanked: 80,
};

/** Whoever searches: the keys they hold, and when. */
export interface Reader {
  readonly audience: readonly string[];
  readonly at: Date;
}

/** Fewer than these are asked for again, with so many times the entries: what was read may be hidden from this reader. */
const FEW = 10;
const WIDER = 10;

interface How {
  readonly weights: Weights;
  readonly cut: Cut;
}

/**
 * What of the index is worth ranking. What the reader may not see is left out before anything is counted; where the rarest
 * terms stand only in such rows, the next ones are read, so that nobody's hits are pushed out by what is hidden from them.
 */
export async function candidatesOf(tx: Tx, query: Query, reader: Reader, how: How): Promise<readonly Candidate[]> {
  const { terms, isCut } = termsWithin(query, how, 1);
  const found = await unitsHolding(tx, query, reader, { terms, cut: how.cut });
  if (!isCut || found.length >= FEW) return found;
  return unitsHolding(tx, query, reader, { terms: termsWithin(query, how, WIDER).terms, cut: how.cut });
}

/** One text of a document. */
export interface Variant {
  readonly documentId: string;
  readonly variant: string;
}

interface Among {
  readonly collection: string;
  readonly audience: readonly string[];
  readonly among: readonly Variant[];
}

/**
 * What of these texts holds any of the terms that a search reads, alone or in pairs, if the reader may see it. They are few,
 * and found by name.
 */
export async function candidatesAmong(
  tx: Tx,
  ctx: Ctx,
  query: Query,
  { collection, audience, among, how }: Among & { readonly how: How },
): Promise<readonly Candidate[]> {
  const terms = termsWithin(query, how, 1).terms.flatMap(({ term }) => term.split(AND));
  if (terms.length === 0 || among.length === 0) return [];
  return tx.execute<Candidate>(sql`
    select unit.id, unit.document_id as "documentId", unit.variant, unit.kind, unit.passage_id as "passageId", unit.short,
      unit.stems, unit.length, unit.words, unit.grams
    from unnest(${sql.param(among.map(({ documentId }) => documentId))}::text[],
      ${sql.param(among.map(({ variant }) => variant))}::text[]) as wanted (document_id, variant)
    join search_units as unit on unit.workspace_id = ${ctx.workspaceId} and unit.collection = ${collection}
      and unit.document_id = wanted.document_id and unit.variant = wanted.variant
    where unit.audience && ${sql.param([...audience])}::text[] and unit.terms && ${sql.param(terms)}::text[]`);
}

/** Which of these documents the index holds anything of. */
export async function indexedAmong(
  tx: Tx,
  ctx: Ctx,
  collection: string,
  documentIds: readonly string[],
): Promise<readonly string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select wanted.id from unnest(${sql.param([...documentIds])}::text[]) as wanted (id)
    where exists (select from search_units where workspace_id = ${ctx.workspaceId} and collection = ${collection}
      and document_id = wanted.id)`);
  return rows.map(({ id }) => id);
}

/** A term to be read, or several that a unit has to hold, with the share it has in what is asked. */
interface Wanted {
  readonly term: string;
  readonly share: number;
  /** Rows that hold it, or the rarer of several. */
  readonly entries: number;
}

async function unitsHolding(
  tx: Tx,
  { totals }: Query,
  reader: Reader,
  { terms, cut }: { readonly terms: readonly Wanted[]; readonly cut: Cut },
): Promise<readonly Candidate[]> {
  if (terms.length === 0) return [];
  return tx.execute<Candidate>(sql`
    select id, document_id as "documentId", variant, kind, passage_id as "passageId", short, stems, length, words, grams
    from floorwalker_search(
      ${sql.param(terms.map(({ term }) => term))}::text[], ${sql.param(terms.map(({ share }) => share))}::float8[],
      ${sql.param([...reader.audience])}::text[], ${reader.at.toISOString()}::timestamptz,
      ${totals.passageStems / totals.passageCount || 1}::float8, ${cut.shortRanked}, ${cut.passagesRanked})`);
}

/**
 * Of each kind the rarest terms whose entries together are few enough, one at least, and pairs of the next ones; and whether
 * some were left out.
 */
function termsWithin(
  query: Query,
  { weights, cut }: How,
  times: number,
): { readonly terms: readonly Wanted[]; readonly isCut: boolean } {
  const weightOf: Readonly<Record<TermKind, number>> = {
    'short-stem': weights.shortStems,
    'short-word': weights.shortWords,
    'short-gram': weights.shortGrams,
    'passage-stem': weights.passageStems,
    'passage-gram': weights.passageGrams,
  };
  let isCut = false;
  const terms = TERM_KINDS.flatMap((kind) => {
    const weight = weightOf[kind];
    const { terms: all, mass } = query.kinds[kind];
    let entries = 0;
    const chosen = all.filter(({ units }, at) => {
      entries += units;
      return at === 0 || entries <= times * cut.entries[kind];
    });
    isCut ||= chosen.length < all.length;
    if (weight === 0) return [];
    const pairs = kind.endsWith('stem') ? pairsOf(all, chosen.length) : [];
    const wanted = [...chosen.map((one) => wantedOf([one], [one])), ...pairs];
    return wanted.map(({ term, share, entries: read }) => ({ term, share: (weight * share) / mass, entries: read }));
  });
  return { terms, isCut };
}

/** Of the last stems that are read, and of the next ones, which are too frequent to be, so many are read in pairs. */
const PAIRED = { read: 2, next: 3 };
/** Entries that are looked at for them. */
const PAIR_ENTRIES = 3000;

/**
 * What holds two stems is worth more than what holds either, and is found at the cost of the rarer one's entries without
 * their rows. In a large index every word of a question may be frequent.
 */
function pairsOf(all: readonly QueryTerm[], read: number): readonly Wanted[] {
  const paired = all.slice(Math.max(0, read - PAIRED.read), read + PAIRED.next);
  const next = all.slice(read);
  let entries = 0;
  return paired
    .flatMap((one, at) => paired.slice(at + 1).map((other) => [one, other] as const))
    .filter(([, other]) => next.includes(other))
    .toSorted(([a, b], [c, d]) => a.units * b.units - c.units * d.units)
    .filter(([rarer]) => {
      entries += rarer.units;
      return entries <= PAIR_ENTRIES;
    })
    .map((pair) => wantedOf(pair, next));
}

/** Between terms that a unit has to hold both of; no term has it. */
const AND = '\n';

/** Those of `counted` are not counted by another term. */
function wantedOf(terms: readonly QueryTerm[], counted: readonly QueryTerm[]): Wanted {
  return {
    term: terms.map(({ term }) => term).join(AND),
    share: terms.reduce((sum, one) => sum + (counted.includes(one) ? one.weight : 0), 0),
    entries: Math.min(...terms.map(({ units }) => units)),
  };
}

/** Of one term so many rows are read at most, those that are hidden not counted (floorwalker_search). */
const MOST_OF_TERM = 5000;

/** What a search reads for a query, beside all that there is of its terms. */
export function readFor(
  query: Query,
  how: How,
): { readonly entries: number; readonly allEntries: number; readonly terms: number } {
  const { terms } = termsWithin(query, how, 1);
  const all = TERM_KINDS.flatMap((kind) => query.kinds[kind].terms);
  return {
    entries: terms.reduce((sum, { entries }) => sum + Math.min(entries, MOST_OF_TERM), 0),
    allEntries: all.reduce((sum, { units }) => sum + units, 0),
    terms: terms.length,
  };
}
