import { and, eq, isNull, sql } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../../../../core/audit.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { jobKind } from '../../../../jobs/define-job.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { allTeams, teamById } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { may } from '../../../../people/permissions.ts';
import { IMPORT } from '../stored-import.ts';
import { type RosterFeed, rosterFeeds } from '../tables.ts';
import type { AddFeed } from './inputs.ts';

/** Reads a calendar again. One for each: the key is its id. */
export const readFeedAgain = jobKind('shifts.read-feed', z.object({ feedId: z.uuid() }), 5);

const AGAIN_MS = 60 * 60 * 1000;
const MOST_FEEDS = 100;

export interface FeedAndTeam {
  readonly feed: RosterFeed;
  readonly team: Team;
}

/** Has a team's shifts read from a calendar, at once and then every hour. Sent twice, it is done once. */
export async function addFeed(ctx: Ctx, { feedId, teamId, url, slackId }: AddFeed): Promise<void> {
  await transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, IMPORT, { teamId, teamName: team.name });
    const others = await tx.select({ id: rosterFeeds.id }).from(rosterFeeds).where(ofTeam(ctx, teamId));
    if (others.length >= MOST_FEEDS) throw new UserError(`A team reads at most ${MOST_FEEDS} calendars.`);
    const about = { workspaceId: ctx.workspaceId, id: feedId, teamId, url, slackId };
    await tx
      .insert(rosterFeeds)
      .values({ ...about, addedBy: ctx.actor.slackId, addedAt: ctx.clock.now() })
      .onConflictDoNothing();
    // Whoever knows the address of a calendar can read it.
    const detail = { feedId, host: new URL(url).host, slackId };
    await recordAudit(tx, ctx, { action: 'roster.calendar-added', subject: `team:${teamId}`, detail });
    await addJob(tx, ctx, readFeedAgain, { feedId }, { dedupeKey: feedId });
  });
}

/** Reads the calendar no more. Its shifts stay on the roster as they are. */
export async function removeFeed(ctx: Ctx, feedId: string): Promise<void> {
  await transaction(ctx, async (tx) => {
    const found = await feedById(tx, ctx, feedId);
    if (!found) return;
    requireMay(ctx, IMPORT, { teamId: found.team.id, teamName: found.team.name });
    await tx.delete(rosterFeeds).where(isFeed(ctx, feedId));
    const detail = { feedId };
    await recordAudit(tx, ctx, { action: 'roster.calendar-removed', subject: `team:${found.team.id}`, detail });
  });
}

/** The calendars of every team whose roster the actor may import, and these teams. */
export async function feedsInSight(
  ctx: Ctx,
): Promise<{ readonly teams: readonly Team[]; readonly feeds: readonly FeedAndTeam[] }> {
  return transaction(ctx, async (tx) => {
    const all = await allTeams(tx, ctx);
    const theirs = new Map(
      all.filter(({ id }) => may(ctx.actor, IMPORT, { teamId: id })).map((team) => [team.id, team]),
    );
    // Says who may.
    if (theirs.size === 0) requireMay(ctx, IMPORT, {});
    const feeds = await tx.select().from(rosterFeeds).where(eq(rosterFeeds.workspaceId, ctx.workspaceId));
    const seen = feeds.flatMap((feed) => {
      const team = theirs.get(feed.teamId);
      return team ? [{ feed, team }] : [];
    });
    return { teams: [...theirs.values()], feeds: seen };
  });
}

export async function feedById(tx: Tx, ctx: Ctx, feedId: string): Promise<FeedAndTeam | undefined> {
  if (!z.uuid().safeParse(feedId).success) return undefined;
  const [feed] = await tx.select().from(rosterFeeds).where(isFeed(ctx, feedId));
  const team = feed && (await teamById(tx, ctx, feed.teamId));
  return feed && team ? { feed, team } : undefined;
}

/** The next time; one that is due already is not put off. */
export async function readFeedLater(tx: Tx, ctx: Ctx, feedId: string): Promise<void> {
  await addJob(tx, ctx, readFeedAgain, { feedId }, { delayMs: AGAIN_MS, dedupeKey: feedId });
}

export async function keepFeed(
  tx: Tx,
  ctx: Ctx,
  feedId: string,
  read: Pick<RosterFeed, 'content' | 'etag' | 'toldProblems'>,
): Promise<void> {
  const good = { readAt: ctx.clock.now(), failingSince: null, failure: null };
  await tx
    .update(rosterFeeds)
    .set({ ...read, ...good })
    .where(isFeed(ctx, feedId));
}

/** Since when it cannot be read is kept from the first failure on, which alone is answered with true. */
export async function keepFeedFailure(tx: Tx, ctx: Ctx, feedId: string, failure: string): Promise<boolean> {
  const first = await tx
    .update(rosterFeeds)
    .set({ failure, failingSince: sql`${ctx.clock.now().toISOString()}::timestamptz` })
    .where(and(isFeed(ctx, feedId), isNull(rosterFeeds.failingSince)))
    .returning({ id: rosterFeeds.id });
  if (first.length === 0) await tx.update(rosterFeeds).set({ failure }).where(isFeed(ctx, feedId));
  return first.length > 0;
}

function isFeed(ctx: Ctx, feedId: string) {
  return and(eq(rosterFeeds.workspaceId, ctx.workspaceId), eq(rosterFeeds.id, feedId));
}

function ofTeam(ctx: Ctx, teamId: string) {
  return and(eq(rosterFeeds.workspaceId, ctx.workspaceId), eq(rosterFeeds.teamId, teamId));
}
