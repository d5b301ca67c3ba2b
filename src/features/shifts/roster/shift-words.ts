import type { ShiftRow } from './tables.ts';

type Times = Pick<ShiftRow, 'startsLocal' | 'endsLocal'>;

/** By its own wall clock: `Fri 27 Nov, 22:00–06:00`. */
export function shiftTimesText({ startsLocal, endsLocal }: Times): string {
  return `${shortDay(startsLocal)}, ${startsLocal.slice(11)}–${endsLocal.slice(11)}`;
}

/** `Ana's shift on Fri 27 Nov, 22:00–06:00`, or `the open shift on …`. */
export function shiftText(shift: Times, holder: string | null): string {
  return `${holder === null ? 'the open' : `${holder}’s`} shift on ${shiftTimesText(shift)}`;
}

/** `Fri 27 Nov`, of a local date, with or without a time behind it. */
export function shortDay(local: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', weekday: 'short', day: 'numeric', month: 'short' });
  return parts.format(new Date(`${local.slice(0, 10)}T00:00Z`)).replace(',', '');
}
