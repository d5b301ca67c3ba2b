import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import type { FeaturePage } from '../../../feature.ts';
import { findActor } from '../../../people/actor.ts';
import { botFor } from '../../../people/installation.ts';
import { may } from '../../../people/permissions.ts';
import { teams } from '../../../people/tables.ts';
import type { PageAnswer, PageRequest } from '../../../slack/page.ts';
import { FEEDS, type FeedPath, readFeedPath } from './address.ts';
import { readFeed, type Whose } from './read-feed.ts';
import { createReads } from './reads.ts';
import { hashOf } from './secret.ts';
import { feedAddresses } from './tables.ts';
import { type FeedFacts, writeIcs } from './write-ics.ts';

/** The same for an address that never was, one that was switched off, one whose person may not read any more, and where the app was removed. */
const nothing: PageAnswer = {
  status: 404,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'Not found.\n',
};

/** Answers the calendars that know an address; `publicUrl` is where they reach this app. */
export function feedPages(publicUrl: string | undefined): readonly FeaturePage[] {
  if (publicUrl === undefined) return [];
  const reads = createReads();
  const host = new URL(publicUrl).hostname;
  return [
    {
      under: FEEDS,
      answer: async (contextOf, request) => {
        const path = readFeedPath(request.rest);
        if (!path) return nothing;
        const wait = reads.begin(hashOf(path.secret));
        if (wait) return { status: wait.status, headers: { 'retry-after': String(wait.seconds) } };
        try {
          return await answerFeed(contextOf(path.workspaceId), path, { host, request });
        } finally {
          reads.end();
        }
      },
    },
  ];
}

interface Asking {
  readonly host: string;
  readonly request: PageRequest;
}

async function answerFeed(ctx: Ctx, { secret }: FeedPath, { host, request }: Asking): Promise<PageAnswer> {
  const installation = await botFor(ctx.db, ctx.workspaceId);
  if (!installation) return nothing;
  const found = await transaction(ctx, (tx) => findFeed(tx, ctx, hashOf(secret)));
  if (!found) return nothing;
  const facts: FeedFacts = { ...found, host };
  const etag = `"${createHash('sha256').update(JSON.stringify(facts)).digest('base64url').slice(0, 27)}"`;
  const headers = { etag, 'cache-control': 'private, max-age=300', 'x-robots-tag': 'noindex' };
  if (isKnown(request.ifNoneMatch, etag)) return { status: 304, headers };
  const file = {
    'content-type': 'text/calendar; charset=utf-8',
    'content-disposition': 'inline; filename="shifts.ics"',
  };
  return { status: 200, headers: { ...headers, ...file }, body: writeIcs(facts) };
}

/** With the rights that its person has now: who left the team, or was locked out of Slack, reads nothing more. */
async function findFeed(tx: Tx, ctx: Ctx, secretHash: string): Promise<Omit<FeedFacts, 'host'> | undefined> {
  const { workspaceId } = ctx;
  const [feed] = await tx
    .select({ slackId: feedAddresses.slackId, teamId: feedAddresses.teamId, teamName: teams.name })
    .from(feedAddresses)
    .leftJoin(teams, and(eq(teams.workspaceId, feedAddresses.workspaceId), eq(teams.id, feedAddresses.teamId)))
    .where(and(eq(feedAddresses.workspaceId, workspaceId), eq(feedAddresses.secretHash, secretHash)));
  if (!feed || !(await mayRead(tx, ctx, feed))) return undefined;
  const events = await readFeed(tx, ctx, feed);
  return { name: feed.teamName ?? 'Shifts', isOwn: feed.teamId === null, events };
}

async function mayRead(tx: Tx, { workspaceId }: Ctx, { slackId, teamId }: Whose): Promise<boolean> {
  const found = await findActor(tx, { workspaceId, slackId });
  if (!found) return false;
  return teamId === null ? may(found.actor, 'shift.feed', {}) : may(found.actor, 'shift.see', { teamId });
}

function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  // A proxy that packs the answer makes it a weak one.
  const known = new Set((ifNoneMatch ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, '')));
  return known.has(etag) || known.has('*');
}
