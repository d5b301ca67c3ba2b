import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleIds } from '../rules/policy.ts';
import { type Field, weekdays } from '../rules/rule-fields.ts';
import { defaultSettings, ruleInfos } from '../rules/rule-parameters.ts';
import { readField, textOfValue, valueInWords } from './field-text.ts';

const rest: Field = { kind: 'minutes', label: 'Rest', min: 60, max: 2880, initial: 660 };
const days: Field = { kind: 'count', label: 'Days', min: 1, max: 31, initial: 6 };
const pairs: Field = { kind: 'pairs', label: 'Not', initial: [] };
const names: Field = { kind: 'names', label: 'Names', initial: [] };
const needs: Field = { kind: 'needs', label: 'Needs', initial: [] };
const time: Field = { kind: 'time', label: 'From', initial: '00:00' };

describe('what is typed for a parameter', () => {
  it.each([
    [rest, '11:00', 660],
    [rest, '11', 660],
    [rest, '11 h', 660],
    [rest, '11h30', 690],
    [rest, '11 h 30 min', 690],
    [rest, '90 min', 90],
    [days, '7', 7],
    [time, '24:00', '24:00'],
    [
      pairs,
      'Night > Early\n L→E ',
      [
        ['Night', 'Early'],
        ['L', 'E'],
      ],
    ],
    [names, 'lead\n\n first aid', ['lead', 'first aid']],
    [names, undefined, []],
    [
      needs,
      'Mon-Fri 8:00-18:00: 3',
      [{ weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri'], from: '08:00', until: '18:00', people: 3, skill: null }],
    ],
    [
      needs,
      'sat, sunday 09:00–13:00 1 first aid',
      [{ weekdays: ['Sat', 'Sun'], from: '09:00', until: '13:00', people: 1, skill: 'first aid' }],
    ],
    [
      needs,
      'Fri - Mon 22:00-06:00: 2',
      [{ weekdays: ['Mon', 'Fri', 'Sat', 'Sun'], from: '22:00', until: '06:00', people: 2, skill: null }],
    ],
  ] as const)('(%o) %s is understood', (field, typed, value) => {
    expect(readField(field, typed)).toEqual({ value });
  });

  it.each([
    [rest, '0:59', 'Between 1 h 00 and 48 h 00.'],
    [rest, '49', 'Between 1 h 00 and 48 h 00.'],
    [rest, 'eleven', 'Write hours and minutes like 11:00.'],
    [rest, '11:60', 'Write hours and minutes like 11:00.'],
    [rest, undefined, 'Write hours and minutes like 11:00.'],
    [rest, '-11', 'Write hours and minutes like 11:00.'],
    [days, '0', 'Between 1 and 31.'],
    [days, '6.5', 'Write a whole number.'],
    [time, '25:00', 'Write a time like 06:00.'],
    [pairs, 'Night > Early\nLate', 'Line 2: write two kinds of shifts, like Night > Early.'],
    [pairs, 'A > B > C', 'Line 1: write two kinds of shifts, like Night > Early.'],
    [names, 'x'.repeat(61), 'Each of them has at most 60 characters.'],
    [names, Array.from({ length: 41 }, (_, line) => `n${line}`).join('\n'), 'At most 40 lines.'],
    [needs, 'always 3', 'Line 1: write it like Mon-Fri 08:00-18:00: 3, or Sat 09:00-13:00: 1 lead.'],
    [needs, 'Mon 08:00-25:00: 3', 'Line 1: times are from 00:00 to 24:00, people from 1 to 999.'],
    [needs, 'Mon 08:00-18:00: 0', 'Line 1: times are from 00:00 to 24:00, people from 1 to 999.'],
  ] as const)('(%o) %s is answered with what is wrong', (field, typed, problem) => {
    expect(readField(field, typed)).toEqual({ problem });
  });

  it('reads back as any list of needs that can be saved', () => {
    const clock = fc
      .tuple(fc.nat(23), fc.nat(59))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
    const need = fc.record({
      weekdays: fc.subarray(Object.keys(weekdays), { minLength: 1 }),
      from: clock,
      until: clock,
      people: fc.integer({ min: 1, max: 999 }),
      skill: fc.option(fc.constantFrom('lead', 'first aid', 'chat-2')),
    });

    fc.assert(
      fc.property(fc.array(need, { maxLength: 5 }), (value) => {
        expect(readField(needs, textOfValue(needs, value) || undefined)).toEqual({ value });
      }),
    );
  });

  it.each(ruleIds)('of %s reads back as its default', (id) => {
    for (const [name, field] of Object.entries(ruleInfos[id].fields)) {
      const value = defaultSettings[id].params[name];

      expect(readField(field, textOfValue(field, value) || undefined)).toEqual({ value });
      expect(valueInWords(field, value)).not.toMatch(/undefined|\[object/);
    }
  });
});
