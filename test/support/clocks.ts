import { anEntry } from './case-views.ts';
import type { Calendar } from '../../src/core/business-time/calendar.ts';
import type { CaseEntryKind } from '../../src/features/escalations/tables.ts';
import { clocksOf, type CaseClock, type Measures } from '../../src/features/escalations/clocks/clocks.ts';
import type { ClockKind } from '../../src/features/escalations/clocks/tables.ts';

/** Weekdays 09:00–17:00 in Berlin, an hour ahead of UTC in March. */
export const office: Calendar = {
  timeZone: 'Europe/Berlin',
  isRoundTheClock: false,
  weekly: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: 1020 })),
  holidays: new Set(),
  datedHours: new Map(),
  breaks: new Map(),
};

/** Claim in 15 minutes, answer in an hour, resolve in a working day. */
export const measures: Measures = {
  calendar: office,
  calendarRevision: 1,
  targets: { claim: 900, answer: 3600, resolve: 28_800, warnShare: 75, isRoundTheClock: false },
  targetRevision: 1,
};

/** A Tuesday, in Berlin. */
export const at = (time: string, day = 10) =>
  new Date(`2026-03-${day}T${time.length === 5 ? `${time}:00` : time}+01:00`);

export type Told = readonly [kind: CaseEntryKind, at: Date, by?: string];

let ids = 0;
function logged([kind, when, by = 'U0LEO']: Told) {
  ids += 1;
  return anEntry(kind, { id: ids, at: when, by });
}

export const RAISED = at('10:00');

export function clocks(log: readonly Told[], now: Date, more: Partial<Measures> = {}, kept: readonly CaseClock[] = []) {
  const entries = [logged(['raised', RAISED, 'U0ANA']), ...log.map(logged)];
  return clocksOf({ raisedBy: 'U0ANA', raisedAt: RAISED }, entries, { ...measures, ...more }, now, kept);
}

export function clock(all: readonly CaseClock[], kind: ClockKind, run = 1): CaseClock {
  const found = all.find((each) => each.kind === kind && each.run === run);
  if (!found) throw new Error(`no ${kind} clock of run ${run}`);
  return found;
}

export const runsOf = (all: readonly CaseClock[], kind: ClockKind) => all.filter((each) => each.kind === kind).length;

/** As its timer leaves a running clock that is late. */
export function breached(each: CaseClock): CaseClock {
  return { ...each, breachedAt: each.dueAt, verdict: 'breached' };
}
