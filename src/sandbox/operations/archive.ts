import { sendEvent } from '../delivery/send-event.ts';
import { isMember } from '../state/channels.ts';
import type { Channel } from '../state/state.ts';
import { tsNow } from '../web-api/answers.ts';
import type { World } from '../world.ts';

/** Archives a channel or brings it back; the app hears of it where it is a member. */
export function setArchived(world: World, channel: Channel, archived: boolean, by: string): void {
  if (channel.archived === archived) return;
  channel.archived = archived;
  world.changed();
  const type = `${channel.kind === 'private' ? 'group' : 'channel'}_${archived ? 'archive' : 'unarchive'}`;
  if (isMember(channel, world.identity.botUserId)) {
    sendEvent(world, type, { type, channel: channel.id, user: by, is_moved: 0, event_ts: tsNow(world) });
  }
}
