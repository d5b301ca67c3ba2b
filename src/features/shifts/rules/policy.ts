/** Each is described in docs/swap-rules.md. */
// prettier-ignore
export const ruleIds = [
  'R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11', 'R12', 'R13', 'R14', 'R15',
  'R16', 'R17', 'R18', 'R19', 'R20', 'R21', 'R22', 'R23', 'R24', 'R25', 'R26', 'R27', 'R28', 'R29', 'R30',
] as const;
export type RuleId = (typeof ruleIds)[number];

/** allow: the rule is off. flag: it is said, and changes no verdict. */
export type Severity = 'allow' | 'review' | 'deny' | 'flag';

/** How a team has a rule. The parameters are those of the rule's schema (rule-parameters.ts), named as in the verdict's numbers. */
export interface RuleSetting {
  readonly severity: Severity;
  readonly params: Readonly<Record<string, unknown>>;
  /** Whether a manager may let a trade pass that it denies, with a reason. */
  readonly isOverridable: boolean;
}

/** The rules of a team at one time. A rule that is not named is off. */
export interface Policy {
  readonly revision: number;
  /** Only what a trade makes worse counts. */
  readonly delta: boolean;
  /** Whether a trade that every rule allows needs nobody's approval. */
  readonly autoApprove: boolean;
  readonly rules: Readonly<Partial<Record<RuleId, RuleSetting>>>;
}
