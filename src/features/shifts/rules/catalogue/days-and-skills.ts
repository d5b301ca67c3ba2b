import { choice, count, time } from '../rule-fields.ts';
import { info } from './rule-info.ts';

/** About days in a row, weekends, who can do what, and who is there. */
export const daysAndSkillsRules = {
  R7: info({
    group: 'skills',
    concerns: 'roster',
    name: 'Skill',
    what: 'Whoever takes a shift has its role.',
    severity: 'deny',
    isOverridable: true,
    fields: {
      mode: choice('Whoever gives something in return', 'at_least', {
        at_least: 'may give a shift of any role',
        same: 'gives a shift of the same role',
      }),
    },
  }),
  R8: info({
    group: 'skills',
    concerns: 'roster',
    isPrivate: true,
    name: 'Credential',
    what: 'What a shift asks for is valid on every date that it touches.',
    severity: 'deny',
    isOverridable: false,
    fields: {},
  }),
  R16: info({
    group: 'days',
    concerns: 'roster',
    name: 'Days in a row',
    what: 'Nobody works too many days in a row.',
    severity: 'deny',
    isOverridable: true,
    fields: {
      max_days: count('Days in a row, at most', 6, [1, 31], { stricter: 'less' }),
      counts: choice(
        'A shift counts on',
        'start_date',
        {
          start_date: 'the date on which it starts',
          touched_dates: 'every date that it touches',
        },
        'touched_dates',
      ),
    },
  }),
  R17: info({
    group: 'days',
    concerns: 'roster',
    name: 'Order of shifts',
    what: 'Some kinds of shifts do not follow each other from one date to the next.',
    severity: 'deny',
    isOverridable: true,
    fields: {
      forbidden: {
        kind: 'pairs',
        label: 'Not on the next date',
        initial: [
          ['N', 'E'],
          ['L', 'E'],
        ],
        hint: 'One a line, by the names of your shifts: Night > Early.',
      },
    },
  }),
  R23: info({
    group: 'skills',
    concerns: 'roster',
    looksAt: 'team',
    name: 'Cover',
    what: 'A trade leaves no quarter of an hour with fewer people, or less skill, than are needed.',
    severity: 'review',
    isOverridable: true,
    fields: {
      needs: {
        kind: 'needs',
        label: 'People needed',
        initial: [],
        hint: 'One a line: Mon-Fri 08:00-18:00: 3, or Sat 09:00-13:00: 1 lead.',
      },
    },
  }),
  R24: info({
    group: 'skills',
    concerns: 'roster',
    looksAt: 'team',
    name: 'Somebody in charge',
    what: 'While the team works, somebody with each of these skills is there.',
    severity: 'deny',
    isOverridable: true,
    fields: {
      roles: { kind: 'names', label: 'Always there', initial: [], hint: 'Skills, one a line: lead, first aid.' },
      from: time('From', '00:00'),
      until: time('until', '24:00'),
    },
  }),
  R25: info({
    group: 'days',
    concerns: 'roster',
    name: 'Weekends',
    what: 'Nobody works too many weekends.',
    severity: 'review',
    isOverridable: true,
    fields: {
      max_weekends: count('Weekends, at most', 2, [0, 53], { stricter: 'less' }),
      from: { kind: 'date', label: 'From the Saturday', initial: null, hint: 'Without dates: in each calendar month.' },
      until: { kind: 'date', label: 'until the Saturday', initial: null },
      complete: choice(
        'Half weekends',
        'any',
        { any: 'are as good as whole ones', whole: 'count against a trade' },
        'whole',
      ),
    },
  }),
} as const;
