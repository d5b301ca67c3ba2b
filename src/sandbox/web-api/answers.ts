import type { ModalView } from '@slack/types';
import { kindOf } from '../operations/mime.ts';
import { formatTs } from '../state/ids.ts';
import { attachmentsOf, repliesTo } from '../state/messages.ts';
import { findPin } from '../state/pins.ts';
import type { Message, StoredFile, StoredView } from '../state/state.ts';
import type { World } from '../world.ts';

type Answer = Record<string, unknown>;

/** A message as Slack shows it to the app: in answers, in events and in interactions. */
export function messageAnswer(world: World, message: Message, options: { metadata?: boolean } = {}): Answer {
  const isApp = message.user === world.identity.botUserId;
  return {
    type: 'message',
    user: message.user,
    ts: message.ts,
    text: message.text,
    team: world.state.workspace.id,
    ...(isApp ? botProfile(world) : { client_msg_id: `client-${message.ts}` }),
    ...(message.blocks ? { blocks: message.blocks } : {}),
    ...(message.edited ? { edited: message.edited } : {}),
    ...attachedAnswer(world, message),
    ...(findPin(world.state, message.channel, message.ts) ? { pinned_to: [message.channel] } : {}),
    ...(message.reactions.length > 0 ? { reactions: reactionsAnswer(message) } : {}),
    ...threadAnswer(world, message),
    ...(options.metadata !== false && message.metadata ? { metadata: message.metadata } : {}),
  };
}

function attachedAnswer(world: World, message: Message): Answer {
  const attachments = attachmentsOf(message);
  return {
    ...(message.files ? { files: message.files.flatMap((id) => fileIn(world, id)), upload: false } : {}),
    ...(attachments.length > 0 ? { attachments } : {}),
  };
}

function threadAnswer(world: World, message: Message): Answer {
  if (message.threadTs && message.threadTs !== message.ts) {
    const parent = world.state.messages[message.channel]?.find((candidate) => candidate.ts === message.threadTs);
    return {
      thread_ts: message.threadTs,
      ...(parent ? { parent_user_id: parent.user } : {}),
      ...(message.alsoInChannel ? { subtype: 'thread_broadcast' } : {}),
    };
  }
  const replies = repliesTo(world.state, message.channel, message.ts);
  if (replies.length === 0) return {};
  const users = [...new Set(replies.map((reply) => reply.user))];
  return {
    thread_ts: message.ts,
    reply_count: replies.length,
    reply_users: users,
    reply_users_count: users.length,
    latest_reply: replies.at(-1)?.ts,
  };
}

function botProfile({ identity, manifest, state }: World): Answer {
  return {
    bot_id: identity.botId,
    app_id: identity.appId,
    bot_profile: {
      id: identity.botId,
      app_id: identity.appId,
      name: manifest.appName,
      deleted: false,
      updated: 0,
      icons: {},
      team_id: state.workspace.id,
    },
  };
}

export function reactionsAnswer(message: Message): Answer[] {
  return message.reactions.map(({ name, users }) => ({ name, users, count: users.length }));
}

export function viewAnswer(world: World, stored: StoredView): Answer {
  const { view, id, hash } = stored;
  return {
    id,
    team_id: world.state.workspace.id,
    type: view.type,
    blocks: view.blocks,
    private_metadata: view.private_metadata ?? '',
    callback_id: view.callback_id ?? '',
    external_id: view.external_id ?? '',
    state: { values: stored.values },
    hash,
    ...(view.type === 'modal' ? modalAnswer(view) : HOME_ANSWER),
    previous_view_id: stored.previousId,
    root_view_id: stored.rootId,
    app_id: world.identity.appId,
    app_installed_team_id: world.state.workspace.id,
    bot_id: world.identity.botId,
  };
}

/** Slack gives a Home tab a title of its own making. */
const HOME_ANSWER: Answer = {
  title: { type: 'plain_text', text: 'View Title', emoji: true },
  close: null,
  submit: null,
  clear_on_close: false,
  notify_on_close: false,
};

function modalAnswer(view: ModalView): Answer {
  return {
    title: view.title,
    close: view.close ?? null,
    submit: view.submit ?? null,
    clear_on_close: view.clear_on_close ?? false,
    notify_on_close: view.notify_on_close ?? false,
  };
}

function fileIn(world: World, id: string): Answer[] {
  const file = world.state.files[id];
  return file ? [fileAnswer(world, file)] : [];
}

export function fileAnswer(world: World, file: StoredFile): Answer {
  const kind = kindOf(file.name);
  const url = `${world.baseUrl}/files/${file.id}/${encodeURIComponent(file.name)}`;
  return {
    id: file.id,
    created: file.created,
    timestamp: file.created,
    name: file.name,
    title: file.title,
    mimetype: file.mimetype,
    filetype: kind.filetype,
    pretty_type: kind.prettyType,
    user: file.user,
    size: file.size,
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: url,
    url_private_download: url,
    permalink: url,
    channels: file.channels,
  };
}

/** The link to a message as chat.getPermalink gives it. */
export function permalink(world: World, channel: string, message: Pick<Message, 'ts' | 'threadTs'>): string {
  const base = `https://${world.state.workspace.domain}.slack.com/archives/${channel}/p${message.ts.replace('.', '')}`;
  const isReply = message.threadTs && message.threadTs !== message.ts;
  return isReply ? `${base}?thread_ts=${message.threadTs}&cid=${channel}` : base;
}

/** Sandbox time as a ts, for events that have no message of their own. */
export function tsNow(world: World): string {
  return formatTs(world.now().getTime() * 1000);
}
