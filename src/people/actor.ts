import { and, eq, lt } from 'drizzle-orm';
import type { Clock } from '../core/clock.ts';
import { type Actor, type Membership, theApp } from '../core/context.ts';
import type { Log } from '../core/log.ts';
import type { Database, Tx } from '../db/client.ts';
import { type PersonFacts, personFacts } from './person.ts';
import { savePeople } from './save-people.ts';
import type { SlackReads } from './slack-reads.ts';
import { members, people } from './tables.ts';
import { queueTeamChanged } from './team-changed.ts';

export interface ActorSources {
  readonly db: Database;
  readonly slack: SlackReads;
  readonly clock: Clock;
  readonly log: Log;
}

/** Who acts, as Slack's payload names them. */
export interface Who {
  readonly workspaceId: string;
  readonly slackId: string;
  /** The workspace of the person's own account, where the payload says it. */
  readonly homeWorkspace?: string;
}

/** Changes arrive as events; a person is read again after this long in case one was missed. */
const STALE_AFTER_MS = 24 * 60 * 60 * 1000;
/** When that failed, it is left alone for so long. */
const TRY_AGAIN_AFTER_MS = 5 * 60 * 1000;

/**
 * The person with their rights as they are now: one query for somebody known, one call to Slack for somebody who is not
 * (throws when Slack does not answer). Nobody known waits for Slack: who was read long ago is read again behind the
 * request, and acts on what is known. An account of another workspace may still belong to this one, as in an Enterprise
 * Grid; only Slack can tell, so the payload alone makes nobody a stranger, and nobody a colleague.
 */
export async function actorFor(sources: ActorSources, who: Who): Promise<Actor> {
  const known = await sources.db.withWorkspace(who.workspaceId, (tx) => findActor(tx, who));
  if (!known) return firstSeen(sources, who);
  if (known.readAt < staleBefore(sources.clock)) {
    readAgain(sources, who, known.actor).catch((error: unknown) =>
      sources.log.warn({ err: error, slackId: who.slackId }, 'person not read again, acting on what is known'),
    );
  }
  return known.actor;
}

function staleBefore(clock: Clock): Date {
  return new Date(clock.now().getTime() - STALE_AFTER_MS);
}

async function firstSeen({ db, slack, clock }: ActorSources, who: Who): Promise<Actor> {
  const user = await slack.user(who.workspaceId, who.slackId);
  if (!user) return strangerOf(who);
  const facts = personFacts(user, who.workspaceId);
  await db.withWorkspace(who.workspaceId, (tx) => savePeople(tx, who.workspaceId, [facts], clock.now()));
  return actorOf(facts, []);
}

/** Somebody whom Slack knows no more is a stranger from then on. */
async function readAgain(sources: ActorSources, who: Who, before: Actor): Promise<void> {
  const { db, slack, clock } = sources;
  const { workspaceId, slackId } = who;
  const person = and(eq(people.workspaceId, workspaceId), eq(people.slackId, slackId));
  const stale = staleBefore(clock);
  const readAt = new Date(stale.getTime() + TRY_AGAIN_AFTER_MS);
  // Of several requests at once, in whatever process, one goes on.
  const mine = await db.withWorkspace(workspaceId, (tx) =>
    tx
      .update(people)
      .set({ readAt })
      .where(and(person, lt(people.readAt, stale)))
      .returning({ slackId: people.slackId }),
  );
  if (mine.length === 0) return;

  const user = await slack.user(workspaceId, slackId);
  const now = clock.now();
  const facts = user && personFacts(user, workspaceId);
  await db.withWorkspace(workspaceId, async (tx) => {
    if (facts) await savePeople(tx, workspaceId, [facts], now);
    else await tx.update(people).set({ kind: 'stranger', isAdmin: false, readAt: now }).where(person);
    if (before.kind === (facts?.kind ?? 'stranger')) return;
    const ctx = { ...sources, workspaceId, actor: theApp, correlationId: `read-again:${slackId}` };
    await queueTeamChanged(
      tx,
      ctx,
      before.memberships.map(({ teamId }) => teamId),
    );
  });
}

function strangerOf({ slackId }: Who): Actor {
  return { slackId, kind: 'stranger', isAdmin: false, timeZone: 'UTC', memberships: [] };
}

/** A person as last read, with their rights as they are now; undefined if never read. For work that acts for somebody. */
export async function findActor(tx: Tx, who: Who): Promise<{ actor: Actor; readAt: Date } | undefined> {
  const rows = await tx
    .select({ person: people, teamId: members.teamId, role: members.role })
    .from(people)
    .leftJoin(members, and(eq(members.workspaceId, people.workspaceId), eq(members.slackId, people.slackId)))
    .where(and(eq(people.workspaceId, who.workspaceId), eq(people.slackId, who.slackId)));
  const [first] = rows;
  if (!first) return undefined;
  const memberships = rows.flatMap(({ teamId, role }) => (teamId && role ? [{ teamId, role }] : []));
  return { actor: actorOf(first.person, memberships), readAt: first.person.readAt };
}

function actorOf({ slackId, kind, isAdmin, timeZone }: PersonFacts, memberships: readonly Membership[]): Actor {
  return { slackId, kind, isAdmin, timeZone, memberships };
}
