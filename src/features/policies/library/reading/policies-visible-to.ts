import { and, arrayOverlaps, inArray, isNotNull, isNull, or, sql, type SQL } from 'drizzle-orm';
import type { Actor } from '../../../../core/context.ts';
import { may } from '../../../../people/permissions.ts';
import { readerKeys } from './audience.ts';
import { policies, policyRevisions } from '../tables.ts';

/**
 * Which policies exist for this person: those that were published, are not archived and have them in their audience; all of a
 * team whose policies they may write. Every read in every part goes through it, or through a search with `readerKeys`. The
 * app itself sees all: what it then shows to somebody it reads once more for them.
 */
export function visibleTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`;
  const keys = readerKeys(actor);
  if (keys.length === 0) return sql`false`;
  const isTheirs = arrayOverlaps(policies.audience, [...keys]);
  const isOut = and(isTheirs, isNotNull(policies.verifiedAt), isNull(policies.archivedAt));
  const kept = keptBy(actor);
  return or(isOut, kept.length > 0 ? inArray(policies.teamId, [...kept]) : undefined) ?? sql`false`;
}

/** Of a policy that somebody sees, which revisions: those that were published, also where another took their place before they counted; the others too for whoever may write them. */
export function revisionsVisibleTo(actor: Actor): SQL {
  if (actor.kind === 'system') return sql`true`;
  const isOut = isNotNull(policyRevisions.publishedAt);
  const kept = keptBy(actor);
  return kept.length === 0 ? isOut : (or(isOut, inArray(policies.teamId, [...kept])) ?? isOut);
}

/** The teams whose policies this person may write. */
export function keptBy(actor: Actor): readonly string[] {
  const teamIds = [...new Set(actor.memberships.map(({ teamId }) => teamId))];
  return teamIds.filter((teamId) => may(actor, 'policy.draft', { teamId }));
}
