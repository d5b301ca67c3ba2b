import { Temporal } from 'temporal-polyfill';
import { steadyOffset } from '../../../core/zone-offsets.ts';

/** Local times by the clock on the wall of `zone`: `2026-10-24T22:00`; an offset (`+02:00`) where the time comes twice. */
export interface LocalShiftTimes {
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly zone: string;
  readonly startOffset?: string | undefined;
  readonly endOffset?: string | undefined;
}

export interface ShiftTimes {
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** `+02:00` */
  readonly startOffset: string;
  readonly endOffset: string;
}

/** unreadable: no local time at all; nonexistent: the clocks skip it; ambiguous: it comes twice; wrong_offset: it never was at that offset. */
export type TimeReason = 'unreadable' | 'nonexistent' | 'ambiguous' | 'wrong_offset';

export interface TimeProblem {
  readonly reason: TimeReason;
  /** The offsets that the local time has in its zone, earlier instant first; none where it does not exist. */
  readonly options: readonly string[];
}

export interface ShiftTimeProblem extends TimeProblem {
  readonly field: 'start' | 'end';
}

/** Which instant a local time is, and at which offset. */
export interface LocalInstant {
  readonly at: Date;
  readonly offset: string;
}

/**
 * The instants of a shift's start and end, or the first that is none: nothing is guessed where clocks change. Whether the
 * end comes after the start is for the caller to see. The zone must be an IANA zone.
 */
export function toShiftTimes(times: LocalShiftTimes): ShiftTimes | ShiftTimeProblem {
  const start = toLocalInstant(times.startsLocal, times.zone, times.startOffset);
  if (isTimeProblem(start)) return { field: 'start', ...start };
  const end = toLocalInstant(times.endsLocal, times.zone, times.endOffset);
  if (isTimeProblem(end)) return { field: 'end', ...end };
  return { startsAt: start.at, endsAt: end.at, startOffset: start.offset, endOffset: end.offset };
}

/** The one instant at which a wall clock in the zone shows that time (to the minute or second), at that offset where one is given. */
export function toLocalInstant(local: string, zone: string, offset?: string): LocalInstant | TimeProblem {
  const time = readLocal(local);
  if (!time) return { reason: 'unreadable', options: [] };
  const found = steadyInstant(time, zone) ?? instantsOf(time, zone);
  const options = found.map((each) => each.offset);
  if (found.length === 0) return { reason: 'nonexistent', options };
  if (offset === undefined) return found.length === 1 && found[0] ? found[0] : { reason: 'ambiguous', options };
  return found.find((each) => each.offset === offset) ?? { reason: 'wrong_offset', options };
}

export function isTimeProblem<Problem extends TimeProblem>(result: object | Problem): result is Problem {
  return 'reason' in result;
}

function readLocal(local: string): Temporal.PlainDateTime | undefined {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?$/.test(local)) return undefined;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}

const HOUR_MS = 3_600_000;
/** No zone is further from UTC. */
const FARTHEST_MS = 15 * HOUR_MS;

/** Without asking the zone: where its clocks do not change about then, which is nearly always. */
function steadyInstant(time: Temporal.PlainDateTime, zone: string): readonly LocalInstant[] | undefined {
  const wall = Date.UTC(time.year, time.month - 1, time.day, time.hour, time.minute, time.second);
  const offset = steadyOffset(zone, wall - FARTHEST_MS, wall + FARTHEST_MS);
  if (offset === undefined || offset % 60_000 !== 0) return undefined;
  return [{ at: new Date(wall - offset), offset: isoOffset(offset) }];
}

/** `+02:00` */
function isoOffset(offset: number): string {
  const minutes = Math.abs(offset) / 60_000;
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${offset < 0 ? '-' : '+'}${hours}:${rest}`;
}

/** Earlier first; empty for a time that the clocks skip. */
function instantsOf(time: Temporal.PlainDateTime, zone: string): readonly LocalInstant[] {
  const earlier = time.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!earlier.toPlainDateTime().equals(time)) return [];
  const later = time.toZonedDateTime(zone, { disambiguation: 'later' });
  const both = earlier.epochMilliseconds === later.epochMilliseconds ? [earlier] : [earlier, later];
  return both.map((each) => ({ at: new Date(each.epochMilliseconds), offset: each.offset }));
}
