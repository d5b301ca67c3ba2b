import * as fc from 'fast-check';
import { indexRoster } from '../../src/features/shifts/rules/index-roster.ts';
import type { Leg, Roster, Shift } from '../../src/features/shifts/rules/roster.ts';
import { person, shiftOf } from './trades.ts';

const QUARTER = 15 * 60_000;
/** Weeks in which clocks change, in zones in which they do so oddly. */
const places = [
  ['Europe/Madrid', '2026-03-23T00:00Z'],
  ['Europe/Madrid', '2026-10-19T00:00Z'],
  ['Australia/Lord_Howe', '2026-09-28T00:00Z'],
  ['America/Santiago', '2026-09-01T00:00Z'],
  ['Africa/Casablanca', '2026-02-10T00:00Z'],
  ['UTC', '2026-05-11T00:00Z'],
] as const;
const people = ['ana', 'ben', 'cal'] as const;
const kinds = ['E', 'L', 'N', null] as const;

/** Shifts of a person that do not overlap: gaps and lengths in quarters of an hour, one after the other. */
const line = fc.array(
  fc.record({
    gap: fc.integer({ min: 1, max: 120 }),
    length: fc.integer({ min: 4, max: 48 }),
    type: fc.constantFrom(...kinds),
    breakMinutes: fc.constantFrom(0, 0, 30, 45),
    role: fc.constantFrom(null, 'chat', 'tech'),
  }),
  { minLength: 1, maxLength: 9 },
);

/** Three people and open shifts, over a few days. */
export const rosters = fc
  .record({ place: fc.constantFrom(...places), lines: fc.tuple(line, line, line, line) })
  .map(({ place: [zone, from], lines }): Roster => {
    const owners = [...people, null];
    const shifts = lines.flatMap((each, index) => {
      let end = Date.parse(from);
      return each.map(({ gap, length, ...facts }, number) => {
        const start = end + gap * QUARTER;
        end = start + length * QUARTER;
        return shiftOf(`${owners[index] ?? 'open'}${number}`, {
          ...facts,
          person: owners[index] ?? null,
          start,
          end,
          zone,
        });
      });
    });
    return indexRoster({
      zone,
      now: Date.parse(from) - 86_400_000,
      people: people.map((id) => person(id, { qualifications: [{ name: 'chat', validUntil: null }] })),
      shifts,
    });
  });

export interface Trade {
  readonly roster: Roster;
  readonly legs: readonly Leg[];
}

/** Up to four shifts that go to whomever, now and then in part. */
export const trades: fc.Arbitrary<Trade> = rosters.chain((roster) =>
  fc
    .uniqueArray(fc.constantFrom(...roster.shifts.values()), { minLength: 1, maxLength: 4, selector: ({ id }) => id })
    .chain((shifts) => fc.tuple(...shifts.map((shift) => legOf(shift))))
    .map((legs) => ({ roster, legs: legs.filter(({ from, to }) => from !== to) })),
);

function legOf(shift: Shift): fc.Arbitrary<Leg> {
  const quarters = (shift.end - shift.start) / QUARTER;
  return fc
    .record({
      to: fc.constantFrom(...people, null),
      part: fc.option(fc.tuple(fc.integer({ min: 0, max: quarters - 1 }), fc.integer({ min: 1, max: quarters })), {
        freq: 4,
      }),
    })
    .map(({ to, part }): Leg => {
      const [first, last] = part ?? [0, 0];
      if (first >= last) return { shift: shift.id, from: shift.person, to };
      const piece = { from: shift.start + first * QUARTER, to: shift.start + last * QUARTER };
      return { shift: shift.id, from: shift.person, to, part: piece };
    });
}
