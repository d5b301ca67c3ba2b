import type { Urgency, Wanted } from './tables.ts';

const MONEY: readonly Wanted[] = ['refund', 'credit'];

interface Weight {
  readonly urgency: Urgency;
  readonly wanted: Wanted;
  readonly amount: number | null;
  readonly decidedAmount?: number | null;
}

/** True when resolving asks for the write-up: the case is Critical, or money is wanted or given. */
export function needsWriteUp(of: Weight): boolean {
  return of.urgency === 'critical' || MONEY.includes(of.wanted) || of.amount !== null || (of.decidedAmount ?? null) !== null;
}
