import type { Message } from '../../outbox/enqueue.ts';
import { dayAndTime } from '../../core/local-time.ts';
import { actions, button, section } from '../../slack/blocks.ts';
import { inline } from '../../slack/mrkdwn.ts';
import type { Team } from '../tables.ts';
import type { IcalCopy } from './tables.ts';

/** What the buttons and forms of the calendar are found by. */
export const calendarIds = {
  form: 'team.calendar',
  places: 'team.calendar-places',
  show: 'team.calendar-show',
  removeFile: 'team.calendar-remove-file',
} as const;

/** To the managers, once for as long as it lasts. */
export function unreadableCalendarMessage(team: Team, copy: IcalCopy, why: string): Message {
  const readAt = dayAndTime(copy.readAt, team.timeZone);
  const text = `The iCal file of *${inline(team.name)}* cannot be read any more: ${inline(why)} Its copy of ${readAt} stays in use.`;
  return {
    text,
    blocks: [section(text), actions([button('Change the calendar', calendarIds.form, { value: team.id })])],
  };
}
