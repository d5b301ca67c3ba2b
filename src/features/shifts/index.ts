import type { Feature } from '../../feature.ts';
import type { ShiftsDeps } from './deps.ts';
import { feedPages } from './feeds/pages.ts';
import { shiftsJobs } from './jobs.ts';
import { shiftsListeners } from './listeners.ts';
import { policySetting } from './policy/listeners.ts';
import { swapHelpEntries } from './swaps/messages/help.ts';
import { home } from './views/home.ts';
import { help } from './views/messages/help.ts';

export { presenceOf } from './presence/presence-of.ts';

/** The roster of each team, and swaps of shifts that are legal by construction. */
export function shifts(deps: ShiftsDeps): Feature {
  return {
    name: 'shifts',
    listeners: shiftsListeners(deps),
    jobs: shiftsJobs(deps),
    home,
    pages: feedPages(deps.publicUrl),
    settings: [policySetting],
    help: [...help, ...swapHelpEntries],
  };
}
