import type { RichTextSection } from '@slack/types';
import type { Span } from '../../../../search/matched-words.ts';
import type { Link } from '../passages/quoted-links.ts';
import { restyled, type Run } from '../pieces.ts';
import { sliceRuns, tidyRuns } from '../runs.ts';
import { elements } from './shown.ts';

/**
 * A passage as one paragraph of rich text: at most `max` UTF-16 units around most of its matches, these in bold, with …
 * where something was left out. Lines are kept; headings, which are lines of the text, are bold too, and links can be followed.
 */
export function excerptOf(
  text: string,
  matches: readonly Span[],
  max: number,
  { headings = [], links = [] }: { readonly headings?: readonly Span[]; readonly links?: readonly Link[] } = {},
): RichTextSection {
  const spans = matches.filter(({ from, to }) => from < to && from >= 0 && to <= text.length);
  const { from, to } = windowOf(text, spans, max);
  const kept = tidyRuns(sliceRuns(linked(highlighted(text, [...headings, ...spans]), links, text.length), from, to));
  const shown: Run[] = [
    ...(from > 0 ? [{ text: '… ' }] : []),
    ...(kept.length > 0 ? kept : [{ text: '–' }]),
    ...(to < text.trimEnd().length ? [{ text: ' …' }] : []),
  ];
  return { type: 'rich_text_section', elements: elements(shown) };
}

function highlighted(text: string, spans: readonly Span[]): Run[] {
  const runs: Run[] = [];
  let at = 0;
  for (const { from, to } of spans.toSorted((a, b) => a.from - b.from)) {
    if (from < at) continue;
    runs.push({ text: text.slice(at, from) }, { text: text.slice(from, to), bold: true });
    at = to;
  }
  return [...runs, { text: text.slice(at) }];
}

function linked(runs: readonly Run[], links: readonly Link[], length: number): readonly Run[] {
  const kept: Run[] = [];
  let at = 0;
  for (const { from, to, url } of links) {
    kept.push(...sliceRuns(runs, at, from), ...restyled(sliceRuns(runs, from, to), { url }));
    at = to;
  }
  return [...kept, ...sliceRuns(runs, at, length)];
}

/** From the beginning where that shows as many matches as any other place. */
function windowOf(text: string, spans: readonly Span[], max: number): Span {
  if (text.length <= max) return { from: 0, to: text.length };
  const room = Math.max(1, max - 4);
  let best = { from: 0, matches: within(spans, 0, room) };
  for (const { from } of spans) {
    const start = startOf(text, from, Math.max(0, from - Math.floor(room / 4)));
    const matches = within(spans, start, start + room);
    if (matches > best.matches) best = { from: start, matches };
  }
  return { from: best.from, to: wordEnd(text, best.from, best.from + room) };
}

function within(spans: readonly Span[], from: number, to: number): number {
  return spans.filter((span) => span.from >= from && span.to <= to).length;
}

/** The line of a match where it begins not far before it, else the word at `offset`. */
function startOf(text: string, match: number, offset: number): number {
  const line = text.lastIndexOf('\n', match - 1) + 1;
  if (line >= offset || offset - line < 40) return line;
  const space = text.lastIndexOf(' ', offset) + 1;
  return offset - space < 40 ? space : pairStart(text, offset);
}

function wordEnd(text: string, from: number, offset: number): number {
  if (offset >= text.length) return text.length;
  const space = Math.max(text.lastIndexOf(' ', offset), text.lastIndexOf('\n', offset));
  return space > from && offset - space < 40 ? space : pairStart(text, offset);
}

/** Never between the halves of one character. */
function pairStart(text: string, offset: number): number {
  return /[\udc00-\udfff]/.test(text.charAt(offset)) ? Math.max(0, offset - 1) : offset;
}
