import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../core/context.ts';
import { may } from '../../people/permissions.ts';
import { cases } from './tables.ts';

/** Which cases this person may see, by `case.see` and `case.see-private`; every read of several cases goes through it. */
export function casesVisibleTo(actor: Actor): SQL {
  if (actor.kind !== 'full') return sql`false`;
  const ledTeams = teamsSeenBy(actor);
  const theirs = involving(actor);
  if (ledTeams.length === 0) return theirs;
  return or(theirs, and(eq(cases.isPrivate, false), inArray(cases.teamId, [...ledTeams]))) ?? theirs;
}

/** A private case does not exist for whoever neither raised nor owns it; about others, permissions decide. */
export function casesKnownTo(actor: Actor): SQL {
  const theirs = involving(actor);
  return or(eq(cases.isPrivate, false), theirs) ?? theirs;
}

/** The teams whose cases this person sees because of their role there. */
export function teamsSeenBy(actor: Actor): readonly string[] {
  const teamIds = actor.memberships.map((membership) => membership.teamId);
  return [...new Set(teamIds)].filter((teamId) => may(actor, 'case.list-team', { teamId }));
}

/** Cases that the actor raised or owns. */
export function involving(actor: Actor): SQL {
  return sql`(${cases.raisedBy} = ${actor.slackId} or ${cases.owner} = ${actor.slackId})`;
}
