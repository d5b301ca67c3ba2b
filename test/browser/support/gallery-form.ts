/** A form with every kind of field. */
import type { ModalView } from '@slack/types';

export const option = (text: string, value = text.toLowerCase(), description?: string) => ({
  text: { type: 'plain_text' as const, text },
  value,
  ...(description ? { description: { type: 'plain_text' as const, text: description } } : {}),
});

export const escalate: ModalView = {
  type: 'modal',
  callback_id: 'escalate',
  title: { type: 'plain_text', text: 'Escalate' },
  submit: { type: 'plain_text', text: 'Escalate' },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: [
    {
      type: 'input',
      block_id: 'summary',
      label: { type: 'plain_text', text: 'Summary' },
      element: {
        type: 'plain_text_input',
        action_id: 'summary',
        initial_value: 'Refund 180, customer is angry',
        max_length: 150,
      },
    },
    {
      type: 'input',
      block_id: 'wants',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'What does the customer want?' },
      element: {
        type: 'static_select',
        action_id: 'wants',
        options: ['Answer', 'Refund', 'Replacement', 'Credit', 'Exception', 'Callback', 'Something else'].map((one) =>
          option(one),
        ),
        initial_option: option('Refund'),
      },
    },
    {
      type: 'input',
      block_id: 'amount',
      optional: true,
      label: { type: 'plain_text', text: 'Amount' },
      hint: { type: 'plain_text', text: 'As the customer says it: 180, 180,50 or €180.' },
      element: { type: 'plain_text_input', action_id: 'amount' },
    },
    {
      type: 'input',
      block_id: 'urgency',
      label: { type: 'plain_text', text: 'Urgency' },
      element: {
        type: 'radio_buttons',
        action_id: 'urgency',
        initial_option: option('Normal'),
        options: [
          option('Normal'),
          option('High'),
          option(':red_circle: Critical', 'critical', 'Money, safety or press'),
        ],
      },
    },
    {
      type: 'input',
      block_id: 'leads',
      optional: true,
      label: { type: 'plain_text', text: 'Leads' },
      element: {
        type: 'multi_users_select',
        action_id: 'leads',
        initial_users: ['U0LEO'],
        placeholder: { type: 'plain_text', text: 'Who decides' },
      },
    },
    {
      type: 'input',
      block_id: 'zone',
      optional: true,
      label: { type: 'plain_text', text: 'Time zone' },
      element: { type: 'external_select', action_id: 'zone', min_query_length: 0 },
    },
    {
      type: 'input',
      block_id: 'channel',
      optional: true,
      label: { type: 'plain_text', text: 'Channel' },
      element: { type: 'conversations_select', action_id: 'channel', filter: { include: ['public', 'private'] } },
    },
    {
      type: 'input',
      block_id: 'by',
      optional: true,
      label: { type: 'plain_text', text: 'Promised to the customer by' },
      element: { type: 'datetimepicker', action_id: 'by' },
    },
    {
      type: 'input',
      block_id: 'boxes',
      optional: true,
      label: { type: 'plain_text', text: 'Also' },
      element: { type: 'checkboxes', action_id: 'boxes', options: [option('Send by mail'), option('Call back')] },
    },
    {
      type: 'actions',
      block_id: 'more',
      elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More details' } }],
    },
  ],
};
