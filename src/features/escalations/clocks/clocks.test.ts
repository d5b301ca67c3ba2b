import { describe, expect, test } from 'vitest';
import { anEntry } from '../../../../test/support/case-views.ts';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import type { CaseEntryKind } from '../tables.ts';
import { clocksOf, nextDue, type CaseClock, type Measures } from './clocks.ts';
import type { ClockKind } from './tables.ts';

/** Weekdays 09:00–17:00 in Berlin, an hour ahead of UTC in March. */
const office: Calendar = {
  timeZone: 'Europe/Berlin',
  isRoundTheClock: false,
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: 1020 })),
  holidays: new Set(),
  datedHours: new Map(),
  breaks: new Map(),
};

/** Claim in 15 minutes, answer in an hour, resolve in a working day. */
const measures: Measures = {
  calendar: office,
  calendarRevision: 1,
  targets: { claim: 900, answer: 3600, resolve: 28_800, warnShare: 75, isRoundTheClock: false },
  targetRevision: 1,
};

/** A Tuesday, in Berlin. */
const at = (time: string, day = 10) => new Date(`2026-03-${day}T${time.length === 5 ? `${time}:00` : time}+01:00`);

type Told = readonly [kind: CaseEntryKind, at: Date, by?: string];

let ids = 0;
function logged([kind, when, by = 'U0LEO']: Told) {
  ids += 1;
  return anEntry(kind, { id: ids, at: when, by });
}

const RAISED = at('10:00');

function clocks(log: readonly Told[], now: Date, more: Partial<Measures> = {}, kept: readonly CaseClock[] = []) {
  const entries = [logged(['raised', RAISED, 'U0ANA']), ...log.map(logged)];
  return clocksOf({ raisedBy: 'U0ANA', raisedAt: RAISED }, entries, { ...measures, ...more }, now, kept);
}

function clock(all: readonly CaseClock[], kind: ClockKind, run = 1): CaseClock {
  const found = all.find((each) => each.kind === kind && each.run === run);
  if (!found) throw new Error(`no ${kind} clock of run ${run}`);
  return found;
}

const runsOf = (all: readonly CaseClock[], kind: ClockKind) => all.filter((each) => each.kind === kind).length;

describe('rule 10: a target of nothing', () => {
  test('gives no clock', () => {
    const all = clocks([], at('10:01'), { targets: { ...measures.targets, claim: 0 } });

    expect(all.map(({ kind }) => kind)).toEqual(['answer', 'resolve']);
  });
});

describe('rule 12: met or late', () => {
  test.each([
    ['a second before it is due', '10:14:59', 'met', 0],
    ['in the second in which it is due', '10:15:00.900', 'met', 0],
    ['a second after it was due', '10:15:01', 'breached', 1],
    ['ten minutes after it was due', '10:25', 'breached', 600],
  ])('a claim %s is judged by its second', (_when, time, verdict, late) => {
    const all = clocks([['claimed', at(time)]], at('12:00'));

    expect(clock(all, 'claim')).toMatchObject({ verdict, lateSeconds: late, dueAt: at('10:15') });
  });

  test('lateness is counted time: the night between is none', () => {
    const all = clocks([['resolved', at('10:30', 11)]], at('12:00', 11));

    expect(clock(all, 'resolve')).toMatchObject({ dueAt: at('10:00', 11), lateSeconds: 1800, verdict: 'breached' });
    expect(clock(all, 'claim').lateSeconds).toBe(6.75 * 3600 + 1.5 * 3600);
  });
});

