import { Temporal } from 'temporal-polyfill';

/** A time in which a zone's clocks do not change; `offset` is what they are ahead of UTC. All in milliseconds. */
interface Period {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/** Facts of the zone database, kept because asking for one costs fifty times more than looking here. */
const known = new Map<string, Period[]>();

/** Milliseconds that the zone's clocks are ahead of UTC all the time from `from` to `to`; undefined if they change in between. */
export function steadyOffset(zone: string, from: number, to: number): number | undefined {
  const period = periodAt(zone, from);
  return to <= period.to ? period.offset : undefined;
}

/** Milliseconds that the zone's clocks are ahead of UTC at that instant. */
export function offsetAt(zone: string, at: number): number {
  return periodAt(zone, at).offset;
}

function periodAt(zone: string, at: number): Period {
  const periods = known.get(zone) ?? [];
  const found = periods.find((period) => period.from <= at && at < period.to);
  if (found) return found;
  const period = readPeriod(zone, at);
  known.set(zone, [...periods, period]);
  return period;
}

function readPeriod(zone: string, at: number): Period {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  // "Previous" is strictly before: a change at this very instant is the previous one of the next millisecond.
  const began = zoned.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const ends = zoned.getTimeZoneTransition('next');
  return {
    from: began?.epochMilliseconds ?? Number.NEGATIVE_INFINITY,
    to: ends?.epochMilliseconds ?? Number.POSITIVE_INFINITY,
    offset: zoned.offsetNanoseconds / 1_000_000,
  };
}
