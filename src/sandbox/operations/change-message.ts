import { announceDeletion, announceEdit, announceReaction } from '../delivery/announce.ts';
import { addReaction, removeMessage, removeReaction } from '../state/messages.ts';
import { nextTs } from '../state/ids.ts';
import type { Message } from '../state/state.ts';
import type { World } from '../world.ts';
import type { Draft } from './post-message.ts';

/** Changes a message in place; without a word about blocks it keeps those it has. Nobody is notified, and mentions that come in by the edit ping nobody. */
export function editMessage(
  world: World,
  message: Message,
  by: string,
  change: Omit<Draft, 'user' | 'threadTs' | 'files'>,
): void {
  const before = structuredClone(message);
  message.text = change.text;
  if (change.blocks?.length) message.blocks = change.blocks;
  else if (change.blocks) delete message.blocks;
  if (change.attachments?.length) message.attachments = change.attachments;
  else if (change.attachments) delete message.attachments;
  if (change.metadata) message.metadata = change.metadata;
  message.edited = { user: by, ts: nextTs(world.state, world.now()) };
  world.changed();
  announceEdit(world, message, before);
}

export function deleteMessage(world: World, message: Message): void {
  if (!removeMessage(world.state, message.channel, message.ts)) return;
  world.changed();
  announceDeletion(world, message);
}

/** False if that person had reacted so already. */
export function react(world: World, message: Message, name: string, user: string): boolean {
  if (!addReaction(message, name, user)) return false;
  world.changed();
  announceReaction(world, 'reaction_added', message, name, user);
  return true;
}

/** False if there was no such reaction. */
export function unreact(world: World, message: Message, name: string, user: string): boolean {
  if (!removeReaction(message, name, user)) return false;
  world.changed();
  announceReaction(world, 'reaction_removed', message, name, user);
  return true;
}
