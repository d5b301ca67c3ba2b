import { type Language, matchedWords, type Span, withoutTalk } from '../../../search/index.ts';
import type { PolicyPassage } from '../library/tables.ts';
import { headingsIn, type PickRows, quotedText } from '../text/quoted-text.ts';

/** A passage as it is quoted to whoever asked something. */
export interface Quote {
  readonly quote: string;
  /** Where the words stand that were looked for. */
  readonly matches: readonly Span[];
  readonly headings: readonly Span[];
}

/** Fewer rows are quoted as they are. */
const LONG_TABLE = 4;
const MOST_ROWS = 4;
/** Rows that say this much of what the best one says come with it. */
const NEAR = 0.6;

/** Of a long table the rows that are about it come alone, with how many there are besides. */
export function quoteFor(passage: PolicyPassage, question: string, language: Language): Quote {
  const asked = withoutTalk(question);
  const wordsIn = (line: string): ReadonlySet<string> =>
    new Set(matchedWords(line, asked, language).map(({ from, to }) => line.slice(from, to).toLowerCase()));
  const pick: PickRows = (lines) => pickRows(lines, lines.map(wordsIn));
  const quote = quotedText(passage, pick);
  const headings = headingsIn(quote, passage.markdown);
  return { quote, matches: matchedWords(quote, question, language), headings };
}

/** A word says the more of a row the fewer have it, and nothing where all do, as with the names of columns. */
function pickRows(lines: readonly string[], words: readonly ReadonlySet<string>[]): readonly string[] {
  if (lines.length < LONG_TABLE) return lines;
  const telling = (word: string): number => Math.log(lines.length / words.filter((row) => row.has(word)).length);
  const told = lines.map((line, row) => ({ line, tells: sum([...(words[row] ?? [])].map(telling)) }));
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
