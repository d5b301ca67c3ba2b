/** How many of those who have to have read it. */
export interface Count {
  readonly read: number;
  readonly of: number;
}

/** What is known of somebody who has to. */
interface Counted {
  readonly teamId: string;
  readonly acknowledgedAt: Date | null;
  readonly excusedAt: Date | null;
}

/** For each team; whoever is excused is not counted, whatever they said before. */
export function countByTeam(readers: readonly Counted[]): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const { teamId, acknowledgedAt, excusedAt } of readers) {
    if (excusedAt !== null) continue;
    const { read, of } = counts.get(teamId) ?? { read: 0, of: 0 };
    counts.set(teamId, { read: read + (acknowledgedAt === null ? 0 : 1), of: of + 1 });
  }
  return counts;
}

export function total(counts: Iterable<Count>): Count {
  let [read, of] = [0, 0];
  for (const count of counts) [read, of] = [read + count.read, of + count.of];
  return { read, of };
}

/** `12 of 14 (86 %)`; all and none are said only of all and of none. */
export function countText({ read, of }: Count): string {
  if (of === 0) return 'nobody';
  const percent = Math.round((read / of) * 100);
  const shown = read === of || read === 0 ? percent : Math.min(99, Math.max(1, percent));
  return `${read} of ${of} (${shown}\u00A0%)`;
}
