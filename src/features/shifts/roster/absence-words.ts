import { addDays, localDate, localMinute } from '../../../core/local-time.ts';
import { shortDay } from './shift-words.ts';
import type { Absence } from './tables.ts';

type Away = Pick<Absence, 'startsAt' | 'endsAt' | 'timeZone' | 'isWholeDates' | 'kind'>;

/** `Thu 24 Dec to Thu 31 Dec · leave`, `Thu 24 Dec, 14:00 to 18:00`: by the wall clock that it was entered by. */
export function absenceText(absence: Away, today: string): string {
  return `${awayText(absence, today)}${absence.kind === 'leave' ? ' · leave' : ''}`;
}

/** A day of another year than `today` says which. */
export function awayText({ startsAt, endsAt, timeZone, isWholeDates }: Omit<Away, 'kind'>, today: string): string {
  const dayText = (local: string) =>
    local.slice(0, 4) === today.slice(0, 4) ? shortDay(local) : `${shortDay(local)} ${local.slice(0, 4)}`;
  if (isWholeDates) {
    const [first, last] = [localDate(startsAt, timeZone), addDays(localDate(endsAt, timeZone), -1)];
    return first === last ? dayText(first) : `${dayText(first)} to ${dayText(last)}`;
  }
  const [from, to] = [localMinute(startsAt, timeZone).split(' '), localMinute(endsAt, timeZone).split(' ')];
  const [day = '', time = ''] = from;
  const [lastDay = '', until = ''] = to;
  return `${dayText(day)}, ${time} to ${day === lastDay ? '' : `${dayText(lastDay)}, `}${until}`;
}
