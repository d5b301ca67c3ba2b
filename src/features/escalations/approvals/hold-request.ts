import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay, type Permission } from '../../../people/permissions.ts';
import { teams } from '../../../people/tables.ts';
import { caseView, type CaseView } from '../case-view.ts';
import { aboutCase } from '../require-case.ts';
import { cases, type Case } from '../tables.ts';
import { whatBecame } from './approval-words.ts';
import { caseApprovals, type Approval } from './tables.ts';

/** A request with its case, which nobody else changes until the transaction ends. */
export interface Held {
  readonly view: CaseView;
  readonly approval: Approval;
}

/**
 * The request, if the actor may do this to it; else a UserError. Of several who press at once the first holds the case,
 * and the others then see what the first did.
 */
export async function holdRequest(
  tx: Tx,
  ctx: Ctx,
  approvalId: string,
  permission: Permission | ((of: Approval) => Permission),
): Promise<Held> {
  const found = await hold(tx, ctx, approvalId);
  if (!found || !isKnownTo(ctx, found.case, found.approval)) throw unknownRequest();
  const { requestedBy } = found.approval;
  const needed = typeof permission === 'function' ? permission(found.approval) : permission;
  requireMay(ctx, needed, { ...aboutCase(found.case), requestedBy, teamName: found.teamName });
  return viewOf(tx, ctx, found);
}

/** The same for the app itself; undefined if there is no such request. */
export async function findHeld(tx: Tx, ctx: Ctx, approvalId: string): Promise<Held | undefined> {
  const found = await hold(tx, ctx, approvalId);
  return found && viewOf(tx, ctx, found);
}

interface Found {
  readonly case: Case;
  readonly approval: Approval;
  readonly teamName: string;
}

async function hold(tx: Tx, ctx: Ctx, approvalId: string): Promise<Found | undefined> {
  const [found] = await tx
    .select({ case: cases, approval: caseApprovals, teamName: teams.name })
    .from(caseApprovals)
    .innerJoin(cases, and(eq(cases.workspaceId, caseApprovals.workspaceId), eq(cases.id, caseApprovals.caseId)))
    .innerJoin(teams, and(eq(teams.workspaceId, cases.workspaceId), eq(teams.id, cases.teamId)))
    .where(and(eq(caseApprovals.workspaceId, ctx.workspaceId), eq(caseApprovals.id, approvalId)))
    .for('update', { of: cases });
  return found;
}

/** What is read only now, after the case was held, is what whoever held it before has left. */
async function viewOf(tx: Tx, ctx: Ctx, found: Found): Promise<Held> {
  const view = await caseView(tx, ctx, found.case.id);
  // An older request than the newest does not change any more.
  const approval = view.approval?.id === found.approval.id ? view.approval : found.approval;
  return { view, approval };
}

/** A private case is known to its parties, and to whoever is asked. */
function isKnownTo({ actor }: Ctx, of: Case, { asked, requestedBy }: Approval): boolean {
  return !of.isPrivate || [of.raisedBy, of.owner, requestedBy, ...asked].includes(actor.slackId);
}

/** For whoever pressed a button of a request that is decided: the case, if it was they who did that, else who did what, and when. */
export function alreadySettled(ctx: Ctx, { view, approval }: Held, isTheirs: boolean): Case {
  if (isTheirs) return view.case;
  throw new UserError(`#${view.case.number}: ${whatBecame(view, approval, ctx.actor, ctx.clock.now())}`);
}

/** For whoever answers a question that has its answer. */
export function isAnswered({ case: of }: CaseView): UserError {
  return new UserError(
    `#${of.number}: The question is answered already. To say more, choose “Add a note” on the case.`,
  );
}

export function unknownRequest(): UserError {
  return new UserError('There is no such request, or it is not yours to see.');
}
