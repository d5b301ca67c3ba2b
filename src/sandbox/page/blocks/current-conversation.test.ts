import { expect, test } from 'vitest';
import type { PageBlock } from './block-types.ts';
import { beginningIn } from './current-conversation.ts';

const select = { type: 'conversations_select', action_id: 'where', default_to_current_conversation: true } as const;
const input = (element: Extract<PageBlock, { type: 'input' }>['element']): PageBlock => ({
  type: 'input',
  block_id: 'where',
  label: { type: 'plain_text', text: 'Where' },
  element,
});

test('a select that asks for it begins where the person is', () => {
  const [block] = beginningIn('C0CARE', [input(select)]);

  expect(block).toMatchObject({ element: { initial_conversation: 'C0CARE' } });
});

test('what the app chose itself stays, and other elements are left alone', () => {
  const chosen = input({ ...select, initial_conversation: 'C0US' });
  const other = input({ type: 'plain_text_input', action_id: 'text' });

  expect(beginningIn('C0CARE', [chosen, other])).toEqual([chosen, other]);
});
