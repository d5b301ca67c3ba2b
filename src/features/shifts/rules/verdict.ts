import type { RuleId } from './policy.ts';

/** What one rule found of one person (or of the trade as a whole: null), with the numbers that show it. Minutes are elapsed. */
export interface Finding {
  readonly rule: RuleId;
  readonly severity: 'review' | 'deny' | 'flag';
  readonly person: string | null;
  /** Named as in the rule's own docstring: `rest_min`, `limit_min`, `before_min`, … */
  readonly numbers: Readonly<Record<string, unknown>>;
}

export interface Verdict {
  /** deny if any rule that denies fired, else review if any that asks for a look did. */
  readonly verdict: 'allow' | 'review' | 'deny';
  /** The lowest-numbered rule with that severity, and its worst finding; none where all is allowed. */
  readonly decisive: Finding | null;
  /** Every finding, the decisive one included, in order of rules; of one rule the worst first. */
  readonly findings: readonly Finding[];
  /** Of the policy that it was judged by. */
  readonly policyRevision: number;
  /** The team has every swap approved by a manager, also what all rules allow. */
  readonly isAlwaysApproved?: boolean;
  /** Team id → revision, where it was judged by the policies of several teams. */
  readonly policyRevisions?: Readonly<Record<string, number>>;
}
