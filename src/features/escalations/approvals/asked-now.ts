import type { Approval } from './tables.ts';

/**
 * Whoever is asked now; undefined while nobody can be: nobody of the team may, or whoever was asked last has approved it
 * and nobody else may be the second.
 */
export function askedNow({ asked, approvedBy }: Pick<Approval, 'asked' | 'approvedBy'>): string | undefined {
  const last = asked.at(-1);
  return last === undefined || approvedBy.includes(last) ? undefined : last;
}
