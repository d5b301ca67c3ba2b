import { UserError } from '../../../core/errors.ts';
import type { ResolveCaseInput } from '../inputs.ts';
import type { Case, Decision, Urgency, Wanted } from '../tables.ts';
import { formatMoney } from '../../../core/money.ts';
import { isMoney } from '../raising/wishes.ts';

interface Weight {
  readonly urgency: Urgency;
  readonly wanted: Wanted;
  readonly amount: number | null;
  readonly decidedAmount?: number | null;
}

/** True when resolving asks for the write-up: the case is Critical, or money is wanted or given. */
export function needsWriteUp(of: Weight): boolean {
  return of.urgency === 'critical' || involvesMoney(of) || (of.decidedAmount ?? null) !== null;
}

/** True when money is wanted, by its kind or by an amount. */
export function involvesMoney({ wanted, amount }: Pick<Weight, 'wanted' | 'amount'>): boolean {
  return isMoney(wanted) || amount !== null;
}

/** The decisions that need an amount: where one was asked for, granting it without another means that one. */
export function decisionsWithAmount(of: Pick<Weight, 'wanted' | 'amount'>): Decision[] {
  if (!involvesMoney(of)) return [];
  return of.amount === null ? ['granted', 'partly'] : ['partly'];
}

/** What is wrong with an amount (minor units of the case's currency) that is to be a part of what was asked for. */
export function problemOfPart(of: Pick<Case, 'amount' | 'currency'>, part: number): string | undefined {
  const { amount, currency } = of;
  if (amount === null || currency === null || part < amount) return undefined;
  if (part === amount) return 'That is all of it: choose Granted.';
  return `That is more than the ${formatMoney({ minor: amount, currency })} asked for. Write less, or choose Granted.`;
}

/** The same of an amount that is to be all of it: usually a slip of the finger, so it is never taken without a word. */
export function problemOfWhole(of: Pick<Case, 'amount' | 'currency'>, granted: number): string | undefined {
  const { amount, currency } = of;
  if (amount === null || currency === null || granted <= amount) return undefined;
  return `More than the ${formatMoney({ minor: amount, currency })} that was asked. Ask for details first, or correct it.`;
}

export const AMOUNT_MISSING = 'Write how much is granted, such as 90.';

const WRITE_UP = ['writeUpIssue', 'writeUpWho', 'writeUpSaid', 'writeUpOutcome'] as const;

/** Throws a UserError for the first field of a resolution that does not fit the case. */
export function requireResolution(of: Case, input: ResolveCaseInput): void {
  requireFittingAmount(of, input);
  requireWholeException(of, input);
  if (!needsWriteUp({ ...of, decidedAmount: input.amount ?? null })) return;
  const missing = WRITE_UP.find((field) => !input[field]);
  if (missing) throw new UserError('Write a sentence: this case needs a write-up.', missing);
}

export const PASSAGE_MISSING = 'Choose the passage above. If it is in no policy here, name it or paste a link to it.';
export const PASSAGE_TWICE =
  'Choose a passage above or write one here, not both. To write one, choose “In no policy here” above.';
export const DEPARTS_BECAUSE_MISSING = 'Say in a sentence why it departs from that.';

/** True when granting it departs from a policy by its nature. */
export function isException({ wanted }: Pick<Case, 'wanted'>): boolean {
  return wanted === 'exception';
}

function requireWholeException(of: Case, { decision, departsBecause, ...input }: ResolveCaseInput): void {
  const passage = input.passageId ?? input.passage;
  const isGranted = decision === 'granted' || decision === 'partly';
  const departs = (isException(of) && isGranted) || Boolean(passage) || Boolean(departsBecause);
  if (departs && !passage) throw new UserError(PASSAGE_MISSING, 'passage');
  if (departs && !departsBecause) throw new UserError(DEPARTS_BECAUSE_MISSING, 'departsBecause');
}

function requireFittingAmount(of: Case, { decision, amount, currency }: ResolveCaseInput): void {
  if (amount === undefined) {
    if (decisionsWithAmount(of).includes(decision)) throw new UserError(AMOUNT_MISSING, 'amount');
    return;
  }
  if (decision === 'refused' || decision === 'answered') {
    throw new UserError('Leave the amount empty, or choose Granted or Partly.', 'amount');
  }
  if (of.currency !== null && currency !== undefined && currency !== of.currency) {
    throw new UserError(`This case is in ${of.currency}.`, 'amount');
  }
  const problem = decision === 'partly' ? problemOfPart(of, amount) : undefined;
  if (problem !== undefined) throw new UserError(problem, 'amount');
}
