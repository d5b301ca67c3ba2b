/** What the front matter of a policy may say; a word or a list where more than one makes sense. */
export interface FrontMatter {
  readonly title?: string;
  readonly owner?: string;
  readonly section: readonly string[];
  readonly product: readonly string[];
  readonly channel: readonly string[];
  readonly region: readonly string[];
  readonly audience: readonly string[];
  readonly teams: readonly string[];
  readonly roles: readonly string[];
  /** Local dates as 2026-11-22. */
  readonly effectiveFrom?: string;
  readonly expires?: string;
  readonly reviewIntervalDays?: number;
  /** As written: `en`, `German`. */
  readonly language?: string;
  readonly keywords: readonly string[];
  /** Questions and other names that lead here; `questions` is read as the same. */
  readonly aliases: readonly string[];
  /** Keys of other programs, given back when the policy is written. */
  readonly others: Readonly<Record<string, unknown>>;
}

export interface TextProblem {
  /** From 1, in the file. */
  readonly line: number;
  /** In plain words, for the person who wrote the file. */
  readonly message: string;
  /** The file cannot be taken as it is: what it says about who may read it, or until when, is not known. */
  readonly isSerious: boolean;
}

export const NO_FRONT_MATTER: FrontMatter = {
  section: [],
  product: [],
  channel: [],
  region: [],
  audience: [],
  teams: [],
  roles: [],
  keywords: [],
  aliases: [],
  others: {},
};
