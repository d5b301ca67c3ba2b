import { checkCalendar } from '../../core/business-time/check-calendar.ts';
import { recordAudit } from '../../core/audit.ts';
import { type Ctx, transaction } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { addJob } from '../../jobs/add-job.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { managersOf } from '../queries.ts';
import { queueTeamChanged } from '../team-changed.ts';
import { buildCalendar } from './calendar-parts.ts';
import { type CalendarFetch, CannotRead } from './fetch-calendar.ts';
import { type FreshCopy, copiesOf, fileSource, keepCopy, keepFailure, lookAtCopy, lookAtUrl } from './ical-copies.ts';
import { readIcalFiles } from './job-kinds.ts';
import { unreadableCalendarMessage } from './messages.ts';
import { type IcalCopy } from './tables.ts';
import { type StoredCalendar, bumpRevision, calendarOf } from './team-calendar.ts';

const AGAIN_MS = 24 * 60 * 60 * 1000;

/** Reads the iCal files of a team again, tomorrow for the next time. One that is read already is not put off. */
export async function readIcalTomorrow(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  await addJob(tx, ctx, readIcalFiles, { teamId }, { delayMs: AGAIN_MS, dedupeKey: teamId });
}

/**
 * Fetches a team's iCal file and works it out for the days that are in sight now. Clocks follow only what really changed.
 * @throws CannotRead; the last good copy stays
 */
export async function refreshIcal(ctx: Ctx, fetchCalendar: CalendarFetch, teamId: string): Promise<void> {
  const stored = await storedCopies(ctx, teamId);
  if (!stored) return;
  const { calendar, copies } = stored;
  const where = { teamId, timeZone: calendar.team.timeZone };
  const fresh: FreshCopy[] = [];
  for (const copy of copies) {
    const isUrl = copy.source === calendar.saved?.icalUrl;
    fresh.push(
      isUrl ? await lookAtUrl(ctx, fetchCalendar, where, copy.source, copy) : await lookAtCopy(ctx, where, copy),
    );
  }
  await keepFresh(ctx, calendar, fresh);
}

/** After a change of the team's zone: the copies are worked out for the new one. Also sees to it that they are read daily. */
export async function followTeamZone(ctx: Ctx, teamId: string): Promise<void> {
  const stored = await storedCopies(ctx, teamId);
  if (!stored) return;
  const { calendar, copies } = stored;
  const { timeZone } = calendar.team;
  const fresh: FreshCopy[] = [];
  for (const copy of copies.filter((each) => each.timeZone !== timeZone)) {
    const { copy: worked } = await lookAtCopy(ctx, { teamId, timeZone }, copy);
    const { readAt, failingSince, failure } = copy;
    fresh.push({ copy: { ...worked, readAt, failingSince, failure }, isNew: true });
  }
  await keepFresh(ctx, calendar, fresh);
}

async function storedCopies(
  ctx: Ctx,
  teamId: string,
): Promise<{ calendar: StoredCalendar; copies: readonly IcalCopy[] } | undefined> {
  return transaction(ctx, async (tx) => {
    const calendar = await calendarOf(tx, ctx, teamId);
    if (!calendar?.saved) return undefined;
    const copies = await copiesOf(tx, ctx, teamId, sourcesOf(calendar.saved));
    return copies.length > 0 ? { calendar, copies } : undefined;
  });
}

function sourcesOf({ icalUrl, fileId }: NonNullable<StoredCalendar['saved']>): readonly string[] {
  return [icalUrl, fileId && fileSource(fileId)].flatMap((source) => source ?? []);
}

async function keepFresh(ctx: Ctx, { team }: StoredCalendar, fresh: readonly FreshCopy[]): Promise<void> {
  await transaction(ctx, async (tx) => {
    const current = await calendarOf(tx, ctx, team.id);
    if (!current?.saved) return;
    const sources = sourcesOf(current.saved);
    const inUse = fresh.filter(({ copy }) => sources.includes(copy.source));
    const changed = inUse.filter((each) => each.isNew);
    for (const { copy } of inUse) await keepCopy(tx, copy);
    if (changed.length > 0) await followFiles(tx, ctx, team.id);
    await readIcalTomorrow(tx, ctx, team.id);
  });
}

/** Throws where no opening would be left, which undoes it: the copy before stays. */
async function followFiles(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const calendar = await calendarOf(tx, ctx, teamId);
  const now = ctx.clock.now();
  const problem = calendar && checkCalendar(buildCalendar(calendar.parts, now), now);
  if (problem) throw new CannotRead('It would close every day of the next year.');
  await bumpRevision(tx, ctx, teamId);
  await recordAudit(tx, ctx, { action: 'calendar.file-changed', subject: `team:${teamId}` });
  await queueTeamChanged(tx, ctx, [teamId]);
}

/** The last try has failed: the form says since when, the managers are told once, and tomorrow it is tried again. */
export async function icalNotRead(ctx: Ctx, teamId: string, error: unknown): Promise<void> {
  const stored = await storedCopies(ctx, teamId);
  const failing = stored?.copies.find((copy) => copy.source === stored.calendar.saved?.icalUrl);
  const failure = error instanceof CannotRead ? error.message : 'It could not be read.';
  await transaction(ctx, async (tx) => {
    if (stored) await readIcalTomorrow(tx, ctx, teamId);
    const since = failing && (await keepFailure(tx, ctx, failing, failure));
    if (!since || !failing || !stored) return;
    const message = unreadableCalendarMessage(stored.calendar.team, failing, failure);
    const managers = await managersOf(tx, ctx, teamId);
    await enqueue(
      tx,
      ctx,
      managers.map((manager) => {
        const dedupeKey = `ical:${teamId}:${since.toISOString()}:${manager}`;
        return { kind: 'post' as const, to: manager, message, dedupeKey };
      }),
    );
  });
}
