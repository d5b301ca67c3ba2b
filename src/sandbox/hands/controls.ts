import { elementsOf } from '../rules/check-blocks.ts';
import { isRecord } from '../rules/check.ts';
import type { PageState } from '../protocol.ts';
import { label, wordsIn } from './words.ts';

type Node = Record<string, unknown>;

/** A control on the screen, with the block it stands in. */
export interface Control {
  readonly blockId: string;
  readonly block: Node;
  readonly element: Node;
}

/** What can be pressed, typed into or chosen; the texts and images of a context are no controls. */
export function controlsIn(blocks: readonly unknown[] | undefined): Control[] {
  const controls: Control[] = [];
  for (const block of (blocks ?? []).filter(isRecord)) {
    for (const element of elementsOf(block).filter((one) => typeof one['action_id'] === 'string')) {
      controls.push({ blockId: String(block['block_id']), block, element });
    }
    if (Array.isArray(block['child_blocks'])) controls.push(...controlsIn(block['child_blocks']));
  }
  return controls;
}

/** A button with these words on it or read aloud for it, or an entry with these words in an overflow menu. */
export function findPressable(
  blocks: readonly unknown[] | undefined,
  words: string,
): { control: Control; option?: Node } | undefined {
  for (const control of controlsIn(blocks)) {
    const { element } = control;
    if (hasText(element['text'], words) || element['accessibility_label'] === words) return { control };
    const option = element['type'] === 'overflow' ? findOption(element, words) : undefined;
    if (option) return { control, option };
  }
  return undefined;
}

/** An input or a select by what stands beside it: its label, the text of its section, its placeholder; or how that begins. */
export function findField(
  names: PageState,
  blocks: readonly unknown[] | undefined,
  words: string,
): Control | undefined {
  const fields = controlsIn(blocks).filter(isField);
  const isNamed = ({ block, element }: Control): boolean =>
    hasText(block['label'], words) || hasText(block['text'], words) || hasText(element['placeholder'], words);
  const beside = ({ block }: Control): boolean =>
    [block['label'], block['text']]
      .flatMap((text) => wordsIn(names, text))
      .some((text) => label(text).startsWith(label(words)));
  return fields.find(isNamed) ?? fields.find(beside);
}

/** Whether something can be typed or chosen in it. */
export function isField({ element }: Control): boolean {
  return !['button', 'overflow', 'image'].includes(String(element['type']));
}

/** An option of a select, radio group, checkbox group or overflow menu, by its words. */
export function findOption(element: Node, words: string): Node | undefined {
  return optionsIn(element).find((option) => hasText(option['text'], words));
}

export function optionsIn(element: Node): Node[] {
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'].filter(isRecord) : [];
  const lists = [element['options'], ...groups.map((group) => group['options'])];
  return lists.flatMap((list) => (Array.isArray(list) ? list.filter(isRecord) : []));
}

function hasText(text: unknown, words: string): boolean {
  return isRecord(text) && typeof text['text'] === 'string' && label(unquoted(text['text'])) === label(words);
}

/** Labels of inputs are plain; texts of sections often are bold. */
function unquoted(text: string): string {
  return text.replaceAll('*', '').replaceAll('&amp;', '&').replaceAll('&lt;', '<').replaceAll('&gt;', '>');
}
