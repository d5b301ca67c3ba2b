import { localDays } from '../../../../core/local-windows.ts';
import type { Stretch } from '../roster.ts';
import { type Work, workedIn } from '../work.ts';

/** A part of the day by the clock on the wall; one whose end is not after its start goes on into the next date. */
export interface PartOfDay {
  readonly from: string;
  readonly until: string;
}

/** The instants of that part of a local date, longer or shorter where clocks change in it. */
export function onDay({ from, until }: PartOfDay, day: number, zone: string): Stretch {
  const goesOn = until <= from;
  return { from: localDays(zone, from).startOf(day), to: localDays(zone, until).startOf(goesOn ? day + 1 : day) };
}

/** Elapsed minutes of work that lie in that part of any day. */
export function minutesWithin(work: Work, part: PartOfDay, zone: string): number {
  let within = 0;
  for (let day = work.firstDay - 1; day <= work.lastDay; day += 1) {
    const { from, to } = onDay(part, day, zone);
    within += workedIn(work, from, to);
  }
  return within / 60_000;
}

const nights = new WeakMap<Work, Map<string, number>>();

/** The same for nights, kept with the work: everybody's is asked for again and again. */
export function minutesAtNight(work: Work, night: PartOfDay, zone: string): number {
  const kept = nights.get(work) ?? new Map<string, number>();
  nights.set(work, kept);
  const key = `${zone} ${night.from} ${night.until}`;
  const minutes = kept.get(key) ?? minutesWithin(work, night, zone);
  kept.set(key, minutes);
  return minutes;
}
