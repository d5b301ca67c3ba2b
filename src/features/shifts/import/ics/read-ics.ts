import { type Ctx } from '../../../../core/context.ts';
import { addDays, localDate } from '../../../../core/local-time.ts';
import { NotACalendar } from '../../../../people/calendar/ical/events.ts';
import { inThread } from '../../../../people/calendar/ical/in-thread.ts';
import type { SlackReads } from '../../../../people/slack-reads.ts';
import type { Team } from '../../../../people/tables.ts';
import { cleanText, clip } from '../../../../slack/mrkdwn.ts';
import { timesOf } from '../../roster/cut-shift.ts';
import { MOST_ROWS, UnreadableFile } from '../decode.ts';
import { type Found, peopleInFile } from '../people-in-file.ts';
import type { Problem } from '../problems.ts';
import type { Drafts } from '../read-drafts.ts';
import type { Draft } from '../read-row.ts';
import type { IcsShift, IcsShifts } from './read-shifts.ts';

/** Of a calendar only what is near counts: some go back for years, and recurring events never end. */
const DAYS_BACK = 7;
const DAYS_AHEAD = 180;

/** Shorter than a key may be, with which calendar it is before it. */
const MOST_OF_UID = 900;

const entry = new URL('./ics-thread.ts', import.meta.url);

/** The time that is read of a calendar. */
export function icsRange(ctx: Ctx, { timeZone }: Pick<Team, 'timeZone'>) {
  const today = localDate(ctx.clock.now(), timeZone);
  return { timeZone, from: addDays(today, -DAYS_BACK), to: addDays(today, DAYS_AHEAD) };
}

/**
 * The shifts of a calendar: of `holder`, else of whoever each event names as attendee, else open. Their wall clock is that of
 * the team. Events take the place of lines.
 * @throws UnreadableFile
 */
export async function readIcs(
  ctx: Ctx,
  slack: Pick<SlackReads, 'userByEmail'>,
  team: Team,
  text: string,
  holder: string | null,
): Promise<Drafts> {
  const { shifts, unreadable } = await inThread<IcsShifts>(entry, { text, range: icsRange(ctx, team) }).catch(
    (error: unknown) => {
      throw error instanceof NotACalendar ? new UnreadableFile(error.message) : error;
    },
  );
  if (shifts.length > MOST_ROWS) throw new UnreadableFile('That calendar has more than 20,000 shifts.');
  const written = holder === null ? shifts.flatMap(({ attendee }) => attendee ?? []) : [holder];
  const personOf = await peopleInFile(ctx, slack, team, written);
  const drafts: Draft[] = [];
  const problems: Problem[] = Array.from({ length: unreadable }, () => ({
    line: shifts.length + 1,
    reason: 'An event could not be read.',
  }));
  for (const [index, shift] of shifts.entries()) {
    const line = index + 1;
    const draft = draftOf(shift, line, team.timeZone, whoWorks(shift, holder, personOf));
    if ('reason' in draft) problems.push({ line, reason: draft.reason, id: shift.key });
    else drafts.push(draft);
  }
  return { drafts, problems };
}

function whoWorks({ attendee }: IcsShift, holder: string | null, personOf: (text: string) => Found): Found | null {
  const written = holder ?? attendee;
  return written === null ? null : personOf(written);
}

function draftOf(shift: IcsShift, line: number, timeZone: string, who: Found | null): Draft | { reason: string } {
  const { key, start, end, place } = shift;
  const name = clipped(shift.name);
  const problem = problemWith(shift) ?? (who && 'reason' in who ? `: ${who.reason}` : undefined);
  if (problem !== undefined) return { reason: `“${name}”${problem}` };
  const { startsAt, endsAt, ...times } = timesOf({ from: new Date(start), to: new Date(end) }, timeZone);
  const nothing = { breakMinutes: 0, role: null, activity: null, credential: null, comment: null };
  const flags = { isPublished: true, isTradable: true };
  const words = { type: name || null, site: clipped(place) || null };
  const slackId = who && 'slackId' in who ? who.slackId : null;
  const facts = { slackId, ...times, timeZone, ...nothing, ...words, ...flags };
  return { line, id: key, startsAt, endsAt, facts };
}

/** Why it is no shift, whoever it is of; completes its name. */
function problemWith({ key, start, end, isAllDay }: IcsShift): string | undefined {
  if (isAllDay) return ' lasts whole days, so it is no shift.';
  if (end <= start) return ' ends when it starts.';
  if (key === '') return ' has no UID.';
  return key.length > MOST_OF_UID ? ' has a UID that is too long.' : undefined;
}

function clipped(text: string): string {
  return clip(cleanText(text).trim(), 200);
}
