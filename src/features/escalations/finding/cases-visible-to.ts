import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../../core/context.ts';
import { may, mayMediate } from '../../../people/permissions.ts';
import { caseParties } from '../private/tables.ts';
import { cases } from '../tables.ts';

/** Which cases this person may see, by `case.see` and `case.see-private`; every read of several cases goes through it. */
export function casesVisibleTo(actor: Actor): SQL {
  if (actor.kind !== 'full') return sql`false`;
  const ledTeams = teamsSeenBy(actor);
  const theirs = involving(actor);
  if (ledTeams.length === 0) return theirs;
  return or(theirs, and(isOrdinary, inArray(cases.teamId, [...ledTeams]))) ?? theirs;
}

/** A private case does not exist for whoever is not involved in it; about others, permissions decide. */
export function casesKnownTo(actor: Actor): SQL {
  const theirs = involving(actor);
  return or(isOrdinary, theirs) ?? theirs;
}

/** Not private: whatever counts, lists or exports the cases of a team says this, also where the reader is a party. */
export const isOrdinary: SQL = eq(cases.isPrivate, false);

/** The teams whose cases this person sees because of their role there. */
export function teamsSeenBy(actor: Actor): readonly string[] {
  const teamIds = actor.memberships.map((membership) => membership.teamId);
  return [...new Set(teamIds)].filter((teamId) => may(actor, 'case.list-team', { teamId }));
}

/** Cases that the actor raised or owns, and private ones that they mediate or are a party to. */
export function involving(actor: Actor): SQL {
  const owned = eq(cases.owner, actor.slackId);
  const theirs = mayMediate(actor) ? owned : and(owned, isOrdinary);
  return or(eq(cases.raisedBy, actor.slackId), theirs, isPartyTo(actor)) ?? sql`false`;
}

/** By the primary key: the parties are read once, not for each case. The policy of the table names the same workspace. */
function isPartyTo({ slackId }: Actor): SQL {
  return sql`${cases.id} = any (array(
    select ${caseParties.caseId} from ${caseParties}
    where ${caseParties.workspaceId} = current_setting('floorwalker.workspace_id', true)
      and ${caseParties.slackId} = ${slackId} and ${caseParties.standing} = 'party'))`;
}
