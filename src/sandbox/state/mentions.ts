import type { KnownBlock } from '@slack/types';
import { repliesTo, findMessage } from './messages.ts';
import type { Channel, SlackState } from './state.ts';
import { peopleOfGroup } from './user-groups.ts';

/**
 * Who a new message notifies: the other person of a DM, whoever it mentions, and for a reply those in the thread.
 * With blocks only what the blocks show counts, since a mention nobody can read should not be relied on.
 */
export function pingsOf(
  state: SlackState,
  channel: Channel,
  message: { user: string; text: string; blocks?: readonly KnownBlock[] | undefined; threadTs?: string | undefined },
): string[] {
  const markup = message.blocks?.length ? mrkdwnIn(message.blocks).join('\n') : message.text;
  const mentioned = [...markup.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^>]*)?>/g)].map(([, user]) => user ?? '');
  const grouped = [...markup.matchAll(/<!subteam\^([A-Z0-9]+)(?:\|[^>]*)?>/g)].flatMap(([, group]) =>
    peopleOfGroup(state, group ?? ''),
  );
  const isForAll = channel.kind === 'dm' || /<!(?:channel|here|everyone)(?:\|[^>]*)?>/.test(markup);
  const pinged = new Set([
    ...mentioned,
    ...grouped,
    ...(isForAll ? channel.members : []),
    ...(message.threadTs ? threadFollowers(state, channel.id, message.threadTs) : []),
  ]);
  return [...pinged].filter((user) => user !== message.user && state.people[user]);
}

function threadFollowers(state: SlackState, channel: string, threadTs: string): string[] {
  const parent = findMessage(state, channel, threadTs);
  const followers = repliesTo(state, channel, threadTs).map((reply) => reply.user);
  return parent ? [parent.user, ...followers] : followers;
}

/** Elements of rich text that mention somebody: where the mention is, and how it is written in mrkdwn. */
const MENTIONS: Readonly<Record<string, readonly [field: string, mrkdwn: (value: string) => string]>> = {
  mrkdwn: ['text', (text) => text],
  user: ['user_id', (id) => `<@${id}>`],
  usergroup: ['usergroup_id', (id) => `<!subteam^${id}>`],
  broadcast: ['range', (range) => `<!${range}>`],
};

/** Every text in the blocks that Slack reads as mrkdwn, rich text mentions written the same way. */
function mrkdwnIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(mrkdwnIn);
  if (typeof value !== 'object' || value === null) return [];
  const node: Record<string, unknown> = { ...value };
  const [field = '', written] = MENTIONS[String(node['type'])] ?? [];
  const mention = node[field];
  if (written && typeof mention === 'string') return [written(mention)];
  return Object.values(node).flatMap(mrkdwnIn);
}
