import { and, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../../core/context.ts';
import { may } from '../../../people/permissions.ts';
import { policyGapAskers, policyGaps } from './tables.ts';

/**
 * Which gaps exist for this person: those they asked, those that wait for them or did, and all of a team for which they decide.
 * The app itself sees all.
 */
export function gapsVisibleTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`;
  if (actor.kind !== 'full') return sql`false`;
  const asked = and(
    eq(policyGapAskers.workspaceId, policyGaps.workspaceId),
    eq(policyGapAskers.gapId, policyGaps.id),
    eq(policyGapAskers.slackId, actor.slackId),
  );
  const teamIds = answersFor(actor);
  return (
    or(
      eq(policyGaps.owner, actor.slackId),
      eq(policyGaps.settledBy, actor.slackId),
      sql`exists (select from ${policyGapAskers} where ${asked})`,
      teamIds.length > 0 ? inArray(policyGaps.teamId, [...teamIds]) : undefined,
    ) ?? sql`false`
  );
}

/** The teams whose questions this person may answer, whoever owns them. */
export function answersFor(actor: Actor): readonly string[] {
  const teamIds = [...new Set(actor.memberships.map(({ teamId }) => teamId))];
  return teamIds.filter((teamId) => may(actor, 'policy.answer-gap', { teamId }));
}
