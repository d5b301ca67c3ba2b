import type { Button, KnownBlock } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { historyIds } from '../../history/ids.ts';
import { othersIds } from '../../library/ids.ts';
import { keepTrueIds as ids } from '../ids.ts';
import type { News } from './news.ts';

/** More than these are told in one line. */
export const MOST_LINES = 3;

/** The one line that a team reads of a policy that is new or says something new. */
export function newsMessage(news: News): Message {
  const text = newsText(news);
  return { text, blocks: [section(text), actions(newsButtons(news))] };
}

/** In its place, where not everybody who reads it may see the policy any more. */
export function hiddenMessage(): Message {
  const text = ':scroll: What was told here is for fewer people now.';
  return { text, blocks: [section(text)] };
}

/** The same of many: what an import brought, or a busy day. */
export function manyNewsMessage(all: readonly News[], batch: string): Message {
  const text = `:scroll: ${all.length} policies are ${newAndChanged(all)}.`;
  return { text, blocks: [section(text, button('Show them', ids.news, { value: `batch:${batch}:0` }))] };
}

function newAndChanged(all: readonly News[]): string {
  const fresh = all.filter(({ isNew }) => isNew).length;
  if (fresh === 0) return 'changed';
  return fresh === all.length ? 'new' : 'new or changed';
}

export function newsText({ policy, revision, isNew, by }: News): string {
  const title = `*${inline(policy.title)}*`;
  const note = revision.changeNote ? ` ${inline(revision.changeNote)}` : '';
  const who = by === null ? '' : ` (published by ${inline(by)})`;
  return isNew ? `:scroll: New policy: ${title}${who}.${note}` : `:scroll: ${title} has changed${who}.${note}`;
}

/** One of a list: at its right what changed, or all of it where it is new. */
export function newsRow(news: News): KnownBlock {
  const [first] = newsButtons(news);
  return section(newsText(news), first);
}

function newsButtons({ policy, revision, isNew }: News): Button[] {
  const changes = button('What changed', actionId(historyIds.changes, revision.id), {
    value: `:${revision.id}:0`,
    spoken: `What changed in ${policy.title}`,
  });
  const read = button('Read', actionId(othersIds.read, revision.id), {
    value: revision.id,
    spoken: `Read ${policy.title}`,
  });
  return isNew ? [read] : [changes, read];
}
