import { type Language, matchedWords, otherNames, type Span, withoutTalk } from '../../../../search/index.ts';
import type { PolicyPassage } from '../../library/tables.ts';
import type { Link } from '../../text/passages/quoted-links.ts';
import { headingsIn, type PickRows, type QuotedRow, quotedText } from '../../text/passages/quoted-text.ts';

/** A passage as it is quoted to whoever asked something. */
export interface Quote {
  readonly quote: string;
  /** Where the words stand that were looked for. */
  readonly matches: readonly Span[];
  readonly headings: readonly Span[];
  readonly links: readonly Link[];
}

/** Fewer rows are quoted as they are. */
const LONG_TABLE = 4;
const MOST_ROWS = 4;
/** Rows that say this much of what the best one says come with it. */
const NEAR = 0.6;

/** What is asked in another name for it says less of a row, and the first cell, which names what the row is about, says more. */
const OTHER_NAME = 0.7;
const FIRST_CELL = 2;

/** Of a long table the rows that are about it come alone, with how many there are besides. */
export function quoteFor(passage: PolicyPassage, question: string, language: Language): Quote {
  const asked = withoutTalk(question);
  const others = otherNames(asked).join(' ');
  const pick: PickRows = (rows) =>
    pickRows(
      rows,
      rows.map((row) => [...tellingWords(row, asked, language, 1), ...tellingWords(row, others, language, OTHER_NAME)]),
    );
  const { text: quote, links } = quotedText(passage, pick);
  const headings = headingsIn(quote, passage.markdown);
  return { quote, matches: matchedWords(quote, question, language), headings, links };
}

interface TellingWord {
  readonly word: string;
  readonly weight: number;
}

/** Names of columns are no words of a row. */
function tellingWords({ cells }: QuotedRow, asked: string, language: Language, weight: number): readonly TellingWord[] {
  return cells.flatMap((cell, column) =>
    matchedWords(cell, asked, language).map(({ from, to }) => ({
      word: cell.slice(from, to).toLowerCase(),
      weight: column === 0 ? weight * FIRST_CELL : weight,
    })),
  );
}

/** A word says the more of a row the fewer have it, and nothing where all do; it counts once. */
function pickRows(rows: readonly QuotedRow[], words: readonly (readonly TellingWord[])[]): readonly string[] {
  const lines = rows.map(({ line }) => line);
  if (lines.length < LONG_TABLE) return lines;
  const having = (word: string): number => words.filter((of) => of.some((one) => one.word === word)).length;
  const told = lines.map((line, row) => {
    const best = new Map<string, number>();
    for (const { word, weight } of words[row] ?? []) best.set(word, Math.max(best.get(word) ?? 0, weight));
    return { line, tells: sum([...best].map(([word, weight]) => weight * Math.log(lines.length / having(word)))) };
  });
  const most = Math.max(...told.map(({ tells }) => tells));
  if (most === 0) return lines;
  const about = told.filter(({ tells }) => tells >= most * NEAR).toSorted((one, other) => other.tells - one.tells);
  const shown = about.slice(0, MOST_ROWS).map(({ line }) => line);
  const more = lines.length - shown.length;
  return [...shown, ...(more > 0 ? [`(${more} more ${more === 1 ? 'row' : 'rows'} in Read all)`] : [])];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
