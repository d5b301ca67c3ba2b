import { dayAndTime, localDate, timeOfDay } from '../../core/local-time.ts';
import { mention, oneLine } from '../../slack/mrkdwn.ts';
import type { CaseView } from './case-view.ts';

/** Whoever reads a sentence: what is theirs is said as such, times are in their zone. */
export interface Reader {
  readonly slackId: string;
  readonly timeZone: string;
}

/** A person not read yet is mentioned, which Slack shows by name. */
export function nameIn(view: CaseView, slackId: string): string {
  const name = view.names[slackId];
  return name === undefined ? mention(slackId) : oneLine(name);
}

export function timeFor({ timeZone }: Pick<Reader, 'timeZone'>, at: Date, now: Date): string {
  return isToday({ timeZone }, at, now) ? timeOfDay(at, timeZone) : dayAndTime(at, timeZone);
}

export function isToday({ timeZone }: Pick<Reader, 'timeZone'>, at: Date, now: Date): boolean {
  return localDate(at, timeZone) === localDate(now, timeZone);
}
