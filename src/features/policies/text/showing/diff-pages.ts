import { plainContext } from '../../../../slack/blocks.ts';
import { weighedBlocks } from './blocks.ts';
import { type Page, Pager } from './pager.ts';
import type { Item, Run } from '../pieces.ts';
import { splitRuns } from '../runs.ts';
import { showItems } from './show-list.ts';
import { elements, LONGEST_PART, part, type Shown } from './shown.ts';
import type { Change, DiffLine, DiffStep, WordDiff } from '../word-diff.ts';

/** A comparison page by page: what is new in bold, what is gone struck through, what stayed folded away. */
export function diffPages(diff: WordDiff): readonly Page[] {
  const pager = new Pager();
  pager.add(weighedBlocks([note(summary(diff)), ...diff.steps.flatMap(showStep)]));
  return pager.close();
}

function summary({ outcome, wordsAdded, wordsRemoved }: WordDiff): string {
  if (outcome === 'same') return 'Nothing changed.';
  if (outcome === 'spacing') return 'Nothing changed but spacing and mark-up: the words are the same.';
  return `${counted(wordsAdded, 'word')} new (bold), ${counted(wordsRemoved, 'word')} gone (struck through)`;
}

function showStep(step: DiffStep): Shown[] {
  if (step.kind === 'unchanged') return [note(`… ${counted(step.paragraphs, 'paragraph')} unchanged`)];
  const heading = step.heading === undefined ? [] : [note(`Below “${step.heading}”`)];
  return [...heading, ...showLines(step.lines)];
}

function showLines(lines: readonly DiffLine[]): Shown[] {
  const shown: Shown[] = [];
  let items: Item[] = [];
  for (const { kind, changes } of lines) {
    const runs = changes.flatMap(runsOf);
    if (kind === 'item') items.push({ kind, indent: 0, runs });
    else {
      shown.push(...showItems(items), ...paragraphs(runs));
      items = [];
    }
  }
  return [...shown, ...showItems(items)];
}

function paragraphs(runs: readonly Run[]): Shown[] {
  return splitRuns(runs, LONGEST_PART).map((some) =>
    part({ type: 'rich_text_section', elements: elements(some) }, some),
  );
}

/** A new word stands apart from the one it replaces. */
function runsOf({ text, kind }: Change, index: number, changes: readonly Change[]): Run[] {
  if (kind === 'same') return [{ text }];
  if (kind === 'removed') return [{ text, strike: true }];
  return changes[index - 1]?.kind === 'removed' ? [{ text: ' ' }, { text, bold: true }] : [{ text, bold: true }];
}

function note(text: string): Shown {
  return { kind: 'block', block: plainContext(text), text };
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
