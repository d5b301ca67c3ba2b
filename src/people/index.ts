import type { Feature } from '../feature.ts';
import { handleJob } from '../jobs/define-job.ts';
import { myTeamsBlocks, teamsInSight } from './hub.ts';
import { syncTeam } from './job-kinds.ts';
import { type PeopleDeps, peopleListeners } from './listeners.ts';
import { syncTeamWithChannel, syncTomorrow } from './sync-team.ts';
import { header } from '../slack/blocks.ts';

export { type ActorSources, type Who, actorFor } from './actor.ts';
export { tellManagersOfBlockedChannel } from './blocked-channel.ts';
export { type Installation, botFor, ensureInstallation } from './installation.ts';
export { type About, type Permission, may, requireMay, rolesIn } from './permissions.ts';
export {
  type Member,
  type TeamAndRole,
  leadsOf,
  managersOf,
  membersOf,
  peopleByIds,
  teamById,
  teamsOf,
  teamsOfChannel,
} from './queries.ts';
export { type SlackReads, slackReads } from './slack-reads.ts';
export { type Team } from './tables.ts';
export { type TeamFor, rememberTeam, teamFor } from './team-of.ts';

/** Teams and who is on them: the hub, the set-up, and everything Slack says about people. */
export function people(deps: PeopleDeps): Feature {
  return {
    name: 'people',
    listeners: peopleListeners(deps),
    jobs: [
      handleJob(syncTeam, {
        run: (ctx, { teamId }) => syncTeamWithChannel(ctx, deps.slack, teamId),
        failed: (ctx, { teamId }) => syncTomorrow(ctx, teamId),
      }),
    ],
    home: {
      order: 90,
      blocks: async (ctx) => [header('My teams'), ...myTeamsBlocks(await teamsInSight(ctx))],
    },
    help: [
      { how: '/floorwalker', what: 'Your teams, and everything you can do.' },
      { how: '/floorwalker setup', what: 'Set up a team, or change one.' },
    ],
  };
}
