import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Ctx } from '../core/context.ts';
import { transaction } from '../core/context.ts';
import type { Tx } from '../db/client.ts';
import { type Person, type PersonFacts, personFacts, unseen } from './person.ts';
import type { SlackReads } from './slack-reads.ts';
import { people } from './tables.ts';

/** At once, so that a long list does not take all of Slack's 100 reads a minute from those who wait for an answer. */
const AT_ONCE = 5;

/** Keeps what Slack says of these people; what we know of them besides (the team used last) stays. */
export async function savePeople(tx: Tx, workspaceId: string, found: readonly PersonFacts[], now: Date): Promise<void> {
  if (found.length === 0) return;
  await tx
    .insert(people)
    .values(found.map((facts) => ({ ...facts, workspaceId, readAt: now })))
    .onConflictDoUpdate({
      target: [people.workspaceId, people.slackId],
      set: {
        name: sql`excluded.name`,
        alsoCalled: sql`excluded.also_called`,
        kind: sql`excluded.kind`,
        isAdmin: sql`excluded.is_admin`,
        timeZone: sql`excluded.time_zone`,
        email: sql`excluded.email`,
        readAt: sql`excluded.read_at`,
      },
    });
}

/** Those of them that we know already. */
export async function knownPeople(tx: Tx, ctx: Ctx, slackIds: readonly string[]): Promise<readonly Person[]> {
  if (slackIds.length === 0) return [];
  return tx
    .select()
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), inArray(people.slackId, [...slackIds])));
}

/**
 * Reads from Slack, and keeps, whoever of them is not known yet: at most `limit` people. Answers those of them that are
 * known then. Somebody whom Slack does not show is kept as a stranger, so that nobody asks for them again and again.
 */
export async function readPeople(
  ctx: Ctx,
  slack: SlackReads,
  slackIds: readonly string[],
  limit: number,
): Promise<readonly Person[]> {
  const known = await transaction(ctx, (tx) => knownPeople(tx, ctx, slackIds));
  const have = new Set(known.map((person) => person.slackId));
  const unknown = slackIds.filter((id) => !have.has(id)).slice(0, limit);
  if (unknown.length === 0) return known;

  // Kept slice by slice: a long list may be interrupted, and no transaction around this waits idle for all of it.
  for (let from = 0; from < unknown.length; from += AT_ONCE) {
    const found = await Promise.all(
      unknown.slice(from, from + AT_ONCE).map(async (id) => {
        const user = await slack.user(ctx.workspaceId, id);
        return user ? personFacts(user, ctx.workspaceId) : unseen(id);
      }),
    );
    await transaction(ctx, (tx) => savePeople(tx, ctx.workspaceId, found, ctx.clock.now()));
  }
  return transaction(ctx, (tx) => knownPeople(tx, ctx, slackIds));
}
