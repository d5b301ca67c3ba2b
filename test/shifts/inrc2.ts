import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, toInstant } from '../../src/core/local-time.ts';
import { localDays } from '../../src/core/local-windows.ts';
import { indexRoster } from '../../src/features/shifts/rules/index-roster.ts';
import type { Demand, Person, Roster, Shift } from '../../src/features/shifts/rules/roster.ts';
import { sharedData } from '../support/shared-data.ts';

/**
 * Rosters of the second international nurse rostering competition (Ceschia et al. 2015), read as rosters of ours: the
 * history is worked before the first Monday, and the clock times that the data lacks are those of its README.
 */
export interface Competition {
  readonly roster: Roster;
  /** Numbers of the first and the last day of the horizon. */
  readonly first: number;
  readonly last: number;
  readonly nurses: readonly Nurse[];
  readonly kinds: ReadonlyMap<string, Bounds>;
  /** After the first kind, not the second on the next day. */
  readonly forbidden: readonly (readonly [string, string])[];
  readonly optimal: readonly Demand[];
  /** Kind `Any`: any shift of that day is unwanted. */
  readonly unwanted: readonly { readonly nurse: string; readonly kind: string; readonly day: number }[];
}

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

export interface Nurse {
  readonly name: string;
  readonly total: Bounds;
  readonly working: Bounds;
  readonly off: Bounds;
  readonly maxWeekends: number;
  readonly wantsWholeWeekends: boolean;
  readonly history: History;
}

interface History {
  readonly assignments: number;
  readonly weekends: number;
  readonly lastKind: string;
  readonly sameKind: number;
  readonly working: number;
  readonly off: number;
}

const ZONE = 'Europe/Madrid';
const MONDAY = '2026-01-05';
const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const HOURS: Readonly<Record<string, readonly [number, number]>> = {
  Early: [6, 14],
  Day: [8, 16],
  Late: [14, 22],
  Night: [22, 30],
};

/** `n005w4`, history 0, weeks 1-2-3-3; undefined where the data is not there. */
export function readCompetition(instance: string, history: number, weeks: readonly number[]): Competition | undefined {
  const folder = sharedData(`roster/inrc2/${instance}`);
  if (!folder) return undefined;
  const lines = (name: string): readonly string[] =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .map((line) => line.trim());
  const scenario = readScenario(lines(`Sc-${instance}.txt`));
  const past = readHistory(lines(`H0-${instance}-${history}.txt`));
  const nurses = scenario.nurses.map(({ name, contract }) => ({ name, ...contract, history: past(name) }));
  const solution = `Solution_H_${history}-WD_${weeks.join('-')}`;
  const assigned = weeks.flatMap((week, index) =>
    readAssignments(lines(join(solution, `Sol-${instance}-${week}-${index}.txt`)), index),
  );
  const data = weeks.map((week, index) => readWeek(lines(`WD-${instance}-${week}.txt`), index));
  const shifts = [...nurses.flatMap(historyShifts), ...assigned.map(shiftOf)];
  const people = scenario.nurses.map(({ name, skills }) => personOf(name, skills, [...scenario.kinds.keys()]));
  const demand = data.flatMap(({ least }) => least);
  const first = localDays(ZONE).indexAt(instantOf(0, 0));
  return {
    roster: indexRoster({ zone: ZONE, now: instantOf(-14, 0), people, shifts, demand }),
    first,
    last: first + weeks.length * 7 - 1,
    nurses,
    kinds: scenario.kinds,
    forbidden: scenario.forbidden,
    optimal: data.flatMap(({ optimal }) => optimal),
    unwanted: data.flatMap(({ unwanted }) => unwanted.map((each) => ({ ...each, day: first + each.day }))),
  };
}

/** A shift of that kind on that day of the horizon. */
export function shiftOn(nurse: string, day: number, kind: string, skill: string): Shift {
  return shiftOf({ nurse, day, kind, skill });
}

interface Assignment {
  readonly nurse: string;
  /** From the first Monday, which is 0. */
  readonly day: number;
  readonly kind: string | null;
  readonly skill: string | null;
}

function shiftOf({ nurse, day, kind, skill }: Assignment): Shift {
  return {
    id: `${nurse} ${day} ${kind}`,
    person: nurse,
    ...hoursOf(day, kind ?? 'Day'),
    zone: ZONE,
    role: kind === null || skill === null ? null : roleOf(kind, skill),
    type: kind,
    activity: null,
    credential: null,
    site: null,
    teamId: null,
    breakMinutes: 0,
    isPublished: true,
    isTradable: true,
    version: 1,
  };
}

/** Kinds of shifts overlap by the clock, yet each has a demand of its own: so each is a role of its own. */
function roleOf(kind: string, skill: string): string {
  return `${kind} ${skill}`;
}

function hoursOf(day: number, kind: string): { start: number; end: number } {
  const [from, to] = HOURS[kind] ?? [0, 0];
  return { start: instantOf(day, from), end: instantOf(day, to) };
}

