import type { KnownBlock, MessageAttachment } from '@slack/types';
import { announceMessage } from '../delivery/announce.ts';
import { nextTs } from '../state/ids.ts';
import { pingsOf } from '../state/mentions.ts';
import { addMessage } from '../state/messages.ts';
import type { Channel, Ephemeral, Message, MessageMetadata } from '../state/state.ts';
import type { World } from '../world.ts';

export interface Draft {
  readonly user: string;
  readonly text: string;
  readonly blocks?: KnownBlock[] | undefined;
  readonly attachments?: MessageAttachment[] | undefined;
  readonly threadTs?: string | undefined;
  /** For a reply: show it in the channel as well. */
  readonly alsoInChannel?: boolean | undefined;
  readonly files?: string[] | undefined;
  readonly metadata?: MessageMetadata | undefined;
}

/** Posts a message for all who are in the channel, notifies whom it concerns, and tells the app. */
export function postMessage(world: World, channel: Channel, draft: Draft): Message {
  const message: Message = { ...plain(world, channel, draft), pings: pingsOf(world.state, channel, draft) };
  addMessage(world.state, message);
  world.changed();
  announceMessage(world, message);
  return message;
}

/** Shows a message to one person only; nobody else and no API call ever sees it. */
export function postEphemeral(world: World, channel: Channel, to: string, draft: Draft): Ephemeral {
  const message: Ephemeral = { ...plain(world, channel, draft), pings: [], to };
  world.state.ephemerals.push(message);
  world.changed();
  return message;
}

function plain(world: World, channel: Channel, draft: Draft): Omit<Message, 'pings'> {
  return {
    ts: nextTs(world.state, world.now()),
    channel: channel.id,
    user: draft.user,
    text: draft.text,
    ...(draft.blocks?.length ? { blocks: draft.blocks } : {}),
    ...(draft.attachments?.length ? { attachments: draft.attachments } : {}),
    ...threadPart(draft),
    ...(draft.files?.length ? { files: draft.files } : {}),
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
    reactions: [],
  };
}

function threadPart({ threadTs, alsoInChannel }: Draft): Pick<Message, 'threadTs' | 'alsoInChannel'> {
  if (!threadTs) return {};
  return alsoInChannel ? { threadTs, alsoInChannel } : { threadTs };
}
