import { z } from 'zod';
import { findMessage, repliesTo, topLevel } from '../../state/messages.ts';
import { pinsOf } from '../../state/pins.ts';
import type { Message } from '../../state/state.ts';
import type { World } from '../../world.ts';
import { findChannel, requireMembership, requireScopeFor } from '../access.ts';
import { messageAnswer } from '../answers.ts';
import { arg, defineMethod } from '../method.ts';
import { paged, pageOf } from '../paging.ts';
import { SlackRefusal } from '../refusal.ts';

const HISTORY = ['channels:history', 'groups:history', 'im:history'];

const range = {
  channel: arg.channel,
  oldest: z.string().default('0'),
  latest: arg.optional,
  inclusive: arg.flag,
  include_all_metadata: arg.flag,
  ...paged,
};

/** Newest first, without replies. */
export const conversationsHistory = defineMethod({
  name: 'conversations.history',
  scopes: HISTORY,
  tier: 'tier3',
  takesJson: false,
  args: z.object(range),
  run(world, args) {
    readable(world, args.channel);
    const found = topLevel(world.state, args.channel).filter(within(args)).toReversed();
    return answer(world, found, args);
  },
});

/** The parent, then its replies, oldest first. */
export const conversationsReplies = defineMethod({
  name: 'conversations.replies',
  scopes: HISTORY,
  tier: 'tier3',
  takesJson: false,
  args: z.object({ ...range, ts: arg.text }),
  run(world, args) {
    readable(world, args.channel);
    const asked = findMessage(world.state, args.channel, args.ts);
    if (!asked) throw new SlackRefusal('thread_not_found');
    const parentTs = asked.threadTs ?? asked.ts;
    const parent = findMessage(world.state, args.channel, parentTs);
    const replies = repliesTo(world.state, args.channel, parentTs).filter(within(args));
    return answer(world, parent ? [parent, ...replies] : replies, args);
  },
});

function readable(world: World, channelId: string): void {
  const channel = findChannel(world, channelId);
  requireScopeFor(world, channel, 'history');
  requireMembership(world, channel);
}

interface Range {
  readonly oldest: string;
  readonly latest?: string | undefined;
  readonly inclusive: boolean;
}

/** @throws SlackRefusal invalid_ts_oldest, invalid_ts_latest */
function within({ oldest, latest, inclusive }: Range): (message: Message) => boolean {
  if (!isMoment(oldest)) throw new SlackRefusal('invalid_ts_oldest');
  if (!isMoment(latest)) throw new SlackRefusal('invalid_ts_latest');
  const from = Number(oldest);
  const to = latest ? Number(latest) : Infinity;
  return ({ ts }) => {
    const at = Number(ts);
    return inclusive ? at >= from && at <= to : at > from && at < to;
  };
}

/** Seconds since the epoch, with a fraction or without; or nothing at all. */
function isMoment(value = ''): boolean {
  return /^(?:\d+(?:\.\d*)?)?$/.test(value);
}

function answer(
  world: World,
  found: readonly Message[],
  args: Parameters<typeof pageOf>[1] & { channel: string; include_all_metadata: boolean },
): Record<string, unknown> {
  const { items, response_metadata } = pageOf(found, args, { most: 999 });
  return {
    messages: items.map((message) => messageAnswer(world, message, { metadata: args.include_all_metadata })),
    has_more: response_metadata.next_cursor !== '',
    pin_count: pinsOf(world.state, args.channel).length,
    response_metadata,
  };
}
