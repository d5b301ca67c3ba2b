import { and, desc, eq } from 'drizzle-orm';
import type { Ctx } from '../../core/context.ts';
import type { Tx } from '../../db/client.ts';
import { teams } from '../tables.ts';
import { defaultMatrix, type AuthorityMatrix } from './matrix.ts';
import { authorityRevisions, type AuthorityRevision } from './tables.ts';

/** What the team's people may grant, as it is now; the defaults in the team's currency until somebody has saved limits. */
export async function currentMatrix(tx: Tx, ctx: Ctx, teamId: string): Promise<AuthorityMatrix> {
  const [newest] = await tx
    .select({ revision: authorityRevisions, currency: teams.currency })
    .from(teams)
    .leftJoin(
      authorityRevisions,
      and(eq(authorityRevisions.workspaceId, teams.workspaceId), eq(authorityRevisions.teamId, teams.id)),
    )
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)))
    .orderBy(desc(authorityRevisions.revision))
    .limit(1);
  if (!newest) throw new Error('the authority was asked for of a team that does not exist');
  return newest.revision ? matrixOf(newest.revision) : defaultMatrix(newest.currency);
}

export function matrixOf(saved: AuthorityRevision): AuthorityMatrix {
  const { revision, currency, rules, secondPersonAbove, monthlyBudget } = saved;
  return { revision, currency, rules, secondPersonAbove, monthlyBudget };
}