describe('rule 13: judged by the time of the event', () => {
  test('an act that is looked at hours later is met if it was in time', () => {
    const all = clocks([['claimed', at('10:05')]], at('16:00'));

    expect(clock(all, 'claim')).toMatchObject({ verdict: 'met', stoppedAt: at('10:05') });
  });

  test('an earlier act that arrives late takes the breach back', () => {
    const before = clocks([['claimed', at('10:25')]], at('10:30'));

    const all = clocks(
      [
        ['claimed', at('10:25')],
        ['taken-over', at('10:12'), 'U0LIA'],
      ],
      at('10:40'),
      {},
      before,
    );

    expect(clock(before, 'claim').breachedAt).toEqual(at('10:15'));
    expect(clock(all, 'claim')).toMatchObject({ verdict: 'met', breachedAt: null, stoppedAt: at('10:12') });
  });

  test('a breach on record is taken back while the clock runs no more', () => {
    const told = clocks([], at('10:20')).map((each) => (each.kind === 'claim' ? breached(each) : each));

    const all = clocks([['claimed', at('10:14')]], at('10:21'), {}, told);

    expect(clock(all, 'claim')).toMatchObject({ verdict: 'met', breachedAt: null });
  });
});

/** As its timer leaves a running clock that is late. */
function breached(each: CaseClock): CaseClock {
  return { ...each, breachedAt: each.dueAt, verdict: 'breached' };
}

describe('rule 14: pauses', () => {
  const waiting: readonly Told[] = [
    ['claimed', at('10:05')],
    ['asked', at('10:18')],
  ];

  test('while it waits on the agent or the customer no clock is due, and what is left stands still', () => {
    const all = clocks(waiting, at('13:00'));

    expect(clock(all, 'answer')).toMatchObject({ dueAt: null, warnAt: null, countedSeconds: 18 * 60 });
    expect(clock(all, 'resolve')).toMatchObject({ dueAt: null, countedSeconds: 18 * 60 });
    expect(nextDue(all)).toBeUndefined();
  });

  test('an answer lets every clock go on where it was', () => {
    const all = clocks([...waiting, ['answered', at('13:00'), 'U0ANA']], at('13:01'));

    expect(clock(all, 'answer').dueAt).toEqual(at('13:42'));
    expect(clock(all, 'resolve').dueAt).toEqual(at('12:42', 11));
  });

  test('a second question joins the first', () => {
    const all = clocks([...waiting, ['asked', at('11:00')], ['answered', at('13:00'), 'U0ANA']], at('13:01'));

    expect(clock(all, 'answer').dueAt).toEqual(at('13:42'));
  });

  test('a wait for an approver is none, and ends one for the agent', () => {
    const all = clocks([...waiting, ['approval-asked', at('12:00')]], at('13:00'));

    expect(clock(all, 'answer').dueAt).toEqual(at('12:42'));
  });

  test('the time between closing and opening again is one', () => {
    const all = clocks(
      [
        ['claimed', at('10:05')],
        ['cancelled', at('10:20')],
        ['reopened', at('12:20'), 'U0ANA'],
      ],
      at('12:21'),
    );

    expect(clock(all, 'answer')).toMatchObject({ dueAt: at('13:00'), stoppedAt: null });
  });
});

