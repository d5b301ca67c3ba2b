import { expect, test } from 'vitest';
import { newShift } from '../../../../test/support/shifts.ts';
import type { ShiftChange } from '../roster/shift-change.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { changeLine, namedChanges } from './name-changes.ts';
import { shiftPreview } from './preview.ts';

const names: Readonly<Record<string, string>> = { U0LEO: 'Leo', U0ANA: 'Ana' };
const nameOf = (slackId: string) => names[slackId] ?? slackId;

const own = { workspaceId: 'T0', sourceKey: 's1', sourceFacts: null, cutFrom: null, version: 1 };
const leos: ShiftRow = {
  ...newShift('U0LEO', '2026-11-24T08:00', '2026-11-24T16:00', { role: 'chat' }),
  ...own,
  id: '00000000-0000-4000-8000-000000000001',
  changedAt: new Date(0),
};

const set = (start: string, end: string, others: Partial<ShiftRow> = {}): ShiftChange => {
  const { startsLocal, endsLocal, startOffset, endOffset } = newShift('U0LEO', start, end);
  return { shift: leos, set: { startsLocal, endsLocal, startOffset, endOffset, ...others } };
};

const lines = (...changes: readonly ShiftChange[]) => namedChanges(changes).map((each) => changeLine(each, nameOf));

test.each([
  ['other times', set('2026-11-24T10:00', '2026-11-24T18:00'), 'Leo: Tue 24 Nov, 08:00–16:00 → 10:00–18:00'],
  [
    'another day',
    set('2026-11-25T08:00', '2026-11-25T16:00'),
    'Leo: Tue 24 Nov, 08:00–16:00 → Wed 25 Nov, 08:00–16:00',
  ],
  ['another person', { shift: leos, set: { slackId: 'U0ANA' } }, 'Leo → Ana: Tue 24 Nov, 08:00–16:00'],
  ['nobody', { shift: leos, set: { slackId: null } }, 'Leo → open: Tue 24 Nov, 08:00–16:00'],
  [
    'what is done in it',
    { shift: leos, set: { role: 'phone', breakMinutes: 30, isPublished: false } },
    'Leo: Tue 24 Nov, 08:00–16:00; break 0 → 30; role chat → phone; published yes → no',
  ],
  [
    'its end',
    { shift: leos, set: { state: 'cancelled', sourceFacts: null } },
    'cancelled: Leo: Tue 24 Nov, 08:00–16:00',
  ],
  [
    'its return',
    { shift: { ...leos, state: 'cancelled' }, set: { state: 'planned' } },
    'planned again: Leo: Tue 24 Nov, 08:00–16:00',
  ],
  [
    'a new shift',
    { add: newShift('U0ANA', '2026-11-27T22:00', '2026-11-28T06:00') },
    'new: Ana: Fri 27 Nov, 22:00–06:00',
  ],
] as const satisfies readonly (readonly [string, ShiftChange, string])[])(
  'a change to %s is said in a line',
  (_, change, line) => {
    expect(lines(change)).toEqual([line]);
  },
);

test('what changes comes before what is new, and what the source only says otherwise is left out', () => {
  const added: ShiftChange = { add: newShift('U0ANA', '2026-11-02T08:00', '2026-11-02T16:00') };
  const quiet: ShiftChange = { shift: leos, set: { sourceFacts: {} } };

  expect(lines(added, quiet, set('2026-11-24T10:00', '2026-11-24T18:00'))).toEqual([
    'Leo: Tue 24 Nov, 08:00–16:00 → 10:00–18:00',
    'new: Ana: Mon 2 Nov, 08:00–16:00',
  ]);
});

test('more than a message shows are in a file, none of them a formula', async () => {
  const add: ShiftChange = { add: newShift('U0BEN', '2026-11-02T08:00', '2026-11-02T16:00') };
  const formula = set('2026-11-24T10:00', '2026-11-24T18:00', { comment: '=1+1', slackId: 'U0ANA' });

  const few = await shiftPreview([add], nameOf);
  const many = await shiftPreview([formula, ...Array.from({ length: 11 }, () => add)], () => '=Ana');

  expect(few).toMatchObject({ count: 1, csv: undefined });
  expect(many).toMatchObject({ count: 12 });
  expect(many.lines).toHaveLength(10);
  expect(many.csv?.split('\r\n')[1]).toBe(
    "changed,'=Ana,2026-11-24T08:00,2026-11-24T16:00,'=Ana,2026-11-24T10:00,2026-11-24T18:00,comment none → =1+1",
  );
  expect(many.csv?.split('\r\n')).toHaveLength(14);
});
