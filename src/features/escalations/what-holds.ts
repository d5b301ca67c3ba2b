import { dayAndTime, localDate, timeOfDay } from '../../core/local-time.ts';
import { mention, oneLine } from '../../slack/mrkdwn.ts';
import type { CaseView } from './case-view.ts';

interface Reader {
  readonly slackId: string;
  readonly timeZone: string;
}

/**
 * Says how a case stands to somebody who came too late, in their own time: "Leo has it since 14:03."
 * Times of another day carry weekday and date.
 */
export function whatHolds(view: CaseView, reader: Reader, now: Date): string {
  const { state, owner, claimedAt, closedAt } = view.case;
  if (state === 'open') return 'Nobody has it now.';
  if (state === 'resolved') return closed(view, reader, 'resolved', closedAt, now);
  if (state === 'cancelled') return closed(view, reader, 'cancelled', closedAt, now);
  const since = claimedAt ? ` since ${timeFor(reader, claimedAt, now)}` : '';
  if (owner === reader.slackId) return `You have it${since}.`;
  return `${owner ? nameIn(view, owner) : 'Somebody'} has it${since}.`;
}

function closed(view: CaseView, reader: Reader, kind: 'resolved' | 'cancelled', at: Date | null, now: Date): string {
  const by = view.changes.find((change) => change.kind === kind)?.by;
  const when = at ? ` ${isToday(reader, at, now) ? 'at' : 'on'} ${timeFor(reader, at, now)}` : '';
  if (by === undefined) return `It was ${kind}${when}.`;
  return `${by === reader.slackId ? 'You' : nameIn(view, by)} ${kind} it${when}.`;
}

/** A person not read yet is mentioned, which Slack shows by name. */
function nameIn(view: CaseView, slackId: string): string {
  const name = view.names[slackId];
  return name === undefined ? mention(slackId) : oneLine(name);
}

function timeFor({ timeZone }: Pick<Reader, 'timeZone'>, at: Date, now: Date): string {
  return isToday({ timeZone }, at, now) ? timeOfDay(at, timeZone) : dayAndTime(at, timeZone);
}

function isToday({ timeZone }: Pick<Reader, 'timeZone'>, at: Date, now: Date): boolean {
  return localDate(at, timeZone) === localDate(now, timeZone);
}
