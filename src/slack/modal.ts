import type { InputBlock, InputBlockElement, KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { plain } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { clip } from './mrkdwn.ts';

interface ModalOptions {
  /** Finds the handler of the submission. */
  readonly callbackId: string;
  readonly title: string;
  /** What the person does by it: `Escalate`. Required by Slack as soon as there is an input. */
  readonly submit?: string;
  readonly close?: string;
  /** At most 3000 characters; anybody can forge it, so it is checked when it comes back. */
  readonly privateMetadata?: string;
  readonly blocks: readonly KnownBlock[];
}

/** A form. Views hold at most 100 blocks: longer lists must be cut by whoever makes them. */
export function modal(options: ModalOptions): ModalView {
  return {
    type: 'modal',
    callback_id: options.callbackId,
    title: plain(options.title, LIMITS.view.title),
    ...(options.submit !== undefined && { submit: plain(options.submit, LIMITS.view.button) }),
    close: plain(options.close ?? (options.submit === undefined ? 'Close' : 'Cancel'), LIMITS.view.button),
    ...(options.privateMetadata !== undefined && { private_metadata: options.privateMetadata }),
    blocks: options.blocks.slice(0, LIMITS.view.blocks),
  };
}

/** A field's name is its block id; an element in it has the action id `<name>`, or its own when a change is acted on. */
interface FieldOptions {
  readonly optional?: boolean;
  readonly hint?: string;
  readonly placeholder?: string;
  /** The caret is here when the form opens; of one field at most. */
  readonly focus?: boolean;
  /** Tells the app at once when the choice changes (an onClickNow listener of this action id). */
  readonly onChange?: string;
}

interface TextOptions extends FieldOptions {
  readonly initial?: string | undefined;
  readonly multiline?: boolean;
  /** At most 3000, which is also the default. */
  readonly maxLength?: number;
}

/** One line of text, or several. Also for amounts of money: number inputs refuse `180,50` and `€180`. */
export function textInput(name: string, label: string, options: TextOptions = {}): InputBlock {
  const max = Math.min(options.maxLength ?? LIMITS.input.text, LIMITS.input.text);
  return field(name, label, options, {
    type: 'plain_text_input',
    action_id: options.onChange ?? name,
    max_length: max,
    ...(options.multiline && { multiline: true }),
    ...(options.initial ? { initial_value: clip(options.initial, max) } : {}),
    ...placeholder(options),
  });
}

interface ChoiceOptions extends FieldOptions {
  readonly options: readonly PlainTextOption[];
  /** The value that is chosen at first. */
  readonly initial?: string | undefined;
}

/** One of a few: at most 100 options, in a menu. */
export function choice(name: string, label: string, options: ChoiceOptions): InputBlock {
  return field(name, label, options, {
    type: 'static_select',
    action_id: options.onChange ?? name,
    ...focused(options),
    options: options.options.slice(0, LIMITS.options.select),
    ...chosen(options),
    ...placeholder(options),
  });
}

/** One of at most 10, all in sight. */
export function radio(name: string, label: string, options: ChoiceOptions): InputBlock {
  return field(name, label, options, {
    type: 'radio_buttons',
    action_id: options.onChange ?? name,
    options: options.options.slice(0, LIMITS.options.radio),
    ...chosen(options),
  });
}

interface ChecksOptions extends FieldOptions {
  readonly options: readonly PlainTextOption[];
  /** The values that are ticked at first. */
  readonly initial?: readonly string[];
}

/** Any number of at most 10, all in sight. Required unless `optional`: then none may be ticked. */
export function checkboxes(name: string, label: string, options: ChecksOptions): InputBlock {
  const offered = options.options.slice(0, LIMITS.options.checkboxes);
  const ticked = offered.filter(({ value }) => value !== undefined && options.initial?.includes(value));
  return field(name, label, options, {
    type: 'checkboxes',
    action_id: options.onChange ?? name,
    options: offered,
    ...(ticked.length > 0 && { initial_options: ticked }),
  });
}

interface ExternalOptions extends FieldOptions {
  /** The key of the onOptions listener that answers what is typed. */
  readonly source: string;
  readonly initial?: PlainTextOption | undefined;
  /** 0 offers a list before anything is typed. */
  readonly minLength?: number;
}

/** One of many, searched by typing. */
export function externalChoice(name: string, label: string, options: ExternalOptions): InputBlock {
  return field(name, label, options, {
    type: 'external_select',
    action_id: options.source,
    ...focused(options),
    min_query_length: options.minLength ?? 0,
    ...(options.initial && { initial_option: options.initial }),
    ...placeholder(options),
  });
}

interface ExternalsOptions extends Omit<ExternalOptions, 'initial'> {
  readonly initial?: readonly PlainTextOption[];
  readonly max?: number;
}

/** Several of many, searched by typing. */
export function externalChoices(name: string, label: string, options: ExternalsOptions): InputBlock {
  return field(name, label, options, {
    type: 'multi_external_select',
    action_id: options.source,
    min_query_length: options.minLength ?? 0,
    ...(options.initial && options.initial.length > 0 && { initial_options: [...options.initial] }),
    ...(options.max !== undefined && { max_selected_items: options.max }),
    ...placeholder(options),
  });
}

interface PeopleOptions extends FieldOptions {
  readonly initial?: readonly string[];
  readonly max?: number;
}

/** Any people of the workspace. Slack offers guests and apps too, so who was picked is checked afterwards. */
export function peoplePicker(name: string, label: string, options: PeopleOptions = {}): InputBlock {
  return field(name, label, options, {
    type: 'multi_users_select',
    action_id: options.onChange ?? name,
    ...(options.initial && options.initial.length > 0 && { initial_users: [...options.initial] }),
    ...(options.max !== undefined && { max_selected_items: options.max }),
    ...placeholder(options),
  });
}

interface ChannelOptions extends FieldOptions {
  readonly initial?: string | undefined;
}

/** One public or private channel (private ones are offered to their members only). */
export function channelPicker(name: string, label: string, options: ChannelOptions = {}): InputBlock {
  return field(name, label, options, {
    type: 'conversations_select',
    action_id: options.onChange ?? name,
    filter: { include: ['public', 'private'], exclude_bot_users: true },
    ...(options.initial && { initial_conversation: options.initial }),
    ...placeholder(options),
  });
}

interface DateTimeOptions extends FieldOptions {
  readonly initial?: Date | undefined;
}

/** A date and time in the person's own zone. */
export function dateTime(name: string, label: string, options: DateTimeOptions = {}): InputBlock {
  return field(name, label, options, {
    type: 'datetimepicker',
    action_id: options.onChange ?? name,
    ...(options.initial && { initial_date_time: Math.floor(options.initial.getTime() / 1000) }),
  });
}

interface DateOptions extends FieldOptions {
  /** `2026-12-01` */
  readonly initial?: string | undefined;
}

/** A date of the calendar, in no zone. */
export function datePicker(name: string, label: string, options: DateOptions = {}): InputBlock {
  return field(name, label, options, {
    type: 'datepicker',
    action_id: options.onChange ?? name,
    ...(options.initial && { initial_date: options.initial }),
  });
}

interface FileOptions extends FieldOptions {
  /** How names have to end, without the dot. Slack asks only that, so what is in the file is checked afterwards. */
  readonly types: readonly string[];
}

/** One file, of at most 10 MB. Needs the scope files:read. A view that is shown anew cannot give it back to the field. */
export function fileInput(name: string, label: string, options: FileOptions): InputBlock {
  const filetypes = [...options.types];
  return field(name, label, options, { type: 'file_input', action_id: name, filetypes, max_files: 1 });
}

function field(name: string, label: string, options: FieldOptions, element: InputBlockElement): InputBlock {
  return {
    type: 'input',
    block_id: name,
    label: plain(label, LIMITS.input.label),
    element,
    ...(options.optional && { optional: true }),
    ...(options.hint && { hint: plain(options.hint, LIMITS.input.hint) }),
    ...(options.onChange && { dispatch_action: true }),
  };
}

function placeholder(options: FieldOptions): { placeholder?: ReturnType<typeof plain> } {
  return options.placeholder ? { placeholder: plain(options.placeholder, LIMITS.input.placeholder) } : {};
}

function focused(options: FieldOptions): { focus_on_load?: true } {
  return options.focus ? { focus_on_load: true } : {};
}

function chosen(options: ChoiceOptions): { initial_option?: PlainTextOption } {
  const initial = options.options.find((candidate) => candidate.value === options.initial);
  return initial && options.initial !== undefined ? { initial_option: initial } : {};
}
