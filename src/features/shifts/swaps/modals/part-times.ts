import type { PlainTextOption } from '@slack/types';
import { localDate } from '../../../../core/local-time.ts';
import { option } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import type { ShiftRow } from '../../roster/tables.ts';
import { timeText } from '../../roster/shift-words.ts';

/** What whoever chooses a part should know before the rules say it. */
export const ONLY_ENDS =
  'Choose its beginning or its end: a part from the middle leaves a gap, which the rule on rest counts like any other.';

const QUARTER_MS = 15 * 60_000;

/**
 * Where a shift can be cut: every quarter of an hour that passes in it, wider apart where a menu would be too long. The value
 * is the instant in seconds, so that a time which the clocks show twice, or never, needs no questions.
 */
export function partTimes(shift: Pick<ShiftRow, 'startsAt' | 'endsAt' | 'timeZone'>): readonly PlainTextOption[] {
  const [from, to] = [shift.startsAt.getTime(), shift.endsAt.getTime()];
  const step = QUARTER_MS * Math.ceil((to - from) / QUARTER_MS / (LIMITS.options.select - 2));
  const times: number[] = [];
  for (let at = from; at < to; at += step) times.push(at);
  return [...times, to].map((at) => timeOption(new Date(at), shift));
}

function timeOption(at: Date, { startsAt, timeZone }: Pick<ShiftRow, 'startsAt' | 'timeZone'>): PlainTextOption {
  const isNextDay = localDate(at, timeZone) !== localDate(startsAt, timeZone);
  return option(`${timeText(at, timeZone)}${isNextDay ? ', next day' : ''}`, String(at.getTime() / 1000));
}

/** The instant of such a value. */
export function timeIn(value: string | undefined): Date | undefined {
  const seconds = Number(value);
  return value === undefined || !Number.isSafeInteger(seconds) ? undefined : new Date(seconds * 1000);
}
