import type { MustRead } from '../tables.ts';

/** How many of those who have to have read it. */
export interface Count {
  readonly read: number;
  readonly of: number;
}

/** What is known of somebody who has to. */
export interface Counted {
  readonly teamId: string;
  readonly dueAt: Date;
  readonly acknowledgedAt: Date | null;
  readonly excusedAt: Date | null;
}

/** Of which deadline, and as of when. */
export interface AsOf {
  readonly deadlineAt: Date;
  readonly at: Date;
}

/** As it is now, or for one that has ended as it was then. */
export function asOf({ deadlineAt, endedAt }: Pick<MustRead, 'deadlineAt' | 'endedAt'>, now: Date): AsOf {
  return { deadlineAt, at: endedAt ?? now };
}

/** After the deadline: whoever joined later, and has not read it, but has time until a deadline of their own. */
export function isNewcomer({ dueAt, acknowledgedAt, excusedAt }: Counted, { deadlineAt, at }: AsOf): boolean {
  return deadlineAt <= at && dueAt > at && acknowledgedAt === null && excusedAt === null;
}

/**
 * For each team. Whoever is excused is not counted, whatever they said before; newcomers only once they have read it or their
 * own deadline is over.
 */
export function countByTeam(readers: readonly Counted[], when: AsOf): ReadonlyMap<string, Count> {
  const counts = new Map<string, Count>();
  for (const reader of readers) {
    if (reader.excusedAt !== null) continue;
    const { read, of } = counts.get(reader.teamId) ?? { read: 0, of: 0 };
    const counted = isNewcomer(reader, when) ? 0 : 1;
    counts.set(reader.teamId, { read: read + (reader.acknowledgedAt === null ? 0 : 1), of: of + counted });
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
