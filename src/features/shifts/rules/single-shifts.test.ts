import { describe, expect, it } from 'vitest';
import { at, found, judged, legs, measured, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';
import type { Person, Shift } from './roster.ts';

const zone = 'Europe/Madrid';

/** Ana gives a night from 22:00 on 13 May 2026 to ben. */
function night(facts: Partial<Shift>, ben: Partial<Person> = {}) {
  return rosterOf({
    zone,
    now: '2026-05-12T12:00',
    people: [person('ben', ben)],
    shifts: ['g ana 2026-05-13T22:00 2026-05-14T06:00'],
    facts: { g: facts },
  });
}
const trade = legs('g ana>ben');

describe('what changes hands', () => {
  it.each([
    ['R1', 'is held by its giver', legs('g ana>ben'), []],
    ['R1', 'is held by somebody else', legs('g ben>ana'), ['R1 ben']],
    ['R1', 'is not open', legs('g ->ben'), ['R1']],
    ['R2', 'goes to somebody else', legs('g ana>ben'), []],
    ['R2', 'goes to whoever has it', legs('g ana>ana'), ['R2 ana']],
    ['R2', 'is released', legs('g ana>-'), []],
  ] as const)('%s: it %s', (rule, _, given, expected) => {
    expect(found(judged(night({}), given, policyOf({ [rule]: {} })))).toEqual(expected);
  });

  it.each([
    ['R3', { isPublished: true }, 'allow'],
    ['R3', { isPublished: false }, 'deny'],
    ['R9', { isTradable: true, activity: 'chat' }, 'allow'],
    ['R9', { isTradable: false }, 'deny'],
    ['R9', { activity: 'Training' }, 'deny'],
    ['R7', { role: 'chat' }, 'allow'],
    ['R7', { role: 'tech' }, 'deny'],
    ['R7', { role: 'voice' }, 'deny'],
    ['R8', { credential: 'lead' }, 'allow'],
    ['R8', { credential: 'voice' }, 'deny'],
    ['R8', { credential: 'first aid' }, 'deny'],
    ['R8', { credential: null }, 'allow'],
  ] as const)('%s: %o is judged %s', (rule, facts, verdict) => {
    const qualifications = [
      { name: 'chat', validUntil: null },
      { name: 'lead', validUntil: '2026-05-01' },
      { name: 'lead', validUntil: '2026-05-14' },
      { name: 'voice', validUntil: '2026-05-13' },
    ];

    expect(judged(night(facts, { qualifications }), trade, policyOf({ [rule]: {} })).verdict).toBe(verdict);
  });

  it('R7 may have to be of the role of what is given for it', () => {
    const roster = rosterOf({
      zone,
      people: [person('ben', { qualifications: [{ name: 'tech', validUntil: null }] })],
      shifts: ['g ana 2026-05-13T08:00 2026-05-13T16:00', 'r ben 2026-05-14T08:00 2026-05-14T16:00'],
      facts: { g: { role: 'tech' } },
    });
    const policy = policyOf({ R7: { mode: 'same' } });

    expect(judged(roster, legs('g ana>ben', 'r ben>ana'), policyOf({ R7: {} })).verdict).toBe('allow');
    expect(judged(roster, legs('g ana>ben', 'r ben>ana'), policy).decisive?.numbers).toMatchObject({ missing: 'tech' });
    expect(judged(roster, legs('g ana>ben'), policy).verdict).toBe('allow');
  });

  it('R8 does not ask for the date on which a shift ends at midnight', () => {
    const roster = rosterOf({
      zone,
      people: [person('ben', { qualifications: [{ name: 'lead', validUntil: '2026-05-13' }] })],
      shifts: ['g ana 2026-05-13T16:00 2026-05-14T00:00'],
      facts: { g: { credential: 'lead' } },
    });

    expect(judged(roster, trade, policyOf({ R8: {} })).verdict).toBe('allow');
  });

  it('R8 says until when it is needed, and until when it is valid', () => {
    const ben = { qualifications: [{ name: 'lead', validUntil: '2026-05-13' }] };

    const verdict = judged(night({ credential: 'lead' }, ben), trade, policyOf({ R8: {} }));

    expect(verdict.decisive?.numbers).toMatchObject({ needed_until: '2026-05-14', valid_until: '2026-05-13' });
  });
});

describe('R4', () => {
  it.each([
    ['2026-05-13T10:00', 'allow', 720],
    ['2026-05-13T10:01', 'deny', 719],
    ['2026-05-13T23:00', 'deny', -60],
  ])('at %s it is %s: %d min', (now, verdict, lead) => {
    const roster = { ...night({}), now: at(now, zone) };

    expect(judged(roster, trade, policyOf({ R4: {} })).verdict).toBe(verdict);
    expect(measured(roster, trade, policyOf({ R4: {} }), 'R4', null)[0]).toMatchObject({ lead_min: lead });
  });

  it('counts until a part begins', () => {
    const part = { from: at('2026-05-14T02:00', zone), to: at('2026-05-14T06:00', zone) };
    const roster = { ...night({}), now: at('2026-05-13T13:00', zone) };

    expect(judged(roster, [{ ...trade[0]!, part }], policyOf({ R4: {} })).verdict).toBe('allow');
  });
});

describe('R5', () => {
  it('compares instants, and lets shifts touch', () => {
    const roster = rosterOf({
      zone,
      shifts: [
        'k ana 2026-05-13T09:00 2026-05-13T17:00',
        'm ana 2026-05-13T18:00 2026-05-13T19:00',
        'touching - 2026-05-13T17:00 2026-05-13T18:00',
        'over - 2026-05-13T16:30 2026-05-13T18:15',
        'inside - 2026-05-13T10:00 2026-05-13T11:00',
        'around - 2026-05-13T08:00 2026-05-13T20:00',
        'late - 2026-05-13T16:45 2026-05-13T19:00',
      ],
    });
    const readings = (shift: string) => measured(roster, legs(`${shift} ->ana`), policyOf({ R5: {} }), 'R5', 'ana');

    expect(readings('touching')).toEqual([{ overlap_min: 0 }]);
    expect(readings('over')).toEqual([
      {
        overlap_min: 30,
        shifts: ['k', 'over'],
        spans: ['2026-05-13 09:00/2026-05-13 17:00', '2026-05-13 16:30/2026-05-13 18:15'],
      },
    ]);
    expect(readings('inside')).toMatchObject([{ overlap_min: 60, shifts: ['k', 'inside'] }]);
    expect(readings('around')).toMatchObject([{ overlap_min: 480, shifts: ['around', 'k'] }]);
    expect(readings('late')).toMatchObject([{ overlap_min: 60, shifts: ['late', 'm'] }]);
  });

  it('leaves alone an overlap that was there before, unless it is strict', () => {
    const roster = rosterOf({
      zone,
      shifts: [
        'k ana 2026-05-13T09:00 2026-05-13T17:00',
        'm ana 2026-05-13T16:00 2026-05-13T19:00',
        'o - 2026-05-14T09:00 2026-05-14T17:00',
      ],
    });

    expect(judged(roster, legs('o ->ana'), policyOf({ R5: {} })).verdict).toBe('allow');
    expect(found(judged(roster, legs('o ->ana'), policyOf({ R5: {} }, false)))).toEqual(['R5 ana']);
  });
});

describe('R6', () => {
  const away = [
    { from: at('2026-05-13T00:00', zone), to: at('2026-05-13T23:00', zone) },
    { from: at('2026-05-14T05:30', zone), to: at('2026-05-14T09:00', zone) },
  ];

  it('adds up what of a received shift lies in leave', () => {
    const verdict = judged(night({}, { away }), trade, policyOf({ R6: {} }));

    expect(verdict.decisive).toMatchObject({ person: 'ben', numbers: { shift: 'g', overlap_min: 90 } });
  });

  it('lets a shift end where leave begins, and has nothing against giving one away', () => {
    const after = { away: [{ from: at('2026-05-14T06:00', zone), to: at('2026-05-15T06:00', zone) }] };

    expect(judged(night({}, after), trade, policyOf({ R6: {} })).verdict).toBe('allow');
    expect(judged(night({ person: 'ben' }, { away }), legs('g ben>-'), policyOf({ R6: {} })).verdict).toBe('allow');
  });
});
