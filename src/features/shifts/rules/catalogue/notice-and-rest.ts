import { choice, count, minutes, time, weekdays } from '../rule-fields.ts';
import { info } from './rule-info.ts';

/** About when a trade comes, what it runs into, and the rest that it leaves. */
export const noticeAndRestRules = {
  R4: info({
    group: 'notice',
    concerns: 'request',
    looksAt: 'trade',
    name: 'Lead time',
    what: 'Every shift of a trade starts late enough, and not too far ahead.',
    severity: 'deny',
    isOverridable: true,
    fields: {
      min_lead_min: minutes('At least before the start', 720, [0, 20_160], { stricter: 'more' }),
      horizon_days: count('Days ahead, at most', 42, [1, 366], { stricter: 'less' }),
    },
  }),
  R5: info({
    group: 'notice',
    concerns: 'roster',
    name: 'No overlap',
    what: 'Nobody works two shifts at once, in whichever teams.',
    severity: 'deny',
    isOverridable: false,
    isFixed: true,
    fields: {},
  }),
  R6: info({
    group: 'notice',
    concerns: 'roster',
    isPrivate: true,
    name: 'Leave',
    what: 'Nobody takes a shift while they are on leave or cannot work.',
    severity: 'deny',
    isOverridable: true,
    fields: {},
  }),
  R10: info({
    group: 'rest',
    concerns: 'roster',
    name: 'Rest between shifts',
    what: 'There is enough rest before and after each shift, counted as it really passes.',
    severity: 'deny',
    isOverridable: true,
    fields: { min_rest_min: minutes('Rest, at least', 660, [60, 2880], { stricter: 'more' }) },
  }),
  R11: info({
    group: 'rest',
    concerns: 'roster',
    name: 'Weekly rest',
    what: 'Once in a while there is a long rest.',
    severity: 'review',
    isOverridable: true,
    fields: {
      min_rest_min: minutes('Long rest, at least', 2100, [720, 10_080], { stricter: 'more' }),
      window: choice('Once in', 'week', { week: 'each week', fortnight: 'each two weeks' }, 'week'),
      week_start: choice('The week starts on', 'Mon', weekdays),
      week_start_time: time('at', '00:00'),
    },
  }),
  R30: info({
    group: 'rest',
    concerns: 'roster',
    name: 'Premium for short rest',
    what: 'Says what is owed for a rest that the trade makes too short. It stops nothing.',
    severity: 'flag',
    isOverridable: true,
    fields: { rest_min: minutes('Owed below a rest of', 600, [60, 2880], { stricter: 'more' }) },
  }),
} as const;