describe('rule 15: what begins and ends a clock', () => {
  test.each<readonly [string, readonly Told[]]>([
    ['a note', [['note', at('10:10')]]],
    ['a claim', [['claimed', at('10:10')]]],
    ['another owner', [['handed-over', at('10:10')]]],
    ['a question to the agent', [['asked', at('10:10')]]],
    ['more urgency', [['urgency', at('10:10')]]],
    ['a decision that waits for approval', [['approval-asked', at('10:10')]]],
  ])('%s is no first answer', (_what, log) => {
    const all = clocks(log, at('10:11'));

    expect(clock(all, 'answer').stoppedAt).toBeNull();
  });

  test.each(['resolved', 'approved', 'upheld'] as const)('%s is one', (kind) => {
    const all = clocks([[kind, at('10:10')]], at('10:11'));

    expect(clock(all, 'answer')).toMatchObject({ verdict: 'met', stoppedAt: at('10:10') });
    expect(clock(all, 'resolve')).toMatchObject({ verdict: 'met', stoppedAt: at('10:10') });
    expect(clock(all, 'claim')).toMatchObject({ verdict: 'met', stoppedAt: at('10:10') });
  });

  test('whoever asks, is given it or decides has claimed it', () => {
    for (const kind of ['asked', 'handed-over', 'approval-asked', 'resolved'] as const) {
      expect(clock(clocks([[kind, at('10:10')]], at('10:11')), 'claim').stoppedAt).toEqual(at('10:10'));
    }
  });

  test('a claim that is given back begins the next run, the first keeps its verdict', () => {
    const all = clocks(
      [
        ['claimed', at('10:05')],
        ['given-back', at('11:00')],
      ],
      at('11:01'),
    );

    expect(clock(all, 'claim')).toMatchObject({ verdict: 'met', stoppedAt: at('10:05') });
    expect(clock(all, 'claim', 2)).toMatchObject({ startedAt: at('11:00'), dueAt: at('11:15'), stoppedAt: null });
  });

  test('a question before the first answer begins nothing', () => {
    const all = clocks([['details', at('10:10'), 'U0ANA']], at('10:11'));

    expect(runsOf(all, 'next-answer')).toBe(0);
  });

  test('after the first answer the first unanswered question counts, more of them do not move it', () => {
    const all = clocks(
      [
        ['resolved', at('10:10')],
        ['reopened', at('11:00'), 'U0LEO'],
        ['details', at('11:20'), 'U0ANA'],
        ['details', at('11:40'), 'U0ANA'],
      ],
      at('11:41'),
    );

    expect(clock(all, 'next-answer')).toMatchObject({ startedAt: at('11:20'), dueAt: at('12:20') });
    expect(runsOf(all, 'next-answer')).toBe(1);
  });

  test('what colleagues add is no question, and a raiser who opens it again asks by that', () => {
    const byColleague: readonly Told[] = [
      ['resolved', at('10:10')],
      ['reopened', at('11:00'), 'U0LEO'],
      ['details', at('11:20'), 'U0BEN'],
    ];
    const byRaiser: readonly Told[] = [
      ['resolved', at('10:10')],
      ['reopened', at('11:00'), 'U0ANA'],
    ];

    expect(runsOf(clocks(byColleague, at('11:30')), 'next-answer')).toBe(0);
    expect(clock(clocks(byRaiser, at('11:30')), 'next-answer').startedAt).toEqual(at('11:00'));
  });

  test('each question that was answered leaves a run of its own', () => {
    const all = clocks(
      [
        ['resolved', at('10:10')],
        ['reopened', at('11:00'), 'U0ANA'],
        ['resolved', at('11:30')],
        ['reopened', at('13:00'), 'U0ANA'],
      ],
      at('13:01'),
    );

    expect(clock(all, 'next-answer')).toMatchObject({ verdict: 'met', countedSeconds: 1800 });
    expect(clock(all, 'next-answer', 2)).toMatchObject({ startedAt: at('13:00'), stoppedAt: null });
  });

  test('opening again resumes resolve where it was, and the verdicts given stay', () => {
    const all = clocks(
      [
        ['resolved', at('11:00')],
        ['reopened', at('15:00'), 'U0LEO'],
      ],
      at('15:01'),
    );

    expect(clock(all, 'resolve')).toMatchObject({ verdict: 'met', stoppedAt: at('11:00') });
    expect(clock(all, 'resolve', 2)).toMatchObject({ startedAt: RAISED, dueAt: at('14:00', 11), stoppedAt: null });
    expect(clock(all, 'answer')).toMatchObject({ verdict: 'met', stoppedAt: at('11:00') });
  });

  test('a resolve that was breached is told of once, however often it is opened again', () => {
    const late = clocks([['resolved', at('12:00', 11)]], at('12:00', 11));

    const all = clocks(
      [
        ['resolved', at('12:00', 11)],
        ['reopened', at('13:00', 11), 'U0LEO'],
      ],
      at('13:01', 11),
      {},
      late,
    );

    expect(clock(all, 'resolve', 2).breachedAt).toEqual(clock(all, 'resolve', 2).dueAt);
  });

  test('a case that is cancelled in time leaves no verdict, one that was late already is breached', () => {
    const inTime = clocks([['cancelled', at('10:10'), 'U0ANA']], at('12:00'));
    const late = clocks([['cancelled', at('10:40'), 'U0ANA']], at('12:00'));

    expect(clock(inTime, 'claim')).toMatchObject({ verdict: null, stoppedAt: at('10:10') });
    expect(clock(late, 'claim')).toMatchObject({ verdict: 'breached', lateSeconds: 1500 });
    expect(clock(late, 'answer').verdict).toBeNull();
  });
});

