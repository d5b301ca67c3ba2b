import type { Calendar, Pause } from '../../src/core/business-time/calendar.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 1440;

/**
 * Business time worked out in the slowest way, to check the fast one against: real time is walked minute by minute, each
 * minute's wall clock is what Intl says, and a local time is an instant where that clock was seen to show it. Nothing of
 * the product's own arithmetic and nothing of Temporal is used.
 */
export interface WalkedTime {
  isOpenAt(at: number): boolean;
  /** Undefined: not within the time walked. */
  dueAt(start: number, seconds: number, pauses?: readonly Pause[]): number | undefined;
  countedSeconds(from: number, to: number, pauses?: readonly Pause[]): number;
}

/** What the clocks of a zone showed in each minute of real time since `from`: minutes of local time since 1970. */
export interface WalkedZone {
  readonly from: number;
  readonly walls: readonly number[];
  /** Which minute of the walk a local time is. */
  readonly minuteOf: (wall: number) => number;
}

/** Reads the wall clock each hour, and each minute of an hour in which it does not go on by an hour. */
export function walkZone(zone: string, from: number, to: number): WalkedZone {
  const read = wallClock(zone);
  const walls: number[] = [];
  let wall = read(from);
  for (let time = from; time < to; time += HOUR) {
    const next = read(time + HOUR);
    const isSteady = next === wall + 60;
    for (let minute = 0; minute < 60; minute += 1) {
      walls.push(isSteady ? wall + minute : read(time + minute * MINUTE));
    }
    wall = next;
  }
  return { from, walls, minuteOf: firstSeen(walls) };
}

/** The same for zones whose clocks showed the same all the while. */
export function courseOf({ from, walls }: WalkedZone): string {
  const jumps = walls.flatMap((wall, minute) => (wall === (walls[minute - 1] ?? NaN) + 1 ? [] : [`${minute}:${wall}`]));
  return `${from} ${jumps.join()}`;
}

/** The instants between two days (multiples of 24 hours) at which the clocks of a zone do not go on by a minute. */
export function changesOf(zone: string, from: number, to: number): readonly number[] {
  const read = wallClock(zone);
  const within = (start: number, end: number, [step = MINUTE, ...finer]: readonly number[]): readonly number[] => {
    const changes: number[] = [];
    let wall = read(start);
    for (let time = start; time < end; time += step) {
      const [before, after] = [wall, read(time + step)];
      wall = after;
      if (after === before + step / MINUTE) continue;
      changes.push(...(finer.length === 0 ? [time + step] : within(time, time + step, finer)));
    }
    return changes;
  };
  return within(from, to, [DAY * MINUTE, HOUR, MINUTE]);
}

export function walkTime(calendar: Calendar, zone: WalkedZone): WalkedTime {
  const open = openMinutes(calendar, zone);
  const isOpenAt = (time: number) => open[Math.floor((time - zone.from) / MINUTE)] === true;
  const runs = (time: number, pauses: readonly Pause[]) =>
    isOpenAt(time) && !pauses.some((pause) => pause.from.getTime() <= time && time < (pause.to?.getTime() ?? Infinity));
  // Pauses may begin at any second; what is open changes by the minute.
  const stepAt = (time: number, pauses: readonly Pause[]) => (pauses.length > 0 || time % MINUTE !== 0 ? 1000 : MINUTE);
  const end = zone.from + zone.walls.length * MINUTE;
  return {
    isOpenAt,
    dueAt(start, seconds, pauses = []) {
      let left = seconds * 1000;
      let step = 0;
      for (let time = start; time < end; time += step) {
        step = stepAt(time, pauses);
        if (!runs(time, pauses)) continue;
        if (left <= step) return time + left;
        left -= step;
      }
      return undefined;
    },
    countedSeconds(start, stop, pauses = []) {
      let sum = 0;
      let step = 0;
      for (let time = start; time < stop; time += step) {
        step = Math.min(stepAt(time, pauses), stop - time);
        if (runs(time, pauses)) sum += step;
      }
      return sum / 1000;
    },
  };
}

function openMinutes(calendar: Calendar, { walls, minuteOf }: WalkedZone): readonly boolean[] {
  const open = walls.map(() => calendar.isRoundTheClock);
  if (calendar.isRoundTheClock) return open;
  const [first = 0, last = 0] = [walls[0], walls.at(-1)];
  for (let day = Math.floor(first / DAY) - 1; day <= last / DAY + 1; day += 1) {
    for (const [opens, closes] of wallSpans(calendar, day)) open.fill(true, minuteOf(opens), minuteOf(closes));
  }
  return open;
}

/** Minutes of the walk at which the clock first showed a local time; one that it skipped is as much later as it skipped. */
function firstSeen(walls: readonly number[]): (wall: number) => number {
  const seen = new Map<number, number>();
  for (const [index, wall] of walls.entries()) if (!seen.has(wall)) seen.set(wall, index);
  const [start = 0, end = 0] = [walls[0], walls.at(-1)];
  return (wall) => {
    if (wall < start) return 0;
    if (wall > end) return walls.length;
    const index = seen.get(wall);
    if (index !== undefined) return index;
    const after = walls.findIndex((shown, at) => shown > wall && (walls[at - 1] ?? shown) < wall);
    const skipped = (walls[after] ?? 0) - (walls[after - 1] ?? 0) - 1;
    return seen.get(wall + skipped) ?? walls.length;
  };
}

/** Which minutes of a date are open is decided minute by minute; runs of open minutes are then spans again. */
function wallSpans(calendar: Calendar, day: number): readonly (readonly [number, number])[] {
  const date = new Date(day * DAY * MINUTE).toISOString().slice(0, 10);
  if (calendar.holidays.has(date)) return [];
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay() || 7;
  const own = calendar.datedHours.get(date) ?? calendar.weekly.filter((span) => span.weekday === weekday);
  const breaks = calendar.breaks.get(date);
  if (!breaks) return own.map(({ open, close }) => [day * DAY + open, day * DAY + close]);
  return own.flatMap((span) => {
    const pieces: [number, number][] = [];
    for (let minute = span.open; minute < span.close; minute += 1) {
      if (breaks.some(({ open, close }) => open <= minute && minute < close)) continue;
      const wall = day * DAY + minute;
      const last = pieces.at(-1);
      if (last?.[1] === wall) last[1] = wall + 1;
      else pieces.push([wall, wall + 1]);
    }
    return pieces;
  });
}

function wallClock(zone: string): (time: number) => number {
  const numeric = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, hourCycle: 'h23', ...numeric });
  return (time) => {
    const [month = 0, date = 0, year = 0, hour = 0, minute = 0] = (format.format(time).match(/\d+/g) ?? []).map(Number);
    return Date.UTC(year, month - 1, date, hour, minute) / MINUTE;
  };
}
