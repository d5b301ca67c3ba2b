import { localDays } from '../../src/core/local-windows.ts';
import { prepareRoster } from '../../src/features/shifts/rules/check-trade.ts';
import { daysOfKinds } from '../../src/features/shifts/rules/day-rules.ts';
import { gapsOf, lengthOf, type Run, runsOf, runsOfKinds } from '../../src/features/shifts/rules/measures/runs.ts';
import { weekendsIn } from '../../src/features/shifts/rules/measures/weekends.ts';
import type { Leg } from '../../src/features/shifts/rules/roster.ts';
import { type Timeline, toWork } from '../../src/features/shifts/rules/work.ts';
import type { Bounds, Competition, Nurse } from './inrc2.ts';

export interface Costs {
  readonly total: number;
  readonly consecutive: number;
  readonly daysOff: number;
  readonly preferences: number;
  readonly weekends: number;
  readonly complete: number;
  readonly cover: number;
}

/** The competition's price of a roster, each part of it counted by the measures that our rules are made of. */
export function costsOf(competition: Competition): Costs {
  const days = new Map(competition.nurses.map((nurse) => [nurse.name, timelineOf(competition, nurse)]));
  const sum = (cost: (nurse: Nurse, timeline: Timeline) => number): number =>
    competition.nurses.reduce((all, nurse) => all + cost(nurse, days.get(nurse.name) ?? []), 0);
  return {
    total: sum((nurse, timeline) => 20 * outside(nurse.total, total(competition, nurse, timeline))),
    consecutive: sum((nurse, timeline) => consecutive(competition, nurse, timeline)),
    daysOff: sum((nurse, timeline) => 30 * daysOff(competition, nurse, timeline)),
    preferences: sum((nurse, timeline) => 10 * unwanted(competition, nurse, timeline)),
    weekends: sum((nurse, timeline) => 30 * weekendsOver(competition, nurse, timeline)),
    complete: sum((nurse, timeline) => 30 * halfWeekends(competition, nurse, timeline)),
    cover: 30 * missing(competition),
  };
}

/** A "trade" in which everybody gives themselves what they have: by strict rules, all that they work is judged. */
export function asItStands({ roster, nurses }: Competition): readonly Leg[] {
  return nurses.flatMap(({ name }) =>
    (roster.shiftsOf.get(name) ?? []).map((shift) => ({ shift: shift.id, from: name, to: name })),
  );
}

function timelineOf({ roster }: Competition, { name }: Nurse): Timeline {
  return (roster.shiftsOf.get(name) ?? []).map((shift) => toWork(shift, localDays(roster.zone)));
}

function daysOf(timeline: Timeline): readonly number[] {
  return timeline.map(({ firstDay }) => firstDay);
}

function daysWithin({ first, last }: Competition, timeline: Timeline): readonly number[] {
  return daysOf(timeline).filter((day) => day >= first && day <= last);
}

function total(competition: Competition, { history }: Nurse, timeline: Timeline): number {
  return history.assignments + daysWithin(competition, timeline).length;
}

function outside({ min, max }: Bounds, value: number): number {
  return Math.max(0, min - value, value - max);
}

function consecutive(competition: Competition, nurse: Nurse, timeline: Timeline): number {
  const working = runsOf(daysOf(timeline)).map((run) => tooLongOrShort(competition, run, nurse.working));
  const kinds = runsOfKinds(daysOfKinds(timeline)).map((run) =>
    tooLongOrShort(competition, run, competition.kinds.get(run.kind) ?? { min: 0, max: Infinity }),
  );
  return 30 * sumOf(working) + 15 * sumOf(kinds);
}

function daysOff(competition: Competition, nurse: Nurse, timeline: Timeline): number {
  const since = competition.first - nurse.history.off;
  const gaps = gapsOf(daysOf(timeline), { first: since, last: competition.last });
  return sumOf(gaps.map((gap) => tooLongOrShort(competition, gap, nurse.off)));
}

/** Only days inside the horizon cost for being too many; a run that is still open at its end cannot be too short. */
function tooLongOrShort({ first, last }: Competition, run: Run, { min, max }: Bounds): number {
  const inside = run.last - Math.max(run.first, first) + 1;
  if (lengthOf(run) > max) return Math.max(0, Math.min(lengthOf(run) - max, inside));
  return run.last >= last ? 0 : Math.max(0, min - lengthOf(run));
}

function unwanted({ unwanted: wishes }: Competition, { name }: Nurse, timeline: Timeline): number {
  const works = (day: number, kind: string): boolean =>
    timeline.some((work) => work.firstDay === day && (kind === 'Any' || work.shift.type === kind));
  return wishes.filter((wish) => wish.nurse === name && works(wish.day, wish.kind)).length;
}

function weekendsOver(competition: Competition, { history, maxWeekends }: Nurse, timeline: Timeline): number {
  return Math.max(0, history.weekends + weekendsIn(daysWithin(competition, timeline)).length - maxWeekends);
}

function halfWeekends(competition: Competition, { wantsWholeWeekends }: Nurse, timeline: Timeline): number {
  if (!wantsWholeWeekends) return 0;
  return weekendsIn(daysWithin(competition, timeline)).filter(({ isWhole }) => !isWhole).length;
}

/** People missing of the optimal cover, as the rule of cover reads it. */
function missing(competition: Competition): number {
  const cover = { severity: 'review', params: {}, isOverridable: true } as const;
  const policy = { revision: 0, delta: false, autoApprove: false, rules: { R23: cover } };
  const roster = { ...competition.roster, demand: competition.optimal };
  const readings = prepareRoster(roster, policy).measure(asItStands(competition)).get('R23') ?? [];
  return sumOf(readings.map(({ breach }) => breach));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}