function instantOf(day: number, hour: number): number {
  return toInstant(addDays(MONDAY, day), hour * 60, ZONE).getTime();
}

function personOf(name: string, skills: readonly string[], kinds: readonly string[]): Person {
  const qualifications = skills.flatMap((skill) =>
    kinds.map((kind) => ({ name: roleOf(kind, skill), validUntil: null })),
  );
  return {
    id: name,
    qualifications,
    away: [],
    homeZone: null,
    site: null,
    tradesThisMonth: 0,
    openRequests: 0,
    isExcluded: false,
    hasOptedOut: false,
    bornOn: null,
    contractMinutes: null,
  };
}

/** The days that were worked up to the first Monday: the last of them of one kind, of the others it is not known. */
function historyShifts({ name, history }: Nurse): readonly Shift[] {
  return Array.from({ length: history.working }, (_, back) => {
    const kind = back < history.sameKind ? history.lastKind : null;
    return shiftOf({ nurse: name, day: -1 - back, kind, skill: null });
  });
}

function readScenario(lines: readonly string[]) {
  const bounds = (text = ''): Bounds => {
    const [min = 0, max = 0] = (text.match(/\d+/g) ?? []).map(Number);
    return { min, max };
  };
  const kinds = sectionOf(lines, 'SHIFT_TYPES').map((line) => {
    const [kind = '', limits] = line.split(' ');
    return [kind, bounds(limits)] as const;
  });
  const forbidden = sectionOf(lines, 'FORBIDDEN_SHIFT_TYPES_SUCCESSIONS').flatMap((line) => {
    const [kind = '', , ...next] = line.split(' ');
    return next.map((each) => [kind, each] as const);
  });
  const contracts = sectionOf(lines, 'CONTRACTS').map((line) => {
    const [name = '', total, working, off, maxWeekends, whole] = line.split(' ');
    const limits = { total: bounds(total), working: bounds(working), off: bounds(off) };
    return [name, { ...limits, maxWeekends: Number(maxWeekends), wantsWholeWeekends: whole === '1' }] as const;
  });
  const ofContract = new Map(contracts);
  const nurses = sectionOf(lines, 'NURSES').map((line) => {
    const [name = '', contract = '', , ...skills] = line.split(' ');
    const known = ofContract.get(contract);
    if (!known) throw new Error(`the scenario does not know the contract ${contract}`);
    return { name, contract: known, skills };
  });
  return { kinds: new Map(kinds), forbidden, nurses };
}

function readHistory(lines: readonly string[]): (nurse: string) => History {
  const rows = new Map(
    sectionOf(lines, 'NURSE_HISTORY').map((line) => {
      const [name = '', assignments, weekends, lastKind = '', sameKind, working, off] = line.split(' ');
      const [a, w, s, d, o] = [assignments, weekends, sameKind, working, off].map(Number);
      return [
        name,
        { assignments: a ?? 0, weekends: w ?? 0, lastKind, sameKind: s ?? 0, working: d ?? 0, off: o ?? 0 },
      ];
    }),
  );
  return (nurse) => {
    const row = rows.get(nurse);
    if (!row) throw new Error(`the history does not know ${nurse}`);
    return row;
  };
}

function readAssignments(lines: readonly string[], week: number): readonly Assignment[] {
  return sectionOf(lines, 'ASSIGNMENTS').map((line) => {
    const [nurse = '', weekday = '', kind = '', skill = ''] = line.split(' ');
    return { nurse, day: dayOf(week, weekday), kind, skill };
  });
}

function readWeek(lines: readonly string[], week: number) {
  const requirements = sectionOf(lines, 'REQUIREMENTS').flatMap((line) => {
    const [kind = '', skill = '', ...days] = line.split(' ');
    return days.map((text, index) => {
      const [least = 0, optimal = 0] = (text.match(/\d+/g) ?? []).map(Number);
      const { start: from, end: to } = hoursOf(week * 7 + index, kind);
      return { least, optimal, from, to, skill: roleOf(kind, skill) };
    });
  });
  const demandOf = (which: 'least' | 'optimal'): readonly Demand[] =>
    requirements.map(({ from, to, skill, ...people }) => ({ from, to, skill, people: people[which] }));
  const unwanted = sectionOf(lines, 'SHIFT_OFF_REQUESTS').map((line) => {
    const [nurse = '', kind = '', weekday = ''] = line.split(' ');
    return { nurse, kind, day: dayOf(week, weekday) };
  });
  return { least: demandOf('least'), optimal: demandOf('optimal'), unwanted };
}

function dayOf(week: number, weekday: string): number {
  return week * 7 + WEEKDAYS.indexOf(weekday.slice(0, 3));
}

/** The lines below a heading, up to the next empty one. */
function sectionOf(lines: readonly string[], heading: string): readonly string[] {
  const from = lines.findIndex((line) => line === heading || line.startsWith(`${heading} `)) + 1;
  const until = lines.findIndex((line, index) => index >= from && line === '');
  return from === 0 ? [] : lines.slice(from, until === -1 ? undefined : until);
}
