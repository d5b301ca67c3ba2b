import type { Team } from '../../../../people/tables.ts';
import { audienceOf } from '../../library/reading/audience.ts';

/** Where a policy is announced: in the channels of teams all of whose people may see it. */
export interface Told {
  readonly channel: string;
  readonly teams: readonly Team[];
}

/**
 * The team channels in which a change of a policy is told. A policy for some roles only is told in none of them, and neither
 * is one of a channel that belongs to another team too which may not see it: its readers find it on Home.
 */
export function channelsFor(audience: readonly string[], teams: readonly Team[]): readonly Told[] {
  const { teams: ids, roles } = audienceOf(audience);
  if (roles !== null) return [];
  const sees = (team: Team): boolean => ids === null || ids.includes(team.id);
  return [...new Set(teams.map(({ teamChannel }) => teamChannel))].flatMap((channel) => {
    const here = teams.filter(({ teamChannel }) => teamChannel === channel);
    return here.every(sees) ? [{ channel, teams: here }] : [];
  });
}
