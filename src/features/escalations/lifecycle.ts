import type { CaseEntryKind, CaseState, Urgency } from './tables.ts';

export type Transition =
  | 'claim'
  | 'takeOver'
  | 'ask'
  | 'answer'
  | 'note'
  | 'details'
  | 'changeUrgency'
  | 'handOver'
  | 'giveBack'
  | 'lapse'
  | 'promise'
  | 'resolve'
  | 'cancel'
  | 'reopen'
  | 'reopenPrivately'
  | 'markTold'
  | 'requestApproval'
  | 'approve'
  | 'refuseApproval'
  | 'appeal'
  | 'uphold';

/** From the state a case is in to the state it is in afterwards; a state that is not named allows nothing. */
type Moves = Readonly<Partial<Record<CaseState, CaseState>>>;

const STAYS_IF_OWNED: Moves = { claimed: 'claimed', waiting: 'waiting' };
const STAYS_IF_OPEN: Moves = { open: 'open', ...STAYS_IF_OWNED };
const STAYS: Moves = { ...STAYS_IF_OPEN, resolved: 'resolved', cancelled: 'cancelled' };

/** The life of a case: the one table that says what may follow what. Who may do it is decided in people/permissions. */
export const lifecycle: Readonly<Record<Transition, Moves>> = {
  claim: { open: 'claimed' },
  takeOver: STAYS_IF_OWNED,
  // Asking is acting on the case: an unclaimed one is claimed by it. A second question joins the first.
  ask: { open: 'waiting', claimed: 'waiting', waiting: 'waiting' },
  answer: { waiting: 'claimed' },
  note: STAYS,
  details: STAYS,
  changeUrgency: STAYS_IF_OPEN,
  handOver: { open: 'claimed', ...STAYS_IF_OWNED },
  giveBack: { claimed: 'open', waiting: 'open' },
  // A wait for somebody else is no silence of the owner.
  lapse: { claimed: 'open' },
  // A promise outlives the case: it is kept, moved or withdrawn whatever became of the matter.
  promise: STAYS,
  resolve: { open: 'resolved', claimed: 'resolved', waiting: 'resolved' },
  cancel: { open: 'cancelled', claimed: 'cancelled', waiting: 'cancelled' },
  reopen: { resolved: 'open', cancelled: 'open' },
  // Nobody is asked to claim it: its mediator has it again.
  reopenPrivately: { resolved: 'claimed', cancelled: 'claimed' },
  markTold: { resolved: 'resolved' },
  // A decision that needs more authority than the decider has is deciding as well: an unclaimed case is claimed by it.
  requestApproval: { open: 'waiting', claimed: 'waiting', waiting: 'waiting' },
  approve: { waiting: 'resolved' },
  refuseApproval: { waiting: 'claimed' },
  // A refusal that the raiser asks somebody else to look at; it stays, or that person resolves the case.
  appeal: { resolved: 'waiting' },
  uphold: { waiting: 'resolved' },
};

/** The entries of the log by which a case is decided. */
export const decidingKinds: readonly CaseEntryKind[] = ['resolved', 'approved', 'upheld'];

/** States in which somebody still has to act. */
export const openStates: readonly CaseState[] = ['open', 'claimed', 'waiting'];

/** The state after `transition`, or undefined if a case in `state` does not allow it. */
export function after(transition: Transition, state: CaseState): CaseState | undefined {
  return lifecycle[transition][state];
}

export function allows(transition: Transition, state: CaseState): boolean {
  return after(transition, state) !== undefined;
}

const URGENCIES: readonly Urgency[] = ['normal', 'high', 'critical'];

/** The urgencies below `urgency`: from these it is a raise. */
export function urgenciesBelow(urgency: Urgency): readonly Urgency[] {
  return URGENCIES.slice(0, URGENCIES.indexOf(urgency));
}

/** The urgencies above `urgency`: from these it is a lowering. */
export function urgenciesAbove(urgency: Urgency): readonly Urgency[] {
  return URGENCIES.slice(URGENCIES.indexOf(urgency) + 1);
}
