import { dayAndTime } from '../../../core/local-time.ts';
import { dateToken, MID_SENTENCE } from '../../../slack/mrkdwn.ts';

/** `tomorrow 16:00`, later days with their weekday, to each reader in their zone; in `timeZone` where Slack writes no dates. */
export function timeToken(at: Date, timeZone: string): string {
  return dateToken(at, `${MID_SENTENCE}{date_long_pretty} {time}`, dayAndTime(at, timeZone));
}
