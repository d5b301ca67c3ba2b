import type { Ctx } from '../../../core/context.ts';
import { may } from '../../../people/permissions.ts';
import { partiesOf, teamsOf, type ProposalView } from './swap-view.ts';

/**
 * Whether taking it back is offered to the actor: to those in it and to managers of every team in it, of a cover only to a manager
 * who is not in it; before any shift of it begins. What may be undone `undo-execution.ts` decides.
 */
export function mayUndo({ actor }: Ctx, view: ProposalView): boolean {
  const { proposal, legs, execution, now } = view;
  if (execution?.state !== 'executed' || legs.some(({ fromAt }) => fromAt <= now)) return false;
  const isParty = partiesOf(legs).includes(actor.slackId);
  const isTheirs = teamsOf(view).every((teamId) => may(actor, 'swap.undo', { teamId, isParty }));
  return isTheirs && (!proposal.isCover || may(actor, 'swap.settle', { teamId: proposal.teamId, isParty }));
}
