import { describe, expect, test } from 'vitest';
import { at, breached, clock, clocks, measures, office, runsOf, type Told } from '../../../../test/support/clocks.ts';
import { clocksOf, nextDue, type CaseClock } from './clocks.ts';
import { measuresOf } from './measures.ts';
import { defaultTargets } from './targets.ts';

describe('rule 10: a target of nothing', () => {
  test('gives no clock', () => {
    const all = clocks([], at('10:01'), { targets: { ...measures.targets, claim: 0 } });

    expect(all.map(({ kind }) => kind)).toEqual(['answer', 'resolve']);
  });
});

describe('rule 11: raised outside the hours', () => {
  test('counts from the next opening', () => {
    const evening = { raisedBy: 'U0ANA', raisedAt: at('18:30') };

    expect(clock(clocksOf(evening, [], measures, at('18:31')), 'claim').dueAt).toEqual(at('09:15', 11));
  });
});

describe('rule 21: what is Critical', () => {
  test('may run round the clock, through nights and holidays', () => {
    const closed = { ...office, holidays: new Set(['2026-03-11']) };
    const critical = measuresOf({ calendar: closed, revision: 1 }, defaultTargets, 'critical');
    const evening = { raisedBy: 'U0ANA', raisedAt: at('23:30') };

    expect(nextDue(clocksOf(evening, [], critical, at('23:31')))?.dueAt).toEqual(at('23:35'));
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
  const warnedOf = (each: CaseClock): CaseClock => ({ ...each, warnedAt: at('10:11:15') });

  test('a run that was warned of is not warned of again when it is worked out anew', () => {
    const warned = clocks([], at('10:12')).map(warnedOf);

    const all = clocks([['note', at('10:13')]], at('10:13'), { targetRevision: 2 }, warned);

    expect(clock(all, 'claim').warnedAt).toEqual(at('10:11:15'));
  });

  test('the warning comes when the share of the target is counted', () => {
    expect(clock(clocks([], at('10:01')), 'claim').warnAt).toEqual(at('10:11:15'));
  });

  test('the warning never comes a second before the share is counted', () => {
    const targets = { ...measures.targets, claim: 61, warnShare: 50 };

    expect(clock(clocks([], at('10:00'), { targets }), 'claim').warnAt).toEqual(at('10:00:31'));
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
