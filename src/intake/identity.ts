import { createHash } from 'node:crypto';
import type { Durable, IncomingEvent } from '../slack/incoming.ts';
import { isRecord, type JsonRecord } from '../slack/record.ts';

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

function eventIdentity({ type, event, eventId }: IncomingEvent): string {
  if (type !== 'message') return `event:${eventId}`;
  const about = messageIdentity(event);
  // A part that is missing, or no text, would make different messages look alike.
  return about.every((part) => typeof part === 'string') ? about.join(':') : `event:${eventId}`;
}

function messageIdentity(event: JsonRecord): unknown[] {
  const { channel, ts, subtype, deleted_ts: deletedTs, event_ts: eventTs } = event;
  const { message } = event;
  switch (subtype) {
    case 'message_changed': {
      const { ts: changedTs, edited } = isRecord(message) ? message : {};
      // Slack also reports a change when it adds a preview: nobody edited, so only its own time tells them apart.
      return ['message', channel, changedTs, 'changed', isRecord(edited) ? edited['ts'] : eventTs];
    }
    case 'message_deleted':
      return ['message', channel, deletedTs, 'deleted'];
    default:
      return ['message', channel, ts];
  }
}
