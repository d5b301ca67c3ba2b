import { kindOf } from '../operations/mime.ts';
import type { MessageState, OpenViewState, PageState } from '../protocol.ts';
import { dmPartner, visibleChannels } from '../state/channels.ts';
import { attachmentsOf, repliesTo } from '../state/messages.ts';
import type { Channel, Ephemeral, Message, StoredView } from '../state/state.ts';
import { unreadOf } from '../state/unread.ts';
import { userGroups } from '../state/user-groups.ts';
import { modalStack } from '../state/views.ts';
import type { World } from '../world.ts';

const TEXT_SHOWN_BYTES = 100_000;

/** The workspace as one person sees it; of each channel the `newest` messages. */
export function pageState(world: World, as: string, version: number, newest = Infinity): PageState {
  const { state, manifest, identity } = world;
  const home = state.views[state.homes[as] ?? ''];
  return {
    version,
    workspace: { ...state.workspace },
    workspaces: [...world.workspaces],
    app: {
      name: manifest.appName,
      botUserId: identity.botUserId,
      connected: world.app.connected(),
      isAway: world.app.isAway?.() ?? false,
      isInstalled: world.access.isInstalled(),
      isRemovable: world.access.isRemovable(),
    },
    as,
    people: Object.values(state.people),
    userGroups: userGroups(state).map(({ id, name, handle, users }) => ({ id, name, handle, users })),
    channels: visibleChannels(state, as).map((channel) => channelState(world, channel, as, newest)),
    home: home?.view ?? null,
    views: modalStack(state, as).map(openView),
    commands: [...manifest.commands],
    shortcuts: [...manifest.shortcuts],
    clock: { now: world.now().toISOString(), offsetMs: state.clockOffsetMs },
    notice: state.notices[as] ?? null,
  };
}

function channelState(world: World, channel: Channel, as: string, newest: number): PageState['channels'][number] {
  const { state } = world;
  const own = state.ephemerals.filter((message) => message.channel === channel.id && message.to === as);
  const all: (Message | Ephemeral)[] = [...(state.messages[channel.id] ?? []), ...own];
  all.sort((one, other) => (one.ts < other.ts ? -1 : 1));
  const partner = dmPartner(channel, as);
  return {
    id: channel.id,
    name: channel.name,
    kind: channel.kind,
    topic: channel.topic,
    members: channel.members,
    archived: channel.archived,
    ...(partner ? { with: partner } : {}),
    ...unreadOf(state, channel, as),
    bookmarks: (state.bookmarks[channel.id] ?? []).map(({ id, title, link, emoji }) => ({ id, title, link, emoji })),
    pinned: (state.pins[channel.id] ?? []).map((pin) => pin.ts),
    messages: all.slice(-newest).map((message) => messageState(world, message)),
  };
}

function messageState(world: World, message: Message | Ephemeral): MessageState {
  const attachments = attachmentsOf(message);
  const replies = message.threadTs ? 0 : repliesTo(world.state, message.channel, message.ts).length;
  return {
    ts: message.ts,
    channel: message.channel,
    user: message.user,
    text: message.text,
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    ...(replies > 0 ? { replyCount: replies } : {}),
    ...(message.edited ? { edited: true } : {}),
    ...('to' in message ? { ephemeral: true } : {}),
    reactions: message.reactions,
    ...(attachments.length > 0 ? { attachments } : {}),
    ...(message.alsoInChannel ? { alsoInChannel: true } : {}),
    ...(message.files ? { files: message.files.flatMap((id) => fileState(world, id)) } : {}),
  };
}

function fileState(world: World, id: string): NonNullable<MessageState['files']> {
  const file = world.state.files[id];
  if (!file) return [];
  const isText = file.mimetype.startsWith('text/') && file.size <= TEXT_SHOWN_BYTES;
  return [
    {
      id,
      name: file.name,
      title: file.title,
      mimetype: file.mimetype,
      kind: kindOf(file.name).prettyType,
      size: file.size,
      url: `/files/${id}/${encodeURIComponent(file.name)}`,
      ...(isText ? { text: Buffer.from(file.contentBase64, 'base64').toString('utf8') } : {}),
    },
  ];
}

function openView(stored: StoredView): OpenViewState {
  return {
    id: stored.id,
    view: stored.view,
    ...(stored.errors ? { errors: stored.errors } : {}),
    ...(stored.trouble ? { trouble: stored.trouble } : {}),
  };
}
