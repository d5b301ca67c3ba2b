import { isMember } from './channels.ts';
import { isLater } from './ids.ts';
import { isReply } from './messages.ts';
import type { Channel, Message, SlackState } from './state.ts';

export interface Unread {
  unread: number;
  mentions: number;
}

/** What is new for a person since they last looked. Replies count only for those they notify; edits never count. */
export function unreadOf(state: SlackState, channel: Channel, user: string): Unread {
  if (!isMember(channel, user)) return { unread: 0, mentions: 0 };
  const seenTo = state.seen[user]?.[channel.id] ?? '';
  const fresh = (state.messages[channel.id] ?? []).filter(
    (message) => isLater(message.ts, seenTo) && message.user !== user && concerns(message, user),
  );
  return { unread: fresh.length, mentions: fresh.filter((message) => message.pings.includes(user)).length };
}

function concerns(message: Message, user: string): boolean {
  return !isReply(message) || message.alsoInChannel === true || message.pings.includes(user);
}

export function markSeen(state: SlackState, channel: string, user: string): void {
  const newest = state.messages[channel]?.at(-1)?.ts;
  if (newest) (state.seen[user] ??= {})[channel] = newest;
}
