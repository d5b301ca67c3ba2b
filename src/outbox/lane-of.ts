import type { Edit, Outgoing } from './enqueue.ts';

/** What only one person sees has a lane of its own: an answer to a click must not wait for a slow direct message. */
const EPHEMERAL = 'ephemeral:';

/** The lane of a message that names its place itself. An edit goes where the message it changes went. */
export function laneOf(message: Exclude<Outgoing, Edit>): string {
  return message.kind === 'ephemeral' ? `${EPHEMERAL}${message.person}` : message.to;
}

/** Slack user ids begin with U or W; a direct message is posted to the id of the person. */
export function isPerson(channel: string): boolean {
  return channel.startsWith('U') || channel.startsWith('W');
}
