import { expect, test } from 'vitest';
import type { MadeChange } from '../roster/shift-change.ts';
import type { ShiftRow } from '../roster/tables.ts';
import { holdersOf, takenIn } from './taken-shifts.ts';

function shift(slackId: string | null, from: number, to: number, more: Partial<ShiftRow> = {}): ShiftRow {
  const at = (hour: number) => new Date(Date.UTC(2026, 2, 10, hour));
  // Safe: only what is read.
  return { slackId, startsAt: at(from), endsAt: at(to), state: 'planned', isPublished: true, ...more } as ShiftRow;
}

const early = shift('U0ANA', 6, 14);

const cases: readonly (readonly [about: string, made: readonly MadeChange[], taken: readonly string[]])[] = [
  ['a new shift', [{ before: null, after: early }], []],
  ['a new break', [{ before: early, after: { ...early, breakMinutes: 30 } }], []],
  ['an open shift that is picked up', [{ before: shift(null, 6, 14), after: early }], []],
  ['one given away', [{ before: early, after: shift('U0BEN', 6, 14) }], ['U0ANA → U0BEN 6']],
  ['one released', [{ before: early, after: shift(null, 6, 14) }], ['U0ANA → null 6']],
  ['one cancelled', [{ before: early, after: { ...early, state: 'cancelled' } }], ['U0ANA → null 6']],
  [
    'one taken off the published roster',
    [{ before: early, after: { ...early, isPublished: false } }],
    ['U0ANA → null 6'],
  ],
  ['one that was never published', [{ before: { ...early, isPublished: false }, after: shift('U0BEN', 6, 14) }], []],
  [
    'its second half given away',
    [
      { before: early, after: shift('U0ANA', 6, 10) },
      { before: null, after: shift('U0BEN', 10, 14) },
    ],
    ['U0ANA → U0BEN 10'],
  ],
  [
    'its middle given away',
    [
      { before: early, after: shift('U0ANA', 6, 8) },
      { before: null, after: shift('U0BEN', 8, 10) },
      { before: null, after: shift('U0ANA', 10, 14) },
    ],
    ['U0ANA → U0BEN 8'],
  ],
  ['one moved to the evening', [{ before: early, after: shift('U0ANA', 14, 22) }], ['U0ANA → null 6']],
  [
    'two exchanged',
    [
      { before: early, after: shift('U0BEN', 6, 14) },
      { before: shift('U0BEN', 14, 22), after: shift('U0ANA', 14, 22) },
    ],
    ['U0ANA → U0BEN 6', 'U0BEN → U0ANA 14'],
  ],
];

test.each(cases)('%s takes from whom it should', (_about, made, taken) => {
  const found = takenIn(made).map(({ from, to, startsAt }) => `${from} → ${to} ${new Date(startsAt).getUTCHours()}`);

  expect(found).toEqual(taken);
});

test('whoever held a shift or holds it is named once', () => {
  const made = [
    { before: early, after: shift('U0BEN', 6, 14) },
    { before: shift('U0BEN', 14, 22), after: shift(null, 14, 22) },
  ];

  expect(holdersOf(made)).toEqual(['U0ANA', 'U0BEN']);
});
