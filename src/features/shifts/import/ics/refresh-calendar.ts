import { createHash } from 'node:crypto';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { toInstant } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { type CalendarFetch, CannotRead } from '../../../../people/calendar/fetch-calendar.ts';
import { managersOf } from '../../../../people/queries.ts';
import type { SlackReads } from '../../../../people/slack-reads.ts';
import { touchHomes } from '../../../../slack/home.ts';
import { holdersOf } from '../../presence/taken-shifts.ts';
import { UnreadableFile } from '../decode.ts';
import { importNews, mergeShifts, planShifts } from '../merge-shifts.ts';
import { CALENDARS, type ImportPlan } from '../plan-import.ts';
import { cancelsMany, covered, NO_LINE, type Problem } from '../problems.ts';
import {
  type CalendarAndTeam,
  calendarById,
  keepCalendar,
  keepCalendarFailure,
  readCalendarLater,
} from './roster-calendars.ts';
import { calendarProblemsMessage, calendarUnreadableMessage } from './messages.ts';
import { icsRange, readIcs } from './read-ics.ts';

export interface CalendarSources {
  readonly fetchCalendar: CalendarFetch;
  readonly slack: Pick<SlackReads, 'userByEmail'>;
}

/**
 * Reads a calendar and brings its shifts of the next months in line with it, what it has no more cancelled; events that are no
 * shifts are left out, and the managers read which. Works off the last copy where it has not changed: time goes on.
 * @throws CannotRead, UnreadableFile; nothing changes
 */
export async function refreshCalendar(
  ctx: Ctx,
  { fetchCalendar, slack }: CalendarSources,
  calendarId: string,
): Promise<void> {
  const found = await transaction(ctx, (tx) => calendarById(tx, ctx, calendarId));
  if (!found) return;
  const { calendar, team } = found;
  const fetched = await fetchCalendar(calendar.url, calendar.content === null ? null : calendar.etag);
  const isSame = fetched.kind === 'same';
  const read = isSame
    ? { content: calendar.content ?? '', etag: calendar.etag }
    : { content: fetched.text, etag: fetched.etag };
  const rows = await readIcs(ctx, slack, team, read.content, calendar.slackId);
  const { from, to, timeZone } = icsRange(ctx, team);
  const within = { from: toInstant(from, 0, timeZone), to: toInstant(to, 1440, timeZone) };
  const wish = {
    // An event that nobody can read could be any of them.
    cancelsMissing: rows.problems.every(({ id }) => id !== undefined),
    onlyGood: true,
    cancelsBesideBad: true,
    scope: `${CALENDARS}${calendarId}:`,
    within,
  };
  const wanted = await planShifts(ctx, team.id, rows, wish);
  const isCutShort = wish.cancelsMissing && cancelsMany(wanted.counts);
  // What is missing is kept then, and the managers read why.
  const plan = isCutShort ? await planShifts(ctx, team.id, rows, { ...wish, cancelsMissing: false }) : wanted;
  await transaction(ctx, async (tx) => {
    // Removed meanwhile: nothing of it comes any more.
    if (!(await calendarById(tx, ctx, calendarId))) return;
    const faults = [...rows.problems, ...plan.problems];
    const toldProblems = fingerprints(faults, isCutShort);
    await keepCalendar(tx, ctx, calendarId, { ...read, toldProblems });
    const made = await mergeShifts(tx, ctx, team.id, plan);
    // Also where the calendar says what it said: an attendee may have left the team.
    const isNews = toldProblems.some((print) => !calendar.toldProblems.includes(print));
    const problems = [...(isCutShort ? [cutShort(wanted)] : []), ...faults];
    const toManagers = isNews
      ? await forManagers(tx, ctx, found, 'problems', calendarProblemsMessage(found, problems))
      : [];
    await enqueue(tx, ctx, [...toManagers, ...importNews(ctx, made)]);
    await readCalendarLater(tx, ctx, calendarId);
    await touchHomes(tx, ctx, holdersOf(made));
  });
}

/** Of so many a message makes no sense anyway. */
const MOST_TOLD = 500;

/** What managers are told once, whatever numbers are in it. */
function fingerprints(problems: readonly Problem[], isCutShort: boolean): readonly string[] {
  const reasons = [...(isCutShort ? ['cut short'] : []), ...problems.map(({ reason }) => reason)];
  const prints = reasons.map((reason) => createHash('sha256').update(reason).digest('base64url').slice(0, 16));
  return [...new Set(prints)].toSorted().slice(0, MOST_TOLD);
}

function cutShort({ counts }: ImportPlan): Problem {
  const { missing } = counts;
  const reason = `${missing} of the ${covered(counts)} shifts that it brought are not in it any more. They were kept: cancel them by hand if that is right.`;
  return { line: NO_LINE, reason };
}

/** The last try has failed: the managers are told once for as long as it lasts, and it is tried again in an hour. */
export async function calendarNotRead(ctx: Ctx, calendarId: string, error: unknown): Promise<void> {
  const isKnown = error instanceof CannotRead || error instanceof UnreadableFile;
  const why = isKnown ? error.message : 'It could not be read.';
  await transaction(ctx, async (tx) => {
    const found = await calendarById(tx, ctx, calendarId);
    if (!found) return;
    await readCalendarLater(tx, ctx, calendarId);
    const isFirst = await keepCalendarFailure(tx, ctx, calendarId, why);
    if (isFirst)
      await enqueue(tx, ctx, await forManagers(tx, ctx, found, 'unreadable', calendarUnreadableMessage(found, why)));
  });
}

async function forManagers(
  tx: Tx,
  ctx: Ctx,
  { calendar, team }: CalendarAndTeam,
  what: string,
  message: ReturnType<typeof calendarUnreadableMessage>,
): Promise<readonly Outgoing[]> {
  const managers = await managersOf(tx, ctx, team.id);
  const at = ctx.clock.now().toISOString();
  const about = `roster-calendar:${calendar.id}:${what}:${at}`;
  return managers.map((to) => ({ kind: 'post', to, message, dedupeKey: `${about}:${to}` }));
}
