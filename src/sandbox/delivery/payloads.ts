import { messageAnswer, viewAnswer } from '../web-api/answers.ts';
import { newId } from '../state/ids.ts';
import { findEphemeral } from '../state/messages.ts';
import type { Channel, Message, StoredView } from '../state/state.ts';
import type { World } from '../world.ts';

type Payload = Record<string, unknown>;

/** Everything a slash command carries, all of it text. */
export function commandPayload(world: World, user: string, channel: Channel, command: string, text: string): Payload {
  const { identity, state } = world;
  return {
    token: identity.verificationToken,
    team_id: state.workspace.id,
    team_domain: state.workspace.domain,
    channel_id: channel.id,
    channel_name: channelName(channel),
    user_id: user,
    user_name: state.people[user]?.name ?? user,
    command,
    text,
    api_app_id: identity.appId,
    is_enterprise_install: 'false',
    response_url: issueResponseUrl(world, { user, channel: channel.id, ephemeral: false }, 'commands'),
    trigger_id: world.triggers.issue({ user, fromModal: false }),
  };
}

export function shortcutPayload(world: World, user: string, callbackId: string): Payload {
  return {
    type: 'shortcut',
    ...common(world, user),
    action_ts: actionTs(world),
    callback_id: callbackId,
    trigger_id: world.triggers.issue({ user, fromModal: false }),
  };
}

export function messageShortcutPayload(
  world: World,
  user: string,
  callbackId: string,
  channel: Channel,
  message: Message,
): Payload {
  return {
    type: 'message_action',
    ...common(world, user),
    action_ts: actionTs(world),
    callback_id: callbackId,
    trigger_id: world.triggers.issue({ user, fromModal: false }),
    response_url: issueResponseUrl(world, responseTo(user, message, false), 'app'),
    message_ts: message.ts,
    channel: { id: channel.id, name: channelName(channel) },
    message: messageAnswer(world, message),
  };
}

export function messageActionPayload(
  world: World,
  user: string,
  message: Message,
  action: Payload,
  values: unknown,
): Payload {
  const isEphemeral = findEphemeral(world.state, message.channel, message.ts) !== undefined;
  const channel = world.state.channels[message.channel];
  return {
    type: 'block_actions',
    ...common(world, user),
    container: {
      type: 'message',
      message_ts: message.ts,
      channel_id: message.channel,
      is_ephemeral: isEphemeral,
      ...(message.threadTs ? { thread_ts: message.threadTs } : {}),
    },
    trigger_id: world.triggers.issue({ user, fromModal: false }),
    channel: { id: message.channel, name: channel ? channelName(channel) : '' },
    ...(isEphemeral ? {} : { message: messageAnswer(world, message) }),
    state: { values },
    response_url: issueResponseUrl(world, responseTo(user, message, isEphemeral), 'actions'),
    actions: [{ ...action, action_ts: actionTs(world) }],
  };
}

export function viewActionPayload(world: World, user: string, stored: StoredView, action: Payload): Payload {
  return {
    type: 'block_actions',
    ...common(world, user),
    container: { type: 'view', view_id: stored.id },
    trigger_id: world.triggers.issue({ user, fromModal: stored.view.type === 'modal' }),
    view: viewAnswer(world, stored),
    actions: [{ ...action, action_ts: actionTs(world) }],
  };
}

export function submissionPayload(world: World, user: string, stored: StoredView): Payload {
  return {
    type: 'view_submission',
    ...common(world, user),
    trigger_id: world.triggers.issue({ user, fromModal: true }),
    view: viewAnswer(world, stored),
    response_urls: [],
  };
}

export function closedPayload(world: World, user: string, stored: StoredView, isCleared: boolean): Payload {
  return { type: 'view_closed', ...common(world, user), view: viewAnswer(world, stored), is_cleared: isCleared };
}

export interface Suggestion {
  readonly blockId: string;
  readonly actionId: string;
  readonly value: string;
}

/** What a person types into an external select, to be answered with options. */
export function suggestionPayload(world: World, user: string, where: Message | StoredView, asked: Suggestion): Payload {
  const place =
    'view' in where
      ? { container: { type: 'view', view_id: where.id }, view: viewAnswer(world, where) }
      : {
          container: { type: 'message', message_ts: where.ts, channel_id: where.channel, is_ephemeral: false },
          channel: { id: where.channel },
          message: messageAnswer(world, where),
        };
  return {
    type: 'block_suggestion',
    ...common(world, user),
    ...place,
    action_id: asked.actionId,
    block_id: asked.blockId,
    value: asked.value,
  };
}

/** As Slack names a channel to the app: DMs are `directmessage`, private ones `privategroup`. */
export function channelName(channel: Channel): string {
  if (channel.kind === 'dm') return 'directmessage';
  return channel.kind === 'private' ? 'privategroup' : channel.name;
}

function common(world: World, user: string): Payload {
  const { identity, state } = world;
  const person = state.people[user];
  return {
    user: { id: user, username: person?.name ?? user, name: person?.name ?? user, team_id: state.workspace.id },
    api_app_id: identity.appId,
    token: identity.verificationToken,
    team: { id: state.workspace.id, domain: state.workspace.domain },
    enterprise: null,
    is_enterprise_install: false,
  };
}

function actionTs(world: World): string {
  world.state.lastTs += 1;
  return `${Math.floor(Date.now() / 1000)}.${String(world.state.lastTs % 1_000_000).padStart(6, '0')}`;
}

interface RespondTo {
  readonly user: string;
  readonly channel: string;
  readonly messageTs?: string;
  readonly threadTs?: string;
  readonly ephemeral: boolean;
}

function responseTo(user: string, message: Message, ephemeral: boolean): RespondTo {
  return {
    user,
    channel: message.channel,
    messageTs: message.ts,
    ...(message.threadTs ? { threadTs: message.threadTs } : {}),
    ephemeral,
  };
}

function issueResponseUrl(world: World, to: RespondTo, path: 'commands' | 'actions' | 'app'): string {
  const id = newId('R');
  world.state.responseUrls[id] = { id, ...to, uses: 0, createdMs: world.now().getTime() };
  return `${world.baseUrl}/${path}/${world.state.workspace.id}/${id}`;
}
