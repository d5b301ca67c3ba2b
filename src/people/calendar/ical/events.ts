import ICAL from 'ical.js';
import { type Wall, type WallZone, ianaZone, zoneOf } from './zones.ts';

/** An event as its file describes it, in times of its own wall clock. */
export interface IcalEvent {
  readonly uid: string;
  readonly name: string;
  /** Of the first attendee, in lower case, where it is given as such. */
  readonly attendee: string | undefined;
  readonly place: string;
  readonly isAllDay: boolean;
  readonly isCancelled: boolean;
  readonly sequence: number;
  readonly zone: WallZone;
  readonly start: Wall;
  /** Later than start. */
  readonly end: Wall;
  /** As written: `FREQ=WEEKLY;BYDAY=MO`. */
  readonly rules: readonly string[];
  readonly addedStarts: readonly Wall[];
  /** Occurrences that do not happen; a whole day where the file names a date only. */
  readonly left: readonly { readonly at: Wall; readonly isDay: boolean }[];
  /** Which occurrence of the series with this uid it stands for. */
  readonly insteadOf: Wall | undefined;
}

export interface IcalFile {
  readonly events: readonly IcalEvent[];
  /** How many events could not be read. */
  readonly unreadable: number;
}

/** The text is no calendar at all; the message is for whoever gave it. */
export class NotACalendar extends Error {}

const MOST_EVENTS = 20_000;

/**
 * Reads the events of an iCal file, each on its own, so that a broken one costs none but itself. Times that name no zone
 * are meant in `homeZone`, as are those of a zone that nobody knows.
 * @throws NotACalendar
 */
export function readEvents(text: string, homeZone: string): IcalFile {
  if (!/^\uFEFF?\s*BEGIN:VCALENDAR\s*$/im.test(text)) throw new NotACalendar('That is not an iCal file.');
  const blocks = partsOf(text, 'VEVENT');
  if (blocks.length > MOST_EVENTS) throw new NotACalendar(`That calendar has more than ${MOST_EVENTS} events.`);
  const zones = definedZones(text);
  const allCancelled = /^METHOD:CANCEL\s*$/im.test(text);
  const home = ianaZone(homeZone);
  const events: IcalEvent[] = [];
  for (const block of blocks) {
    const event = eventOf(block, { zones, home, allCancelled });
    if (event) events.push(event);
  }
  return { events, unreadable: blocks.length - events.length };
}

function partsOf(text: string, name: string): readonly string[] {
  const part = new RegExp(`^BEGIN:${name}[ \\t]*\\r?\\n[\\s\\S]*?^END:${name}[ \\t]*$`, 'gim');
  return [...text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').matchAll(part)].map(([found]) => found);
}

function definedZones(text: string): ReadonlyMap<string, ICAL.Timezone> {
  const zones = new Map<string, ICAL.Timezone>();
  for (const part of partsOf(text, 'VTIMEZONE')) {
    try {
      const zone = new ICAL.Timezone(new ICAL.Component(ICAL.parse(part)));
      zones.set(zone.tzid, zone);
    } catch {
      // Its events are read in the team's zone.
    }
  }
  return zones;
}

interface Surroundings {
  readonly zones: ReadonlyMap<string, ICAL.Timezone>;
  readonly home: WallZone;
  readonly allCancelled: boolean;
}

/** Undefined where it cannot be read, or ends before it starts. */
function eventOf(block: string, around: Surroundings): IcalEvent | undefined {
  try {
    const component = new ICAL.Component(ICAL.parse(block));
    const times = timesOf(component, around);
    return times && { ...times, ...factsOf(component, around.allCancelled) };
  } catch {
    return undefined;
  }
}

function factsOf(component: ICAL.Component, allCancelled: boolean) {
  const text = (name: string) => String(component.getFirstPropertyValue(name) ?? '');
  return {
    uid: text('uid'),
    name: text('summary').trim(),
    attendee: /^mailto:(.+)$/i.exec(text('attendee').trim())?.[1]?.toLowerCase(),
    place: text('location').trim(),
    isCancelled: allCancelled || text('status').toUpperCase() === 'CANCELLED',
    sequence: Number(text('sequence')) || 0,
    rules: component.getAllProperties('rrule').map((rule) => String(rule.getFirstValue())),
  };
}

function timesOf(component: ICAL.Component, around: Surroundings) {
  const dtstart = component.getFirstProperty('dtstart');
  if (!dtstart) return undefined;
  const { startDate, endDate } = new ICAL.Event(component);
  const zone = zoneOfProperty(dtstart, startDate, around) ?? around.home;
  const toWall = (property: ICAL.Property, time: ICAL.Time): Wall => {
    const own = zoneOfProperty(property, time, around) ?? zone;
    return own === zone ? plainWall(time) : zone.toWall(own.toInstant(plainWall(time)));
  };
  const start = plainWall(startDate);
  const end = toWall(component.getFirstProperty('dtend') ?? dtstart, endDate);
  if (end < start) return undefined;
  const instead = component.getFirstProperty('recurrence-id');
  return {
    zone,
    isAllDay: startDate.isDate,
    start,
    end,
    addedStarts: timesIn(component, 'rdate').map(([property, time]) => toWall(property, time)),
    left: timesIn(component, 'exdate').map(([property, time]) => ({ at: toWall(property, time), isDay: time.isDate })),
    insteadOf: instead ? toWall(instead, timeOf(instead.getFirstValue())) : undefined,
  };
}

function timesIn(component: ICAL.Component, name: string): readonly (readonly [ICAL.Property, ICAL.Time])[] {
  return component
    .getAllProperties(name)
    .flatMap((property) => property.getValues().map((value: unknown) => [property, timeOf(value)] as const));
}

function timeOf(value: unknown): ICAL.Time {
  if (value instanceof ICAL.Period) return value.start;
  if (value instanceof ICAL.Time) return value;
  throw new Error('not a time');
}

/** Of a date and of a time without a zone: undefined. */
function zoneOfProperty(property: ICAL.Property, time: ICAL.Time, { zones, home }: Surroundings): WallZone | undefined {
  if (time.isDate) return undefined;
  if (time.zone === ICAL.Timezone.utcTimezone) return ianaZone('UTC');
  const tzid = property.getFirstParameter('tzid');
  return tzid ? (zoneOf(tzid, zones) ?? home) : undefined;
}

function plainWall({ year, month, day, hour, minute }: ICAL.Time): Wall {
  return Date.UTC(year, month - 1, day, hour, minute);
}
