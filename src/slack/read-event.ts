import type { IncomingEvent } from './incoming.ts';
import type { Payload } from './read-payload.ts';
import { EventShape } from './payload-shapes.ts';
import { present } from './present.ts';
import { isRecord } from './record.ts';

/** Throws when it is not shaped like an event. */
export function readEvent(payload: Payload): IncomingEvent {
  const sent = EventShape.parse(payload);
  const { event } = sent;
  const written = writtenMessage(event);
  return {
    kind: 'event',
    workspaceId: sent.authorizations?.[0]?.team_id ?? sent.team_id,
    eventId: sent.event_id,
    type: event.type,
    event,
    ...present({
      person: personIn(event) ?? personIn(written),
      homeWorkspace: text(event['user_team']) ?? text(event['source_team']) ?? homeOf(event['user']),
      bot: text(event['bot_id']) ?? text(written['bot_id']),
    }),
  };
}

/** Edits and deletions name the author inside the message they are about. */
function writtenMessage(event: Payload): Payload {
  return record(event['message']) ?? record(event['previous_message']) ?? {};
}

function personIn(event: Payload): string | undefined {
  const { user } = event;
  const id = text(user) ?? text(record(user)?.['id']);
  return id && /^[UW][A-Z0-9]{1,30}$/.test(id) ? id : undefined;
}

function homeOf(user: unknown): string | undefined {
  return text(record(user)?.['team_id']);
}

function record(value: unknown): Payload | undefined {
  return isRecord(value) ? value : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
