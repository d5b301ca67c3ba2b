import { z } from 'zod';
import { jobKind } from '../jobs/define-job.ts';

/**
 * Sends what waits on one lane; at most one such job per lane, its key is the channel. It is never given up: a message that
 * cannot be sent fails by itself (see retry-rules), and whatever else goes wrong must not silence the channel for good.
 */
export const deliverLane = jobKind('outbox.deliver', z.object({ channel: z.string() }), 1_000_000);

const EPHEMERAL = 'ephemeral:';

/** What only one person sees has a lane of its own: an answer to a click must not wait for a slow direct message. */
export function ephemeralLane(person: string): string {
  return `${EPHEMERAL}${person}`;
}

/** A person's direct messages with the app. Slack user ids begin with U or W. */
export function isPersonLane(channel: string): boolean {
  return channel.startsWith('U') || channel.startsWith('W');
}
