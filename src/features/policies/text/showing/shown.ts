import type { KnownBlock, RichTextBlockElement, RichTextElement } from '@slack/types';
import { type Run, textOfRuns } from '../pieces.ts';

/** Where blocks stand: a message may hold one real table, a view none. */
export type Surface = 'message' | 'view';

/** Either a block of its own or a part of a rich text block. */
export type Shown =
  | { readonly kind: 'block'; readonly block: KnownBlock; readonly level?: number; readonly text: string }
  | { readonly kind: 'part'; readonly part: RichTextBlockElement; readonly level?: number; readonly text: string };

/** No part of rich text is longer; Slack names no number, so we stay below that of a section. */
export const LONGEST_PART = 2800;
/** `level` where it is a heading. */
export function part(element: RichTextBlockElement, runs: readonly Run[], level?: number): Shown {
  return { kind: 'part', part: element, text: textOfRuns(runs), ...(level !== undefined && { level }) };
}

/** Runs as rich text; a run is never empty. */
export function elements(runs: readonly Run[]): RichTextElement[] {
  return runs.filter(({ text }) => text !== '').map(elementOf);
}

function elementOf({ text, url, ...look }: Run): RichTextElement {
  const style = Object.keys(look).length > 0 ? { style: look } : {};
  return url === undefined ? { type: 'text', text, ...style } : { type: 'link', url, text, ...style };
}
