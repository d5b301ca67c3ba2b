import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import type { OpenView, ViewState } from '../../src/slack/listener.ts';

/** What a person types or chooses, by field: a text, an option's value, the values of several, or a moment. */
export type Typed = Readonly<Record<string, Value>>;
type Value = string | readonly string[] | Date | null;

/** The form as Slack sends it when a person has changed `typed` and left the rest as it opened. */
export function openForm(view: ModalView, typed: Typed = {}): OpenView {
  const inputs = (view.blocks as KnownBlock[]).filter((block): block is InputBlock => block.type === 'input');
  return {
    id: 'V0FORM',
    hash: '1.abc',
    type: 'modal',
    callbackId: view.callback_id ?? '',
    privateMetadata: view.private_metadata ?? '',
    state: Object.fromEntries(inputs.map((block) => [block.block_id ?? '', valueOf(block, typed)])),
  };
}

/** As openForm, for a view that replaces `before`: Slack keeps what is in the fields that stay. */
export function redrawnForm(view: ModalView, before: OpenView): OpenView {
  const fresh = openForm(view);
  const kept = Object.entries(fresh.state).map(([name, value]) => [name, before.state[name] ?? value]);
  return { ...fresh, state: Object.fromEntries(kept) as ViewState };
}

export function fieldNames(view: ModalView): string[] {
  return (view.blocks as KnownBlock[]).flatMap((block) => (block.type === 'input' ? [block.block_id ?? ''] : []));
}

function valueOf(block: InputBlock, typed: Typed): ViewState[string] {
  const element = block.element as unknown as Readonly<Record<string, unknown>>;
  const touched = Object.hasOwn(typed, block.block_id ?? '');
  const now = typed[block.block_id ?? ''] ?? null;
  const actionId = element['action_id'] as string;
  return { [actionId]: { type: element['type'], ...(touched ? changed(now) : untouched(element)) } };
}

function untouched(element: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    value: element['initial_value'] ?? null,
    selected_option: element['initial_option'] ?? null,
    selected_options: element['initial_options'] ?? [],
    ...(element['type'] === 'multi_users_select' && { selected_users: element['initial_users'] ?? [] }),
    selected_date: element['initial_date'] ?? null,
    selected_date_time: element['initial_date_time'] ?? null,
  };
}

function changed(now: Value): Record<string, unknown> {
  if (Array.isArray(now)) return { selected_options: now.map((value: string) => ({ value })), selected_users: now };
  if (now instanceof Date) return { selected_date_time: Math.floor(now.getTime() / 1000) };
  const isDate = typeof now === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(now);
  return { value: now, selected_option: now === null ? null : { value: now }, ...(isDate && { selected_date: now }) };
}
