import { randomUUID } from 'node:crypto';
import type { Ctx } from '../../../../core/context.ts';
import { handleJob, type JobHandler } from '../../../../jobs/define-job.ts';
import { type Command, type Listener, onClick, onSubmit, type ViewPort } from '../../../../slack/listener.ts';
import { addFeed, feedsInSight, readFeedAgain, removeFeed } from './feeds.ts';
import { parseFeed } from './inputs.ts';
import { feedIds, feedsModal } from './messages.ts';
import { feedNotRead, refreshFeed, type FeedSources } from './refresh-feed.ts';

/** `/shift import calendars` */
export async function openFeeds(ctx: Ctx, _command: Command, views: ViewPort): Promise<void> {
  const { teams, feeds } = await feedsInSight(ctx);
  await views.open(feedsModal(randomUUID(), teams, feeds));
}

export const feedListeners: readonly Listener[] = [
  onSubmit(feedIds.form, { parse: parseFeed, work: addFeed }),
  onClick(feedIds.remove, async (ctx, { value }) => {
    await removeFeed(ctx, value);
    return { text: 'That calendar is read no more. Its shifts stay on the roster.' };
  }),
];

export function feedJobs(sources: FeedSources): readonly JobHandler[] {
  return [
    handleJob(readFeedAgain, {
      run: (ctx, { feedId }) => refreshFeed(ctx, sources, feedId),
      failed: (ctx, { feedId }, error) => feedNotRead(ctx, feedId, error),
    }),
  ];
}
