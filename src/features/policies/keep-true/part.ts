import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';
import { handleAskOwner } from './ask-owner.ts';
import { followTeam, keepTrueSchedules } from './daily-round.ts';
import { keepTrueHomeBlocks } from './home-blocks.ts';
import { keepTrueListeners } from './listeners.ts';
import { handleTellManager } from './tell-managers.ts';
import { handleTellTeams } from './tell-teams.ts';
import { keepTrueWords } from './words.ts';

/** Policies that stay true: reviews, changes of hands, news. */
export function keepTruePart(_deps: PoliciesDeps): PolicyPart {
  return {
    listeners: keepTrueListeners,
    jobs: [handleAskOwner, handleTellManager, handleTellTeams],
    schedules: keepTrueSchedules,
    words: keepTrueWords,
    homeBlocks: keepTrueHomeBlocks,
    help: [
      {
        how: '/policy due',
        what: 'See which of your policies wait for a review, and say that one is still true by one click.',
      },
      { how: '/policy news', what: 'See what is new and changed since you last looked.' },
    ],
    onTeamChange: followTeam,
  };
}
