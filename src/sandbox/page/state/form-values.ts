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

export function fieldKey(blockId: string, element: AnyElement): string {
  return [blockId, actionIdOf(element), element.type].join('\n');
}

/** Every element of these blocks that holds a value. */
export function fieldsOf(blocks: PageBlock[]): Field[] {
  return blocks.flatMap((block) =>
    elementsOf(block)
      .filter((element) => HOLDS[element.type] !== undefined)
      .map((element) => ({ blockId: block.block_id ?? '', element })),
  );
}

function elementsOf(block: PageBlock): AnyElement[] {
  if (block.type === 'input') return [block.element];
  if (block.type === 'actions') return block.elements;
  if (block.type === 'container') return block.child_blocks.flatMap(elementsOf);
  return block.type === 'section' && block.accessory ? [block.accessory] : [];
}

/** Where an element's value is in state.values, where it begins in the element, and what stands for nothing. */
const HOLDS: Partial<Record<AnyElement['type'], { field: string; from: string; nothing: null | [] }>> = {
  static_select: { field: 'selected_option', from: 'initial_option', nothing: null },
  external_select: { field: 'selected_option', from: 'initial_option', nothing: null },
  radio_buttons: { field: 'selected_option', from: 'initial_option', nothing: null },
  multi_static_select: { field: 'selected_options', from: 'initial_options', nothing: [] },
  multi_external_select: { field: 'selected_options', from: 'initial_options', nothing: [] },
  checkboxes: { field: 'selected_options', from: 'initial_options', nothing: [] },
  users_select: { field: 'selected_user', from: 'initial_user', nothing: null },
  multi_users_select: { field: 'selected_users', from: 'initial_users', nothing: [] },
  channels_select: { field: 'selected_channel', from: 'initial_channel', nothing: null },
  multi_channels_select: { field: 'selected_channels', from: 'initial_channels', nothing: [] },
  conversations_select: { field: 'selected_conversation', from: 'initial_conversation', nothing: null },
  multi_conversations_select: { field: 'selected_conversations', from: 'initial_conversations', nothing: [] },
  datepicker: { field: 'selected_date', from: 'initial_date', nothing: null },
  timepicker: { field: 'selected_time', from: 'initial_time', nothing: null },
  datetimepicker: { field: 'selected_date_time', from: 'initial_date_time', nothing: null },
  plain_text_input: { field: 'value', from: 'initial_value', nothing: null },
  email_text_input: { field: 'value', from: 'initial_value', nothing: null },
  url_text_input: { field: 'value', from: 'initial_value', nothing: null },
  number_input: { field: 'value', from: 'initial_value', nothing: null },
  rich_text_input: { field: 'rich_text_value', from: 'initial_value', nothing: null },
  file_input: { field: 'files', from: '', nothing: [] },
};

/** The value of an element that nobody touched. */
export function initialValue(element: AnyElement): FieldValue {
  const holds = HOLDS[element.type];
  if (!holds) return { type: element.type };
  const initial = (element as unknown as Record<string, unknown>)[holds.from];
  return { type: element.type, [holds.field]: initial ?? holds.nothing };
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

/** Whether these blocks would send something else than they began with. */
export function isChanged(blocks: PageBlock[], touched: ReadonlyMap<string, FieldValue>): boolean {
  return fieldsOf(blocks).some(({ blockId, element }) => {
    const value = touched.get(fieldKey(blockId, element));
    return value !== undefined && !isSameValue(value, initialValue(element));
  });
}

function isSameValue(one: FieldValue, other: FieldValue): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => JSON.stringify(one[key] ?? null) === JSON.stringify(other[key] ?? null));
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
