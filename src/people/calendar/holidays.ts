import Holidays from 'date-holidays';
import { addDays } from './dates.ts';

/** Public holidays of a place, by local date. */
export type HolidayNames = ReadonlyMap<string, string>;

/** What is worked out once is kept: a year takes some milliseconds, in a few countries up to a tenth of a second. */
const years = new Map<string, HolidayNames>();
const MOST_YEARS = 2_000;

/**
 * The public holidays of a place such as `ES` or `DE-BY-A` in these years, with their English names (the country's own
 * where there is none), days off instead of a holiday on a weekend included. A place that is not known has none.
 */
export function holidaysOf(place: string, fromYear: number, toYear: number): HolidayNames {
  const all = new Map<string, string>();
  for (let year = fromYear; year <= toYear; year += 1)
    for (const [date, name] of ofYear(place, year)) all.set(date, name);
  return all;
}

function ofYear(place: string, year: number): HolidayNames {
  const key = `${place}:${year}`;
  const known = years.get(key);
  if (known) return known;
  if (years.size >= MOST_YEARS) years.clear();
  const found = workOut(place, year);
  years.set(key, found);
  return found;
}

function workOut(place: string, year: number): HolidayNames {
  const [country = '', state = '', region = ''] = place.split('-');
  const names = new Map<string, string>();
  for (const { type, date, start, end, name } of new Holidays(country, state, region).getHolidays(year, 'en')) {
    // What begins at noon is half a day: the team says itself what it makes of that.
    if (type !== 'public' || !date.includes(' 00:00:00')) continue;
    for (const day of datesOf(date, start, end)) names.set(day, name);
  }
  return names;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** Some take several days; whole days with a change of the clocks in them are an hour shorter or longer. */
function datesOf(date: string, start: Date, end: Date): readonly string[] {
  const first = date.slice(0, 10);
  const days = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS));
  return Array.from({ length: days }, (_, index) => addDays(first, index));
}
