import { formatTs } from '../state/ids.ts';
import { pingsOf } from '../state/mentions.ts';
import { addMessage } from '../state/messages.ts';
import { emptyState, type Person, type SlackState } from '../state/state.ts';
import { markSeen } from '../state/unread.ts';
import type { AppIdentity } from '../world.ts';
import type { SampleChannel } from './channels.ts';
import { saidAt, type SampleMessage } from './messages.ts';

/** A made-up workspace, as data. */
export interface Sample {
  readonly workspace: SlackState['workspace'];
  readonly people: readonly Person[];
  readonly channels: readonly SampleChannel[];
  readonly messages: readonly SampleMessage[];
}

/** A sample workspace as it is before the app has done anything. */
export function buildSample(sample: Sample, now: Date, app: Pick<AppIdentity, 'botUserId'>): SlackState {
  const state = emptyState({ ...sample.workspace });
  for (const person of sample.people) state.people[person.id] = { ...person };
  state.people[app.botUserId] = {
    id: app.botUserId,
    name: 'floorwalker',
    realName: 'Floorwalker',
    title: 'App',
    color: '#1f3d3a',
    timeZone: 'Etc/UTC',
    kind: 'bot',
    isAdmin: false,
  };
  for (const channel of sample.channels) {
    state.channels[channel.id] = { ...channel, members: [...channel.members], archived: false, created: 1_767_225_600 };
    state.messages[channel.id] = [];
  }
  addTalk(state, sample.messages, now);
  for (const user of Object.keys(state.people))
    for (const channel of Object.keys(state.channels)) markSeen(state, channel, user);
  return state;
}

function addTalk(state: SlackState, messages: readonly SampleMessage[], now: Date): void {
  for (const [index, message] of messages.entries()) {
    const { channel, user, text, replies = [] } = message;
    // Each a little off the full second, so that no two share a ts.
    const stamps = saidAt(message, zoneOf(state, user), now).map((ms) => formatTs(ms * 1000 + index * 7));
    const [ts = '', ...later] = stamps;
    say(state, { channel, user, text, ts });
    for (const [position, reply] of replies.entries()) {
      say(state, { channel, ...reply, ts: later[position] ?? ts, threadTs: ts });
    }
  }
  for (const list of Object.values(state.messages)) list.sort((one, other) => (one.ts < other.ts ? -1 : 1));
}

function zoneOf(state: SlackState, user: string): string {
  return state.people[user]?.timeZone ?? 'Etc/UTC';
}

function say(
  state: SlackState,
  said: { channel: string; user: string; text: string; ts: string; threadTs?: string },
): void {
  const channel = state.channels[said.channel];
  if (!channel) throw new Error(`the sample has no channel ${said.channel}`);
  addMessage(state, { ...said, reactions: [], pings: pingsOf(state, channel, said) });
}
