import { findDm } from '../../../src/sandbox/state/channels.ts';
import type { Message } from '../../../src/sandbox/state/state.ts';
import type { Office } from './office.ts';

/** Messages of the app in a person's direct messages, replies left out. */
export function statusMessages({ workspace }: Office, person: string): Message[] {
  const { state, identity } = workspace.world;
  const dm = findDm(state, person, identity.botUserId);
  return (state.messages[dm?.id ?? ''] ?? []).filter((one) => one.user === identity.botUserId && !one.threadTs);
}

/** Everything the outbox has posted, by the id that travels with each message, in the order in which it appeared. */
export function postedIds({ workspace }: Office): Map<string, string[]> {
  const { messages } = workspace.world.state;
  const lists = Object.entries(messages).map(([channel, list]): [string, string[]] => [channel, list.flatMap(idOf)]);
  return new Map(lists);
}

function idOf({ metadata }: Message): string[] {
  const id = metadata?.event_payload['id'];
  return metadata?.event_type === 'floorwalker_message' && typeof id === 'string' ? [id] : [];
}
