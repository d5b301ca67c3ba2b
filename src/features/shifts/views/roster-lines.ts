import {
  addDays,
  cityOf,
  localDate,
  offsetMinutes,
  offsetText,
  timeOfDay,
  toInstant,
} from '../../../core/local-time.ts';
import { oneLine } from '../../../slack/mrkdwn.ts';
import { kindText, lengthText, spanText, wholeOf } from '../roster/shift-words.ts';
import type { ShiftGroup } from './read-groups.ts';
import type { ListedShift, Mates } from './read-own.ts';

/** Lines of the roster. Plain text, shown as it is. */

type Timed = Pick<ListedShift, 'startsAt' | 'endsAt' | 'timeZone'>;

/** `06:00–14:00`; in another zone than the window's it names the city. */
export function timesIn(shift: Timed, zone: string): string {
  const times = spanText(wholeOf(shift), shift.timeZone);
  return shift.timeZone === zone ? times : `${times} ${cityOf(shift.timeZone)}`;
}

/** `07:00–15:00 your time`, where the reader's clocks show something else. */
export function yourTime(shift: Timed, reader: string): string {
  const ahead = offsetMinutes(reader, shift.startsAt) - offsetMinutes(shift.timeZone, shift.startsAt);
  if (ahead === 0) return '';
  const { startsAt, endsAt } = shift;
  const isOtherDay = localDate(startsAt, reader) !== localDate(startsAt, shift.timeZone);
  const day = isOtherDay ? `${weekdayText(startsAt, reader)} ` : '';
  return `${day}${timeOfDay(startsAt, reader)}–${timeOfDay(endsAt, reader)} your time`;
}

/** `Early · phone · 8 h`: what the times do not say. */
export function factsOf(shift: Parameters<typeof kindText>[0] & Timed & Pick<ListedShift, 'breakMinutes'>): string {
  return [kindText(shift), lengthText(shift, wholeOf(shift))].filter(Boolean).join(' · ');
}

/** Only where the clocks change: else the times say it. */
export function clockChange(shift: Timed): string {
  const length = lengthText({ ...shift, breakMinutes: 0 }, wholeOf(shift));
  return length.includes('clocks') ? length : '';
}

/** `with Ben, Cem and 3 others` */
export function matesText({ names, total }: Mates): string {
  if (total === 0) return 'on your own';
  return `with ${namesText(names, total)}`;
}

/** `Ben, Cem and 3 others`; `total` counts those who are not named too. */
export function namesText(names: readonly string[], total: number): string {
  const rest = total - names.length;
  const shown = names.map(oneLine);
  if (rest > 0) return `${shown.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** Who is in a group: `Ana, Ben and 12 others`, `2 open`. */
export function groupNames({ isOpen, people, count }: Pick<ShiftGroup, 'isOpen' | 'people' | 'count'>): string {
  if (isOpen) return `${count} open`;
  return namesText(
    people.map(({ name }) => name ?? 'Somebody who has left'),
    count,
  );
}

/** `Berlin, UTC+01:00`, or `+01:00 until Sunday, then +02:00` in the week of a change. */
export function zoneOfDays(zone: string, from: string, to: string): string {
  const [start, end] = [toInstant(from, 720, zone), toInstant(to, 720, zone)];
  const [before, after] = [offsetText(zone, start), offsetText(zone, end)];
  if (before === after) return `${cityOf(zone)}, ${before}`;
  const change = daysBetween(from, to).find((date) => offsetText(zone, toInstant(date, 720, zone)) === after) ?? to;
  return `${cityOf(zone)}, ${before}, from ${weekdayText(toInstant(change, 720, zone), zone)} ${after}`;
}

/** All dates from one to another. */
export function daysBetween(from: string, to: string): readonly string[] {
  const dates = [from];
  while ((dates.at(-1) ?? to) < to) dates.push(addDays(dates.at(-1) ?? to, 1));
  return dates;
}

/** `23 Nov – 29 Nov` */
export function weekText(monday: string): string {
  return `${dateText(monday)} – ${dateText(addDays(monday, 6))}`;
}

function weekdayText(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short' }).format(at);
}

function dateText(date: string): string {
  const words = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short' });
  return words.format(new Date(`${date}T00:00Z`));
}
