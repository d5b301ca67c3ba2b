import { and, asc, eq, exists, getTableColumns, inArray, isNull, lte, or, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { members, people, teams } from '../../../people/tables.ts';
import { visibleTo } from '../library/reading/policies-visible-to.ts';
import { isId, isItsPolicy, isItsTeam, type KeptRevision, NO_SUCH_POLICY } from '../library/reading/read-policy.ts';
import { policies, policyRevisions } from '../library/tables.ts';
import { type Acknowledgement, acknowledgements, type MustRead, mustReads } from './tables.ts';
import type { TeamMember } from './asking/whom-to-ask.ts';

export interface KeptMustRead extends KeptRevision {
  readonly mustRead: MustRead;
}

/** Somebody who has to read it, or had to. */
export interface ReaderRow extends Acknowledgement {
  readonly name: string;
  readonly timeZone: string;
  readonly email: string | null;
}

/** Undefined unless the actor may see the policy. */
export async function mustReadById(tx: Tx, ctx: Ctx, id: string): Promise<KeptMustRead | undefined> {
  if (!isId(id)) return undefined;
  const [found] = await select(tx, ctx, isMustRead(ctx, id), visibleTo(ctx.actor));
  return found;
}

/** Whoever acts, for messages to others: what these may know is asked of them. By id. */
export async function mustReadsByIds(tx: Tx, ctx: Ctx, ids: readonly string[]): Promise<readonly KeptMustRead[]> {
  if (ids.length === 0) return [];
  const isOne = and(eq(mustReads.workspaceId, ctx.workspaceId), inArray(mustReads.id, [...ids]));
  return select(tx, ctx, isOne).orderBy(asc(mustReads.id));
}

export async function requireMustRead(tx: Tx, ctx: Ctx, id: string): Promise<KeptMustRead> {
  const found = await mustReadById(tx, ctx, id);
  if (!found) throw new UserError(NO_SUCH_POLICY);
  return found;
}

/** One after the other, until the transaction ends: what is sent for it, and its end. Undefined once it has ended. */
export async function holdMustRead(tx: Tx, ctx: Ctx, id: string): Promise<KeptMustRead | undefined> {
  const [held] = await hold(tx, ctx, isMustRead(ctx, id));
  return held && mustReadById(tx, ctx, id);
}

/**
 * The same of this one and of all for which something is to be sent by now: what reaches somebody at the same time is one
 * message. In one order for everybody.
 */
export async function holdDue(tx: Tx, ctx: Ctx, id: string): Promise<readonly KeptMustRead[]> {
  const now = ctx.clock.now();
  const isReaderDue = exists(
    tx
      .select({ one: sql`1` })
      .from(acknowledgements)
      .where(
        and(
          eq(acknowledgements.workspaceId, mustReads.workspaceId),
          eq(acknowledgements.mustReadId, mustReads.id),
          lte(acknowledgements.nextAt, now),
        ),
      ),
  );
  const isSummaryDue = and(isNull(mustReads.summaryAt), lte(mustReads.deadlineAt, now));
  const held = await hold(tx, ctx, or(isMustRead(ctx, id), isReaderDue, isSummaryDue));
  return mustReadsByIds(
    tx,
    ctx,
    held.map((one) => one.id),
  );
}

/** The same of all of these policies. Returns which. */
export async function holdOpenOf(tx: Tx, ctx: Ctx, policyIds: readonly string[]): Promise<readonly string[]> {
  const held = await hold(tx, ctx, inArray(mustReads.policyId, [...policyIds]));
  return held.map(({ id }) => id);
}

function hold(tx: Tx, ctx: Ctx, which: SQL | undefined) {
  return tx
    .select({ id: mustReads.id })
    .from(mustReads)
    .where(and(eq(mustReads.workspaceId, ctx.workspaceId), isNull(mustReads.endedAt), which))
    .orderBy(asc(mustReads.id))
    .for('no key update');
}

/** Everybody who was ever asked, by name. */
export async function readersOf(tx: Tx, ctx: Ctx, mustReadId: string): Promise<readonly ReaderRow[]> {
  const found = await tx
    .select({
      ...getTableColumns(acknowledgements),
      name: people.name,
      timeZone: people.timeZone,
      email: people.email,
    })
    .from(acknowledgements)
    .leftJoin(
      people,
      and(eq(people.workspaceId, acknowledgements.workspaceId), eq(people.slackId, acknowledgements.slackId)),
    )
    .where(and(eq(acknowledgements.workspaceId, ctx.workspaceId), eq(acknowledgements.mustReadId, mustReadId)))
    .orderBy(asc(people.name), asc(acknowledgements.slackId));
  return found.map((row) => Object.assign(row, { name: row.name ?? 'Somebody', timeZone: row.timeZone ?? 'UTC' }));
}

/** Everybody on a team of the workspace who has a full account. */
export async function everyMember(tx: Tx, ctx: Ctx): Promise<readonly TeamMember[]> {
  return tx
    .select({ slackId: members.slackId, teamId: members.teamId, role: members.role })
    .from(members)
    .innerJoin(people, and(eq(people.workspaceId, members.workspaceId), eq(people.slackId, members.slackId)))
    .where(and(eq(members.workspaceId, ctx.workspaceId), eq(people.kind, 'full')));
}

/** Join: the revision that is to be read. */
export const isToBeRead: SQL | undefined = and(
  eq(policyRevisions.workspaceId, mustReads.workspaceId),
  eq(policyRevisions.id, mustReads.revisionId),
);

export function isMustRead(ctx: Ctx, id: string): SQL | undefined {
  return and(eq(mustReads.workspaceId, ctx.workspaceId), isId(id) ? eq(mustReads.id, id) : sql`false`);
}

function select(tx: Tx, ctx: Ctx, ...which: readonly (SQL | undefined)[]) {
  return tx
    .select({ mustRead: mustReads, policy: policies, team: teams, revision: policyRevisions })
    .from(mustReads)
    .innerJoin(policyRevisions, isToBeRead)
    .innerJoin(policies, isItsPolicy)
    .innerJoin(teams, isItsTeam)
    .where(and(eq(mustReads.workspaceId, ctx.workspaceId), ...which));
}
