import { randomUUID } from 'node:crypto';
import { and, eq, inArray, notExists, sql } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { nextOpening } from '../../../../core/business-time/counting.ts';
import type { Tx } from '../../../../db/client.ts';
import { addJob } from '../../../../jobs/add-job.ts';
import { handleTimer } from '../../../../jobs/define-job.ts';
import { enqueue, type Outgoing } from '../../../../outbox/enqueue.ts';
import { teamCalendar } from '../../../../people/calendar/team-calendar.ts';
import { allTeams } from '../../../../people/queries.ts';
import { members } from '../../../../people/tables.ts';
import { touchHomes } from '../../../../slack/home.ts';
import type { OnArchived, OnPublished, Publication } from '../../library/policy-hooks.ts';
import { lockPolicies } from '../../library/hold-policy.ts';
import { policies, policyRevisions } from '../../library/tables.ts';
import { lineKey } from '../ids.ts';
import { tellTeams } from '../job-kinds.ts';
import { begun, type News } from './news.ts';
import { channelsFor } from './news-channels.ts';
import { manyNewsMessage, MOST_LINES, newsMessage } from './news-messages.ts';
import { settledIn } from '../reviews/refresh-asked.ts';
import { policyNews } from '../tables.ts';

/** What is published together, such as the slices of an import, is told together; and a slip can be put right before. */
const TOGETHER_MS = 60_000;
/** Planned for a day, told when the team opens next: holidays may be between. What is older is no news. */
const FRESH_MS = 14 * 86_400_000;

/** Has the teams told of what was published, once it counts; publishing a policy also answers whether it is true. */
export const newsOfPublished: OnPublished = async (tx, ctx, publications) => {
  for (const publication of publications) await plan(tx, ctx, publication);
  return settledIn(
    tx,
    ctx,
    publications.map(({ policy }) => policy.id),
  );
};

/** What its owner was asked says so. */
export const settledByArchive: OnArchived = (tx, ctx, { policy }) => settledIn(tx, ctx, [policy.id]);

async function plan(tx: Tx, ctx: Ctx, { team, revision }: Publication): Promise<void> {
  const { effectiveAt } = revision;
  const now = ctx.clock.now();
  if (!effectiveAt) return;
  if (effectiveAt <= now) {
    const runAt = new Date(now.getTime() + TOGETHER_MS);
    return addJob(tx, ctx, tellTeams, { teamId: team.id }, { runAt, dedupeKey: team.id });
  }
  // It counts from midnight on, when nobody reads it.
  const { calendar } = await teamCalendar(tx, ctx, team.id);
  const runAt = nextOpening(calendar, effectiveAt) ?? effectiveAt;
  await addJob(tx, ctx, tellTeams, { teamId: team.id }, { runAt, dedupeKey: `${team.id}:${runAt.toISOString()}` });
}

/** One line in the channel of each team that may see it; of many together one line in all. Each revision is told once. */
export const handleTellTeams = handleTimer(tellTeams, (ctx, { teamId }) =>
  transaction(ctx, async (tx) => {
    const news = await claim(tx, ctx, teamId);
    if (news.all.length === 0) return;
    await enqueue(tx, ctx, await lines(tx, ctx, news));
    await touchHomes(tx, ctx, await everybody(tx, ctx));
  }),
);

interface Batch {
  readonly batch: string;
  readonly all: readonly News[];
}

async function claim(tx: Tx, ctx: Ctx, teamId: string): Promise<Batch> {
  const since = new Date(ctx.clock.now().getTime() - FRESH_MS);
  const isTold = tx
    .select({ one: sql`1` })
    .from(policyNews)
    .where(and(eq(policyNews.workspaceId, ctx.workspaceId), eq(policyNews.revisionId, policyRevisions.id)));
  const isFresh = and(eq(policies.teamId, teamId), notExists(isTold));
  const batch = randomUUID();
  const some = await begun(tx, ctx, since, isFresh);
  if (some.length === 0) return { batch, all: [] };
  const policyIds = some.map(({ policy }) => policy.id);
  await lockPolicies(tx, ctx, policyIds);
  // Whoever takes a policy from readers from now on finds the line that names it; whoever just did is heeded.
  const fresh = await begun(tx, ctx, since, and(isFresh, inArray(policies.id, policyIds)));
  if (fresh.length === 0) return { batch, all: [] };
  const told = await tx
    .insert(policyNews)
    .values(
      fresh.map(({ revision }) => ({
        workspaceId: ctx.workspaceId,
        revisionId: revision.id,
        batch,
        toldAt: ctx.clock.now(),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: policyNews.revisionId });
  const ids = new Set(told.map(({ id }) => id));
  return { batch, all: fresh.filter(({ revision }) => ids.has(revision.id)) };
}

async function lines(tx: Tx, ctx: Ctx, { batch, all }: Batch): Promise<readonly Outgoing[]> {
  const teams = await allTeams(tx, ctx);
  const told = all.flatMap((news) =>
    channelsFor(news.policy.audience, teams).map(({ channel }) => ({ channel, news })),
  );
  return [...new Set(told.map(({ channel }) => channel))].toSorted().flatMap((to): Outgoing[] => {
    const here = told.filter(({ channel }) => channel === to).map(({ news }) => news);
    if (here.length > MOST_LINES) {
      const key = `policies-news:${batch}:${to}`;
      return [{ kind: 'post', to, messageKey: key, dedupeKey: key, message: manyNewsMessage(here, batch) }];
    }
    return here.map((news) => {
      const key = lineKey(news.policy.id, news.revision.id, to);
      return { kind: 'post', to, messageKey: key, dedupeKey: key, message: newsMessage(news) };
    });
  });
}

/** Home shows each what they may see. */
async function everybody(tx: Tx, ctx: Ctx): Promise<readonly string[]> {
  const found = await tx
    .selectDistinct({ slackId: members.slackId })
    .from(members)
    .where(eq(members.workspaceId, ctx.workspaceId));
  return found.map(({ slackId }) => slackId);
}
