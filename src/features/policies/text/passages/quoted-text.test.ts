import { expect, test } from 'vitest';
import { passagesOf } from './passages.ts';
import { quotedText } from './quoted-text.ts';

function quoted(markdown: string): string | undefined {
  const [passage] = passagesOf(markdown, 'Refunds');
  return passage && quotedText(passage);
}

test('a table is quoted row by row, each cell with what it is', () => {
  const table = '| Amount | Who may say yes |\n|---|---|\n| up to 50 € | **agent** |\n| above | |\n';

  expect(quoted(`Who decides:\n\n${table}`)).toBe(
    'Who decides:\nAmount: up to 50 € · Who may say yes: agent\nAmount: above',
  );
});

test.each([
  ['| | Yes |\n|---|---|\n| Lead | 200 € |\n', 'Lead · Yes: 200 €'],
  ['| Phone | Mail |\n|---|---|\n', 'Phone · Mail'],
  ['Press a | b, or `a | b`.\n', 'Press a | b, or a | b.'],
  ['No table here.\n\n- one\n', 'No table here.\n• one'],
])('%j is quoted as %j', (markdown, words) => {
  expect(quoted(markdown)).toBe(words);
});
