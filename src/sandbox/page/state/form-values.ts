/**
 * What people typed and chose, as Slack keeps it: by block id and action id, so that it lives on when the app
 * changes the view around it, and shaped as `state.values` sends it.
 */
import type { ViewStateValues } from '../../protocol.ts';
import { actionIdOf, type AnyElement, type PageBlock } from '../blocks/block-types.ts';

/** One entry of state.values: { type, value | selected_option | selected_users … }. */
export type FieldValue = { type: string } & Record<string, unknown>;

export interface Field {
  blockId: string;
  element: AnyElement;
}

const HOLDS_NOTHING = new Set(['button', 'overflow', 'image', 'icon_button', 'feedback_buttons', 'workflow_button']);

export function fieldKey(blockId: string, element: AnyElement): string {
  return [blockId, actionIdOf(element), element.type].join('\n');
}

/** Every element of these blocks that holds a value. */
export function fieldsOf(blocks: PageBlock[]): Field[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => !HOLDS_NOTHING.has(element.type))
      .map((element) => ({ blockId: block.block_id ?? '', element })),
  );
}

function elementsOf(block: PageBlock): AnyElement[] {
  if (block.type === 'input') return [block.element];
  if (block.type === 'actions') return block.elements;
  if (block.type === 'container') return block.child_blocks.flatMap(elementsOf);
  return block.type === 'section' && block.accessory ? [block.accessory] : [];
}

/** The value of an element that nobody touched. */
export function initialValue(element: AnyElement): FieldValue {
  const { type } = element;
  switch (type) {
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { type, selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'multi_external_select':
    case 'checkboxes':
      return { type, selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { type, selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { type, selected_users: element.initial_users ?? [] };
    case 'channels_select':
      return { type, selected_channel: element.initial_channel ?? null };
    case 'multi_channels_select':
      return { type, selected_channels: element.initial_channels ?? [] };
    case 'conversations_select':
      return { type, selected_conversation: element.initial_conversation ?? null };
    case 'multi_conversations_select':
      return { type, selected_conversations: element.initial_conversations ?? [] };
    default:
      return initialTyped(element);
  }
}

function initialTyped(element: AnyElement): FieldValue {
  const { type } = element;
  switch (type) {
    case 'datepicker':
      return { type, selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { type, selected_time: element.initial_time ?? null };
    case 'datetimepicker':
      return { type, selected_date_time: element.initial_date_time ?? null };
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return { type, value: element.initial_value ?? null };
    case 'rich_text_input':
      return { type, rich_text_value: element.initial_value ?? null };
    case 'file_input':
      return { type, files: [] };
    default:
      return { type };
  }
}

/** state.values of these blocks: what was touched, else what they began with. */
export function collectValues(blocks: PageBlock[], touched: ReadonlyMap<string, FieldValue>): ViewStateValues {
  const values: ViewStateValues = {};
  for (const { blockId, element } of fieldsOf(blocks)) {
    const value = touched.get(fieldKey(blockId, element)) ?? initialValue(element);
    values[blockId] = { ...values[blockId], [actionIdOf(element)]: value };
  }
  return values;
}

/** Keeps only what still has its element: a field that went away and comes back starts anew. */
export function pruneValues(blocks: PageBlock[], touched: Map<string, FieldValue>): void {
  const alive = new Set(fieldsOf(blocks).map((field) => fieldKey(field.blockId, field.element)));
  for (const key of touched.keys()) if (!alive.has(key)) touched.delete(key);
}

/** Nothing typed, nothing chosen. */
export function isEmptyValue(value: FieldValue): boolean {
  return Object.entries(value).every(
    ([name, held]) => name === 'type' || held === null || held === '' || (Array.isArray(held) && held.length === 0),
  );
}
