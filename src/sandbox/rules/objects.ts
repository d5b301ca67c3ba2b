import { ASSUMED, COUNT, type Range, TEXT } from '../limits.ts';
import {
  boolean,
  byType,
  type Check,
  exactlyOne,
  isRecord,
  list,
  matching,
  object,
  oneOf,
  optional,
  report,
  required,
  string,
} from './check.ts';

/** Objects that blocks and elements are made of: texts, options, confirmations, pictures. */
export const blockId = { block_id: optional(string({ min: 1, ...TEXT.block_id })) };
export const label = string(ASSUMED.label);

/** Kinds of text; none may be empty, whatever else is said about its length. */
const plain = (size: Range): Check =>
  object({ text: required(string({ ...TEXT.text_object, ...size })), emoji: optional(boolean) });
const mrkdwn = (size: Range): Check =>
  object({ text: required(string({ ...TEXT.text_object, ...size })), verbatim: optional(boolean) });

export function plainText(size: Range): Check {
  return byType({ plain_text: plain(size) });
}

export function mrkdwnText(size: Range): Check {
  return byType({ mrkdwn: mrkdwn(size) });
}

export function anyText(size: Range): Check {
  return byType({ plain_text: plain(size), mrkdwn: mrkdwn(size) });
}

export const style = oneOf('primary', 'danger');

export const confirm = object({
  title: optional(plainText(TEXT['confirm.title'])),
  text: required(anyText(TEXT['confirm.text'])),
  confirm: optional(plainText(TEXT['confirm.confirm'])),
  deny: optional(plainText(TEXT['confirm.deny'])),
  style: optional(style),
});

export function url(size: Range, pattern = /^https?:\/\/[^\s]+$/): Check {
  const isShort = string({ min: 1, ...size });
  const isUrl = matching(pattern, 'invalid url');
  return (value, at, look) => {
    isShort(value, at, look);
    isUrl(value, at, look);
  };
}

const pictureFields = {
  image_url: optional(url(TEXT['image.image_url'])),
  slack_file: optional(
    object({ id: optional(label), url: optional(url(TEXT['image.image_url'])) }, exactlyOne('id', 'url')),
  ),
  alt_text: required(string(TEXT['image.alt_text'])),
} as const;

export const imageElement = object(pictureFields, exactlyOne('image_url', 'slack_file'));

export const imageBlock = object(
  { ...blockId, ...pictureFields, title: optional(plainText(TEXT['image.title'])) },
  exactlyOne('image_url', 'slack_file'),
);

interface OptionRules {
  readonly text?: Check;
  /** Only in overflow menus. */
  readonly url?: boolean;
}

export function option(rules: OptionRules = {}): Check {
  return object({
    text: required(rules.text ?? plainText(TEXT['option.text'])),
    value: required(string(TEXT['option.value'])),
    description: optional(plainText(TEXT['option.description'])),
    ...(rules.url ? { url: optional(url(TEXT['option.url'])) } : {}),
  });
}

export const optionGroup = object({
  label: required(plainText(TEXT['option_group.label'])),
  options: required(list(option(), COUNT['option_group.options'])),
});

/** An initial choice must be one of the options offered, word for word. */
export const initialChoiceExists: Check = (value, at, look) => {
  if (!isRecord(value)) return;
  const offered = new Set(optionsOf(value).map((choice) => JSON.stringify(choice)));
  for (const [name, chosen] of Object.entries({
    initial_option: [value['initial_option']],
    initial_options: value['initial_options'],
  })) {
    for (const choice of Array.isArray(chosen) ? chosen : []) {
      if (choice && !offered.has(JSON.stringify(plainChoice(choice))))
        report(look, at, `${name} must match one of the options`);
    }
  }
};

function optionsOf(element: Record<string, unknown>): unknown[] {
  const groups = Array.isArray(element['option_groups']) ? element['option_groups'] : [];
  const own = Array.isArray(element['options']) ? element['options'] : [];
  const grouped = groups.flatMap((group: unknown) =>
    isRecord(group) && Array.isArray(group['options']) ? group['options'] : [],
  );
  return [...own, ...grouped].map(plainChoice);
}

/** What makes two options the same: their value and what they say. */
function plainChoice(choice: unknown): unknown {
  if (!isRecord(choice)) return choice;
  return [
    choice['value'],
    ...[choice['text'], choice['description']].map((text) => (isRecord(text) ? text['text'] : '')),
  ];
}
