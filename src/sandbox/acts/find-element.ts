import { allBlocks, elementsOf } from '../rules/check-blocks.ts';
import { ActProblem } from './result.ts';

type Element = Record<string, unknown>;

/** The element a person pressed or changed, as the app drew it; nobody can press what is not on the screen. */
export function findElement(blocks: readonly unknown[] | undefined, blockId: string, actionId: string): Element {
  for (const block of allBlocks(blocks)) {
    if (block['block_id'] !== blockId) continue;
    const element = elementsOf(block).find((candidate) => candidate['action_id'] === actionId);
    if (element) return element;
  }
  throw new ActProblem(`there is no control ${actionId} in block ${blockId}`);
}

const DRAWN = ['text', 'value', 'placeholder', 'style', 'initial_option', 'initial_options'] as const;

/** One entry of `actions`: what the app drew (a button's own value above all) and what was chosen. */
export function actionEntry(element: Element, blockId: string, chosen: Element): Element {
  const entry: Element = { type: element['type'], action_id: element['action_id'], block_id: blockId };
  for (const name of DRAWN) {
    if (element[name] !== undefined && (name !== 'text' || element['type'] === 'button')) entry[name] = element[name];
  }
  for (const [name, value] of Object.entries(chosen)) {
    if (
      name.startsWith('selected_') ||
      (name === 'value' && element['type'] !== 'button') ||
      name === 'rich_text_value'
    )
      entry[name] = value;
  }
  return entry;
}
