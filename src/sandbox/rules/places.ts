import type { Surface } from './check.ts';

/** Where each block may stand. A file block appears when messages are read; an app cannot send one. */
export const BLOCK_SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  actions: ['message', 'modal', 'home'],
  alert: ['modal'],
  card: ['message', 'modal', 'home'],
  carousel: ['message'],
  container: ['message', 'home'],
  context: ['message', 'modal', 'home'],
  context_actions: ['message'],
  data_table: ['message', 'home'],
  data_visualization: ['message', 'home'],
  divider: ['message', 'modal', 'home'],
  file: [],
  header: ['message', 'modal', 'home'],
  image: ['message', 'modal', 'home'],
  input: ['message', 'modal', 'home'],
  markdown: ['message'],
  plan: ['message'],
  rich_text: ['message', 'modal', 'home'],
  section: ['message', 'modal', 'home'],
  table: ['message', 'home'],
  task_card: ['message'],
  video: ['message', 'modal', 'home'],
};

/** Elements that may not stand everywhere their block may. */
export const ELEMENT_SURFACES: Readonly<Record<string, readonly Surface[]>> = {
  datetimepicker: ['message', 'modal'],
  email_text_input: ['modal'],
  url_text_input: ['modal'],
  number_input: ['modal'],
  file_input: ['modal'],
  rich_text_input: ['modal', 'home'],
  feedback_buttons: ['message'],
  icon_button: ['message'],
  workflow_button: ['message'],
};

const selects = [
  'multi_channels_select',
  'multi_conversations_select',
  'multi_external_select',
  'multi_static_select',
  'multi_users_select',
  'channels_select',
  'conversations_select',
  'external_select',
  'static_select',
  'users_select',
] as const;
const anywhere = [...selects, 'checkboxes', 'datepicker', 'radio_buttons', 'timepicker'] as const;
const pressed = ['button', 'overflow', 'workflow_button'] as const;

/** Which elements a block takes. */
export const ELEMENTS_IN = {
  'section.accessory': [...anywhere, ...pressed, 'image'],
  'actions.elements': [...anywhere, ...pressed, 'datetimepicker', 'rich_text_input'],
  'input.element': [
    ...anywhere,
    'datetimepicker',
    'email_text_input',
    'file_input',
    'number_input',
    'plain_text_input',
    'rich_text_input',
    'url_text_input',
  ],
  'context.elements': ['image', 'plain_text', 'mrkdwn'],
  'context_actions.elements': ['feedback_buttons', 'icon_button'],
  'card.actions': ['button'],
} as const satisfies Record<string, readonly string[]>;
