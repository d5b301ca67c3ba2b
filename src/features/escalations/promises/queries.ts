import { and, asc, eq, gte, inArray, isNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../core/context.ts';
import { requireMay } from '../../../people/permissions.ts';
import { people } from '../../../people/tables.ts';
import { casesVisibleTo, isOrdinary, teamsSeenBy } from '../finding/cases-visible-to.ts';
import { requireCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import { promises, type LedgerPromise } from './tables.ts';

/** A promise as lists show it. */
export interface ListedPromise {
  readonly promise: LedgerPromise;
  readonly case: Case;
  /** Of whoever sees to it. */
  readonly keeperName: string | null;
}

/** Whose promises: the actor's own, or those of the teams whose cases they see. */
export type PromiseScope = 'mine' | 'team';

/** Said in SQL as keeperOf in promise-rules.ts says it. */
const keeper = sql<string>`(
  case when ${promises.madeBy} = ${cases.raisedBy} then ${cases.raisedBy} else coalesce(${cases.owner}, ${cases.raisedBy}) end
)`;

/** Open, or broken and still owed. */
const owed = or(eq(promises.state, 'open'), and(eq(promises.state, 'broken'), isNull(promises.keptAt)));

/** What is owed to customers, the next first; the actor sees what they see of the cases. */
export function listPromises(ctx: Ctx, scope: PromiseScope, limit = 20): Promise<readonly ListedPromise[]> {
  requireMay(ctx, 'case.list-own', {});
  if (scope === 'mine') return ownPromises(ctx, limit);
  const teamIds = teamsSeenBy(ctx.actor);
  const [asked = ctx.actor.memberships[0]?.teamId] = teamIds;
  requireMay(ctx, 'case.list-team', asked === undefined ? {} : { teamId: asked });
  const ofTeams = and(inArray(cases.teamId, [...teamIds]), isOrdinary);
  return findPromises(ctx, and(owed, ofTeams), limit);
}

/** What the actor owes to customers, for App Home: the next first. */
export function ownPromises(ctx: Ctx, limit = 20): Promise<readonly ListedPromise[]> {
  return findPromises(ctx, and(owed, sql`${keeper} = ${ctx.actor.slackId}`), limit);
}

/** The whole ledger of one case, the earliest first. */
export async function ledgerOf(ctx: Ctx, caseId: string): Promise<readonly ListedPromise[]> {
  await transaction(ctx, (tx) => requireCase(tx, ctx, caseId, 'case.see'));
  return findPromises(ctx, eq(promises.caseId, caseId), 30);
}

/** One promise, if the actor may see its case. */
export async function promiseById(ctx: Ctx, promiseId: string): Promise<ListedPromise | undefined> {
  const [found] = await findPromises(ctx, eq(promises.id, promiseId), 1);
  return found;
}

function findPromises(ctx: Ctx, which: SQL | undefined, limit: number): Promise<ListedPromise[]> {
  return transaction(ctx, (tx) =>
    tx
      .select({ promise: promises, case: cases, keeperName: people.name })
      .from(promises)
      .innerJoin(cases, and(eq(cases.workspaceId, promises.workspaceId), eq(cases.id, promises.caseId)))
      .leftJoin(people, and(eq(people.workspaceId, promises.workspaceId), eq(people.slackId, keeper)))
      .where(and(eq(promises.workspaceId, ctx.workspaceId), casesVisibleTo(ctx.actor), which))
      .orderBy(asc(promises.dueAt), asc(promises.id))
      .limit(limit),
  );
}

/** How many of the promises that fell due were kept in time. */
export interface PromiseRate {
  readonly kept: number;
  readonly due: number;
}

/**
 * Of the promises of a team that fell due from `from` up to `to`: kept, and all that were kept or broken. Promises moved
 * or withdrawn before count in neither; those of private cases are left out.
 */
export async function promiseRate(ctx: Ctx, teamId: string, from: Date, to: Date): Promise<PromiseRate> {
  requireMay(ctx, 'case.list-team', { teamId });
  const [counted] = await transaction(ctx, (tx) =>
    tx
      .select({
        kept: sql<number>`count(*) filter (where ${promises.state} = 'kept')`.mapWith(Number),
        due: sql<number>`count(*)`.mapWith(Number),
      })
      .from(promises)
      .innerJoin(cases, and(eq(cases.workspaceId, promises.workspaceId), eq(cases.id, promises.caseId)))
      .where(
        and(
          eq(promises.workspaceId, ctx.workspaceId),
          eq(cases.teamId, teamId),
          eq(cases.isPrivate, false),
          inArray(promises.state, ['kept', 'broken']),
          gte(promises.dueAt, from),
          lt(promises.dueAt, to),
        ),
      ),
  );
  return counted ?? { kept: 0, due: 0 };
}