describe('rule 16: another target or calendar', () => {
  const longer = { targets: { ...measures.targets, claim: 1800, resolve: 14_400 }, targetRevision: 2 };

  test('running clocks are worked out anew from their own start', () => {
    const before = clocks([], at('10:10'));

    const all = clocks([], at('10:10'), longer, before);

    expect(clock(all, 'claim')).toMatchObject({ dueAt: at('10:30'), targetRevision: 2 });
    expect(clock(all, 'resolve').dueAt).toEqual(at('14:00'));
  });

  test('those that stopped keep verdict, target and revision', () => {
    const late: readonly Told[] = [['claimed', at('10:20')]];
    const before = clocks(late, at('10:21'));

    const all = clocks(late, at('10:22'), longer, before);

    expect(clock(all, 'claim')).toMatchObject({ verdict: 'breached', targetSeconds: 900, targetRevision: 1 });
  });

  test('a running breach that is none by the new target is taken back', () => {
    const told = clocks([], at('10:20')).map((each) => (each.kind === 'claim' ? breached(each) : each));

    const all = clocks([], at('10:20'), longer, told);

    expect(clock(all, 'claim')).toMatchObject({ breachedAt: null, verdict: null, dueAt: at('10:30') });
  });

  test('a clock whose target is gone is gone', () => {
    const before = clocks([], at('10:10'));

    const all = clocks([], at('10:10'), { targets: { ...measures.targets, claim: 0 } }, before);

    expect(runsOf(all, 'claim')).toBe(0);
  });

  test('another calendar moves what runs', () => {
    const shorter = { ...office, holidays: new Set(['2026-03-11']) };

    const all = clocks([], at('10:10'), { calendar: shorter, calendarRevision: 2 });

    expect(clock(all, 'resolve').dueAt).toEqual(at('10:00', 12));
  });
});

describe('rule 18: the next deadline', () => {
  test('is the earliest due time of those that run', () => {
    expect(nextDue(clocks([], at('10:01')))).toEqual({ kind: 'claim', dueAt: at('10:15') });
    expect(nextDue(clocks([['claimed', at('10:05')]], at('10:06')))).toEqual({ kind: 'answer', dueAt: at('11:00') });
  });

  test('is nothing once the case is closed', () => {
    expect(nextDue(clocks([['resolved', at('10:05')]], at('10:06')))).toBeUndefined();
  });
});

describe('rule 19: what is told once', () => {
  test('a run that was warned of is not warned of again when it is worked out anew', () => {
    const warned = clocks([], at('10:12')).map((each) => ({ ...each, warnedAt: at('10:11:15') }));

    const all = clocks([['note', at('10:13')]], at('10:13'), { targetRevision: 2 }, warned);

    expect(clock(all, 'claim').warnedAt).toEqual(at('10:11:15'));
  });

  test('the warning comes when the share of the target is counted', () => {
    expect(clock(clocks([], at('10:01')), 'claim').warnAt).toEqual(at('10:11:15'));
  });
});

test('clocks that were kept are the same when nothing happened', () => {
  const log: readonly Told[] = [
    ['claimed', at('10:05')],
    ['resolved', at('11:00')],
    ['reopened', at('12:00'), 'U0ANA'],
  ];
  const kept = clocks(log, at('12:01'));

  const again = clocks(log, at('12:01'), {}, kept);

  expect(again).toEqual(kept);
});

test('the order in which entries were written down changes nothing', () => {
  const log: readonly Told[] = [
    ['claimed', at('10:05')],
    ['asked', at('10:20')],
    ['answered', at('10:40'), 'U0ANA'],
    ['resolved', at('11:30')],
  ];

  expect(clocks(log.toReversed(), at('12:00'))).toEqual(clocks(log, at('12:00')));
});
