import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Totals } from './collection.ts';
import type { Language } from './stems.ts';
import { type Known, knownTerms } from './known-terms.ts';
import { type KnownStem, stemsAlike } from './stems-alike.ts';
import { type TermKind, termOf } from './terms.ts';
import { foldedWords, gramsOf, wordsOf } from './text.ts';

/** A term of what is looked for. */
export interface QueryTerm {
  /** As it stands in a unit: a stem with its stemmer's letter, a folded word, an n-gram. */
  readonly text: string;
  /** Its name in the index. */
  readonly term: string;
  /** Units of its class that hold it; 0 where it is not known. */
  readonly units: number;
  /** Inverse document frequency. */
  readonly weight: number;
}

/** What is looked for, by kind of term: those that are known, rarest first. */
export interface Query {
  readonly totals: Totals;
  readonly kinds: Readonly<Record<TermKind, QuerySide>>;
}

export interface QuerySide {
  readonly terms: readonly QueryTerm[];
  /** Weights of all terms, known or not: what a unit would have to hold to be all that is asked. */
  readonly mass: number;
  /** The same of the stems by each stemmer, under its letter: a unit is in one language, and holds the stems of no other. */
  readonly masses: ReadonlyMap<string, number>;
}

/** Longer texts are pasted mails: so much of them is read, and of that the rarest terms. */
const LONGEST_QUERY = 5000;
const MOST_TERMS: Readonly<Record<TermKind, number>> = {
  'short-stem': 40,
  'short-word': 40,
  'short-gram': 600,
  'passage-stem': 40,
  'passage-gram': 600,
};
/** Of the different words of a text so many are looked at, and n-grams are made of so many, from its beginning. */
const MOST_WORDS = 200;
const WORDS_OF_GRAMS = 24;

/** A word that is like the one that was typed counts for less than if it were the one. */
const ALIKE = 0.7;

interface Asked {
  readonly collection: string;
  readonly query: string;
  readonly languages?: readonly Language[] | undefined;
}

/** What is looked for in this collection, or undefined where there is nothing to look for or nothing to be found. */
export async function readQuery(tx: Tx, ctx: Ctx, asked: Asked): Promise<Query | undefined> {
  const text = asked.query.slice(0, LONGEST_QUERY);
  if (wordsOf(text).length === 0) return undefined;
  const words = foldedWords(text);
  const known = await knownTerms(tx, ctx, {
    collection: asked.collection,
    languages: asked.languages,
    words: wordsOf(text),
    short: [...new Set(words)].slice(0, MOST_WORDS),
    grams: gramsOf(words.slice(0, WORDS_OF_GRAMS)),
  });
  if (!known) return undefined;
  const { space, totals, texts, unitsWith } = known;
  const side = (kind: TermKind) => sideOf(kind, known);
  const stems = side('passage-stem');
  const unknown = texts['passage-stem'].filter((stem) => unitsWith('passage-stem', stem) === 0);
  const alike = await stemsAlike(tx, ctx, { collection: asked.collection, space, unknown });
  const weighed = (found: KnownStem) => ({
    ...found,
    term: termOf(space, 'passage-stem', found.text),
    weight: ALIKE * inverseFrequency(totals.passageCount, found.units),
  });
  return {
    totals,
    kinds: {
      'short-stem': side('short-stem'),
      'short-word': side('short-word'),
      'short-gram': side('short-gram'),
      'passage-stem': { ...stems, terms: [...stems.terms, ...alike.map(weighed)].toSorted(byRarity) },
      'passage-gram': side('passage-gram'),
    },
  };
}

function sideOf(kind: TermKind, { totals, space, texts, unitsWith }: Known): QuerySide {
  const all = kind.startsWith('short') ? totals.shortCount : totals.passageCount;
  const terms = texts[kind]
    .map((text) => {
      const units = unitsWith(kind, text);
      return { text, term: termOf(space, kind, text), units, weight: inverseFrequency(all, units) };
    })
    // What nobody has written finds nothing, and must not take the place of what does.
    .toSorted((one, other) => Number(one.units === 0) - Number(other.units === 0) || byRarity(one, other))
    .slice(0, MOST_TERMS[kind]);
  return {
    terms: terms.filter((term) => term.units > 0),
    mass: terms.reduce((total, { weight }) => total + weight, 0),
    masses: kind.endsWith('stem') ? massesOf(terms) : new Map(),
  };
}

function massesOf(stems: readonly QueryTerm[]): ReadonlyMap<string, number> {
  const masses = new Map<string, number>();
  for (const { text, weight } of stems) masses.set(text.charAt(0), (masses.get(text.charAt(0)) ?? 0) + weight);
  return masses;
}

function byRarity(one: { readonly units: number }, other: { readonly units: number }): number {
  return one.units - other.units;
}

/** Robertson's inverse document frequency in the form that is never negative: ln(1 + (N - n + .5) / (n + .5)). */
export function inverseFrequency(all: number, units: number): number {
  return Math.log(1 + (all - units + 0.5) / (units + 0.5));
}
