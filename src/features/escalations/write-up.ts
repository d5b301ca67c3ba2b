import { UserError } from '../../core/errors.ts';
import type { ResolveCaseInput } from './inputs.ts';
import type { Case, Urgency, Wanted } from './tables.ts';

const MONEY: ReadonlySet<Wanted> = new Set(['refund', 'credit']);

interface Weight {
  readonly urgency: Urgency;
  readonly wanted: Wanted;
  readonly amount: number | null;
  readonly decidedAmount?: number | null;
}

/** True when resolving asks for the write-up: the case is Critical, or money is wanted or given. */
export function needsWriteUp(of: Weight): boolean {
  return of.urgency === 'critical' || MONEY.has(of.wanted) || of.amount !== null || (of.decidedAmount ?? null) !== null;
}

const WRITE_UP = ['writeUpIssue', 'writeUpWho', 'writeUpSaid', 'writeUpOutcome'] as const;

/** Throws a UserError for the first field of a resolution that does not fit the case. */
export function requireResolution(of: Case, input: ResolveCaseInput): void {
  requireFittingAmount(of, input);
  if (!needsWriteUp({ ...of, decidedAmount: input.amount ?? null })) return;
  const missing = WRITE_UP.find((field) => !input[field]);
  if (missing) throw new UserError('Write a sentence: this case needs a write-up.', missing);
}

function requireFittingAmount(of: Case, { decision, amount, currency }: ResolveCaseInput): void {
  if (amount === undefined) return;
  if (decision === 'refused' || decision === 'answered') {
    throw new UserError('Leave the amount empty, or choose Granted or Partly.', 'amount');
  }
  if (of.currency !== null && currency !== undefined && currency !== of.currency) {
    throw new UserError(`This case is in ${of.currency}.`, 'amount');
  }
}
