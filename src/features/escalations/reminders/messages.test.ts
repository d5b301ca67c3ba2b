import { expect, test } from 'vitest';
import { literalTexts, liveParts, messageProblems } from '../../../../test/support/block-check.ts';
import { aCase, awkwardTexts } from '../../../../test/support/case-views.ts';
import { type Line, reminderDigest } from './messages.ts';
import type { ReminderKind } from './tables.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const SOON = new Date('2026-03-10T10:15:00Z');
const TOMORROW = new Date('2026-03-11T10:15:00Z');
const kinds: readonly ReminderKind[] = [
  'claim-late',
  'answer-soon',
  'answer-late',
  'resolve-soon',
  'resolve-late',
  'promise-soon',
  'promise-late',
  'approval-late',
  'tell-customer',
];

function aLine(kind: ReminderKind, number = 42, more: Partial<Line> = {}): Line {
  const id = `11111111-1111-4111-8111-${String(number).padStart(12, '0')}`;
  return { kind, case: aCase({ id, number }), due: SOON, insteadOf: undefined, ...more };
}

function digest(lines: readonly Line[]) {
  return reminderDigest({ lines, now: NOW, timeZone: 'Europe/Berlin' });
}

test.each(kinds)('%s is told in a sentence with and without its time, in the zone of whoever reads it', (kind) => {
  const dated = digest([aLine(kind)]).text;
  const undated = digest([aLine(kind, 42, { due: null })]).text;

  expect(dated.includes('11:15')).toBe(kind !== 'tell-customer');
  expect(undated).not.toMatch(/null|undefined|\d\d:\d\d/);
});

test('a row for each case with all that is to be said of it, what is late first', () => {
  const { text } = digest([
    aLine('promise-soon', 7, { due: TOMORROW }),
    aLine('resolve-soon', 8),
    aLine('answer-late', 8),
  ]);

  expect(text).toBe(
    [
      '2 cases need you:',
      '#8 Lamp arrived broken, customer is angry The agent still needs an answer, it was due 11:15; to be resolved by 11:15.',
      '#7 Lamp arrived broken, customer is angry Promised to the customer by Wednesday 11 March, 11:15.',
    ].join('\n'),
  );
});

test('each row opens its case', () => {
  const { blocks = [] } = digest([aLine('resolve-soon', 7), aLine('resolve-soon', 8)]);

  const buttons = blocks.flatMap((block) =>
    block.type === 'section' && block.accessory?.type === 'button' ? [block.accessory] : [],
  );
  expect(buttons.map(({ action_id }) => action_id)).toEqual(['case.view:7', 'case.view:8']);
});

test('what is said twice of a case is said once', () => {
  const { text } = digest([aLine('approval-late'), aLine('approval-late')]);

  expect(text.split('approval')).toHaveLength(2);
});

test('who is away is named', () => {
  expect(digest([aLine('resolve-late', 7, { insteadOf: 'Leo' })]).text).toContain('(Leo is away)');
});

test('a hundred cases are cut to what is read, and the rest is told', () => {
  const message = digest(Array.from({ length: 100 }, (_, index) => aLine('promise-late', index + 1)));

  expect(messageProblems(message)).toEqual([]);
  expect(message.text).toContain('And 88 more');
});

test.each(awkwardTexts())('what people wrote stays text: %j', (summary) => {
  const message = digest([
    aLine('promise-soon', 7, { case: aCase({ summary: summary.slice(0, 200) }), insteadOf: summary.slice(0, 80) }),
  ]);

  expect(messageProblems(message)).toEqual([]);
  expect(liveParts(message)).toEqual([]);
  expect(literalTexts(message).length).toBeGreaterThan(0);
});
