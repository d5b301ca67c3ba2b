import type {
  ActionsBlock,
  ActionsBlockElement,
  Button,
  ConfirmationDialog,
  ContextBlock,
  DividerBlock,
  HeaderBlock,
  MrkdwnElement,
  Overflow,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
  SectionBlockAccessory,
} from '@slack/types';
import { LIMITS } from './limits.ts';
import { clip, clipMarkup, oneLine } from './mrkdwn.ts';

/** Shown as it is, clipped to `max` code points. Slack refuses empty texts, so an empty one becomes a dash. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: clip(text.trim() === '' ? '–' : text, max), emoji: false };
}

/** Markup of ours (text of people in it escaped by mrkdwn.ts); Slack adds no links or mentions of its own. */
export function markup(text: string, max: number): MrkdwnElement {
  return { type: 'mrkdwn', text: clipMarkup(text.trim() === '' ? '–' : text, max), verbatim: true };
}

/** A paragraph of markup, with one element at its right. */
export function section(text: string, accessory?: SectionBlockAccessory): SectionBlock {
  return { type: 'section', text: markup(text, LIMITS.section.text), ...(accessory && { accessory }) };
}

/** A paragraph of text that people wrote, shown as it is. */
export function plainSection(text: string, accessory?: SectionBlockAccessory): SectionBlock {
  return { type: 'section', text: plain(text, LIMITS.section.text), ...(accessory && { accessory }) };
}

/** One line in large letters, shown as it is. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plain(oneLine(text), LIMITS.header) };
}

/** Small grey print; each text is markup. */
export function context(...texts: readonly string[]): ContextBlock {
  const shown = texts.slice(0, LIMITS.context.elements);
  return { type: 'context', elements: shown.map((text) => markup(text, LIMITS.context.text)) };
}

/** Small grey print that people wrote, shown as it is. */
export function plainContext(text: string): ContextBlock {
  return { type: 'context', elements: [plain(text, LIMITS.context.text)] };
}

export function divider(): DividerBlock {
  return { type: 'divider' };
}

/** A row of buttons and menus. In a view, name the block, so that Slack keeps what was chosen in it. */
export function actions(elements: readonly ActionsBlockElement[], blockId?: string): ActionsBlock {
  return { type: 'actions', elements: elements.slice(0, LIMITS.actions), ...(blockId && { block_id: blockId }) };
}

interface ButtonOptions {
  readonly value?: string;
  /** One primary per row: the next step. Danger: what cannot be taken back. */
  readonly style?: 'primary' | 'danger';
  /** Read aloud in place of a label that is short because the eye sees its surroundings. */
  readonly spoken?: string;
  /** Asked before it counts, for what is not to be pressed by mistake. */
  readonly confirm?: ConfirmationDialog;
}

/** A question before a click counts, all of it shown as it is. `yes` says what pressing it does. */
export function confirmation(
  title: string,
  text: string,
  yes: string,
  style?: ConfirmationDialog['style'],
): ConfirmationDialog {
  const { confirm: most } = LIMITS;
  return {
    title: plain(title, most.title),
    text: plain(text, most.text),
    confirm: plain(yes, most.button),
    deny: plain('Go back', most.button),
    ...(style && { style }),
  };
}

export function button(label: string, actionId: string, options: ButtonOptions = {}): Button {
  const { value, style, spoken, confirm } = options;
  return {
    type: 'button',
    text: plain(label, LIMITS.button.text),
    action_id: actionId,
    ...(value !== undefined && { value }),
    ...(style && { style }),
    ...(spoken !== undefined && { accessibility_label: clip(spoken, LIMITS.button.text) }),
    ...(confirm && { confirm }),
  };
}

export function option(label: string, value: string, description?: string): PlainTextOption {
  return {
    text: plain(oneLine(label), LIMITS.option.text),
    value,
    ...(description && { description: plain(oneLine(description), LIMITS.option.description) }),
  };
}

/** The menu behind three dots: one to five options. */
export function overflow(actionId: string, options: readonly PlainTextOption[]): Overflow {
  return { type: 'overflow', action_id: actionId, options: options.slice(0, LIMITS.options.overflow) };
}
