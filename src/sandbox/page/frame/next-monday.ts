import { Temporal } from 'temporal-polyfill';

/** The Monday to come, five minutes before nine on the wall. */
export function nextMonday(at: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  const today = at.withPlainTime({ hour: 8, minute: 55 });
  const days = (8 - at.dayOfWeek) % 7;
  const monday = today.add({ days });
  return Temporal.ZonedDateTime.compare(monday, at) > 0 ? monday : monday.add({ days: 7 });
}
