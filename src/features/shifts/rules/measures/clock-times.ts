import { firstInstantOf } from '../../../../core/local-time.ts';
import type { Windows } from '../../../../core/local-windows.ts';
import type { Stretch } from '../roster.ts';
import { type Work, workedIn } from '../work.ts';

/** A part of the day by the clock on the wall; one whose end is not after its start goes on into the next date. */
export interface PartOfDay {
  readonly from: string;
  readonly until: string;
}

/** The instants of that part of a local date, longer or shorter where clocks change in it. */
export function onDay({ from, until }: PartOfDay, day: number, zone: string, days: Windows): Stretch {
  const goesOn = until <= from;
  return { from: instantOf(from, day, zone, days), to: instantOf(until, goesOn ? day + 1 : day, zone, days) };
}

/** Elapsed minutes of work that lie in that part of any day. */
export function minutesWithin(work: Work, part: PartOfDay, zone: string, days: Windows): number {
  let within = 0;
  for (let day = work.firstDay - 1; day <= work.lastDay; day += 1) {
    const { from, to } = onDay(part, day, zone, days);
    within += workedIn(work, from, to);
  }
  return within / 60_000;
}

const nights = new WeakMap<Work, Map<string, number>>();

/** The same for nights, kept with the work: everybody's is asked for again and again. */
export function minutesAtNight(work: Work, night: PartOfDay, zone: string, days: Windows): number {
  const kept = nights.get(work) ?? new Map<string, number>();
  nights.set(work, kept);
  const key = `${zone} ${night.from} ${night.until}`;
  const minutes = kept.get(key) ?? minutesWithin(work, night, zone, days);
  kept.set(key, minutes);
  return minutes;
}

function instantOf(time: string, day: number, zone: string, days: Windows): number {
  const minutes = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  if (minutes >= 1440) return days.startOf(day + 1);
  return firstInstantOf(days.nameOf(day), minutes, zone)?.getTime() ?? days.startOf(day + 1);
}
