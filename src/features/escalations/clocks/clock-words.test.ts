import { expect, test } from 'vitest';
import { aCase, aView } from '../../../../test/support/case-views.ts';
import { caseCard } from '../messages/card.ts';
import { caseStatus } from '../messages/status.ts';
import type { Case } from '../tables.ts';
import { answerFacts, clockFacts, deadlineFacts, deadlineIn } from './clock-words.ts';
import type { CaseClock } from './clocks.ts';

const at = (time: string) => new Date(`2026-03-10T${time}:00+01:00`);

function aClock(more: Partial<CaseClock>): CaseClock {
  return {
    kind: 'claim',
    run: 1,
    startedAt: at('10:00'),
    targetSeconds: 3600,
    dueAt: at('11:00'),
    warnAt: at('10:45'),
    stoppedAt: null,
    countedSeconds: 0,
    lateSeconds: 0,
    verdict: null,
    warnedAt: null,
    breachedAt: null,
    calendarRevision: 1,
    targetRevision: 0,
    ...more,
  };
}

const waitsForAgent: Partial<Case> = { state: 'waiting', waitingOn: 'agent', owner: 'U0LEO' };
const paused = (minutesLeft: number, more: Partial<CaseClock>) =>
  aClock({ dueAt: null, warnAt: null, countedSeconds: 3600 - minutesLeft * 60, ...more });

/** Facts with their instants as text. */
function read(facts: ReturnType<typeof clockFacts>): string[] {
  return facts.map(([label, value]) => `${label} ${typeof value === 'string' ? value : `<${fallbackOf(value)}>`}`);
}

function fallbackOf(element: object): string {
  return 'fallback' in element ? String(element.fallback) : '?';
}

test.each<readonly [string, Partial<Case>, readonly CaseClock[], readonly string[]]>([
  [
    'the earliest due time',
    {},
    [aClock({}), aClock({ kind: 'resolve', dueAt: at('16:00') })],
    ['Claim by <Tuesday 10 March, 11:00>'],
  ],
  [
    'what was due and is late, before what is still ahead',
    {},
    [aClock({ breachedAt: at('11:00') }), aClock({ kind: 'resolve', dueAt: at('16:00') })],
    ['Claim was due <Tuesday 10 March, 11:00>'],
  ],
  [
    'what is left while it waits, of the clock with the least left, in whole minutes',
    waitsForAgent,
    [paused(42.9, { kind: 'answer' }), paused(300, { kind: 'resolve' })],
    ['Paused 42 min left for the first answer'],
  ],
  ['nothing once it is closed', { state: 'resolved' }, [aClock({ stoppedAt: at('10:10'), verdict: 'met' })], []],
  ['nothing where no target is set', {}, [], []],
])('rule 18: the card shows %s', (_what, more, clocks, said) => {
  expect(read(deadlineFacts(aView(more, { clocks })))).toEqual(said);
});

test('whoever raised it sees until when they know more, not who has to claim it', () => {
  const clocks = [aClock({}), aClock({ kind: 'answer', dueAt: at('14:00') })];

  expect(read(answerFacts(aView({}, { clocks })))).toEqual(['First answer by <Tuesday 10 March, 14:00>']);
});

test('the case shows every clock: in time, late in counted time, running, paused', () => {
  const clocks = [
    aClock({ stoppedAt: at('10:10'), verdict: 'met' }),
    aClock({ run: 2, stoppedAt: at('11:35'), verdict: 'breached', lateSeconds: 35 * 60 + 59 }),
    aClock({ kind: 'answer', stoppedAt: at('10:30'), verdict: 'met' }),
    paused(185, { kind: 'resolve', targetSeconds: 14_400, countedSeconds: 14_400 - 185 * 60 }),
  ];

  const said = read(clockFacts(aView(waitsForAgent, { clocks })));

  expect(said).toEqual(['Claim 35 min late', 'First answer in time', 'Resolve paused, 3 h 5 min left']);
});

test('a case that was cancelled in time has no word for a clock that judged nothing', () => {
  expect(clockFacts(aView({ state: 'cancelled' }, { clocks: [aClock({ stoppedAt: at('10:10') })] }))).toEqual([]);
});

test.each<readonly [string, Partial<Case>, string | undefined]>([
  ['a clock', { nextDueAt: at('11:00'), nextDueClock: 'claim' }, 'Claim by Tuesday 10 March, 11:00'],
  [
    'a clock that is late',
    { nextDueAt: at('10:00'), nextDueClock: 'answer' },
    'First answer was due Tuesday 10 March, 10:00',
  ],
  [
    'a promise before it',
    { nextDueAt: at('16:00'), nextDueClock: 'resolve', promisedBy: at('15:00') },
    'Promised by Tuesday 10 March, 15:00',
  ],
  ['nothing', {}, undefined],
])('a list says what is due next: %s', (_what, more, said) => {
  expect(deadlineIn(aCase(more), at('10:30'), 'Europe/Berlin')).toBe(said);
});

test('card and status message carry the line as a date in the reader’s own zone', () => {
  const view = aView({}, { clocks: [aClock({}), aClock({ kind: 'answer', dueAt: at('14:00') })] });

  expect(JSON.stringify(caseCard(view))).toContain(`"type":"date","timestamp":${at('11:00').getTime() / 1000}`);
  expect(JSON.stringify(caseStatus(view))).toContain(`"type":"date","timestamp":${at('14:00').getTime() / 1000}`);
});
