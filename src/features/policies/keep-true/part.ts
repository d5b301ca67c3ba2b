import type { PolicyPart } from '../part.ts';
import { handleAskForReviews } from './reviews/ask-for-reviews.ts';
import { followTeam, keepTrueSchedules } from './daily-round.ts';
import { keepTrueHomeBlocks } from './home-blocks.ts';
import { keepTrueListeners } from './listeners.ts';
import { handleTellManager } from './tell-managers.ts';
import { handleTellTeams } from './news/tell-teams.ts';
import { keepTrueWords } from './words.ts';

/** Policies that stay true: reviews, changes of hands, news. */
export const keepTruePart: PolicyPart = {
  listeners: keepTrueListeners,
  jobs: [handleAskForReviews, handleTellManager, handleTellTeams],
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
