import { createRequire } from 'node:module';
import type * as rrule from 'rrule';
import { groupBy } from '../group-by.ts';
import type { IcalEvent } from './events.ts';
import { type Wall, dateOf } from './zones.ts';

// The package says it is one of ES modules, and is not.
const { RRule } = createRequire(import.meta.url)('rrule') as typeof rrule;

/** One time that an event happens, by the wall clock of its zone. */
export interface Occurrence {
  readonly event: IcalEvent;
  readonly start: Wall;
  readonly end: Wall;
}

const DAY_MS = 24 * 60 * 60 * 1000;
/** Events that come back within a day mean no closing of a desk, and their rules can be endless to work out. */
const WITHIN_A_DAY = /FREQ=(?:HOURLY|MINUTELY|SECONDLY)/i;
/** In all of a file. */
const MOST = 20_000;

export interface Occurrences {
  readonly all: readonly Occurrence[];
  /** How many events have a rule that cannot be worked out. */
  readonly unreadable: number;
}

/**
 * Everything that happens between two wall times (of any zone, so about a day wider than asked). Of several versions of an
 * event the last one counts; cancelled events and occurrences do not happen; a changed occurrence happens as it was
 * changed.
 */
export function occurrencesOf(events: readonly IcalEvent[], from: Wall, to: Wall): Occurrences {
  const all: Occurrence[] = [];
  let unreadable = 0;
  for (const series of seriesIn(events)) {
    try {
      const left = MOST - all.length;
      if (left <= 0) throw new Error('too many');
      all.push(...happening(series, from - DAY_MS, to + DAY_MS).slice(0, left));
    } catch {
      unreadable += 1;
    }
  }
  return { all, unreadable };
}

interface Series {
  readonly main: IcalEvent | undefined;
  readonly changes: readonly IcalEvent[];
}

function seriesIn(events: readonly IcalEvent[]): readonly Series[] {
  const byUid = groupBy(events, (event) => event.uid);
  const nameless = byUid.get('') ?? [];
  byUid.delete('');
  return [
    ...nameless.map((main) => ({ main, changes: [] })),
    ...[...byUid.values()].map((versions) => ({
      main: newest(versions.filter((event) => event.insteadOf === undefined)),
      changes: [...groupBy(versions, (event) => event.insteadOf).values()]
        .flatMap((same) => newest(same) ?? [])
        .filter((event) => event.insteadOf !== undefined),
    })),
  ];
}

function newest(versions: readonly IcalEvent[]): IcalEvent | undefined {
  return versions.reduce<IcalEvent | undefined>(
    (best, event) => (best === undefined || event.sequence >= best.sequence ? event : best),
    undefined,
  );
}

function happening({ main, changes }: Series, from: Wall, to: Wall): readonly Occurrence[] {
  if (main?.isCancelled) return [];
  const changed = new Set(changes.map((change) => change.insteadOf));
  const planned = main ? startsOf(main, from - (main.end - main.start), to).map((start) => starting(main, start)) : [];
  const asPlanned = planned.filter(({ start }) => !changed.has(start));
  const instead = changes.filter((change) => !change.isCancelled).map((change) => starting(change, change.start));
  return [...asPlanned, ...instead].filter(({ start, end }) => end >= from && start <= to);
}

function starting(event: IcalEvent, start: Wall): Occurrence {
  return { event, start, end: start + (event.end - event.start) };
}

/** The first one happens whatever the rules say. */
function startsOf(event: IcalEvent, from: Wall, to: Wall): readonly Wall[] {
  const starts = new Set([
    event.start,
    ...event.addedStarts,
    ...event.rules.flatMap((rule) => byRule(event, rule, from, to)),
  ]);
  const leftOut = new Set(event.left.filter(({ isDay }) => !isDay).map((left) => left.at));
  const leftDays = new Set(event.left.filter(({ isDay }) => isDay).map((left) => dateOf(left.at)));
  return [...starts].filter((start) => !leftOut.has(start) && !leftDays.has(dateOf(start)));
}

function byRule(event: IcalEvent, rule: string, from: Wall, to: Wall): readonly Wall[] {
  if (WITHIN_A_DAY.test(rule)) throw new Error('comes back within a day');
  const { until, tzid: _tzid, ...options } = RRule.parseString(rule);
  const recurrence = new RRule({
    ...options,
    dtstart: new Date(event.start),
    ...(until && { until: new Date(lastWall(event, rule, until)) }),
  });
  return recurrence
    .between(new Date(from), new Date(to), true, (_at, index) => index < MOST)
    .map((start) => start.getTime());
}

/** An end that is an instant is brought to the event's own clock; one that is a date includes that day. */
function lastWall(event: IcalEvent, rule: string, until: Date): Wall {
  const written = /UNTIL=([^;]*)/i.exec(rule)?.[1] ?? '';
  if (/Z$/i.test(written)) return event.isAllDay ? until.getTime() : event.zone.toWall(until);
  return written.includes('T') ? until.getTime() : until.getTime() + DAY_MS - 1;
}
