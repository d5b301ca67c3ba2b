import type { MessageAttachment } from '@slack/types';
import type { Ephemeral, Message, SlackState } from './state.ts';

export function findMessage(state: SlackState, channel: string, ts: string): Message | undefined {
  return state.messages[channel]?.find((message) => message.ts === ts);
}

export function addMessage(state: SlackState, message: Message): void {
  (state.messages[message.channel] ??= []).push(message);
}

export function removeMessage(state: SlackState, channel: string, ts: string): Message | undefined {
  const list = state.messages[channel] ?? [];
  const index = list.findIndex((message) => message.ts === ts);
  return index < 0 ? undefined : list.splice(index, 1)[0];
}

/** Replies of a thread, oldest first, without its parent. */
export function repliesTo(state: SlackState, channel: string, threadTs: string): Message[] {
  return (state.messages[channel] ?? []).filter((message) => message.threadTs === threadTs && message.ts !== threadTs);
}

/** Messages of the channel itself: replies stay in their threads, unless they were sent to the channel, too. */
export function topLevel(state: SlackState, channel: string): Message[] {
  return (state.messages[channel] ?? []).filter((message) => !isReply(message) || message.alsoInChannel);
}

export function isReply({ threadTs, ts }: Message): boolean {
  return threadTs !== undefined && threadTs !== ts;
}

/** What came with a message, and what the app shows for the links in it. */
export function attachmentsOf({ attachments = [], unfurls = {} }: Message): MessageAttachment[] {
  const shown = Object.entries(unfurls).map(([url, unfurl], index) => {
    const link = { id: index + 1, from_url: url, app_unfurl_url: url, is_app_unfurl: true };
    return Object.assign(link, unfurl);
  });
  return [...attachments, ...shown];
}

export function findEphemeral(state: SlackState, channel: string, ts: string): Ephemeral | undefined {
  return state.ephemerals.find((message) => message.channel === channel && message.ts === ts);
}

export function removeEphemeral(state: SlackState, channel: string, ts: string): void {
  state.ephemerals = state.ephemerals.filter((message) => message.channel !== channel || message.ts !== ts);
}

/** Adds a person's reaction; false if it was there already. */
export function addReaction(message: Message, name: string, user: string): boolean {
  const reaction = message.reactions.find((candidate) => candidate.name === name);
  if (!reaction) {
    message.reactions.push({ name, users: [user] });
    return true;
  }
  if (reaction.users.includes(user)) return false;
  reaction.users.push(user);
  return true;
}

/** Takes a person's reaction away; false if there was none. */
export function removeReaction(message: Message, name: string, user: string): boolean {
  const reaction = message.reactions.find((candidate) => candidate.name === name);
  if (!reaction?.users.includes(user)) return false;
  reaction.users = reaction.users.filter((candidate) => candidate !== user);
  message.reactions = message.reactions.filter((candidate) => candidate.users.length > 0);
  return true;
}
