import { allBlocks, elementsOf } from '../rules/check-blocks.ts';
import { own, put } from './own.ts';
import type { ViewStateValues } from './state.ts';

type Element = Record<string, unknown>;

/** For each kind of input: the field that holds its value, where its first value comes from, and what empty looks like. */
const INPUTS: Record<string, { field: string; initial: string; empty: unknown }> = {
  plain_text_input: { field: 'value', initial: 'initial_value', empty: null },
  email_text_input: { field: 'value', initial: 'initial_value', empty: null },
  url_text_input: { field: 'value', initial: 'initial_value', empty: null },
  number_input: { field: 'value', initial: 'initial_value', empty: null },
  rich_text_input: { field: 'rich_text_value', initial: 'initial_value', empty: null },
  static_select: { field: 'selected_option', initial: 'initial_option', empty: null },
  external_select: { field: 'selected_option', initial: 'initial_option', empty: null },
  radio_buttons: { field: 'selected_option', initial: 'initial_option', empty: null },
  checkboxes: { field: 'selected_options', initial: 'initial_options', empty: [] },
  multi_static_select: { field: 'selected_options', initial: 'initial_options', empty: [] },
  multi_external_select: { field: 'selected_options', initial: 'initial_options', empty: [] },
  users_select: { field: 'selected_user', initial: 'initial_user', empty: null },
  multi_users_select: { field: 'selected_users', initial: 'initial_users', empty: [] },
  channels_select: { field: 'selected_channel', initial: 'initial_channel', empty: null },
  multi_channels_select: { field: 'selected_channels', initial: 'initial_channels', empty: [] },
  conversations_select: { field: 'selected_conversation', initial: 'initial_conversation', empty: null },
  multi_conversations_select: { field: 'selected_conversations', initial: 'initial_conversations', empty: [] },
  datepicker: { field: 'selected_date', initial: 'initial_date', empty: null },
  timepicker: { field: 'selected_time', initial: 'initial_time', empty: null },
  datetimepicker: { field: 'selected_date_time', initial: 'initial_date_time', empty: null },
  file_input: { field: 'files', initial: 'initial_files', empty: [] },
};

/** Where Slack keeps what was put into an element of this type: `value`, `selected_option` … */
export function valueFieldOf(type: string): string | undefined {
  return INPUTS[type]?.field;
}

/** State of a view nobody has touched: every input and select with its initial value or empty. */
export function initialValues(blocks: readonly unknown[]): ViewStateValues {
  const values: ViewStateValues = {};
  for (const block of allBlocks(blocks)) {
    for (const element of elementsOf(block)) {
      const input = INPUTS[String(element['type'])];
      if (!input) continue;
      const entry = { type: element['type'], [input.field]: element[input.initial] ?? input.empty };
      keep(values, String(block['block_id']), String(element['action_id']), entry);
    }
  }
  return values;
}

/** What stays of `old` in a view that now has the inputs of `fresh`: same block id, same action id, same type. */
export function keptValues(old: ViewStateValues, fresh: ViewStateValues): ViewStateValues {
  const kept: ViewStateValues = {};
  for (const [blockId, actions] of Object.entries(fresh)) {
    for (const [actionId, entry] of Object.entries(actions)) {
      const before = own(own(old, blockId) ?? {}, actionId);
      keep(kept, blockId, actionId, typeOf(before) === typeOf(entry) && before !== undefined ? before : entry);
    }
  }
  return kept;
}

function keep(values: ViewStateValues, blockId: string, actionId: string, entry: unknown): void {
  put(own(values, blockId) ?? put(values, blockId, {}), actionId, entry);
}

/** Whether an entry of view.state.values holds nothing: null, an empty text or an empty list. */
export function isEmptyEntry(entry: unknown): boolean {
  const field = valueFieldOf(String(typeOf(entry)));
  const value = isElement(entry) && field ? entry[field] : undefined;
  if (Array.isArray(value)) return value.length === 0;
  return value === null || value === undefined || (typeof value === 'string' && value.trim() === '');
}

function typeOf(entry: unknown): unknown {
  return isElement(entry) ? entry['type'] : undefined;
}

function isElement(value: unknown): value is Element {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
