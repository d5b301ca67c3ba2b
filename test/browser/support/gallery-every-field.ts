/** A form with the fields that the escalation form has none of. */
import type { InputBlock, InputBlockElement, ModalView } from '@slack/types';
import { option } from './gallery-form.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

function input(label: string, element: InputBlockElement, more: Partial<InputBlock> = {}): InputBlock {
  const block_id = label.toLowerCase().replaceAll(' ', '-');
  return {
    type: 'input',
    block_id,
    label: plain(label),
    optional: true,
    ...more,
    element: { ...element, action_id: block_id },
  };
}

const groups = [
  { label: plain('Europe'), options: [option('Berlin'), option('Rome', 'rome', 'and its seven hills')] },
  { label: plain('America'), options: [option('Chicago'), option('Lima')] },
];

export const everyField: ModalView = {
  type: 'modal',
  callback_id: 'fields',
  title: plain('Every field'),
  submit: plain('Send'),
  blocks: [
    { type: 'alert', block_id: 'alert-info', level: 'info', text: plain('Something to know') },
    { type: 'alert', block_id: 'alert-warning', level: 'warning', text: plain('Something to mind') },
    { type: 'alert', block_id: 'alert-error', level: 'error', text: plain('Something went wrong') },
    { type: 'alert', block_id: 'alert-success', level: 'success', text: plain('All is well') },
    { type: 'alert', block_id: 'alert', text: plain('Just so') },
    input('Short', { type: 'plain_text_input', max_length: 12, min_length: 3 }, { optional: false }),
    input('Long', { type: 'plain_text_input', multiline: true, placeholder: plain('As many lines as you like') }),
    input('Story', { type: 'rich_text_input', placeholder: plain('What happened') }),
    input('Files', { type: 'file_input', filetypes: ['txt', 'png'], max_files: 2 }),
    input('Mail', { type: 'email_text_input' }),
    input('Site', { type: 'url_text_input' }),
    input('Count', { type: 'number_input', is_decimal_allowed: false, min_value: '1', max_value: '9' }),
    input('Price', { type: 'number_input', is_decimal_allowed: true }),
    input('City', { type: 'static_select', option_groups: groups }),
    input('Cities', { type: 'multi_static_select', option_groups: groups, max_selected_items: 2 }),
    input('Zones', { type: 'multi_external_select', min_query_length: 2 }),
    input('Person', { type: 'users_select' }),
    input('Channels', { type: 'multi_channels_select' }),
    input('Conversation', { type: 'conversations_select', default_to_current_conversation: true }),
    input('Conversations', { type: 'multi_conversations_select' }),
    input('Public channel', { type: 'channels_select' }),
    input('Day', { type: 'datepicker', initial_date: '2026-11-23' }),
    input('Hour', { type: 'timepicker', initial_time: '08:55', timezone: 'Europe/Berlin' }),
    input('Moment', { type: 'datetimepicker', initial_date_time: 1_795_420_800 }),
    input('Boxes', { type: 'checkboxes', options: [option('One', '1', 'the first'), option('Two')] }),
    input('Marks', { type: 'radio_buttons', options: [option('Yes'), option('No')] }),
  ],
};
