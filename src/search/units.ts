import type { ExampleQuestion, IndexedDocument, IndexedPassage } from './document.ts';
import { type Counts, type Language, stemsOf } from './stems.ts';
import type { Tx } from '../db/client.ts';
import { stemName, type TermKind, termOf } from './terms.ts';
import { countGrams, foldedWords, gramsOf } from './text.ts';

/** A row of the index before it has its place in a space. */
export interface Unit {
  readonly kind: 'passage' | 'question' | 'keyword';
  readonly place: number;
  readonly passageId: string | null;
  /** Folded words: the question, the keywords, or title and heading of the passage. */
  readonly short: string;
  /** `stem:title.heading.body` of each stem. */
  readonly stems: string;
  readonly length: number;
  readonly words: number;
  readonly grams: number;
  readonly terms: readonly string[];
}

/** More of one title, heading or question says nothing; the rest is found by its stems. */
const LONGEST_SHORT = 60;

/** The rows of a document, by their terms in `space`. */
export async function unitsOf(tx: Tx, space: number, document: IndexedDocument): Promise<readonly Unit[]> {
  const { language, passages, questions } = document;
  const keywords = document.keywords.filter((keyword) => keyword.trim() !== '');
  const short = [...questions, ...keywords.map((text, at) => ({ id: `keyword ${at}`, text }))];
  const texts = [
    ...passages.flatMap(({ title, heading, text }) => [title, heading, text]),
    ...short.map(({ text }) => text),
  ];
  const stems = await stemsOf(tx, language, texts);
  const of = (at: number): Counts => stems[at] ?? new Map();
  return [
    ...passages.map((passage, at) =>
      passageUnit({ space, language, passage, place: at, stems: [of(3 * at), of(3 * at + 1), of(3 * at + 2)] }),
    ),
    ...short.map((question, at) =>
      shortUnit({
        space,
        language,
        question,
        kind: at < questions.length ? 'question' : 'keyword',
        place: at,
        stems: of(3 * passages.length + at),
      }),
    ),
  ];
}

interface PassageParts {
  readonly space: number;
  readonly language: Language;
  readonly passage: IndexedPassage;
  readonly place: number;
  readonly stems: readonly [title: Counts, heading: Counts, body: Counts];
}

function passageUnit({ space, language, passage, place, stems }: PassageParts): Unit {
  const [title, heading, body] = stems;
  const names = [...new Set([...title.keys(), ...heading.keys(), ...body.keys()])];
  const words = [...new Set(foldedWords(`${passage.title} ${passage.heading}`))].slice(0, LONGEST_SHORT);
  const grams = gramsOf(words);
  return {
    kind: 'passage',
    place,
    passageId: passage.passageId,
    short: words.join(' '),
    stems: names
      .map(
        (stem) =>
          `${stemName(language, stem)}:${title.get(stem) ?? 0}.${heading.get(stem) ?? 0}.${body.get(stem) ?? 0}`,
      )
      .join(' '),
    length: sum(body),
    words: words.length,
    grams: countGrams(words.join(' ')),
    terms: [
      ...named(
        space,
        'passage-stem',
        names.map((stem) => stemName(language, stem)),
      ),
      ...named(space, 'passage-gram', grams),
    ],
  };
}

interface ShortParts {
  readonly space: number;
  readonly language: Language;
  readonly question: ExampleQuestion;
  readonly kind: 'question' | 'keyword';
  readonly place: number;
  readonly stems: Counts;
}

function shortUnit({ space, language, question, kind, place, stems }: ShortParts): Unit {
  const words = foldedWords(question.text).slice(0, LONGEST_SHORT);
  const grams = gramsOf(words);
  return {
    kind,
    place,
    passageId: question.passageId ?? null,
    short: words.join(' '),
    stems: [...stems].map(([stem, count]) => `${stemName(language, stem)}:0.0.${count}`).join(' '),
    length: sum(stems),
    words: words.length,
    grams: countGrams(words.join(' ')),
    terms: [
      ...named(
        space,
        'short-stem',
        [...stems.keys()].map((stem) => stemName(language, stem)),
      ),
      ...named(space, 'short-word', words),
      ...named(space, 'short-gram', grams),
    ],
  };
}

function named(space: number, kind: TermKind, texts: readonly string[]): string[] {
  return [...new Set(texts)].map((text) => termOf(space, kind, text));
}

function sum(counts: Counts): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
