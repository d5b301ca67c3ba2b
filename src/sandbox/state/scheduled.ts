import type { ScheduledMessage, SlackState } from './state.ts';

const FIVE_MINUTES = 300;

/** What waits to be posted, the next one first. */
export function scheduledMessages(state: SlackState): ScheduledMessage[] {
  return Object.values(state.scheduled).toSorted((one, other) => one.postAt - other.postAt);
}

/** How many messages of a channel fall into the same five minutes as this moment (seconds), at the fullest such window. */
export function scheduledAround(state: SlackState, channel: string, postAt: number): number {
  const moments = scheduledMessages(state)
    .filter((message) => message.channel === channel && Math.abs(message.postAt - postAt) < FIVE_MINUTES)
    .map((message) => message.postAt);
  const starts = [...moments.filter((moment) => moment <= postAt), postAt];
  const within = (start: number): number =>
    moments.filter((moment) => moment >= start && moment < start + FIVE_MINUTES).length;
  return Math.max(...starts.map(within));
}
