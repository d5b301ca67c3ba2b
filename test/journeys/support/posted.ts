import { localMinutes } from '../../../src/core/local-time.ts';
import type { Message } from '../../../src/sandbox/state/state.ts';
import type { TestDatabase } from '../../support/database.ts';
import type { Workspace } from '../../support/workspace.ts';

/** A message that the app posted anew, by what it was queued for. Edits are none: Slack tells nobody of them. */
export interface Posted {
  readonly at: Date;
  /** `#care` of a channel, `@leo` of direct messages. */
  readonly place: string;
  /** What the outbox was asked for: the shape of its key, without ids and numbers. */
  readonly kind: string;
  /** Whom Slack notifies, by name: who is mentioned, or whoever the direct message is for. */
  readonly pings: readonly string[];
  readonly text: string;
  readonly isReply: boolean;
}

/** Everything the app posted since then, in order, in all channels and direct messages. */
export async function postedSince(
  since: Date,
  { world }: Workspace,
  { sql }: TestDatabase,
): Promise<readonly Posted[]> {
  const rows = await sql<{ id: string; key: string | null }[]>`select id, dedupe_key as key from outbox_messages`;
  const keys = new Map(rows.map(({ id, key }) => [id, key]));
  const { messages } = world.state;
  return Object.values(messages)
    .flat()
    .filter((message) => message.user === world.identity.botUserId && timeOf(message) >= since)
    .map((message) => ({
      at: timeOf(message),
      place: placeOf(message, world),
      kind: kindOf(keys.get(String(message.metadata?.event_payload['id'])) ?? 'without a key'),
      pings: message.pings.map((slackId) => nameOf(slackId, world)),
      text: message.text,
      isReply: message.threadTs !== undefined,
    }))
    .toSorted((one, other) => one.at.getTime() - other.at.getTime());
}

function timeOf({ ts }: Message): Date {
  return new Date(Number(ts) * 1000);
}

function placeOf({ channel }: Message, { state, identity }: Workspace['world']): string {
  const { kind, name, members } = state.channels[channel]!;
  if (kind !== 'dm') return `#${name}`;
  return `@${nameOf(members.find((member) => member !== identity.botUserId) ?? '', { state })}`;
}

function nameOf(slackId: string, { state }: Pick<Workspace['world'], 'state'>): string {
  return state.people[slackId]?.name ?? slackId;
}

/** `case:5f1c…:entry:12:raiser` → `case:entry:raiser` */
function kindOf(key: string): string {
  return key
    .split(':')
    .filter((part) => !/^[0-9]|^[0-9a-f]{8}-|^[UC]0|^waits$/.test(part))
    .join(':');
}

/** `Fri 17:05`, as people of that zone see it on the wall. */
export function minuteIn(timeZone: string, at: Date): string {
  const minutes = localMinutes(at, timeZone);
  const weekday = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(at);
  const [hour, minute] = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
  return `${weekday} ${hour}:${minute}`;
}

/** `Fri 17:05 case:chain #care-escalations sofia`: when, what, where and whom it notifies. */
export function lineOf(timeZone: string, { at, kind, place, pings }: Posted): string {
  return `${minuteIn(timeZone, at)} ${kind} ${place} ${pings.join(' ')}`.trimEnd();
}
