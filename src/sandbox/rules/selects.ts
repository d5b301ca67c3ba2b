import { COUNT, TEXT } from '../limits.ts';
import { boolean, type Check, exactlyOne, integer, list, object, oneOf, optional, required } from './check.ts';
import { confirmable, focusable, pickable } from './mixins.ts';
import { anyText, initialChoiceExists, label, option, optionGroup } from './objects.ts';

const several = { max_selected_items: optional(integer(COUNT['multi_select.max_selected_items'])) };
const ids = list(label, {});
const chosen = optional(list(option(), COUNT['select.options']));

const choices = {
  options: optional(list(option(), COUNT['select.options'])),
  option_groups: optional(list(optionGroup, COUNT['select.option_groups'])),
};
const ownChoices = [exactlyOne('options', 'option_groups'), initialChoiceExists];
const searched = { min_query_length: optional(integer({ min: 0 })) };

const conversations = {
  default_to_current_conversation: optional(boolean),
  filter: optional(
    object({
      include: optional(list(oneOf('im', 'mpim', 'private', 'public'), { min: 1, max: 4 })),
      exclude_external_shared_channels: optional(boolean),
      exclude_bot_users: optional(boolean),
    }),
  ),
};
const answerable = { response_url_enabled: optional(boolean) };

const box = option({ text: anyText(TEXT['option.text']) });

/** Menus and boxes: whatever a person chooses from. */
export const selects = {
  static_select: object({ ...pickable, ...choices, initial_option: optional(option()) }, ...ownChoices),
  external_select: object({ ...pickable, ...searched, initial_option: optional(option()) }),
  users_select: object({ ...pickable, initial_user: optional(label) }),
  channels_select: object({ ...pickable, ...answerable, initial_channel: optional(label) }),
  conversations_select: object({
    ...pickable,
    ...answerable,
    ...conversations,
    initial_conversation: optional(label),
  }),
  multi_static_select: object({ ...pickable, ...several, ...choices, initial_options: chosen }, ...ownChoices),
  multi_external_select: object({ ...pickable, ...several, ...searched, initial_options: chosen }),
  multi_users_select: object({ ...pickable, ...several, initial_users: optional(ids) }),
  multi_channels_select: object({ ...pickable, ...several, initial_channels: optional(ids) }),
  multi_conversations_select: object({
    ...pickable,
    ...several,
    ...conversations,
    initial_conversations: optional(ids),
  }),
  checkboxes: object(
    {
      ...confirmable,
      ...focusable,
      options: required(list(box, COUNT['checkboxes.options'])),
      initial_options: optional(list(box, COUNT['checkboxes.options'])),
    },
    initialChoiceExists,
  ),
  radio_buttons: object(
    {
      ...confirmable,
      ...focusable,
      options: required(list(box, COUNT['radio_buttons.options'])),
      initial_option: optional(box),
    },
    initialChoiceExists,
  ),
  overflow: object({
    ...confirmable,
    options: required(list(option({ url: true }), COUNT['overflow.options'])),
  }),
} satisfies Record<string, Check>;
