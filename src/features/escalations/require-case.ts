import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { may, requireMay, type Permission } from '../../people/permissions.ts';
import { teams } from '../../people/tables.ts';
import { casesKnownTo } from './cases-visible-to.ts';
import { cases, type Case } from './tables.ts';

/**
 * The case, if the actor may do this to it; else a UserError that says who may, or, where they may not even see it and
 * want no more than that, the one about a case that does not exist. What it returns is for the role check
 * and for what never changes: whether the change still fits is decided by the conditional UPDATE that follows.
 */
export async function requireCase(
  tx: Tx,
  ctx: Ctx,
  caseId: string,
  permission: Permission | ((found: Case) => Permission),
): Promise<Case> {
  const [found] = await tx
    .select({ case: cases, teamName: teams.name })
    .from(cases)
    .innerJoin(teams, and(eq(teams.workspaceId, cases.workspaceId), eq(teams.id, cases.teamId)))
    .where(and(eq(cases.workspaceId, ctx.workspaceId), eq(cases.id, caseId), casesKnownTo(ctx.actor)));
  if (!found) throw unknownCase();
  const needed = typeof permission === 'function' ? permission(found.case) : permission;
  // Who may see a case is not told to those who may not: it would tell them that there is one.
  if (needed === 'case.see' && !may(ctx.actor, needed, aboutCase(found.case))) throw unknownCase();
  requireMay(ctx, needed, { ...aboutCase(found.case), teamName: found.teamName });
  return found.case;
}

export function aboutCase({ teamId, raisedBy, owner }: Case): {
  teamId: string;
  raisedBy: string;
  owner: string | null;
} {
  return { teamId, raisedBy, owner };
}

export function unknownCase(): UserError {
  return new UserError('There is no such case, or it is not yours to see.');
}
