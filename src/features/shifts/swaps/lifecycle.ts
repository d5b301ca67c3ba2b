import type { ExecutionState, ProposalState, RequestState } from './tables.ts';

/** From the state something is in to the state it is in afterwards; a state that is not named allows nothing. */
type Moves<State extends string> = Readonly<Partial<Record<State, State>>>;

/** The life of a request. It begins open, with the form that asks for it. */
export const requestMoves = {
  /** One of its proposals has everybody's consent. */
  match: { open: 'matched' },
  /** That one ended without being executed, or was executed for a part only. */
  reopen: { matched: 'open' },
  fulfil: { open: 'fulfilled', matched: 'fulfilled' },
  /** A taking back of what fulfilled it: its owner still wants it, or does not. */
  wantAgain: { fulfilled: 'open' },
  wantNoMore: { fulfilled: 'withdrawn' },
  withdraw: { open: 'withdrawn', matched: 'withdrawn' },
  expire: { open: 'expired' },
  supersede: { open: 'superseded', matched: 'superseded' },
  close: { open: 'closed', matched: 'closed' },
  /** The roster moved a little under it. */
  rebase: { open: 'open', matched: 'matched' },
} as const satisfies Readonly<Record<string, Moves<RequestState>>>;
export type RequestMove = keyof typeof requestMoves;

/**
 * The life of a proposal. It begins in consent, behind another one in waiting; a manager's cover begins approved. What is
 * checked or approved goes on in the same transaction, so that it is never seen at rest.
 */
export const proposalMoves = {
  /** Everybody in it has said yes. */
  agree: { consent: 'checked' },
  decline: { consent: 'declined', waiting: 'declined' },
  expire: { consent: 'expired', waiting: 'expired', approval: 'expired' },
  withdraw: {
    consent: 'withdrawn',
    waiting: 'withdrawn',
    checked: 'withdrawn',
    approval: 'withdrawn',
    approved: 'withdrawn',
    blocked: 'withdrawn',
  },
  /** Another one for the same stretch of a shift goes first. */
  wait: { consent: 'waiting' },
  /** That one is over. */
  promote: { waiting: 'consent' },
  /** All rules allow it, or whoever had to approve it has. */
  approve: { checked: 'approved', approval: 'approved' },
  askApproval: { checked: 'approval' },
  /** One of several who have to approve did, or the one who was asked said nothing and somebody else is asked. */
  passOn: { approval: 'approval' },
  block: { checked: 'blocked', approval: 'blocked', approved: 'blocked' },
  override: { blocked: 'approved' },
  deny: { approval: 'denied' },
  execute: { approved: 'executed' },
  /** The roster moved a little under it: it goes on, or, where that makes it worse, everybody is asked again. */
  rebase: { consent: 'consent', waiting: 'waiting', approval: 'approval' },
  askAgain: { consent: 'consent', waiting: 'waiting', checked: 'consent', approval: 'consent', approved: 'consent' },
  supersede: {
    consent: 'superseded',
    waiting: 'superseded',
    checked: 'superseded',
    approval: 'superseded',
    approved: 'superseded',
    blocked: 'superseded',
  },
} as const satisfies Readonly<Record<string, Moves<ProposalState>>>;
export type ProposalMove = keyof typeof proposalMoves;

/** The life of an entry in the ledger. */
export const executionMoves = {
  undo: { executed: 'reverted' },
  /** Somebody who wants it back waits for the others. */
  askUndo: { executed: 'executed' },
  /** Its last leg is over. */
  settle: { executed: 'settled' },
  dispute: { executed: 'disputed', settled: 'disputed' },
  decide: { disputed: 'settled' },
} as const satisfies Readonly<Record<string, Moves<ExecutionState>>>;
export type ExecutionMove = keyof typeof executionMoves;

/** Requests for which somebody may still be found. */
export const liveRequestStates = ['open', 'matched'] as const satisfies readonly RequestState[];

/** Proposals that hold their shifts: no other one for the same stretch goes on. */
export const bindingStates = ['checked', 'approval', 'approved'] as const satisfies readonly ProposalState[];

/** Proposals that may still come to something. */
export const liveStates = [
  'consent',
  'waiting',
  'blocked',
  ...bindingStates,
] as const satisfies readonly ProposalState[];

export function isLive(state: ProposalState): boolean {
  return liveStates.some((each) => each === state);
}

export function isBindingState(state: ProposalState): boolean {
  return bindingStates.some((each) => each === state);
}

export function isLiveRequest(state: RequestState): boolean {
  return liveRequestStates.some((each) => each === state);
}
