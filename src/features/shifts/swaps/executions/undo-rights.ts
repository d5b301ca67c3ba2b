import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { may } from '../../../../people/permissions.ts';
import { mayInEach, requireMayInEach } from '../require-swap.ts';
import { partiesOf, type ProposalView } from '../swap-view.ts';

/**
 * Who may take an executed swap back, as it is offered and as it is refused: those in it and managers of every team in it, of a
 * cover only a manager who is not in it; before any shift of it begins.
 */
export function mayUndo(ctx: Ctx, view: ProposalView): boolean {
  const isOn = view.execution?.state === 'executed' && !hasBegun(view);
  return isOn && mayInEach(ctx, 'swap.undo', view) && isTheirsToUndo(ctx, view);
}

/** @throws UserError that says who may */
export function requireMayUndo(ctx: Ctx, view: ProposalView): void {
  requireMayInEach(ctx, 'swap.undo', view);
  if (isTheirsToUndo(ctx, view)) return;
  const who = `managers and directors of ${view.team.name} who are not in it`;
  throw new UserError(`This shift was covered at once: only ${who} can undo that.`);
}

export function requireNotBegun(view: ProposalView): void {
  if (hasBegun(view)) throw new UserError('A shift of it has begun: it cannot be undone any more.');
}

/** Nobody was asked about a cover, so nobody in it takes it back: a manager decided it, and a manager does. */
function isTheirsToUndo({ actor }: Ctx, { proposal: { isCover, teamId }, legs }: ProposalView): boolean {
  return !isCover || may(actor, 'swap.settle', { teamId, isParty: partiesOf(legs).includes(actor.slackId) });
}

function hasBegun({ legs, now }: ProposalView): boolean {
  return legs.some(({ fromAt }) => fromAt <= now);
}
