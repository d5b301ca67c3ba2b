import { TEXT } from '../limits.ts';
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
export function plainText(max: number, min = 1): Check {
  return byType({ plain_text: object({ text: required(string({ min, max })), emoji: optional(boolean) }) });
}

export function anyText(max: number): Check {
  return byType({
    plain_text: object({ text: required(string({ min: 1, max })), emoji: optional(boolean) }),
    mrkdwn: object({ text: required(string({ min: 1, max })), verbatim: optional(boolean) }),
  });
}

export function mrkdwnText(max: number): Check {
  return byType({ mrkdwn: object({ text: required(string({ min: 1, max })), verbatim: optional(boolean) }) });
}

export const style = oneOf('primary', 'danger');

export const confirm = object({
  title: optional(plainText(TEXT.confirmTitle)),
  text: required(anyText(TEXT.confirmText)),
  confirm: optional(plainText(TEXT.confirmButton)),
  deny: optional(plainText(TEXT.confirmButton)),
  style: optional(style),
});

export function url(max: number): Check {
  const isLong = string({ min: 1, max });
  const isUrl = matching(/^https?:\/\/[^\s]+$/, 'invalid url');
  return (value, at, look) => {
    isLong(value, at, look);
    isUrl(value, at, look);
  };
}

const pictureFields = {
  image_url: optional(url(TEXT.imageUrl)),
  slack_file: optional(
    object(
      { id: optional(string({ min: 1, max: 255 })), url: optional(string({ min: 1, max: 3000 })) },
      exactlyOne('id', 'url'),
    ),
  ),
  alt_text: required(string({ min: 1, max: TEXT.imageAlt })),
} as const;

export const imageElement = object(pictureFields, exactlyOne('image_url', 'slack_file'));

export function imageBlock(common: Readonly<Record<string, { check: Check; required: boolean }>>): Check {
  return object(
    { ...common, ...pictureFields, title: optional(plainText(TEXT.imageTitle)) },
    exactlyOne('image_url', 'slack_file'),
  );
}

interface OptionRules {
  readonly text?: Check;
  /** Only in overflow menus. */
  readonly url?: boolean;
}

export function option(rules: OptionRules = {}): Check {
  return object({
    text: required(rules.text ?? plainText(TEXT.optionText)),
    value: required(string({ min: 1, max: TEXT.optionValue })),
    description: optional(plainText(TEXT.optionDescription)),
    ...(rules.url ? { url: optional(url(TEXT.optionUrl)) } : {}),
  });
}

export const optionGroup = object({
  label: required(plainText(TEXT.groupLabel)),
  options: required(list(option(), { min: 1, max: 100 })),
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
  return [choice['value'], isRecord(choice['text']) ? choice['text']['text'] : undefined];
}
