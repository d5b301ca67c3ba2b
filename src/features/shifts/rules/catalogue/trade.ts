import { count } from '../rule-fields.ts';
import { info } from './rule-info.ts';

/** About who trades what with whom. */
export const tradeRules = {
  R1: info({
    group: 'trade',
    name: 'Owner',
    what: 'Whoever gives a shift holds it, in the version that was seen.',
    severity: 'deny',
    isOverridable: false,
    isFixed: true,
    fields: {},
  }),
  R2: info({
    group: 'trade',
    name: 'Not with oneself',
    what: 'A shift goes to somebody else.',
    severity: 'deny',
    isOverridable: false,
    isFixed: true,
    fields: {},
  }),
  R3: info({
    group: 'trade',
    name: 'Published',
    what: 'Only published shifts are traded.',
    severity: 'deny',
    isOverridable: false,
    fields: {},
  }),
  R9: info({
    group: 'trade',
    name: 'Tradable',
    what: 'Shifts marked as not tradable stay where they are, and so do trainings and one-to-ones.',
    severity: 'deny',
    isOverridable: true,
    fields: {
      activities: {
        kind: 'names',
        label: 'Never traded',
        initial: ['training', 'one-to-one', '1:1'],
        hint: 'Activities, one a line.',
      },
    },
  }),
  R22: info({
    group: 'trade',
    name: 'Something in return',
    what: 'Nobody gives a shift away for nothing.',
    severity: 'allow',
    isOverridable: true,
    fields: {},
  }),
  R26: info({
    group: 'trade',
    name: 'Number of trades',
    what: 'Nobody trades too often in a month, or has too many requests open.',
    severity: 'review',
    isOverridable: true,
    fields: {
      max_per_month: count('Trades a month, at most', 3, [1, 60], {
        stricter: 'less',
        hint: 'In a calendar month, this trade included.',
      }),
      max_open: count('Open requests, at most', 5, [1, 50], { stricter: 'less' }),
    },
  }),
  R27: info({
    group: 'trade',
    name: 'Excluded people',
    what: 'Whoever is excluded from swaps (probation, a long absence) takes no part.',
    severity: 'deny',
    isOverridable: true,
    fields: {},
  }),
  R28: info({
    group: 'trade',
    name: 'Own site and zone',
    what: 'People work at their own site and in their own time zone.',
    severity: 'review',
    isOverridable: true,
    fields: {},
  }),
  R29: info({
    group: 'trade',
    name: 'People in one trade',
    what: 'Not too many people depend on each other.',
    severity: 'deny',
    isOverridable: false,
    fields: { max_people: count('People, at most', 3, [2, 6], { stricter: 'less' }) },
  }),
} as const;
