import { and, desc, eq } from 'drizzle-orm';
import { type Ctx, transaction } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Money } from '../../core/money.ts';
import type { Tx } from '../../db/client.ts';
import { requireMay, rolesIn } from '../permissions.ts';
import { membersOf, teamById } from '../queries.ts';
import type { Team } from '../tables.ts';
import { budgetMonth, takenIn } from './budget.ts';
import { matrixOf } from './current-matrix.ts';
import { defaultMatrix, type AuthorityMatrix } from './matrix.ts';
import { authorityRevisions, type AuthorityRevision } from './tables.ts';

/** What the form *Authority* shows besides its fields. */
export interface AuthorityPage {
  readonly team: Team;
  /** What holds now. */
  readonly matrix: AuthorityMatrix;
  /** Its author and time; undefined while the defaults hold. */
  readonly saved: AuthorityRevision | undefined;
  /** The team's month: `2026-11`, and what it has granted so far. */
  readonly month: string;
  readonly taken: readonly Money[];
  /** Some changes are for directors, and this person is none. */
  readonly needsDirector: boolean;
}

/** Throws a UserError unless the actor may change the team's limits. */
export function authorityPage(ctx: Ctx, teamId: string): Promise<AuthorityPage> {
  return transaction(ctx, async (tx) => {
    const team = await teamToGovern(tx, ctx, teamId);
    const [saved] = await revisionsOf(tx, ctx, teamId, 1);
    const month = budgetMonth(ctx.clock.now(), team.timeZone);
    const isDirector = rolesIn(ctx.actor.memberships, teamId).includes('director');
    return {
      team,
      matrix: saved ? matrixOf(saved) : defaultMatrix(team.currency),
      saved,
      month,
      taken: await takenIn(tx, ctx, teamId, month),
      needsDirector: !isDirector && (await membersOf(tx, ctx, teamId, ['director'])).length > 0,
    };
  });
}

/** The newest revisions of a team's limits, newest first. Throws as authorityPage does. */
export function authorityHistory(
  ctx: Ctx,
  teamId: string,
  limit: number,
): Promise<{ readonly team: Team; readonly revisions: readonly AuthorityRevision[] }> {
  return transaction(ctx, async (tx) => {
    const team = await teamToGovern(tx, ctx, teamId);
    return { team, revisions: await revisionsOf(tx, ctx, teamId, limit) };
  });
}

async function teamToGovern(tx: Tx, ctx: Ctx, teamId: string): Promise<Team> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, 'team.authority', { teamId, teamName: team.name });
  return team;
}

function revisionsOf(tx: Tx, ctx: Ctx, teamId: string, limit: number): Promise<AuthorityRevision[]> {
  return tx
    .select()
    .from(authorityRevisions)
    .where(and(eq(authorityRevisions.workspaceId, ctx.workspaceId), eq(authorityRevisions.teamId, teamId)))
    .orderBy(desc(authorityRevisions.revision))
    .limit(limit);
}
