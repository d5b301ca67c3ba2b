import { sendEvent } from '../delivery/send-event.ts';
import { isMember } from '../state/channels.ts';
import type { Channel, StoredFile } from '../state/state.ts';
import { tsNow } from '../web-api/answers.ts';
import type { World } from '../world.ts';
import { postMessage } from './post-message.ts';

interface Place {
  readonly channel: Channel;
  readonly threadTs: string | undefined;
}

/** Posts the app's files in each place, all of them in one message; without a place they stay its own. */
export function shareFiles(world: World, files: readonly StoredFile[], places: readonly Place[], text: string): void {
  for (const file of files) file.channels = places.map(({ channel }) => channel.id);
  const ids = files.map((file) => file.id);
  for (const { channel, threadTs } of places) {
    postMessage(world, channel, { user: world.identity.botUserId, text, threadTs, files: ids });
    for (const file of files) announceShared(world, file, channel);
  }
  world.changed();
}

/** Takes a file out of the workspace and out of every message it is in. */
export function deleteFile(world: World, { id }: StoredFile): void {
  for (const message of Object.values(world.state.messages).flat()) {
    if (message.files) message.files = message.files.filter((other) => other !== id);
  }
  delete world.state.files[id];
  world.changed();
}

/** Tells the app of a file in a channel it is in. */
export function announceShared(world: World, file: StoredFile, channel: Channel): void {
  if (!isMember(channel, world.identity.botUserId)) return;
  sendEvent(world, 'file_shared', {
    type: 'file_shared',
    file_id: file.id,
    user_id: file.user,
    file: { id: file.id },
    channel_id: channel.id,
    event_ts: tsNow(world),
  });
}
