import { dayAndTime, localMinutes } from '../../../core/local-time.ts';
import { dayOf, lastDayOf } from './last-day.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { type Count, countText } from './readers/counts.ts';
import type { Later, Report } from './readers/report.ts';

/** `the end of Friday 27 November`, where that is when it is due for whoever reads it; else `Friday 27 November, 17:00`. */
export function dueText(dueAt: Date, timeZone: string): string {
  if (localMinutes(dueAt, timeZone) !== 0) return dayAndTime(dueAt, timeZone);
  return `the end of ${dayOf(lastDayOf(dueAt, timeZone))}`;
}

/** `one person`, `14 people` */
export function peopleText(count: number): string {
  return count === 1 ? 'one person' : `${count.toLocaleString('en-GB')} people`;
}

/** `All 14 have read it`, `12 of 14 (86 %) have read it`: see countText. */
export function haveRead({ read, of }: Count, shown: string): string {
  if (of === 0) return 'Nobody has to read it';
  if (read === of) return of === 1 ? 'The only one has read it' : `All ${of} have read it`;
  return `${shown} ${read === 1 ? 'has' : 'have'} read it`;
}

/** How it stands in a sentence without its point: of newcomers alone nobody had to by the deadline. */
export function standText({ total, later }: Pick<Report, 'total' | 'later'>): string {
  return total.of === 0 && later ? 'Nobody had to read it by then' : haveRead(total, countText(total));
}

/** `2 joined later: until Friday 4 December`; nothing where nobody did. */
export function laterText(later: Later | undefined): string {
  return later ? `${later.count} joined later: until ${dayOf(later.lastDay)}` : '';
}

/** `Ana, Ben and 12 more`, of text for markup. */
export function namesText(names: readonly string[], most: number): string {
  const shown = names.slice(0, most).map((name) => inline(name));
  const rest = names.length - shown.length;
  return rest === 0 ? shown.join(', ') : `${shown.join(', ')} and ${rest} more`;
}
