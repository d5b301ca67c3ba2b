import { steadyOffset } from '../../../core/zone-offsets.ts';
import { toInstant, weekdayOf, addDays, localDate } from '../../../core/local-time.ts';
import type { OpeningSpan } from '../../../core/business-hours.ts';
import type { Stretch } from '../rules/roster.ts';

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Sorted and without overlaps; stretches that touch become one. */
export function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: { from: number; to: number }[] = [];
  for (const { from, to } of stretches.toSorted((one, other) => one.from - other.from)) {
    const last = result.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else if (from < to) result.push({ from, to });
  }
  return result;
}

/** What of `within` lies outside these weekly hours, as the wall clock of `zone` shows them. */
export function outsideOf(hours: readonly OpeningSpan[], zone: string, within: Stretch): readonly Stretch[] {
  const open = joined([...datesOf(within, zone)].flatMap((date) => openOn(date, hours, zone)));
  const edges = [within.from, ...open.flatMap(({ from, to }) => [from, to]), within.to];
  const closed = Array.from({ length: edges.length / 2 }, (_, index) => ({
    from: Math.max(edges[index * 2] ?? 0, within.from),
    to: Math.min(edges[index * 2 + 1] ?? 0, within.to),
  }));
  return closed.filter(({ from, to }) => from < to);
}

function* datesOf({ from, to }: Stretch, zone: string): Generator<string> {
  const last = localDate(new Date(to), zone);
  for (let date = localDate(new Date(from), zone); date <= last; date = addDays(date, 1)) yield date;
}

function openOn(date: string, hours: readonly OpeningSpan[], zone: string): readonly Stretch[] {
  const weekday = weekdayOf(date);
  return hours
    .filter((span) => span.weekday === weekday)
    .map((span) => ({ from: instantOf(date, span.open, zone), to: instantOf(date, span.close, zone) }));
}

/** As toInstant, without its cost on dates on which the clocks do not change. */
function instantOf(date: string, minutes: number, zone: string): number {
  const wall = Date.parse(date) + minutes * MINUTE;
  const offset = steadyOffset(zone, wall - DAY, wall + DAY);
  return offset === undefined ? toInstant(date, minutes, zone).getTime() : wall - offset;
}
