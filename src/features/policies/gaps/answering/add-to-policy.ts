import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { PassageView } from '../../library/reading/passage-view.ts';
import { TOO_MANY } from '../../library/settings/questions.ts';
import { requirePassage } from '../../look-up/finding/passage-gone.ts';
import { addTo, mayAdd } from './point-to-policy.ts';
import { showWeeksAnew } from '../week/show-week-anew.ts';
import { type Readers, readersAmongLookers } from '../week/lookers.ts';

export interface AddToPolicy {
  readonly passageId: string;
  readonly question: string;
  /** As it was looked up in vain, before it was put in other words. */
  readonly lookedUp?: string;
}

export interface Added extends PassageView {
  /** Of those who looked it up lately and found nothing, how many may read the policy. */
  readonly readers: Readers;
}

/** Has a passage found by a question. @throws UserError where the actor may not, or the policy answers too many */
export function addToPolicy(ctx: Ctx, { passageId, question, lookedUp = question }: AddToPolicy): Promise<Added> {
  return transaction(ctx, async (tx) => {
    const view = await requirePassage(tx, ctx, passageId, new UserError('Choose the passage that says it.', 'passage'));
    if (!mayAdd(ctx, view)) {
      const name = view.ownerName ?? 'its owner';
      throw new UserError(`Only ${name}, who owns it, and the leads and managers of ${view.team.name} can.`, 'passage');
    }
    if (!(await addTo(tx, ctx, view, { text: question, origin: 'editor' }))) throw new UserError(TOO_MANY, 'passage');
    await showWeeksAnew(tx, ctx, view.team.id);
    return { ...view, readers: await readersAmongLookers(tx, ctx, view.policy, lookedUp) };
  });
}
