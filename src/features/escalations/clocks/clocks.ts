import type { Calendar, Pause } from '../../../core/business-time/calendar.ts';
import { countedSeconds, dueAt } from '../../../core/business-time/counting.ts';
import type { Case, CaseEntry } from '../tables.ts';
import { readLog, toSecond, type Run } from './runs.ts';
import type { ClockKind, KeptClock, Verdict } from './tables.ts';
import { targetOf, type Targets } from './targets.ts';

/** A run of a clock, as of some instant. */
export type CaseClock = Omit<KeptClock, 'workspaceId' | 'caseId'>;

/** What clocks are counted by, and the revisions that it is known under. */
export interface Measures {
  readonly calendar: Calendar;
  readonly calendarRevision: number;
  /** Of the urgency the case has. */
  readonly targets: Targets;
  readonly targetRevision: number;
}

type Clocked = Pick<Case, 'raisedBy' | 'raisedAt'> & Partial<Pick<Case, 'isPrivate'>>;
type Logged = Pick<CaseEntry, 'id' | 'kind' | 'by' | 'at'>;

/**
 * The clocks of a case, worked out from nothing but its log, what it is counted by, and now. `kept` are its clocks as they
 * were: a clock that stopped keeps its verdict under the target it stopped with, unless the log now says it stopped at
 * another time; and what was told of a run stays told.
 */
export function clocksOf(
  of: Clocked,
  entries: readonly Logged[],
  measures: Measures,
  now: Date,
  kept: readonly CaseClock[] = [],
): readonly CaseClock[] {
  const { runs, pauses } = readLog(of, entries);
  // A private case has its mediator from the start: nobody is to claim it.
  const counted = of.isPrivate ? runs.filter(({ kind }) => kind !== 'claim') : runs;
  return counted.flatMap((run) => {
    const before = sameRun(kept, run);
    if (before && hasStopped(run) && isSame(before.stoppedAt, run.stoppedAt)) return [before];
    return clockOf(run, pauses, measures, toSecond(now), before, whatWasTold(kept, run));
  });
}

type RunKey = Pick<Run, 'kind' | 'run'>;

export function sameRun(clocks: readonly CaseClock[], { kind, run }: RunKey): CaseClock | undefined {
  return clocks.find((clock) => clock.kind === kind && clock.run === run);
}

/** The clock that people were told of: a resolve that goes on after a reopening is told of once. */
export function whatWasTold(kept: readonly CaseClock[], { kind, run }: RunKey): CaseClock | undefined {
  return sameRun(kept, { kind, run }) ?? (kind === 'resolve' ? sameRun(kept, { kind, run: run - 1 }) : undefined);
}

/** Whether keeping `clocks` would change what is kept; how far a running clock has come changes all the time. */
export function isAsKept(clocks: readonly CaseClock[], kept: readonly CaseClock[]): boolean {
  return clocks.length === kept.length && clocks.every((clock) => essence(clock) === essence(sameRun(kept, clock)));
}

function essence(clock: CaseClock | undefined): string {
  if (!clock) return '';
  const isMoving = clock.stoppedAt === null && clock.dueAt !== null;
  const { countedSeconds: counted, lateSeconds: late, ...rest } = clock;
  const settled = isMoving ? rest : { ...rest, counted, late };
  return JSON.stringify(Object.entries(settled).toSorted(([one], [other]) => one.localeCompare(other)));
}

function hasStopped(run: Run): boolean {
  return run.stoppedAt !== null;
}

function isSame(one: Date | null, other: Date | null): boolean {
  return one?.getTime() === other?.getTime();
}

function clockOf(
  run: Run,
  pauses: readonly Pause[],
  measures: Measures,
  now: Date,
  before: CaseClock | undefined,
  told: CaseClock | undefined,
): CaseClock[] {
  const judgedBy = judgedUnder(run, measures, before);
  const { targetSeconds } = judgedBy;
  if (targetSeconds === 0) return [];

  const { startedAt, stoppedAt } = run;
  const until = stoppedAt ?? now;
  const paused = pauses.flatMap((pause) => upTo(pause, stoppedAt));
  const counted = (from: Date) => countedSeconds(measures.calendar, from, until, paused);
  const reached = (seconds: number) => dueAt(measures.calendar, startedAt, seconds, paused) ?? null;
  const due = reached(targetSeconds);
  const lateFrom = lateSince(run, due, now);
  const breachedAt = hasStopped(run) || told?.breachedAt ? lateFrom : null;
  return [
    {
      kind: run.kind,
      run: run.run,
      startedAt,
      ...judgedBy,
      dueAt: due,
      warnAt: reached((targetSeconds * measures.targets.warnShare) / 100),
      stoppedAt,
      countedSeconds: counted(startedAt),
      lateSeconds: lateFrom ? counted(lateFrom) : 0,
      verdict: verdictOf(run, breachedAt),
      warnedAt: told?.warnedAt ?? null,
      breachedAt,
    },
  ];
}

type JudgedBy = Pick<CaseClock, 'targetSeconds' | 'calendarRevision' | 'targetRevision'>;

/** A clock that had stopped, and now turns out to have stopped earlier or later, is judged by what it stopped under. */
function judgedUnder(run: Run, measures: Measures, before: CaseClock | undefined): JudgedBy {
  const { targets, calendarRevision, targetRevision } = measures;
  if (!before?.stoppedAt || !hasStopped(run)) {
    return { targetSeconds: targetOf(targets, run.kind), calendarRevision, targetRevision };
  }
  const { targetSeconds } = before;
  return { targetSeconds, calendarRevision: before.calendarRevision, targetRevision: before.targetRevision };
}

/** An act at the due instant is in time; while there is none, that instant is late. A breach of a running clock is its timer's to tell. */
function lateSince({ stoppedAt }: Run, due: Date | null, now: Date): Date | null {
  if (due === null) return null;
  const isLate = stoppedAt ? stoppedAt > due : now >= due;
  return isLate ? due : null;
}

function verdictOf(run: Run, breachedAt: Date | null): Verdict | null {
  if (breachedAt) return 'breached';
  return run.isDone ? 'met' : null;
}

/** Of a pause, what lies before the clock stopped. */
function upTo(pause: Pause, stoppedAt: Date | null): Pause[] {
  if (!stoppedAt) return [pause];
  if (pause.from >= stoppedAt) return [];
  return [{ from: pause.from, to: pause.to && pause.to < stoppedAt ? pause.to : stoppedAt }];
}

/** The clock whose due time comes first of those that run; what is overdue comes before all. */
export function nextDue(clocks: readonly CaseClock[]): { readonly kind: ClockKind; readonly dueAt: Date } | undefined {
  const due = clocks.flatMap(({ kind, stoppedAt, dueAt: at }) =>
    stoppedAt === null && at ? [{ kind, dueAt: at }] : [],
  );
  return due.toSorted((one, other) => one.dueAt.getTime() - other.dueAt.getTime())[0];
}

/** When there is next something to tell of these clocks. */
export function nextTelling(clocks: readonly CaseClock[]): Date | undefined {
  const ahead = clocks.flatMap(({ stoppedAt, dueAt: due, warnAt, warnedAt, breachedAt }) => {
    if (stoppedAt !== null || due === null || breachedAt !== null) return [];
    return [warnAt !== null && warnedAt === null ? warnAt : due];
  });
  return ahead.toSorted((one, other) => one.getTime() - other.getTime())[0];
}
