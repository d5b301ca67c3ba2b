import { Temporal } from 'temporal-polyfill';

/** Whether this is a time zone such as Europe/Berlin. Bare offsets are none: they know no summer time. */
export function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
}

/** All time zones by name, UTC first. */
export function allZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}

/** What a zone's clocks are ahead of UTC at that instant, in minutes. */
export function offsetMinutes(zone: string, at: Date): number {
  return zoned(at, zone).offsetNanoseconds / 60_000_000_000;
}

/** `UTC+01:00` */
export function offsetText(zone: string, at: Date): string {
  return `UTC${zoned(at, zone).offset}`;
}

/** The zone as people say it: `Berlin, UTC+01:00`. */
export function zoneText(zone: string, at: Date): string {
  return `${cityOf(zone)}, ${offsetText(zone, at)}`;
}

/** `Buenos Aires` of America/Argentina/Buenos_Aires. */
export function cityOf(zone: string): string {
  return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/**
 * The instant of a local date (`2026-11-22`) and minutes after its midnight, 1440 being midnight of the next date.
 * A time that the clocks skip moves forward by the length of the gap; of a time that comes twice it is the first.
 */
export function toInstant(date: string, minutes: number, zone: string): Date {
  const days = Math.floor(minutes / 1440);
  const local = Temporal.PlainDate.from(date)
    .add({ days })
    .toPlainDateTime({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 });
  return new Date(local.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}

/**
 * The instant at which a wall clock first shows that time of the date, or, where the clocks skip it, the first minute after
 * the gap (which may be the next date's). Undefined for a date that the zone leaves out.
 */
export function firstInstantOf(date: string, minutes: number, zone: string): Date | undefined {
  const onDate = Temporal.PlainDate.from(date);
  const local = onDate.toPlainDateTime({ hour: Math.floor(minutes / 60), minute: minutes % 60 });
  const at = local.toZonedDateTime(zone);
  if (at.toPlainDateTime().equals(local)) return new Date(at.epochMilliseconds);
  if (!onDate.toZonedDateTime(zone).toPlainDate().equals(onDate)) return undefined;
  const gap = local.toZonedDateTime(zone, { disambiguation: 'earlier' }).getTimeZoneTransition('next');
  return new Date((gap ?? at).epochMilliseconds);
}

/** The local date so many days later. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** The local date and minute at an instant, as spreadsheets read it: `2026-11-22 16:00`. */
export function localMinute(at: Date, zone: string): string {
  return zoned(at, zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

/** 1 Monday … 7 Sunday, of a local date. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek;
}

/** The local date at an instant: `2026-11-22`. */
export function localDate(at: Date, zone: string): string {
  return zoned(at, zone).toPlainDate().toString();
}

/** 1 Monday … 7 Sunday, by the zone's own calendar. */
export function localWeekday(at: Date, zone: string): number {
  return zoned(at, zone).dayOfWeek;
}

/** Minutes after local midnight, by the wall clock. */
export function localMinutes(at: Date, zone: string): number {
  const local = zoned(at, zone);
  return local.hour * 60 + local.minute;
}

/** For a sentence, in words that name the weekday: `Friday 27 November, 16:00`. */
export function dayAndTime(at: Date, zone: string): string {
  return `${day(at, zone)}, ${timeOfDay(at, zone)}`;
}

/** `Friday 27 November` */
export function day(at: Date, zone: string): string {
  const format =
    days.get(zone) ??
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'long', day: 'numeric', month: 'long' });
  days.set(zone, format);
  return format.format(at).replace(',', '');
}

/** `16:00` */
export function timeOfDay(at: Date, zone: string): string {
  const format =
    clocks.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  clocks.set(zone, format);
  return format.format(at);
}

/** By zone: to make one takes a hundred times as long as to use it, and lists have hundreds of times. */
const clocks = new Map<string, Intl.DateTimeFormat>();
const days = new Map<string, Intl.DateTimeFormat>();

function zoned(at: Date, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone);
}
