import { COUNT, TEXT } from '../limits.ts';
import {
  anything,
  boolean,
  type Check,
  exactlyOne,
  integer,
  list,
  matching,
  object,
  oneOf,
  onlyOn,
  optional,
  required,
  string,
} from './check.ts';
import {
  anyText,
  confirm,
  imageElement,
  initialChoiceExists,
  option,
  optionGroup,
  plainText,
  style,
  url,
} from './objects.ts';
import { richText } from './rich-text.ts';

const actionable = { action_id: optional(string({ min: 1, max: TEXT.actionId })) };
const confirmable = { ...actionable, confirm: optional(confirm) };
const focusable = { focus_on_load: optional(boolean) };
const pickable = { ...confirmable, ...focusable, placeholder: optional(plainText(TEXT.placeholder)) };
const typable = {
  ...actionable,
  ...focusable,
  placeholder: optional(plainText(TEXT.placeholder)),
  dispatch_action_config: optional(
    object({
      trigger_actions_on: optional(list(oneOf('on_enter_pressed', 'on_character_entered'), { min: 1, max: 2 })),
    }),
  ),
};
const several = { max_selected_items: optional(integer({ min: 1, max: 100 })) };
const id = string({ min: 1, max: 255 });
const ids = list(id, { max: 100 });
const date = matching(/^\d{4}-\d\d-\d\d$/, 'must be a date in the format YYYY-MM-DD');

const choices = {
  options: optional(list(option(), { min: 1, max: COUNT.selectOptions })),
  option_groups: optional(list(optionGroup, { min: 1, max: COUNT.optionGroups })),
};
const ownChoices = [exactlyOne('options', 'option_groups'), initialChoiceExists];
const conversationFilter = object({
  include: optional(list(oneOf('im', 'mpim', 'private', 'public'), { min: 1, max: 4 })),
  exclude_external_shared_channels: optional(boolean),
  exclude_bot_users: optional(boolean),
});
const boxes = option({ text: anyText(TEXT.optionText) });

const button = object({
  ...confirmable,
  text: required(plainText(TEXT.buttonText)),
  value: optional(string({ max: TEXT.buttonValue })),
  url: optional(url(TEXT.buttonUrl)),
  style: optional(style),
  accessibility_label: optional(string({ max: TEXT.accessibilityLabel })),
});

const feedbackButton = object({
  text: required(plainText(TEXT.buttonText)),
  value: required(string({ max: TEXT.buttonValue })),
  accessibility_label: optional(string({ max: TEXT.accessibilityLabel })),
});

const selects: Record<string, Check> = {
  static_select: object({ ...pickable, ...choices, initial_option: optional(option()) }, ...ownChoices),
  external_select: object({
    ...pickable,
    initial_option: optional(option()),
    min_query_length: optional(integer({ min: 0, max: 100 })),
  }),
  users_select: object({ ...pickable, initial_user: optional(id) }),
  channels_select: object({ ...pickable, initial_channel: optional(id), response_url_enabled: optional(boolean) }),
  conversations_select: object({
    ...pickable,
    initial_conversation: optional(id),
    default_to_current_conversation: optional(boolean),
    response_url_enabled: optional(boolean),
    filter: optional(conversationFilter),
  }),
  multi_static_select: object(
    { ...pickable, ...several, ...choices, initial_options: optional(list(option(), { min: 1, max: 100 })) },
    ...ownChoices,
  ),
  multi_external_select: object({
    ...pickable,
    ...several,
    initial_options: optional(list(option(), { min: 1, max: 100 })),
    min_query_length: optional(integer({ min: 0, max: 100 })),
  }),
  multi_users_select: object({ ...pickable, ...several, initial_users: optional(ids) }),
  multi_channels_select: object({ ...pickable, ...several, initial_channels: optional(ids) }),
  multi_conversations_select: object({
    ...pickable,
    ...several,
    initial_conversations: optional(ids),
    default_to_current_conversation: optional(boolean),
    filter: optional(conversationFilter),
  }),
};

