import { and, asc, eq, getTableColumns, isNull, sql, type SQL } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { members, people, teams } from '../../../people/tables.ts';
import { visibleTo } from '../library/policies-visible-to.ts';
import { isId, isItsPolicy, isItsTeam, type KeptRevision, NO_SUCH_POLICY } from '../library/read-policy.ts';
import { policies, policyRevisions } from '../library/tables.ts';
import { type Acknowledgement, acknowledgements, type MustRead, mustReads } from './tables.ts';
import type { TeamMember } from './whom-to-ask.ts';

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
  const [found] = await select(tx, ctx, id);
  return found;
}

export async function requireMustRead(tx: Tx, ctx: Ctx, id: string): Promise<KeptMustRead> {
  const found = await mustReadById(tx, ctx, id);
  if (!found) throw new UserError(NO_SUCH_POLICY);
  return found;
}

/** One after the other, until the transaction ends: what is sent for it, and its end. Undefined once it has ended. */
export async function holdMustRead(tx: Tx, ctx: Ctx, id: string): Promise<KeptMustRead | undefined> {
  const [held] = await tx
    .select({ id: mustReads.id })
    .from(mustReads)
    .where(and(isMustRead(ctx, id), isNull(mustReads.endedAt)))
    .for('no key update');
  return held && mustReadById(tx, ctx, id);
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

export function isMustRead(ctx: Ctx, id: string): SQL | undefined {
  return and(eq(mustReads.workspaceId, ctx.workspaceId), isId(id) ? eq(mustReads.id, id) : sql`false`);
}

function select(tx: Tx, ctx: Ctx, id: string) {
  return tx
    .select({ mustRead: mustReads, policy: policies, team: teams, revision: policyRevisions })
    .from(mustReads)
    .innerJoin(
      policyRevisions,
      and(eq(policyRevisions.workspaceId, mustReads.workspaceId), eq(policyRevisions.id, mustReads.revisionId)),
    )
    .innerJoin(policies, isItsPolicy)
    .innerJoin(teams, isItsTeam)
    .where(and(isMustRead(ctx, id), visibleTo(ctx.actor)));
}
