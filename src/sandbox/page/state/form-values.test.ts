import type { InputBlock } from '@slack/types';
import { expect, test } from 'vitest';
import type { PageBlock } from '../blocks/block-types.ts';
import { checkForm } from './form-check.ts';
import { collectValues, fieldKey, pruneValues } from './form-values.ts';

const option = { text: { type: 'plain_text' as const, text: 'Refund' }, value: 'refund' };
const summary = inputOf('summary', { type: 'plain_text_input', action_id: 'summary', initial_value: 'first' });
const wants = inputOf('wants', { type: 'static_select', action_id: 'wants', options: [option] });

function inputOf(block_id: string, element: InputBlock['element'], optional = false): InputBlock {
  return { type: 'input', block_id, label: { type: 'plain_text', text: block_id }, element, optional };
}

test('untouched fields send what they began with, and empty ones null', () => {
  expect(collectValues([summary, wants], new Map())).toEqual({
    summary: { summary: { type: 'plain_text_input', value: 'first' } },
    wants: { wants: { type: 'static_select', selected_option: null } },
  });
});

test('what was typed outlives a new view with the same ids, whatever else changes in it', () => {
  const touched = new Map([[fieldKey('summary', summary.element), { type: 'plain_text_input', value: 'typed' }]]);
  const updated: PageBlock[] = [
    { type: 'divider' },
    inputOf('summary', { type: 'plain_text_input', action_id: 'summary', initial_value: 'other', multiline: true }),
  ];

  pruneValues(updated, touched);

  expect(collectValues(updated, touched)['summary']).toEqual({ summary: { type: 'plain_text_input', value: 'typed' } });
});

test('a field under another action id starts anew', () => {
  const touched = new Map([[fieldKey('summary', summary.element), { type: 'plain_text_input', value: 'typed' }]]);
  const renamed = inputOf('summary', { type: 'plain_text_input', action_id: 'summary.2', initial_value: 'new' });

  pruneValues([renamed], touched);

  expect(touched.size).toBe(0);
});

test('buttons and overflow menus hold no value', () => {
  const actions: PageBlock = {
    type: 'actions',
    block_id: 'a',
    elements: [
      { type: 'button', action_id: 'b', text: { type: 'plain_text', text: 'B' } },
      { type: 'datepicker', action_id: 'd' },
    ],
  };

  expect(collectValues([actions], new Map())).toEqual({ a: { d: { type: 'datepicker', selected_date: null } } });
});

test.each([
  [inputOf('x', { type: 'plain_text_input', action_id: 'x' }), '  ', 'Please complete this required field.'],
  [inputOf('x', { type: 'plain_text_input', action_id: 'x' }, true), null, undefined],
  [
    inputOf('x', { type: 'plain_text_input', action_id: 'x', max_length: 3 }),
    'four',
    'Please enter at most 3 characters (1 too many).',
  ],
  [
    inputOf('x', { type: 'number_input', action_id: 'x', is_decimal_allowed: false }),
    '1.5',
    'Please enter a whole number.',
  ],
  [inputOf('x', { type: 'email_text_input', action_id: 'x' }), 'ana@x', 'Please enter a valid email address.'],
])('what the client itself refuses (%#)', (block, value, complaint) => {
  expect(checkForm([block], { x: { x: { type: block.element.type, value } } })['x']).toBe(complaint);
});
