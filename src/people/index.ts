import type { Feature, TeamSetting } from '../feature.ts';
import { handleJob } from '../jobs/define-job.ts';
import { authorityListeners, authoritySetting } from './authority/listeners.ts';
import { myTeamsBlocks, teamsInSight } from './hub.ts';
import { calendarJobs, calendarSetting } from './calendar/jobs.ts';
import { followTeamZone } from './calendar/refresh-ical.ts';
import { stillInstalled } from './check-installation.ts';
import { checkInstallation, syncTeam } from './job-kinds.ts';
import type { PeopleDeps } from './deps.ts';
import { peopleListeners } from './listeners.ts';
import { ids } from './messages.ts';
import { myHoursListeners } from './my-hours/listeners.ts';
import { handleTeamChanged } from './team-changed.ts';
import { syncTeamWithChannel, syncTomorrow } from './sync-team.ts';
import { header } from '../slack/blocks.ts';

export { actorFor } from './actor.ts';
export { publicOr } from './calendar/addresses.ts';
export { createCalendarFetch } from './calendar/fetch-calendar.ts';
export { tellManagersOfBlockedChannel } from './blocked-channel.ts';
export { botFor, BotIdentity, ensureInstallation } from './installation.ts';
export {
  installedBot,
  installedWorkspaces,
  keepInstalledBot,
  openStoredTokens,
  WrongSecretKey,
} from './installed-bots.ts';
export { type SlackReads, slackReads } from './slack-reads.ts';
export { catchUpWithChannels } from './slack-events.ts';
export { lookAtAllTeams } from './team-changed.ts';

const ownSettings: readonly TeamSetting[] = [
  { label: 'Team', what: 'Name, channels, people and business hours.', actionId: ids.edit },
  calendarSetting,
  authoritySetting,
];

/** Teams and who is on them: the hub, the set-up, and everything Slack says about people. */
export function people(others: PeopleDeps): Feature {
  const deps = { ...others, settings: () => [...ownSettings, ...others.settings()] };
  return {
    name: 'people',
    listeners: [...peopleListeners(deps), ...myHoursListeners, ...authorityListeners],
    jobs: [
      handleJob(syncTeam, {
        run: (ctx, { teamId }) => syncTeamWithChannel(ctx, deps.slack, teamId),
        failed: (ctx, { teamId }) => syncTomorrow(ctx, teamId),
      }),
      handleJob(checkInstallation, {
        run: (ctx, { isSecondLook }) => stillInstalled(ctx, deps.slack, isSecondLook),
      }),
      // First, so that everybody else finds the calendar as it has become.
      handleTeamChanged(() => [followTeamZone, ...deps.onTeamChange()]),
      ...calendarJobs(deps.fetchCalendar),
    ],
    home: {
      order: 90,
      blocks: async (ctx) => [header('Your teams'), ...myTeamsBlocks(await teamsInSight(ctx, deps.settings()))],
    },
    help: [
      { how: '/floorwalker', what: 'Your teams, and everything you can do.' },
      { how: '/floorwalker setup', what: 'Set up a team, or change one.' },
    ],
  };
}
