import { expect, test } from 'vitest';
import { givenBack, isBlank, NOTHING } from './use-draft.ts';

const policy = new File(['# Refunds'], 'refunds.md');
const list = new File(['a;b'], 'list.csv');

test('what could not be sent comes back before what was typed since', () => {
  const back = givenBack({ text: 'First', files: [policy] }, { text: 'Second', files: [list] });

  expect(back).toEqual({ text: 'First\nSecond', files: [policy, list] });
  expect(givenBack({ text: 'First', files: [] }, NOTHING)).toEqual({ text: 'First', files: [] });
});

test('a file alone can be sent, spaces alone cannot', () => {
  expect(isBlank({ text: '', files: [policy] })).toBe(false);
  expect(isBlank({ text: ' \n', files: [] })).toBe(true);
});
