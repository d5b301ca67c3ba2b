import { and, arrayOverlaps, desc, eq, gt, inArray, isNotNull, lte, or, type SQL } from 'drizzle-orm';
import type { Actor, Ctx } from '../../../../core/context.ts';
import { localDate } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import { groupBy } from '../../../../people/calendar/group-by.ts';
import { teams } from '../../../../people/tables.ts';
import { endedLately, endedSince } from '../ended.ts';
import { policies, policyRevisions } from '../tables.ts';
import { readerKeys } from './audience.ts';
import { keptBy } from './policies-visible-to.ts';
import { isItsPolicy, isItsTeam } from './read-policy.ts';

/** A policy that ended lately, and what it said last. */
export interface EndedPolicy {
  readonly policyId: string;
  readonly revisionId: string;
  /** Of that revision. */
  readonly title: string;
  /** The last local day on which it counted, where the team is that keeps it. */
  readonly endedOn: string;
}

/** Each is searched (find-ended.ts); who archives a folder of a thousand tells nobody of each. */
const MOST = 100;

/**
 * Policies of which nothing counts any more, that ended lately and that the actor could read while they counted, by the readers
 * they have now; those that ended last first. Mostly nothing in the workspace did, which takes one statement to see.
 */
export async function endedPolicies(tx: Tx, ctx: Ctx): Promise<readonly EndedPolicy[]> {
  const isTheirs = readableBefore(ctx.actor);
  return isTheirs === undefined ? [] : select(tx, ctx, isTheirs);
}

/** The same of one revision: only what counted last of its policy. */
export async function endedRevision(tx: Tx, ctx: Ctx, revisionId: string): Promise<EndedPolicy | undefined> {
  return (await endedPolicies(tx, ctx)).find((ended) => ended.revisionId === revisionId);
}

/** By the keys of a search, which finds what ended for whoever found it before. */
function readableBefore(actor: Actor): SQL | undefined {
  const keys = readerKeys(actor);
  if (keys.length === 0) return undefined;
  const kept = keptBy(actor);
  return or(
    arrayOverlaps(policies.audience, [...keys]),
    kept.length > 0 ? inArray(policies.teamId, [...kept]) : undefined,
  );
}

async function select(tx: Tx, ctx: Ctx, isTheirs: SQL): Promise<readonly EndedPolicy[]> {
  const now = ctx.clock.now();
  const ids = await endedOfAnybody(tx, ctx, now);
  if (ids.length === 0) return [];
  const { id, policyId, number, state, title, effectiveAt, expiresAt } = policyRevisions;
  const rows = await tx
    .select({
      revision: { id, policyId, number, state, title, effectiveAt, expiresAt },
      archivedAt: policies.archivedAt,
      timeZone: teams.timeZone,
    })
    .from(policies)
    .innerJoin(policyRevisions, isItsPolicy)
    .innerJoin(teams, isItsTeam)
    .where(
      and(
        eq(policies.workspaceId, ctx.workspaceId),
        inArray(policies.id, [...ids]),
        isNotNull(policies.verifiedAt),
        eq(state, 'published'),
        isTheirs,
      ),
    )
    .orderBy(desc(policies.id));
  const ended = [...groupBy(rows, ({ revision }) => revision.policyId).values()].flatMap((own) => endedOf(own, now));
  return ended
    .toSorted((one, other) => Number(other.until) - Number(one.until))
    .slice(0, MOST)
    .map(({ until: _until, ...policy }) => policy);
}

/** The cheap check: what was archived or had a last day lately, whoever may read it, and whether or not something counts now. */
async function endedOfAnybody(tx: Tx, ctx: Ctx, now: Date): Promise<readonly string[]> {
  const since = endedSince(now);
  const { workspaceId, policyId, state, expiresAt } = policyRevisions;
  const archived = tx
    .select({ id: policies.id })
    .from(policies)
    .where(and(eq(policies.workspaceId, ctx.workspaceId), gt(policies.archivedAt, since)));
  const expired = tx
    .select({ id: policyId })
    .from(policyRevisions)
    .where(and(eq(workspaceId, ctx.workspaceId), eq(state, 'published'), gt(expiresAt, since), lte(expiresAt, now)));
  return (await archived.union(expired)).map(({ id }) => id);
}

interface Row {
  readonly revision: Parameters<typeof endedLately>[0][number] & {
    readonly id: string;
    readonly policyId: string;
    readonly title: string;
  };
  readonly archivedAt: Date | null;
  readonly timeZone: string;
}

function endedOf(own: readonly Row[], now: Date): readonly (EndedPolicy & { readonly until: Date })[] {
  const [first] = own;
  const ended = endedLately(
    own.map(({ revision }) => revision),
    first?.archivedAt ?? null,
    now,
  );
  if (!first || !ended) return [];
  const { id, policyId, title } = ended.revision;
  // What ends at midnight counted last on the day before.
  const endedOn = localDate(new Date(ended.until.getTime() - 1), first.timeZone);
  return [{ policyId, revisionId: id, title, endedOn, until: ended.until }];
}
