import type { KnownBlock } from '@slack/types';
import { type Ctx, transaction } from '../../../core/context.ts';
import { actions, button, section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { needOf } from './reviews/due-rules.ts';
import { keepTrueIds as ids } from './ids.ts';
import type { News } from './news/news.ts';
import { newsRow } from './news/news-messages.ts';
import { unseenNews } from './news/news-page.ts';
import { candidates } from './reviews/read-due.ts';

const MOST_NEWS = 5;

/** On Home: the reviews that wait for whoever opens it, and what is new and changed since they last looked. */
export function keepTrueHomeBlocks(ctx: Ctx): Promise<readonly KnownBlock[]> {
  return transaction(ctx, async (tx) => {
    const now = ctx.clock.now();
    const due = (await candidates(tx, ctx, { owner: ctx.actor.slackId })).filter((one) => needOf(one, now));
    const titles = due.map(({ policy }) => policy.title);
    return [...dueBlocks(titles), ...newsBlocks(await unseenNews(tx, ctx), now)];
  });
}

function dueBlocks([first, ...others]: readonly string[]): KnownBlock[] {
  if (first === undefined) return [];
  const more = others.length === 0 ? ' waits' : ` and ${others.length} more wait`;
  const show = button(others.length === 0 ? 'Look at it' : 'Look at them', ids.due, { value: '0', style: 'primary' });
  return [section(`:hourglass: *${inline(first)}*${more} for your review.`, show)];
}

function newsBlocks(news: readonly News[], now: Date): KnownBlock[] {
  if (news.length === 0) return [];
  const hidden = news.length - MOST_NEWS;
  const all = button(`Show all ${news.length}`, ids.news, { value: 'mine::0' });
  const seen = button('Seen', ids.newsSeen, {
    value: now.toISOString(),
    spoken: 'I have seen what is new and changed',
  });
  return [
    section('*New and changed policies*'),
    ...news.slice(0, MOST_NEWS).map(newsRow),
    actions([...(hidden > 0 ? [all] : []), seen]),
  ];
}
