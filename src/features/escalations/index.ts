import type { Feature } from '../../feature.ts';
import { chainSetting } from './chain/settings/chain-listeners.ts';
import { skillsSetting } from './chain/settings/skills-listeners.ts';
import { chainSchedules } from './chain/schedules.ts';
import { targetsSetting } from './clocks/listeners.ts';
import type { EscalationsDeps } from './deps.ts';
import { followTeamChange } from './follow-team-change.ts';
import { followRosterChange } from './hand-over/follow-roster.ts';
import { escalateOnHome, home } from './home.ts';
import { escalationsJobs } from './jobs.ts';
import { listeners } from './listeners.ts';
import { help } from './messages/help.ts';

/** An agent asks for help with a customer; a lead claims the case, decides and resolves it. */
export function escalations(deps: EscalationsDeps): Feature {
  return {
    name: 'escalations',
    listeners: listeners(deps),
    jobs: escalationsJobs,
    home: [escalateOnHome, home],
    help,
    schedules: chainSchedules,
    settings: [chainSetting, skillsSetting, targetsSetting],
    onTeamChange: followTeamChange,
    onRosterChange: followRosterChange,
  };
}
