import { createHash } from 'node:crypto';
import type { Durable, IncomingEvent } from '../slack/incoming.ts';

const LONGEST = 400;

/**
 * What a delivery is about, so that a second one of the same changes nothing: a message by its place (Slack may send it
 * under several event ids), any other event by its id, a click by who pressed what when, a submission by the form it
 * stood in (one that was opened anew is another) and what it held: whoever is told "not saved" may change it and try again,
 * and must not be taken for the first try, should that have been stored after all.
 */
export function identityOf(incoming: Durable): string {
  const identity = described(incoming);
  if (identity.length <= LONGEST) return identity;
  return `${incoming.kind}:${digest(identity)}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function described(incoming: Durable): string {
  if (incoming.kind === 'event') return eventIdentity(incoming);
  if (incoming.kind === 'submit') {
    const { id, hash, state } = incoming.view;
    return `submit:${id}:${hash}:${digest(JSON.stringify(state))}`;
  }
  const { view, channel, messageTs } = incoming.surface;
  const where = view ? view.id : `${channel}:${messageTs}`;
  return ['click', incoming.person, incoming.actionId, incoming.blockId, incoming.actionTs, where].join(':');
}

function eventIdentity(incoming: IncomingEvent): string {
  if (incoming.type !== 'message') return `event:${incoming.eventId}`;
  const { channel, ts, subtype, deleted_ts: deletedTs } = incoming.event;
  switch (subtype) {
    case 'message_changed':
      return ['message', channel, changedTs(incoming), 'changed', editTs(incoming)].join(':');
    case 'message_deleted':
      return ['message', channel, deletedTs, 'deleted'].join(':');
    default:
      return typeof channel === 'string' && typeof ts === 'string'
        ? `message:${channel}:${ts}`
        : `event:${incoming.eventId}`;
  }
}

function changedTs({ event, eventId }: IncomingEvent): unknown {
  return message(event)['ts'] ?? eventId;
}

/** Slack also reports a change when it adds a preview: nobody edited, so only the event itself tells them apart. */
function editTs({ event, eventId }: IncomingEvent): unknown {
  const { edited } = message(event);
  return (edited as { ts?: unknown } | undefined)?.ts ?? event['event_ts'] ?? eventId;
}

function message(event: IncomingEvent['event']): Readonly<Record<string, unknown>> {
  return (event['message'] ?? {}) as Readonly<Record<string, unknown>>;
}
