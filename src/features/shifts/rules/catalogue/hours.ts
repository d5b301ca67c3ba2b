import { choice, count, minutes, time, weekdays, weekFields } from '../rule-fields.ts';
import { info } from './rule-info.ts';

/** About paid time. */
export const hoursRules = {
  R12: info({
    group: 'hours',
    concerns: 'roster',
    name: 'Average week',
    what: 'Over many weeks nobody works too much a week on average, unless they agreed to it in writing.',
    severity: 'review',
    isOverridable: true,
    fields: {
      max_average_min: minutes('A week on average, at most', 2880, [60, 10_080], { stricter: 'less' }),
      weeks: count('Over so many weeks', 17, [2, 52], { stricter: 'less' }),
      week_start: choice('The week starts on', 'Mon', weekdays),
    },
  }),
  R13: info({
    group: 'hours',
    concerns: 'roster',
    name: 'Weekly limit',
    what: 'Nobody works more than this in one week.',
    severity: 'deny',
    isOverridable: true,
    fields: { max_week_min: minutes('A week, at most', 2880, [60, 10_080], { stricter: 'less' }), ...weekFields },
  }),
  R14: info({
    group: 'hours',
    concerns: 'roster',
    name: 'Overtime',
    what: 'A trade does not make somebody work overtime.',
    severity: 'review',
    isOverridable: true,
    fields: {
      threshold_min: minutes('Overtime begins after', 2400, [60, 10_080], { stricter: 'less' }),
      ...weekFields,
    },
  }),
  R15: info({
    group: 'hours',
    concerns: 'roster',
    name: 'Hours a day',
    what: 'Nobody works too long in one day.',
    severity: 'review',
    isOverridable: true,
    fields: {
      max_min: minutes('A day, at most', 720, [60, 1440], { stricter: 'less' }),
      window: choice(
        'A day is',
        'local_day',
        { local_day: 'a date of the calendar', any_24h: 'any 24 hours' },
        'any_24h',
      ),
    },
  }),
  R18: info({
    group: 'days',
    concerns: 'roster',
    name: 'Night work',
    what: 'People who work nights do not work too long on average.',
    severity: 'review',
    isOverridable: true,
    fields: {
      max_average_min: minutes('In 24 hours on average, at most', 480, [60, 1440], { stricter: 'less' }),
      weeks: count('Over so many weeks', 17, [1, 52], { stricter: 'less' }),
      night_from: time('The night begins at', '23:00'),
      night_until: time('and ends at', '06:00'),
      min_night_min: minutes('A night shift has at night at least', 180, [1, 720], { stricter: 'less' }),
      week_start: choice('The week starts on', 'Mon', weekdays),
    },
  }),
  R19: info({
    group: 'days',
    concerns: 'roster',
    name: 'Minors',
    what: 'Young people work shorter, and not at night.',
    severity: 'deny',
    isOverridable: false,
    fields: {
      under_age: count('Below the age of', 18, [14, 21], { stricter: 'more' }),
      max_day_min: minutes('A day, at most', 480, [60, 1440], { stricter: 'less' }),
      max_week_min: minutes('A week, at most', 2400, [60, 10_080], { stricter: 'less' }),
      earliest: time('Not before', '06:00'),
      latest_end: time('Not after', '22:00'),
      week_start: choice('The week starts on', 'Mon', weekdays),
    },
  }),
  R20: info({
    group: 'hours',
    concerns: 'roster',
    name: 'Contract minimum',
    what: 'Nobody falls below the hours of their contract in a week in which they work.',
    severity: 'review',
    isOverridable: true,
    fields: {
      min_week_min: minutes('A week, at least', 0, [0, 10_080], {
        stricter: 'more',
        hint: 'For whoever has no contract hours of their own.',
      }),
      ...weekFields,
    },
  }),
  R21: info({
    group: 'hours',
    concerns: 'trade',
    looksAt: 'trade',
    name: 'Equal paid time',
    what: 'Whoever gives and receives gets about as many paid hours as they give.',
    severity: 'review',
    isOverridable: true,
    fields: { max_diff_min: minutes('Difference, at most', 0, [0, 1440], { stricter: 'less' }) },
  }),
} as const;
