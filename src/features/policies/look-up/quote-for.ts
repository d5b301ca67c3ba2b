import { type Language, matchedWords, type Span } from '../../../search/index.ts';
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

/** Of a long table the rows that are about it come alone, with how many there are besides. */
export function quoteFor(passage: PolicyPassage, question: string, language: Language): Quote {
  const pick: PickRows = (lines) => pickRows(lines, (line) => matchedWords(line, question, language).length);
  const quote = quotedText(passage, pick);
  const headings = headingsIn(quote, passage.markdown);
  return { quote, matches: matchedWords(quote, question, language), headings };
}

/** The names of its columns stand in each row, so that a row is about it only where it has more than all others have. */
function pickRows(lines: readonly string[], countIn: (line: string) => number): readonly string[] {
  if (lines.length < LONG_TABLE) return lines;
  const counted = lines.map((line) => ({ line, count: countIn(line) }));
  const least = Math.min(...counted.map(({ count }) => count));
  const about = counted.filter(({ count }) => count > least).toSorted((one, other) => other.count - one.count);
  if (about.length === 0) return lines;
  const shown = about.slice(0, MOST_ROWS).map(({ line }) => line);
  const more = lines.length - shown.length;
  return [...shown, `(${more} more ${more === 1 ? 'row' : 'rows'} in Read all)`];
}
