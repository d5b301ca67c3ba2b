import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { caseView, type CaseView } from '../case-view.ts';
import { allows } from '../lifecycle.ts';
import { requireCase } from '../require-case.ts';
import { whatHolds } from '../what-holds.ts';
import { authorityAtHand } from './authority-at-hand.ts';
import { requireOtherEyes } from './uphold-refusal.ts';

/**
 * The case for the form, with what the actor may grant on it. Refused like resolving itself would be: not while somebody
 * is asked to approve a decision, and a second look only to those who may give it.
 */
export function caseToResolve(
  ctx: Ctx,
  caseId: string,
): Promise<{ readonly view: CaseView; readonly authority: string | undefined }> {
  return transaction(ctx, async (tx) => {
    await requireCase(tx, ctx, caseId, 'case.resolve');
    const view = await caseView(tx, ctx, caseId);
    const open = view.approval?.state === 'asked' ? view.approval : undefined;
    if (open?.kind === 'decision' || !allows('resolve', view.case.state)) {
      throw new UserError(`#${view.case.number}: ${whatHolds(view, ctx.actor, ctx.clock.now())}`);
    }
    if (open) requireOtherEyes(ctx, view, open);
    return { view, authority: await authorityAtHand(tx, ctx, view) };
  });
}
