import type { Run, Style } from './pieces.ts';

export function run(text: string, style: Style = {}): Run {
  return { ...style, text };
}

/** Neighbours of one look joined, empty ones dropped, white space at both ends trimmed. */
export function tidyRuns(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  for (const one of runs) {
    const last = kept.at(-1);
    if (last && sameLook(last, one)) kept[kept.length - 1] = { ...last, text: last.text + one.text };
    else if (one.text !== '') kept.push(one);
  }
  return trimEnds(kept);
}

function sameLook(a: Run, b: Run): boolean {
  return a.bold === b.bold && a.italic === b.italic && a.strike === b.strike && a.code === b.code && a.url === b.url;
}

function trimEnds(runs: Run[]): Run[] {
  while (runs[0]?.text.trimStart() === '') runs.shift();
  while (runs.at(-1)?.text.trimEnd() === '') runs.pop();
  const [first] = runs;
  if (first) runs[0] = { ...first, text: first.text.trimStart() };
  const last = runs.at(-1);
  if (last) runs[runs.length - 1] = { ...last, text: last.text.trimEnd() };
  return runs;
}

/** Several texts below one another as one. */
export function joinRuns(parts: readonly (readonly Run[])[], between: string): Run[] {
  const joined: Run[] = [];
  for (const part of parts) {
    if (part.length === 0) continue;
    if (joined.length > 0) joined.push({ text: between });
    joined.push(...part);
  }
  return joined;
}

/**
 * Cuts a text into parts of at most `max` UTF-16 units each, after the end of a sentence where there is one, else at
 * white space, else anywhere but inside a surrogate pair. Only white space at the cuts is lost.
 */
export function splitRuns(runs: readonly Run[], max: number): Run[][] {
  const text = runs.map((one) => one.text).join('');
  const parts: Run[][] = [];
  let from = 0;
  while (from < text.length) {
    const to = text.length - from <= max ? text.length : cutAt(text, from, max);
    const part = tidyRuns(sliceRuns(runs, from, to));
    if (part.length > 0) parts.push(part);
    from = to;
  }
  return parts;
}

/** The runs between two offsets of their joined text. */
export function sliceRuns(runs: readonly Run[], from: number, to: number): Run[] {
  const kept: Run[] = [];
  let at = 0;
  for (const one of runs) {
    const text = one.text.slice(Math.max(0, from - at), Math.max(0, to - at));
    if (text !== '') kept.push({ ...one, text });
    at += one.text.length;
  }
  return kept;
}

/** Where to cut a text: after a sentence in its second half, else after the last white space, else after `max` units. */
export function cutAt(text: string, from: number, max: number): number {
  const window = text.slice(from, from + max);
  const sentence = lastMatch(window, /[.!?…。！？][)"'”’»]*\s|\n/g);
  if (sentence > max / 2) return from + sentence;
  const space = lastMatch(window, /\s/g);
  if (space > 0) return from + space;
  const isSplitPair = /[\ud800-\udbff]$/.test(window) && window.length > 1;
  return from + (isSplitPair ? max - 1 : Math.max(1, max));
}

function lastMatch(text: string, pattern: RegExp): number {
  let end = 0;
  for (const match of text.matchAll(pattern)) end = match.index + match[0].length;
  return end;
}
