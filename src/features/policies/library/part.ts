import { button, section } from '../../../slack/blocks.ts';
import type { PoliciesDeps } from '../deps.ts';
import type { PolicyPart } from '../part.ts';
import { handleBeginRevision } from './publishing/begin-revision.ts';
import { libraryWords } from './listeners/commands.ts';
import { libraryIds } from './ids.ts';
import { draftListeners } from './listeners/draft.ts';
import { pageListeners } from './listeners/page.ts';
import { reviewListeners } from './listeners/review.ts';
import { waitingForReview } from './pages/list-page.ts';

/** Writing policies, and publishing them. */
export function libraryPart({ slack }: PoliciesDeps): PolicyPart {
  return {
    listeners: [...draftListeners(slack), ...pageListeners, ...reviewListeners],
    jobs: [handleBeginRevision],
    words: libraryWords,
    homeBlocks: async (ctx) => {
      const waiting = await waitingForReview(ctx);
      if (waiting === 0) return [];
      const what = waiting === 1 ? 'One change of a policy waits' : `${waiting} changes of policies wait`;
      const show = button(waiting === 1 ? 'Look at it' : 'Look at them', `${libraryIds.list}:review`, {
        value: 'review:0',
      });
      return [section(`:memo: ${what} for your review.`, show)];
    },
    help: [
      { how: '/policy list', what: 'See the policies you own or may read, drafts, and what waits for review.' },
      { how: '/policy new', what: 'Write a policy, from a template or an empty page; for leads and up.' },
      {
        how: '/policy edit late returns',
        what: 'Change a policy: draft, review, then publish from a date on. In its place: show, settings, questions, publish, archive.',
      },
    ],
  };
}
