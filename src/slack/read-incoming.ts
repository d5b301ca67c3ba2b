import type { z } from 'zod';
import type { FormField, Incoming, IncomingClick, IncomingOptions, IncomingSubmit } from './incoming.ts';
import type { OpenView, Surface } from './listener.ts';
import type { Interaction, ViewShape } from './payload-shapes.ts';
import type { Payload } from './read-payload.ts';
import { clickedValue } from './clicked-value.ts';
import { readEvent } from './read-event.ts';
import {
  ClickShape,
  ClosedShape,
  CommandShape,
  MessageShortcutShape,
  OptionsShape,
  ShortcutShape,
  SubmitShape,
} from './payload-shapes.ts';
import { present } from './present.ts';
import { isRecord } from './record.ts';
import { recallChannel } from './view-channel.ts';

/** What Slack sent, in our words; undefined when it is none of what the app is sent, or not shaped like it. */
export function readIncoming(payload: Payload): Incoming | undefined {
  try {
    return readers.get(kindOf(payload))?.(payload);
  } catch {
    return undefined;
  }
}

function kindOf(payload: Payload): string {
  if (typeof payload['command'] === 'string') return 'command';
  return typeof payload['type'] === 'string' ? payload['type'] : '';
}

const readers = new Map<string, (payload: Payload) => Incoming>([
  ['command', readCommand],
  ['shortcut', readShortcut],
  ['message_action', readMessageShortcut],
  ['block_actions', readClick],
  ['view_submission', readSubmit],
  ['view_closed', readClosed],
  ['block_suggestion', readOptions],
  ['event_callback', readEvent],
]);

function readCommand(payload: Payload): Incoming {
  const sent = CommandShape.parse(payload);
  return {
    kind: 'command',
    workspaceId: sent.team_id,
    person: sent.user_id,
    name: sent.command,
    text: (sent.text ?? '').trim(),
    surface: {
      channel: sent.channel_id,
      ...present({ triggerId: sent.trigger_id, responseUrl: sent.response_url }),
    },
  };
}

function readShortcut(payload: Payload): Incoming {
  const sent = ShortcutShape.parse(payload);
  return { kind: 'shortcut', ...sender(sent), key: sent.callback_id, surface: present({ triggerId: sent.trigger_id }) };
}

function readMessageShortcut(payload: Payload): Incoming {
  const sent = MessageShortcutShape.parse(payload);
  const { message } = sent;
  const place = { channel: sent.channel.id, ...present({ threadTs: message.thread_ts }) };
  return {
    kind: 'message_shortcut',
    ...sender(sent),
    key: sent.callback_id,
    message: { ...place, ts: message.ts, text: message.text ?? '', ...present({ author: message.user }) },
    surface: {
      ...place,
      messageTs: message.ts,
      ...present({ triggerId: sent.trigger_id, responseUrl: sent.response_url }),
    },
  };
}

function readClick(payload: Payload): IncomingClick {
  const sent = ClickShape.parse(payload);
  const [clicked] = sent.actions;
  if (!clicked) throw new Error('a click without an action');
  return {
    kind: 'click',
    ...sender(sent, sent.view),
    actionId: clicked.action_id,
    blockId: clicked.block_id ?? '',
    actionTs: clicked.action_ts,
    value: clickedValue(clicked),
    surface: { ...inView(sent.view), ...clickedPlace(sent) },
  };
}

function clickedPlace({ channel, container, message, trigger_id, response_url }: z.infer<typeof ClickShape>): Surface {
  return present({
    channel: channel?.id ?? container?.channel_id,
    messageTs: message?.ts ?? container?.message_ts,
    threadTs: message?.thread_ts ?? container?.thread_ts,
    triggerId: trigger_id,
    responseUrl: response_url,
  });
}

function readSubmit(payload: Payload): IncomingSubmit {
  const sent = SubmitShape.parse(payload);
  const [first] = sent.response_urls ?? [];
  const surface = inView(sent.view);
  return {
    kind: 'submit',
    ...sender(sent, sent.view),
    view: openView(sent.view),
    fields: (sent.view.blocks ?? []).flatMap(formField),
    surface: {
      ...surface,
      ...present({
        channel: surface.channel ?? first?.channel_id,
        triggerId: sent.trigger_id,
        responseUrl: first?.response_url,
      }),
    },
  };
}

function formField(block: unknown): FormField[] {
  if (!isRecord(block) || block['type'] !== 'input' || typeof block['block_id'] !== 'string') return [];
  const { label } = block;
  const text = isRecord(label) ? label['text'] : '';
  return [{ blockId: block['block_id'], label: typeof text === 'string' ? text : '' }];
}

function readClosed(payload: Payload): Incoming {
  const sent = ClosedShape.parse(payload);
  return { kind: 'closed', ...sender(sent, sent.view) };
}

function readOptions(payload: Payload): IncomingOptions {
  const sent = OptionsShape.parse(payload);
  return {
    kind: 'options',
    ...sender(sent, sent.view),
    actionId: sent.action_id,
    typed: sent.value ?? '',
    surface: { ...inView(sent.view), ...present({ channel: sent.channel?.id ?? inView(sent.view).channel }) },
  };
}

/** In Slack Connect `team` is where the app is installed, the person's own team may be another. */
function sender(sent: Interaction, view?: ViewShape | null) {
  const workspaceId = view?.app_installed_team_id ?? sent.team?.id ?? sent.user.team_id;
  if (!workspaceId) throw new Error('no workspace');
  return { workspaceId, person: sent.user.id, ...present({ homeWorkspace: sent.user.team_id }) };
}

function inView(view: ViewShape | null | undefined): Surface {
  if (!view) return {};
  const { channel } = recallChannel(view.private_metadata ?? '');
  return { view: openView(view), ...present({ channel }) };
}

function openView(view: ViewShape): OpenView {
  return {
    id: view.id,
    hash: view.hash ?? '',
    type: view.type,
    callbackId: view.callback_id ?? '',
    privateMetadata: recallChannel(view.private_metadata ?? '').own,
    state: view.state?.values ?? {},
  };
}
