import { transaction, type Ctx } from '../../core/context.ts';
import { UserError } from '../../core/errors.ts';
import type { Permission } from '../../people/permissions.ts';
import { caseView, type CaseView } from './case-view.ts';
import { allows, type Transition } from './lifecycle.ts';
import { requireCase } from './require-case.ts';
import { whatHolds } from './what-holds.ts';

/**
 * The case for a form, if this person may do that to it as it stands; else a UserError before anything is typed. The
 * use case decides again when the form is sent.
 */
export function caseToChange(
  ctx: Ctx,
  caseId: string,
  permission: Permission,
  transition: Transition,
): Promise<CaseView> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, permission);
    const view = await caseView(tx, ctx, caseId);
    if (allows(transition, view.case.state)) return view;
    throw new UserError(`#${view.case.number}: ${whatHolds(view, ctx.actor, ctx.clock.now())}`);
  });
}
