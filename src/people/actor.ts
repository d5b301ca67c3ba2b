import { and, eq } from 'drizzle-orm';
import type { Clock } from '../core/clock.ts';
import type { Actor, Membership } from '../core/context.ts';
import type { Log } from '../core/log.ts';
import type { Database, Tx } from '../db/client.ts';
import { type PersonFacts, personFacts } from './person.ts';
import { savePeople } from './save-people.ts';
import type { SlackReads } from './slack-reads.ts';
import { members, people } from './tables.ts';

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

/**
 * The person with their rights as they are now: one query for somebody known, one call to Slack for somebody who is
 * not. When Slack does not answer, a person known from earlier acts on what is known; a new one cannot act (throws).
 */
export async function actorFor(sources: ActorSources, who: Who): Promise<Actor> {
  if (who.homeWorkspace && who.homeWorkspace !== who.workspaceId) return strangerOf(who);
  const known = await sources.db.withWorkspace(who.workspaceId, (tx) => findActor(tx, who));
  const now = sources.clock.now();
  if (known && now.getTime() - known.readAt.getTime() < STALE_AFTER_MS) return known.actor;

  try {
    const user = await sources.slack.user(who.workspaceId, who.slackId);
    if (!user) return strangerOf(who);
    const facts = personFacts(user, who.workspaceId);
    await sources.db.withWorkspace(who.workspaceId, (tx) => savePeople(tx, who.workspaceId, [facts], now));
    return actorOf(facts, known?.actor.memberships ?? []);
  } catch (error) {
    if (!known) throw error;
    sources.log.warn({ err: error, slackId: who.slackId }, 'person not read again, acting on what is known');
    return known.actor;
  }
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
