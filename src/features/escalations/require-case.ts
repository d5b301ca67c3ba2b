import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Tx } from '../../db/client.ts';
import { may, requireMay, type About, type Permission } from '../../people/permissions.ts';
import { teams } from '../../people/tables.ts';
import { casesKnownTo } from './finding/cases-visible-to.ts';
import { permissionFor } from './private/private-permissions.ts';
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
  const wanted = typeof permission === 'function' ? permission(found.case) : permission;
  const needed = permissionFor(found.case, wanted);
  if (needed === undefined) throw found.case.isPrivate ? notPrivately() : unknownCase();
  // Who may see a case is not told to those who may not: it would tell them that there is one.
  if (wanted === 'case.see' && !mayDo(ctx, found.case, wanted)) throw unknownCase();
  requireMay(ctx, needed, { ...aboutKnownCase(ctx, found.case), teamName: found.teamName });
  return found.case;
}

/** Whether the actor may, of a case that was found by `casesKnownTo` or `casesVisibleTo`. */
export function mayDo(ctx: Ctx, of: Case, permission: Permission): boolean {
  const needed = permissionFor(of, permission);
  return needed !== undefined && may(ctx.actor, needed, aboutKnownCase(ctx, of));
}

/** A private case belongs to its parties, not to a team. */
export function aboutCase({ teamId, raisedBy, owner, isPrivate }: Case): About {
  return isPrivate ? { raisedBy, mediator: owner } : { teamId, raisedBy, owner };
}

/** Whoever knows of a private case that they neither raised nor mediate is a party to it. */
function aboutKnownCase(ctx: Ctx, of: Case): About {
  const isParty = of.isPrivate && of.raisedBy !== ctx.actor.slackId && of.owner !== ctx.actor.slackId;
  return { ...aboutCase(of), isParty };
}

export function unknownCase(): UserError {
  return new UserError('There is no such case, or it is not yours to see.');
}

function notPrivately(): UserError {
  return new UserError('That is not done to a private case. Open it with `/case list mine`.');
}
