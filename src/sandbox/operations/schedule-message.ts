import { isMember } from '../state/channels.ts';
import { newId } from '../state/ids.ts';
import type { Channel, ScheduledMessage } from '../state/state.ts';
import type { World } from '../world.ts';
import { type Draft, postMessage } from './post-message.ts';

/** Keeps a message of the app until its moment (in seconds) comes on the sandbox's clock. */
export function scheduleMessage(
  world: World,
  channel: Channel,
  draft: Omit<Draft, 'user' | 'files'>,
  postAt: number,
): ScheduledMessage {
  const scheduled: ScheduledMessage = {
    id: newId('Q'),
    channel: channel.id,
    text: draft.text,
    ...(draft.blocks?.length ? { blocks: draft.blocks } : {}),
    ...(draft.threadTs ? { threadTs: draft.threadTs } : {}),
    ...(draft.metadata ? { metadata: draft.metadata } : {}),
    postAt,
    created: Math.floor(world.now().getTime() / 1000),
  };
  world.state.scheduled[scheduled.id] = scheduled;
  world.changed();
  arm(world, scheduled);
  return scheduled;
}

/** Once at start: what was scheduled before still comes, late if its moment has passed. */
export function armScheduledMessages(world: World): void {
  for (const scheduled of Object.values(world.state.scheduled)) arm(world, scheduled);
}

function arm(world: World, { id, postAt }: ScheduledMessage): void {
  world.timers.at(new Date(postAt * 1000), () => postScheduled(world, id));
}

/** Does nothing if it was called off meanwhile; where the app may no longer post it is lost, as in Slack. */
function postScheduled(world: World, id: string): void {
  const scheduled = world.state.scheduled[id];
  if (!scheduled) return;
  delete world.state.scheduled[id];
  world.changed();
  const channel = world.state.channels[scheduled.channel];
  const bot = world.identity.botUserId;
  if (!channel || channel.archived || (channel.kind !== 'public' && !isMember(channel, bot))) return;
  postMessage(world, channel, { ...scheduled, user: bot });
}
