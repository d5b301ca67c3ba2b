import { addDays, localDate, localMinute } from '../../../core/local-time.ts';
import { shortDay } from './shift-words.ts';
import type { Absence } from './tables.ts';

type Away = Pick<Absence, 'startsAt' | 'endsAt' | 'timeZone' | 'isWholeDates' | 'kind'>;

/** `Thu 24 Dec to Thu 31 Dec · leave`, `Thu 24 Dec, 14:00 to 18:00`: by the wall clock that it was entered by. */
export function absenceText(absence: Away): string {
  return `${awayText(absence)}${absence.kind === 'leave' ? ' · leave' : ''}`;
}

export function awayText({ startsAt, endsAt, timeZone, isWholeDates }: Omit<Away, 'kind'>): string {
  if (isWholeDates) {
    const [first, last] = [localDate(startsAt, timeZone), addDays(localDate(endsAt, timeZone), -1)];
    return first === last ? shortDay(first) : `${shortDay(first)} to ${shortDay(last)}`;
  }
  const [from, to] = [localMinute(startsAt, timeZone).split(' '), localMinute(endsAt, timeZone).split(' ')];
  const [day = '', time = ''] = from;
  const [lastDay = '', until = ''] = to;
  return `${shortDay(day)}, ${time} to ${day === lastDay ? '' : `${shortDay(lastDay)}, `}${until}`;
}