const shared: Record<string, Check> = {
  ...selects,
  checkboxes: object(
    {
      ...confirmable,
      ...focusable,
      options: required(list(boxes, { min: 1, max: COUNT.checkboxOptions })),
      initial_options: optional(list(boxes, { min: 1, max: COUNT.checkboxOptions })),
    },
    initialChoiceExists,
  ),
  radio_buttons: object(
    {
      ...confirmable,
      ...focusable,
      options: required(list(boxes, { min: 1, max: COUNT.checkboxOptions })),
      initial_option: optional(boxes),
    },
    initialChoiceExists,
  ),
  datepicker: object({ ...pickable, initial_date: optional(date) }),
  timepicker: object({
    ...pickable,
    initial_time: optional(matching(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time in the format HH:mm')),
    timezone: optional(id),
  }),
};

const datetimepicker = onlyOn(
  ['message', 'modal'],
  object({ ...confirmable, ...focusable, initial_date_time: optional(integer({ min: 1e9, max: 9_999_999_999 })) }),
);
const richTextInput = onlyOn(
  ['modal', 'home'],
  object({
    ...typable,
    initial_value: optional(richText),
    min_lines: optional(integer({ min: 1, max: 100 })),
    max_lines: optional(integer({ min: 1, max: 100 })),
  }),
);
const pressed: Record<string, Check> = {
  button,
  overflow: object({
    ...confirmable,
    options: required(list(option({ url: true }), { min: 1, max: COUNT.overflowOptions })),
  }),
  workflow_button: onlyOn(
    ['message'],
    object({
      ...confirmable,
      text: required(plainText(TEXT.buttonText)),
      workflow: required(anything),
      style: optional(style),
      accessibility_label: optional(string({ max: TEXT.accessibilityLabel })),
    }),
  ),
};

export const inActions: Record<string, Check> = {
  ...shared,
  ...pressed,
  datetimepicker,
  rich_text_input: richTextInput,
};
export const asAccessory: Record<string, Check> = { ...shared, ...pressed, image: imageElement };

export const asInput: Record<string, Check> = {
  ...shared,
  datetimepicker,
  rich_text_input: richTextInput,
  plain_text_input: object({
    ...typable,
    initial_value: optional(string({ max: TEXT.plainTextInput })),
    multiline: optional(boolean),
    min_length: optional(integer({ min: 0, max: TEXT.plainTextInput })),
    max_length: optional(integer({ min: 1, max: TEXT.plainTextInput })),
  }),
  email_text_input: onlyOn(['modal'], object({ ...typable, initial_value: optional(string({ max: 3000 })) })),
  url_text_input: onlyOn(['modal'], object({ ...typable, initial_value: optional(string({ max: 3000 })) })),
  number_input: onlyOn(
    ['modal'],
    object({
      ...typable,
      is_decimal_allowed: required(boolean),
      initial_value: optional(string({ max: 255 })),
      min_value: optional(string({ max: 255 })),
      max_value: optional(string({ max: 255 })),
    }),
  ),
  file_input: onlyOn(
    ['modal'],
    object({
      ...actionable,
      filetypes: optional(list(id, { min: 1, max: 100 })),
      max_files: optional(integer({ min: 1, max: COUNT.inputFiles })),
    }),
  ),
};

export const inContextActions: Record<string, Check> = {
  feedback_buttons: object({
    ...actionable,
    positive_button: required(feedbackButton),
    negative_button: required(feedbackButton),
  }),
  icon_button: object({
    ...confirmable,
    icon: required(id),
    text: required(plainText(TEXT.buttonText)),
    value: optional(string({ max: TEXT.buttonValue })),
    accessibility_label: optional(string({ max: TEXT.accessibilityLabel })),
    visible_to_user_ids: optional(list(id, { max: 10 })),
  }),
};
export const onlyButton: Record<string, Check> = { button };
