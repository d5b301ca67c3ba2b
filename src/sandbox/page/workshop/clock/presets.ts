/** Moments worth moving the clock to, on the wall of whoever looks; across a change of daylight-saving time too. */
import { Temporal } from 'temporal-polyfill';
import type { ClockMove } from '../../../protocol.ts';

export interface Preset {
  key: string;
  label: string;
  move: ClockMove;
  /** When it would be then. */
  at: Temporal.ZonedDateTime;
}

const BEFORE_WORK = { hour: 8, minute: 55 };
const END_OF_SHIFT = { hour: 17, minute: 55 };

/** In the order of the menu; what is past already is left out. */
export function presets(now: Temporal.ZonedDateTime): Preset[] {
  const tomorrow = now.add({ days: 1 }).withPlainTime(BEFORE_WORK);
  const monday = nextMonday(now);
  return [
    step('quarter', '+15 minutes', now.add({ minutes: 15 }), 15),
    step('hour', '+1 hour', now.add({ hours: 1 }), 60),
    moment('shift', 'End of today’s shift 17:55', now.withPlainTime(END_OF_SHIFT)),
    // On a Sunday both are the same.
    ...(tomorrow.equals(monday) ? [] : [moment('tomorrow', 'Tomorrow 08:55', tomorrow)]),
    moment('monday', 'Next Monday 08:55', monday),
  ].filter(({ at }) => Temporal.ZonedDateTime.compare(at, now) > 0);
}

function step(key: string, label: string, at: Temporal.ZonedDateTime, minutes: number): Preset {
  return { key, label, at, move: { byMs: minutes * 60_000 } };
}

function moment(key: string, label: string, at: Temporal.ZonedDateTime): Preset {
  return { key, label, at, move: { to: at.toInstant().toString() } };
}

/** What the label of a preset leaves open: the time, or the day. */
export function whenIs({ move, at }: Preset, now: Temporal.ZonedDateTime): string {
  if (!('byMs' in move)) return dayOnTheWall(at);
  return at.toPlainDate().equals(now.toPlainDate()) ? timeOnTheWall(at) : onTheWall(at);
}

/** The Monday to come, five minutes before nine on the wall. */
export function nextMonday(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const today = at.withPlainTime(BEFORE_WORK);
  const monday = today.add({ days: (8 - at.dayOfWeek) % 7 });
  return Temporal.ZonedDateTime.compare(monday, at) > 0 ? monday : monday.add({ days: 7 });
}

/** "Mon 23 Nov 08:55" */
export function onTheWall(at: Temporal.ZonedDateTime): string {
  return `${dayOnTheWall(at)} ${timeOnTheWall(at)}`;
}

function dayOnTheWall(at: Temporal.ZonedDateTime): string {
  return at.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', '');
}

export function timeOnTheWall(at: Temporal.ZonedDateTime): string {
  return at.toLocaleString('en-GB', { hour: '2-digit', minute: '2-digit' });
}
