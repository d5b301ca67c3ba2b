import type { Ctx } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import type { Totals } from './collection.ts';
import { isEveryday } from './everyday-words.ts';
import { type AskedText, type AskedWords, type Known, knownTerms } from './known-terms.ts';
import type { Language } from './stems.ts';
import { type KnownStem, stemsAlike, type UnknownStem } from './stems-alike.ts';
import { type TermKind, termOf } from './terms.ts';
import { foldedWords, gramsOf, wordsOf } from './text.ts';
import { synonymsOf } from './trade-words.ts';
import { type Weights, WEIGHTS } from './weights.ts';

/** A term of what is looked for. */
export interface QueryTerm {
  /** As it stands in a unit: a stem with its stemmer's letter, a folded word, an n-gram. */
  readonly text: string;
  /** Its name in the index. */
  readonly term: string;
  /** Units of its class that hold it; 0 where it is not known. */
  readonly units: number;
  /** Inverse document frequency, less of it where the word is not just what was typed. */
  readonly weight: number;
  /** The word that it is another name for, or is; empty where there is no other name. They are one thing, and hardly count twice. */
  readonly thing: string;
}

/** What is looked for, by kind of term: those that are known, rarest first. */
export interface Query {
  readonly totals: Totals;
  readonly kinds: Readonly<Record<TermKind, QuerySide>>;
}

export interface QuerySide {
  readonly terms: readonly QueryTerm[];
  /** Weights of all terms that were typed, known or not: what a unit would have to hold to be all that is asked. */
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
/** Of the different words of a text so many are looked at. */
const MOST_WORDS = 200;
/** N-grams and other names are looked for of so many words, from its beginning: a longer text says what it is about more than once. */
const WORDS_OF_A_SENTENCE = 24;

/** Slack's marks of who is called name nothing that is looked for. */
const MENTION = /<[@#!][^<>]*>|@(?:here|channel|everyone)\b/g;

interface Asked {
  readonly collection: string;
  readonly query: string;
  readonly languages?: readonly Language[] | undefined;
}

/** What is looked for in this collection, or undefined where there is nothing to look for or nothing to be found. */
export async function readQuery(
  tx: Tx,
  ctx: Ctx,
  { collection, query, languages }: Asked,
  weights: Weights = WEIGHTS,
): Promise<Query | undefined> {
  const text = query.slice(0, LONGEST_QUERY).replaceAll(MENTION, ' ');
  const all = wordsOf(text);
  if (all.length === 0) return undefined;
  const folded = foldedWords(text);
  const words = [...new Set(folded)].slice(0, MOST_WORDS);
  const sentence = folded.slice(0, WORDS_OF_A_SENTENCE);
  const ofGrams = rolesOfGrams(sentence);
  const things = thingsIn(all.slice(0, WORDS_OF_A_SENTENCE));
  const named = new Set(things.flatMap((one) => (one.role === 'typed' ? one.words : [])));
  const asked: AskedWords[] = [
    { role: 'typed', thing: '', words: all.filter((word) => !isTalk(word) && !named.has(word)) },
    { role: 'everyday', thing: '', words: all.filter(isTalk) },
    ...things,
  ];
  const grams = ofGrams.map(({ text: gram }) => gram);
  const known = await knownTerms(tx, ctx, { collection, languages, words: asked, short: words, grams });
  if (!known) return undefined;
  const alike = await stemsAlike(tx, ctx, { collection, space: known.space, unknown: unknownOf(known) });
  const side = (kind: TermKind, texts: readonly AskedText[]) => sideOf(kind, texts, { known, alike, weights });
  const ofWords = words.map((word): AskedText => ({
    text: word,
    role: isEveryday(word) ? 'everyday' : 'typed',
    thing: '',
  }));
  return {
    totals: known.totals,
    kinds: {
      'short-stem': side('short-stem', known.stems),
      'short-word': side('short-word', ofWords),
      'short-gram': side('short-gram', ofGrams),
      'passage-stem': side('passage-stem', known.stems),
      'passage-gram': side('passage-gram', ofGrams),
    },
  };
}

function isTalk(word: string): boolean {
  return foldedWords(word).every(isEveryday);
}

/** Words that have other names, with these. */
function thingsIn(words: readonly string[]): AskedWords[] {
  return [...new Set(words)].flatMap((word) => {
    const others = foldedWords(word).flatMap(synonymsOf);
    if (others.length === 0) return [];
    const named: AskedWords = { role: 'synonym', thing: word, words: wordsOf(others.join(' ')) };
    return isTalk(word) ? [named] : [{ role: 'typed', thing: word, words: [word] }, named];
  });
}

/** What no passage holds is looked for in another form; in questions only what stands nowhere, which is a typo. */
function unknownOf({ stems, unitsWith }: Known): readonly UnknownStem[] {
  const unknown = stems.filter(({ role, text }) => role === 'typed' && unitsWith('passage-stem', text) === 0);
  return [
    ...unknown.map(({ text }): UnknownStem => ({ kind: 'passage-stem', text })),
    ...unknown
      .filter(({ text }) => unitsWith('short-stem', text) === 0)
      .map(({ text }): UnknownStem => ({ kind: 'short-stem', text })),
  ];
}

/** N-grams that stand in words of talk only, or between them, are everyday as well. */
function rolesOfGrams(words: readonly string[]): readonly AskedText[] {
  const typed = new Set(gramsOf(words.filter((word) => !isEveryday(word))));
  return gramsOf(words).map((text) => ({ text, role: typed.has(text) ? 'typed' : 'everyday', thing: '' }));
}

interface Read {
  readonly known: Known;
  readonly alike: readonly KnownStem[];
  readonly weights: Weights;
}

function sideOf(kind: TermKind, texts: readonly AskedText[], { known, alike, weights }: Read): QuerySide {
  const { totals, space, unitsWith } = known;
  const all = kind.startsWith('short') ? totals.shortCount : totals.passageCount;
  const weighed = (text: string, units: number, share: number, thing: string): QueryTerm => {
    return { text, term: termOf(space, kind, text), units, weight: share * inverseFrequency(all, units), thing };
  };
  const most = MOST_TERMS[kind];
  const thingOf = new Map(texts.map(({ text, thing }) => [text, thing]));
  const asked = texts.map((one) => ({ ...one, units: unitsWith(kind, one.text) }));
  const typed = asked
    .filter(({ role }) => role !== 'synonym')
    // What nobody has written finds nothing, and must not take the place of what does.
    .toSorted((one, other) => Number(one.units === 0) - Number(other.units === 0) || byRarity(one, other))
    .slice(0, most)
    .map(({ text, role, units, thing }) => weighed(text, units, role === 'everyday' ? weights.everyday : 1, thing));
  const others = [
    ...asked
      .filter(({ role }) => role === 'synonym')
      .map(({ text, units, thing }) => weighed(text, units, weights.synonym, thing)),
    ...alike
      .filter((one) => one.kind === kind)
      .map(({ text, units, like }) => weighed(text, units, weights.alike, thingOf.get(like) || like)),
  ];
  const isKnown = ({ units }: QueryTerm) => units > 0;
  const terms = [...typed.filter(isKnown), ...others.filter(isKnown).toSorted(byRarity).slice(0, most)];
  return {
    // Each once: what was typed before what is like it.
    terms: [...new Map(terms.toReversed().map((term) => [term.text, term])).values()].toSorted(byRarity),
    mass: typed.reduce((total, { weight }) => total + weight, 0),
    masses: kind.endsWith('stem') ? massesOf(typed) : new Map(),
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
