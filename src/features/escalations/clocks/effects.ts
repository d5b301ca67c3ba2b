import type { CaseEntryKind } from '../tables.ts';

/** What an entry of the log does to the clocks of its case. */
export interface Effect {
  /** Somebody has it from now on: ends *claim*. */
  readonly claims?: true;
  /** Nobody has it any more: *claim* begins anew. */
  readonly returns?: true;
  /** Asks, if the raiser does it: begins *next answer* once there was a first. */
  readonly asks?: true;
  /** A decision that the agent can see and act on: ends every clock of the case, which is closed by it. */
  readonly decides?: true;
  /** A wait for the agent or the customer pauses all clocks. A wait for an approver is our own time: it ends one. */
  readonly wait?: 'begins' | 'ends';
  /** Nobody has to act any more: all clocks stand still until it is opened again. */
  readonly life?: 'closes' | 'opens';
}

/**
 * What counts (docs/clocks.md says it in words). Notes, reassigning and questions to the agent answer nothing; what the
 * raiser answers to a question of ours is no question of hers.
 */
export const effects: Readonly<Record<CaseEntryKind, Effect>> = {
  raised: {},
  note: {},
  details: { asks: true },
  answered: { wait: 'ends' },
  urgency: {},
  claimed: { claims: true },
  'taken-over': { claims: true },
  asked: { claims: true, wait: 'begins' },
  'handed-over': { claims: true },
  'given-back': { returns: true, wait: 'ends' },
  lapsed: { returns: true },
  promised: {},
  'promise-kept': {},
  'promise-broken': {},
  'promise-moved': {},
  'promise-withdrawn': {},
  resolved: { decides: true },
  cancelled: { life: 'closes' },
  reopened: { returns: true, asks: true, life: 'opens' },
  told: {},
  'approval-asked': { claims: true, wait: 'ends' },
  'approval-passed-on': {},
  'approval-question': {},
  'approval-answer': {},
  'first-approved': {},
  approved: { decides: true },
  'approval-refused': {},
  'approval-taken-back': {},
  'second-look': { asks: true, life: 'opens' },
  upheld: { decides: true },
  'party-added': {},
  'party-removed': {},
};

/** Whether an entry of this kind can make any clock begin, end, stand still or be due at another time. */
export function movesClocks(kind: CaseEntryKind): boolean {
  return kind === 'raised' || kind === 'urgency' || Object.keys(effects[kind]).length > 0;
}
