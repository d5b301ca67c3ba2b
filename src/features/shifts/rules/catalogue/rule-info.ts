import type { Severity } from '../policy.ts';
import type { Fields } from '../rule-fields.ts';

/** Under what the rules stand in the form and in docs/swap-rules.md. */
export const ruleGroups = {
  trade: 'The trade itself',
  notice: 'Notice and absences',
  rest: 'Rest',
  hours: 'Hours',
  days: 'Days, nights and weekends',
  skills: 'Skills and cover',
} as const;
export type RuleGroup = keyof typeof ruleGroups;

/**
 * What a rule is about. `request`: when and how often somebody asks, and whether for something in return; `trade`: what may
 * change hands, and between whom; `roster`: how people work afterwards.
 */
export type Concern = 'request' | 'trade' | 'roster';

/** What there is to know of a rule besides its arithmetic. */
export interface RuleInfo {
  readonly group: RuleGroup;
  readonly concerns: Concern;
  /** What it looks at together: all that changes hands, or everybody who is there, which takes long. Else at each person alone. */
  readonly looksAt?: 'trade' | 'team';
  /** What it finds is nobody's business but the person's and the approver's: leave, age, credentials, contract, probation. */
  readonly isPrivate?: true;
  /** `Rest between shifts` */
  readonly name: string;
  /** What it asks for, in one line. */
  readonly what: string;
  readonly severity: Severity;
  /** Whether a manager may let pass what it denies, until the team says otherwise. */
  readonly isOverridable: boolean;
  /** A team cannot change it: without it there is no trade, or the database refuses it. */
  readonly isFixed?: true;
  readonly fields: Fields;
}

/** Keeps the types of the fields. */
export function info<const Given extends RuleInfo>(given: Given): Given {
  return given;
}
