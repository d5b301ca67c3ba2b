import type { LocalSpan } from '../../../core/business-time/calendar.ts';
import { endOfDay } from '../../../core/business-hours.ts';
import { addDays } from '../dates.ts';
import { groupBy } from '../group-by.ts';
import { readEvents } from './events.ts';
import { type Occurrence, occurrencesOf } from './occurrences.ts';
import { dateOf, ianaZone, minutesOf, wallOf } from './zones.ts';

/** What an iCal file says for a team, by the team's local dates; in the order of the dates, each thing once. */
export interface IcalDays {
  readonly closed: readonly { readonly date: string; readonly name: string }[];
  readonly breaks: readonly { readonly date: string; readonly spans: readonly LocalSpan[] }[];
  /** Events in the file, and how many of them could not be read. */
  readonly events: number;
  readonly unreadable: number;
}

/** From which to which local date, both included, in which zone. */
export interface Range {
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
}

/**
 * Reads an iCal file (RFC 5545): all-day events close each date they cover (the end is exclusive), timed ones are breaks,
 * cancelled ones nothing. Whether an event shows as busy or free makes no difference: calendars of holidays say free.
 * @throws NotACalendar
 */
export function readIcal(text: string, range: Range): IcalDays {
  const { events, unreadable } = readEvents(text, range.timeZone);
  const found = occurrencesOf(events, wallOf(range.from, 0), wallOf(range.to, endOfDay));
  const isInRange = ({ date }: { readonly date: string }) => date >= range.from && date <= range.to;
  const [allDay, timed] = [true, false].map((is) => found.all.filter(({ event }) => event.isAllDay === is));
  return {
    closed: closedDates((allDay ?? []).flatMap((each) => datesOf(each, range)).filter(isInRange)),
    breaks: breaksByDate((timed ?? []).flatMap((each) => spansOf(each, range)).filter(isInRange)),
    events: events.length + unreadable,
    unreadable: unreadable + found.unreadable,
  };
}

type ClosedDate = IcalDays['closed'][number];

function datesOf({ event, start, end }: Occurrence, { from, to }: Range): readonly ClosedDate[] {
  const last = dateOf(Math.max(end, start + 1) - 1);
  const dates: ClosedDate[] = [];
  for (let date = later(dateOf(start), from); date <= last && date <= to; date = addDays(date, 1)) {
    dates.push({ date, name: event.name });
  }
  return dates;
}

function closedDates(found: readonly ClosedDate[]): readonly ClosedDate[] {
  const names = new Map<string, string>();
  for (const { date, name } of found.toSorted((a, b) => a.name.localeCompare(b.name, 'en'))) {
    if (!names.get(date)) names.set(date, name);
  }
  return [...names].map(([date, name]) => ({ date, name })).toSorted((a, b) => a.date.localeCompare(b.date));
}

interface DatedSpan extends LocalSpan {
  readonly date: string;
}

/** The span by the team's wall clock, cut at its midnights. */
function spansOf({ event, start, end }: Occurrence, { timeZone, from, to }: Range): readonly DatedSpan[] {
  if (end <= start) return [];
  const home = ianaZone(timeZone);
  const [open, close] = [start, end].map((wall) => home.toWall(event.zone.toInstant(wall)));
  if (open === undefined || close === undefined || close <= open) return [];
  const spans: DatedSpan[] = [];
  const last = dateOf(close - 1);
  for (let date = later(dateOf(open), from); date <= last && date <= to; date = addDays(date, 1)) {
    spans.push({
      date,
      open: date === dateOf(open) ? minutesOf(open) : 0,
      close: date === dateOf(close) ? minutesOf(close) : endOfDay,
    });
  }
  return spans;
}

function breaksByDate(found: readonly DatedSpan[]): IcalDays['breaks'] {
  return [...groupBy(found, (span) => span.date)]
    .map(([date, spans]) => ({ date, spans: merged(spans) }))
    .toSorted((a, b) => a.date.localeCompare(b.date));
}

function merged(spans: readonly LocalSpan[]): readonly LocalSpan[] {
  const result: { open: number; close: number }[] = [];
  for (const { open, close } of spans.toSorted((a, b) => a.open - b.open)) {
    const before = result.at(-1);
    if (before && before.close >= open) before.close = Math.max(before.close, close);
    else result.push({ open, close });
  }
  return result;
}

function later(a: string, b: string): string {
  return a > b ? a : b;
}
