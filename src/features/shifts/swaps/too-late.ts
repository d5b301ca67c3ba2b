import { UserError } from '../../../core/errors.ts';
import { requestState, requestWhen } from './messages/request-words.ts';
import type { ProposalView, RequestView } from './swap-view.ts';

/** For whoever came too late: which shift, and how it stands. */
export function tooLate(view: RequestView): UserError {
  return new UserError(`${requestWhen(view)}: ${requestState(view)}`);
}

/** For whoever did that before, as by a second click: `what` they did, and how it stands. */
export function doneAlready(what: string, view: ProposalView): UserError {
  const isSettled = view.proposal.state === 'executed' && view.execution?.state !== 'reverted';
  return isSettled ? new UserError('It is settled already.') : new UserError(`${what} ${tooLateFor(view).message}`);
}

/** For whoever acts on a proposal that is not where they saw it. */
export function tooLateFor({ proposal, execution, names, now }: ProposalView): UserError {
  const by = (proposal.decidedBy && names[proposal.decidedBy]) || 'Somebody';
  const outOfTime = 'This swap has run out of time. Nothing changes.';
  const words: Readonly<Record<ProposalView['proposal']['state'], string>> = {
    consent: proposal.expiresAt <= now ? outOfTime : 'Not everybody in this swap has said yes yet.',
    waiting: 'Another offer is ahead of this one. If that one falls through, you hear from us.',
    checked: 'This swap is being checked.',
    approval: 'This swap waits for a manager to approve it.',
    approved: 'This swap is being settled.',
    executed: execution?.state === 'reverted' ? 'This swap was settled and taken back.' : 'This swap is settled.',
    declined: 'Somebody declined this swap. Nothing changes.',
    expired: outOfTime,
    withdrawn: `${by} took this swap back. Nothing changes.`,
    blocked: 'The rules do not allow this swap as things are now.',
    denied: `${by} refused this swap. Nothing changes.`,
    superseded: 'The shift went another way, so this swap is off.',
  };
  return new UserError(words[proposal.state]);
}
