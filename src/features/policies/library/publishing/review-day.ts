import { addDays, localDate } from '../../../../core/local-time.ts';
import type { Team } from '../../../../people/tables.ts';
import type { Policy } from '../tables.ts';

/** The local date on which its owner is asked whether it is still true; none before it was published. */
export function reviewDay(
  { verifiedAt, reviewDays }: Pick<Policy, 'verifiedAt' | 'reviewDays'>,
  team: Team,
): string | null {
  return verifiedAt === null ? null : addDays(localDate(verifiedAt, team.timeZone), reviewDays);
}
