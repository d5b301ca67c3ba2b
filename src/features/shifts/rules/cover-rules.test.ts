import { describe, expect, it } from 'vitest';
import { found, judged, legs, person, policyOf, rosterOf } from '../../../../test/support/trades.ts';
import type { Credential } from './roster.ts';

const zone = 'Europe/Madrid';
const lead: readonly Credential[] = [{ name: 'lead', validUntil: null }];
const shifts = [
  'g ana 2026-05-13T09:00 2026-05-13T17:00',
  'k ben 2026-05-13T09:00 2026-05-13T17:00',
  'x cem 2026-05-13T13:00 2026-05-13T21:00',
];
const people = [person('ana', { qualifications: lead }), person('ben'), person('dan')];
const roster = rosterOf({ zone, people, shifts });
const release = legs('g ana>-');

function needing(...needs: readonly object[]) {
  return policyOf({ R23: { needs } });
}
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'];

describe('R23, cover', () => {
  it('tells the first quarter with fewer people than are needed', () => {
    const verdict = judged(
      roster,
      release,
      needing({ weekdays, from: '08:00', until: '18:00', people: 2, skill: null }),
    );

    expect(verdict.decisive).toMatchObject({
      person: null,
      numbers: { at: '2026-05-13 09:00', skill: null, before_people: 2, after_people: 1, needed_people: 2 },
    });
  });

  it('has nothing against somebody else in their place, or against more than is needed', () => {
    const need = { weekdays, from: '08:00', until: '18:00', people: 2, skill: null };

    expect(found(judged(roster, legs('g ana>dan'), needing(need)))).toEqual([]);
    expect(found(judged(roster, release, needing({ ...need, people: 1 })))).toEqual([]);
  });

  it('does not count against a trade what was missing before it', () => {
    const need = { weekdays, from: '06:00', until: '09:00', people: 3, skill: null };

    expect(found(judged(roster, release, needing(need)))).toEqual([]);
  });

  it('looks at skills that are needed: who holds them, in shifts of no other role', () => {
    const need = { weekdays, from: '09:00', until: '12:00', people: 1, skill: 'lead' };
    const ofRole = (role: string) => rosterOf({ zone, people, shifts, facts: { g: { role } } });

    expect(found(judged(roster, legs('g ana>dan'), needing(need)))).toEqual(['R23']);
    expect(found(judged(ofRole('lead'), legs('g ana>dan'), needing(need)))).toEqual(['R23']);
    expect(found(judged(ofRole('chat'), legs('g ana>dan'), needing(need)))).toEqual([]);
  });

  it('sees a part that is given away', () => {
    const need = { weekdays, from: '09:00', until: '17:00', people: 2, skill: null };
    const part = { from: Date.parse('2026-05-13T08:05:00Z'), to: Date.parse('2026-05-13T08:50:00Z') };

    const verdict = judged(roster, [{ shift: 'g', from: 'ana', to: null, part }], needing(need));

    expect(verdict.decisive?.numbers).toMatchObject({ at: '2026-05-13 10:00', after_people: 1 });
  });

  it('is of the days that are named, and of one team', () => {
    const need = { weekdays: ['Tue', 'Thu'], from: '08:00', until: '18:00', people: 2, skill: null };
    const ofTwoTeams = rosterOf({ zone, people, shifts, facts: { g: { teamId: 'one' }, k: { teamId: 'two' } } });

    expect(found(judged(roster, release, needing(need)))).toEqual([]);
    const verdict = judged(ofTwoTeams, release, needing({ ...need, weekdays, people: 1 }));
    expect(verdict.decisive?.numbers).toMatchObject({ before_people: 1, after_people: 0 });
  });

  it('goes on over midnight, and over a night in which clocks change', () => {
    const night = rosterOf({ zone, shifts: ['g ana 2026-03-28T22:00 2026-03-29T06:00'] });
    const need = { weekdays: ['Sat'], from: '22:00', until: '06:00', people: 1, skill: null };
    const policy = policyOf({ R23: { needs: [need] } });

    expect(judged(night, release, policy).decisive?.numbers).toMatchObject({ at: '2026-03-28 22:00', after_people: 0 });
  });

  it('asks for nothing until a team says what it needs', () => {
    expect(found(judged(roster, release, policyOf({ R23: {} })))).toEqual([]);
  });
});

describe('R24, somebody in charge', () => {
  const policy = policyOf({ R24: { roles: ['lead'] } });

  it('tells how long nobody would be', () => {
    const verdict = judged(roster, legs('g ana>dan'), policy);

    expect(verdict.decisive).toMatchObject({
      person: null,
      numbers: { role: 'lead', at: '2026-05-13 09:00', without_min: 480 },
    });
  });

  it('is content with another one who is there, and with nobody working at all', () => {
    const two = rosterOf({ zone, people: [...people, person('cem', { qualifications: lead })], shifts });

    expect(
      found(judged(two, legs('g ana>dan'), policyOf({ R24: { roles: ['lead'], from: '13:00', until: '17:00' } }))),
    ).toEqual([]);
    const alone = rosterOf({ zone, people, shifts: shifts.slice(0, 1) });
    expect(found(judged(alone, release, policy))).toEqual([]);
  });

  it('looks at the hours that are named', () => {
    expect(
      found(judged(roster, legs('g ana>dan'), policyOf({ R24: { roles: ['lead'], from: '18:00', until: '08:00' } }))),
    ).toEqual([]);
  });

  it('does not set off one quarter without against another', () => {
    const lines = ['g ana 2026-05-13T09:00 2026-05-13T10:00', 'n dan 2026-05-14T09:00 2026-05-14T17:00'];
    const there = rosterOf({ zone, people, shifts: lines });

    const verdict = judged(there, legs('g ana>dan', 'n dan>ana'), policy);

    expect(verdict.decisive?.numbers).toEqual({ role: 'lead', at: '2026-05-13 09:00', without_min: 60 });
  });

  it('counts a skill up to its last date', () => {
    const expired = [person('dan', { qualifications: [{ name: 'lead', validUntil: '2026-05-12' }] })];
    const until = [person('dan', { qualifications: [{ name: 'lead', validUntil: '2026-05-13' }] })];
    const given = (dan: typeof people) =>
      judged(rosterOf({ zone, people: [...people.slice(0, 2), ...dan], shifts }), legs('g ana>dan'), policy);

    expect(found(given(expired))).toEqual(['R24']);
    expect(found(given(until))).toEqual([]);
  });
});
