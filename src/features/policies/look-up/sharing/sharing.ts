import { audienceOf } from '../../library/reading/audience.ts';
import type { PassageView } from '../../library/reading/passage-view.ts';

/** Whether what a passage says may be shown to everybody in a channel: at once, once it was asked, or not at all. */
export type Sharing = 'free' | 'asks' | 'refused';

type Kept = Pick<PassageView, 'policy' | 'team'>;

/**
 * A policy for some roles only is shown in no channel, one for some teams only in the channels of the team that keeps it. One
 * for everybody may be shown anywhere, but outside of these channels there may be people who are on no team.
 */
export function sharingIn({ policy, team }: Kept, channel: string): Sharing {
  const { teams, roles } = audienceOf(policy.audience);
  if (roles !== null) return 'refused';
  const isOwnChannel = [team.teamChannel, team.escalationsChannel].includes(channel);
  if (isOwnChannel && (teams === null || teams.includes(team.id))) return 'free';
  return teams === null ? 'asks' : 'refused';
}
