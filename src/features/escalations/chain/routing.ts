/** Somebody a case could go to. */
export interface Candidate {
  readonly slackId: string;
  /** Knows the category of the case. */
  readonly hasSkill: boolean;
  /** Is at work now. */
  readonly isThere: boolean;
  /** Open cases they own. */
  readonly openLoad: number;
  /** When the team last asked them to take a case; null if never. */
  readonly lastAskedAt: Date | null;
}

/**
 * Of those who are there: who knows the category, then who has the fewest open cases, then whose turn it is. Undefined if
 * nobody is there.
 */
export function choose(candidates: readonly Candidate[]): string | undefined {
  const [first] = candidates.filter(({ isThere }) => isThere).toSorted(byFitness);
  return first?.slackId;
}

function byFitness(one: Candidate, other: Candidate): number {
  return (
    Number(other.hasSkill) - Number(one.hasSkill) ||
    one.openLoad - other.openLoad ||
    (one.lastAskedAt?.getTime() ?? 0) - (other.lastAskedAt?.getTime() ?? 0) ||
    (one.slackId < other.slackId ? -1 : 1)
  );
}
