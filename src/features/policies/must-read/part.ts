import type { PolicyPart } from '../part.ts';
import { mustReadWords } from './commands.ts';
import { followTeam } from './asking/follow.ts';
import { mustReadHomeBlocks } from './home-blocks.ts';
import { mustReadListeners } from './listeners.ts';
import { handleMustReadLook } from './sending/look-at.ts';

/** What people must have read, and by when. */
export const mustReadPart: PolicyPart = {
  listeners: mustReadListeners,
  jobs: [handleMustReadLook],
  words: mustReadWords,
  homeBlocks: mustReadHomeBlocks,
  help: [
    { how: '/policy must-read', what: 'See what you have to read; leads and up: who has read what.' },
    {
      how: '/policy must-read late returns',
      what: 'Have people read a policy by a day; for managers and directors.',
    },
  ],
  onTeamChange: followTeam,
};
