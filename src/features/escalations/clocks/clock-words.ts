import type { RichTextElement } from '@slack/types';
import { dayAndTime } from '../../../core/local-time.ts';
import type { CaseView } from '../case-view.ts';
import { openStates } from '../lifecycle.ts';
import { at } from '../messages/parts.ts';
import type { Case } from '../tables.ts';
import { nextDue, type CaseClock } from './clocks.ts';
import { durationText } from './durations.ts';
import type { ClockKind } from './tables.ts';

export const clockNames: Readonly<Record<ClockKind, string>> = {
  claim: 'Claim',
  answer: 'First answer',
  'next-answer': 'Next answer',
  resolve: 'Resolve',
};

const purposes: Readonly<Record<ClockKind, string>> = {
  claim: 'to claim it',
  answer: 'for the first answer',
  'next-answer': 'for the next answer',
  resolve: 'to resolve it',
};

type Fact = readonly [label: string, value: string | RichTextElement];

/** The card's line about time: the next deadline, or what is left while the case waits. Drawn for every reader alike. */
export function deadlineFacts(view: CaseView): readonly Fact[] {
  return nextFact(view, view.clocks);
}

/** The same for whoever raised it: until when they know more. Who claims it when is not theirs to watch. */
export function answerFacts(view: CaseView): readonly Fact[] {
  return nextFact(
    view,
    view.clocks.filter(({ kind }) => kind !== 'claim'),
  );
}

function nextFact(view: CaseView, clocks: readonly CaseClock[]): readonly Fact[] {
  if (!openStates.includes(view.case.state)) return [];
  const next = nextDue(clocks);
  const clock = next && clocks.find(({ kind, dueAt }) => kind === next.kind && dueAt === next.dueAt);
  if (clock) return [runningFact(view, clock)];
  const [paused] = clocks.filter((each) => isPaused(view.case, each)).toSorted((one, other) => left(one) - left(other));
  return paused ? [['Paused', `${durationText(left(paused))} left ${purposes[paused.kind]}`]] : [];
}

/** All clocks of a case, the latest run of each: how they ended, or when they are due. */
export function clockFacts(view: CaseView): readonly Fact[] {
  const kinds: readonly ClockKind[] = ['claim', 'answer', 'next-answer', 'resolve'];
  return kinds.flatMap((kind) => {
    const last = view.clocks.filter((clock) => clock.kind === kind).toSorted((one, other) => other.run - one.run)[0];
    return last ? factOf(view, last) : [];
  });
}

function factOf(view: CaseView, clock: CaseClock): readonly Fact[] {
  const name = clockNames[clock.kind];
  if (clock.stoppedAt !== null) return endings(clock).map((words) => [name, words]);
  if (clock.dueAt !== null) return [runningFact(view, clock)];
  return isPaused(view.case, clock) ? [[name, `paused, ${durationText(left(clock))} left`]] : [];
}

function endings({ verdict, lateSeconds }: CaseClock): readonly string[] {
  if (verdict === null) return [];
  return [verdict === 'met' ? 'in time' : `${durationText(lateSeconds)} late`];
}

function runningFact(view: CaseView, { kind, dueAt, breachedAt }: CaseClock): Fact {
  if (dueAt === null) throw new Error('a clock that is not due has no line');
  return [`${clockNames[kind]} ${breachedAt === null ? 'by' : 'was due'}`, at(dueAt, view)];
}

function isPaused({ state, waitingOn }: Case, { stoppedAt, dueAt }: CaseClock): boolean {
  return stoppedAt === null && dueAt === null && state === 'waiting' && waitingOn !== 'approver';
}

function left({ targetSeconds, countedSeconds }: CaseClock): number {
  return targetSeconds - countedSeconds;
}

type Dated = Pick<Case, 'nextDueAt' | 'nextDueClock' | 'promisedBy'>;

/** For a list: what is due next of a case, a clock or a promise to the customer. */
export function deadlineIn(of: Dated, now: Date, timeZone: string): string | undefined {
  const { nextDueAt, nextDueClock, promisedBy } = of;
  if (nextDueAt && nextDueClock && !(promisedBy && promisedBy < nextDueAt)) {
    return `${clockNames[nextDueClock]} ${nextDueAt > now ? 'by' : 'was due'} ${dayAndTime(nextDueAt, timeZone)}`;
  }
  return promisedBy ? `Promised by ${dayAndTime(promisedBy, timeZone)}` : undefined;
}
