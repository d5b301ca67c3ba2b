import { Temporal } from 'temporal-polyfill';

/** Local dates and times of the oracle: one question to Temporal each, remembered, and nothing shared with the product. */

const MINUTE = 60_000;

/** Keeps the answers to one question, which is asked of two things: a hundred thousand times about the same few days. */
function memory<Answer>(): (first: string | number, second: string | number, ask: () => Answer) => Answer {
  const known = new Map<string | number, Map<string | number, Answer>>();
  return (first, second, ask) => {
    const ofFirst = known.get(first) ?? new Map<string | number, Answer>();
    known.set(first, ofFirst);
    const remembered = ofFirst.get(second);
    if (remembered !== undefined) return remembered;
    const answer = ask();
    ofFirst.set(second, answer);
    return answer;
  };
}

const datesAt = memory<string>();
const starts = memory<number>();
const instants = memory<number>();
const laterDates = memory<string>();
const weekdays = memory<number>();

export function minutesBetween(from: number, to: number): number {
  return (to - from) / MINUTE;
}

/** The local date at an instant. */
export function dateAt(at: number, zone: string): string {
  return datesAt(zone, at, () =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate().toString(),
  );
}

/** The first instant of a local date, which is not always its midnight. */
export function startOf(date: string, zone: string): number {
  return starts(zone, date, () => Temporal.PlainDate.from(date).toZonedDateTime(zone).epochMilliseconds);
}

/** The instant at which the clock on the wall shows that time of that date; the first instant of the date where it is midnight. */
export function instantOf(date: string, time: string, zone: string): number {
  if (time === '00:00') return startOf(date, zone);
  return instants(
    zone,
    `${date}T${time}`,
    () => Temporal.PlainDateTime.from(`${date}T${time}`).toZonedDateTime(zone).epochMilliseconds,
  );
}

export function plusDays(date: string, days: number): string {
  return laterDates(days, date, () => Temporal.PlainDate.from(date).add({ days }).toString());
}

export function daysFrom(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(to, { largestUnit: 'days' }).days;
}

/** 1 Monday … 7 Sunday. */
export function weekday(date: string): number {
  return weekdays('weekday', date, () => Temporal.PlainDate.from(date).dayOfWeek);
}

/** Every local date on which a minute of the stretch lies. */
export function datesOf(from: number, to: number, zone: string): readonly string[] {
  const last = dateAt(to - 1, zone);
  const dates = [dateAt(from, zone)];
  for (let date = dates[0] ?? last; date < last;) {
    date = plusDays(date, 1);
    dates.push(date);
  }
  return dates;
}
