import type { ExampleQuestion, IndexedDocument, IndexedPassage } from './document.ts';
import { type Counts, type Language, stemsOf, type TextOf } from './stems.ts';
import type { Tx } from '../db/client.ts';
import { stemName, type TermKind, termOf } from './terms.ts';
import { countGrams, foldedWords, gramsOf } from './text.ts';

/** A row of the index before it is written. */
export interface Unit extends UnitOf {
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

/** What the units of a document have in common. */
interface UnitOf {
  readonly documentId: string;
  readonly variant: string;
  readonly language: Language;
  readonly audience: readonly string[];
  readonly validFrom: string | null;
  readonly validUntil: string | null;
}

/** More of one title, heading or question says nothing; the rest is found by its stems. */
const LONGEST_SHORT = 60;

/** The rows of documents, by their terms in `space`. */
export async function unitsOf(tx: Tx, space: number, documents: readonly IndexedDocument[]): Promise<readonly Unit[]> {
  const given = documents.map((document) => ({ ...document, keywords: document.keywords.filter(isWritten) }));
  const stems = await stemsOf(tx, given.flatMap(textsOf));
  let from = 0;
  return given.flatMap((document) => {
    const to = from + textsOf(document).length;
    const own = stems.slice(from, to);
    from = to;
    return unitsOfOne(space, document, own);
  });
}

function isWritten(keyword: string): boolean {
  return keyword.trim() !== '';
}

/** Everything that is stemmed, in the order in which `unitsOfOne` asks for it. */
function textsOf({ language, passages, questions, keywords }: IndexedDocument): readonly TextOf[] {
  return [
    ...passages.flatMap(({ title, heading, text }) => [title, heading, text]),
    ...questions.map(({ text }) => text),
    ...keywords,
  ].map((text) => ({ language, text }));
}

function unitsOfOne(space: number, document: IndexedDocument, stems: readonly Counts[]): Unit[] {
  const { passages, questions, keywords } = document;
  const of: UnitOf = {
    documentId: document.documentId,
    variant: document.variant ?? '',
    language: document.language,
    audience: document.audience,
    validFrom: document.validFrom?.toISOString() ?? null,
    validUntil: document.validUntil?.toISOString() ?? null,
  };
  const stemsAt = (at: number): Counts => stems[at] ?? new Map();
  const short = [...questions, ...keywords.map((text): Pick<ExampleQuestion, 'text' | 'passageId'> => ({ text }))];
  return [
    ...passages.map((passage, at) =>
      passageUnit({
        space,
        of,
        passage,
        place: at,
        stems: [stemsAt(3 * at), stemsAt(3 * at + 1), stemsAt(3 * at + 2)],
      }),
    ),
    ...short.map((question, at) =>
      shortUnit({
        space,
        of,
        question,
        kind: at < questions.length ? 'question' : 'keyword',
        place: at,
        stems: stemsAt(3 * passages.length + at),
      }),
    ),
  ];
}

interface PassageParts {
  readonly space: number;
  readonly of: UnitOf;
  readonly passage: IndexedPassage;
  readonly place: number;
  readonly stems: readonly [title: Counts, heading: Counts, body: Counts];
}

function passageUnit({ space, of, passage, place, stems }: PassageParts): Unit {
  const [title, heading, body] = stems;
  const names = [...new Set([...title.keys(), ...heading.keys(), ...body.keys()])];
  const words = [...new Set(foldedWords(`${passage.title} ${passage.heading}`))].slice(0, LONGEST_SHORT);
  const grams = gramsOf(words);
  return {
    ...of,
    kind: 'passage',
    place,
    passageId: passage.passageId,
    short: words.join(' '),
    stems: names
      .map(
        (stem) =>
          `${stemName(of.language, stem)}:${title.get(stem) ?? 0}.${heading.get(stem) ?? 0}.${body.get(stem) ?? 0}`,
      )
      .join(' '),
    length: sum(body),
    words: words.length,
    grams: countGrams(words.join(' ')),
    terms: [
      ...named(
        space,
        'passage-stem',
        names.map((stem) => stemName(of.language, stem)),
      ),
      ...named(space, 'passage-gram', grams),
    ],
  };
}

interface ShortParts {
  readonly space: number;
  readonly of: UnitOf;
  readonly question: Pick<ExampleQuestion, 'text' | 'passageId'>;
  readonly kind: 'question' | 'keyword';
  readonly place: number;
  readonly stems: Counts;
}

function shortUnit({ space, of, question, kind, place, stems }: ShortParts): Unit {
  const words = foldedWords(question.text).slice(0, LONGEST_SHORT);
  const grams = gramsOf(words);
  return {
    ...of,
    kind,
    place,
    passageId: question.passageId ?? null,
    short: words.join(' '),
    stems: [...stems].map(([stem, count]) => `${stemName(of.language, stem)}:0.0.${count}`).join(' '),
    length: sum(stems),
    words: words.length,
    grams: countGrams(words.join(' ')),
    terms: [
      ...named(
        space,
        'short-stem',
        [...stems.keys()].map((stem) => stemName(of.language, stem)),
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
