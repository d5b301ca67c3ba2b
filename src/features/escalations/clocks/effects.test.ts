import { describe, expect, test } from 'vitest';
import { at, clock, clocks, RAISED, runsOf, type Told } from '../../../../test/support/clocks.ts';

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
