import { and, eq, inArray, isNull, notInArray } from 'drizzle-orm';
import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { datesInSight } from './calendar-parts.ts';
import { type CalendarFetch, CannotRead } from './fetch-calendar.ts';
import { NotACalendar } from './ical/events.ts';
import type { IcalDays } from './ical/read-ical.ts';
import { readIcalInThread } from './ical/read-in-thread.ts';
import { type IcalCopy, icalCopies } from './tables.ts';

/** A copy as it has just been worked out; `isNew` if it says something else than the one before. */
export interface FreshCopy {
  readonly copy: IcalCopy;
  readonly isNew: boolean;
}

interface Where {
  readonly teamId: string;
  readonly timeZone: string;
}

/** Names a file that somebody uploaded. */
export function fileSource(fileId: string): string {
  return `file:${fileId}`;
}

export async function copiesOf(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  sources: readonly (string | null | undefined)[],
): Promise<readonly IcalCopy[]> {
  const wanted = sources.flatMap((source) => source ?? []);
  if (wanted.length === 0) return [];
  return tx
    .select()
    .from(icalCopies)
    .where(and(ofTeam(ctx, teamId), inArray(icalCopies.source, wanted)));
}

/** Fetches what is at an address now, or takes the copy if that has not changed, and works it out anew. Keeps nothing. */
export async function lookAtUrl(
  ctx: Ctx,
  fetchCalendar: CalendarFetch,
  where: Where,
  url: string,
  before: IcalCopy | undefined,
): Promise<FreshCopy> {
  const fetched = await fetchCalendar(url, before?.etag ?? null);
  if (fetched.kind === 'text')
    return workOut(ctx, where, { source: url, content: fetched.text, etag: fetched.etag }, before);
  return lookAtCopy(ctx, where, before ?? fail());
}

/** Works out a file that somebody uploaded. Keeps nothing. */
export function lookAtFile(ctx: Ctx, where: Where, fileId: string, content: string): Promise<FreshCopy> {
  return workOut(ctx, where, { source: fileSource(fileId), content, etag: null }, undefined);
}

/** Works out a copy anew: as time goes on, or for another zone. Keeps nothing. */
export function lookAtCopy(ctx: Ctx, where: Where, copy: IcalCopy): Promise<FreshCopy> {
  return workOut(ctx, where, copy, copy);
}

/** @throws CannotRead */
async function workOut(
  ctx: Ctx,
  { teamId, timeZone }: Where,
  file: Pick<IcalCopy, 'source' | 'content' | 'etag'>,
  before: IcalCopy | undefined,
): Promise<FreshCopy> {
  const { workspaceId } = ctx;
  const now = ctx.clock.now();
  const { from, to } = datesInSight(timeZone, now);
  const days = await readIcalInThread(file.content, { timeZone, from, to }).catch((error: unknown) => {
    throw error instanceof NotACalendar ? new CannotRead(error.message) : error;
  });
  const { source, content, etag } = file;
  const what = { workspaceId, teamId, source, content, etag, timeZone, until: to, days };
  const copy = { ...what, readAt: now, failingSince: null, failure: null };
  return { copy, isNew: !before || !saysTheSame(before, days, from) };
}

/** As far as both look: that a day comes into sight, or goes out of it, is no change. Nor is another name. */
function saysTheSame(before: IcalCopy, days: IcalDays, from: string): boolean {
  const inBoth = ({ closed, breaks }: IcalDays) =>
    [
      ...closed.map(({ date }) => date),
      ...breaks.map(({ date, spans }) => `${date} ${spans.map(({ open, close }) => `${open}-${close}`).join()}`),
    ]
      .filter((line) => line.slice(0, 10) >= from && line.slice(0, 10) <= before.until)
      .join('\n');
  return inBoth(before.days) === inBoth(days);
}

export async function keepCopy(tx: Tx, copy: IcalCopy): Promise<void> {
  const { workspaceId: _workspace, teamId: _team, source: _source, ...changing } = copy;
  await tx
    .insert(icalCopies)
    .values(copy)
    .onConflictDoUpdate({ target: [icalCopies.workspaceId, icalCopies.teamId, icalCopies.source], set: changing });
}

/** Deletes what the calendar does not use. */
export async function dropOtherCopies(tx: Tx, ctx: Ctx, teamId: string, used: readonly string[]): Promise<void> {
  await tx.delete(icalCopies).where(and(ofTeam(ctx, teamId), notInArray(icalCopies.source, [...used])));
}

/** The copy stays as it is; since when it has not been had again is kept from the first failure on, which is answered. */
export async function keepFailure(tx: Tx, ctx: Ctx, copy: IcalCopy, failure: string): Promise<Date | undefined> {
  const isIt = and(ofTeam(ctx, copy.teamId), eq(icalCopies.source, copy.source));
  const [first] = await tx
    .update(icalCopies)
    .set({ failingSince: ctx.clock.now(), failure })
    .where(and(isIt, isNull(icalCopies.failingSince)))
    .returning({ since: icalCopies.failingSince });
  if (!first) await tx.update(icalCopies).set({ failure }).where(isIt);
  return first?.since ?? undefined;
}

function ofTeam(ctx: Ctx, teamId: string) {
  return and(eq(icalCopies.workspaceId, ctx.workspaceId), eq(icalCopies.teamId, teamId));
}

function fail(): never {
  throw new Error('the calendar is said to be unchanged, but there is no copy of it');
}
