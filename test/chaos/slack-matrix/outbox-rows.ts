import { transaction } from '../../../src/core/context.ts';
import { ephemeralLane } from '../../../src/outbox/deliver-lane.ts';
import { enqueue, type Outgoing } from '../../../src/outbox/enqueue.ts';
import { findDm } from '../../../src/sandbox/state/channels.ts';
import type { Message } from '../../../src/sandbox/state/state.ts';
import { until } from '../support/until.ts';
import type { Bench, Cell, Outcome, Row } from './cell.ts';

const POSTED = { else: 'once' } as const;

/** What is queued in the transaction of a fact: whatever Slack does, it is there once. */
export const outboxRows: readonly Row[] = [
  {
    method: 'chat.postMessage',
    meant: ({ channel }) => ({ channel }),
    act: (bench, cell) => queue(bench, post(cell, cell.channel)),
    isSettled: isLaneEmpty(({ channel }) => channel),
    outcome: (bench, cell) => count(messagesIn(bench, cell.channel), cell.word),
    promises: POSTED,
  },
  {
    method: 'chat.update',
    meant: ({ channel }) => ({ channel }),
    lead: async (bench, cell) => {
      await queue(bench, { ...post(cell, cell.channel, 'before'), messageKey: cell.word });
      await until('the message to change is there', () => isLaneEmptyNow(bench, cell, 'before'));
    },
    act: (bench, cell) =>
      queue(bench, { kind: 'edit', messageKey: cell.word, message: { text: `${cell.word} after` } }),
    isSettled: isLaneEmpty(({ channel }) => channel),
    outcome: (bench, cell) => count(messagesIn(bench, cell.channel), `${cell.word} after`),
    promises: POSTED,
  },
  {
    method: 'conversations.history',
    meant: ({ channel }) => ({ channel }),
    lead: async (bench, cell) => loseOne(bench, cell, cell.channel, post(cell, cell.channel)),
    isSettled: isLaneEmpty(({ channel }) => channel),
    outcome: (bench, cell) => count(messagesIn(bench, cell.channel), cell.word),
    promises: POSTED,
  },
  {
    method: 'conversations.replies',
    meant: ({ channel }) => ({ channel }),
    lead: async (bench, cell) => {
      await queue(bench, { ...post(cell, cell.channel, 'before'), messageKey: cell.word });
      await until('the message to answer is there', () => isLaneEmptyNow(bench, cell, 'before'));
      const reply = { ...post(cell, cell.channel, 'reply'), inThreadOf: cell.word };
      await loseOne(bench, cell, cell.channel, reply);
    },
    isSettled: isLaneEmpty(({ channel }) => channel),
    outcome: (bench, cell) => count(messagesIn(bench, cell.channel), `${cell.word} reply`),
    promises: POSTED,
  },
  {
    method: 'conversations.open',
    meant: ({ person }) => ({ word: person }),
    lead: async (bench, cell) => loseOne(bench, cell, cell.person, post(cell, cell.person)),
    isSettled: isLaneEmpty(({ person }) => person),
    outcome: (bench, cell) => count(directMessages(bench, cell), cell.word),
    promises: POSTED,
  },
  ...(['files.getUploadURLExternal', 'upload', 'files.completeUploadExternal'] as const).map((method): Row => ({
    method,
    meant: ({ word }) => ({ word }),
    act: (bench, cell) => queue(bench, fileFor(cell)),
    isSettled: isLaneEmpty(({ person }) => person),
    outcome: (bench, cell) => count(directMessages(bench, cell), cell.word),
    promises: POSTED,
  })),
  {
    method: 'chat.postEphemeral',
    meant: ({ channel }) => ({ channel }),
    act: (bench, cell) => queue(bench, { ...aside(cell), channel: cell.channel }),
    isSettled: isLaneEmpty(({ person }) => ephemeralLane(person)),
    outcome: (bench, cell) => count(asidesTo(bench, cell), cell.word),
    promises: {
      // It cannot be found again, and saying the same twice is worse than saying it once too few: sent at most once.
      else: 'none',
      limited: 'once',
      'limited, bare': 'once',
      slow: 'once',
      refused: 'once',
      'status 500 after': 'once',
      cut: 'once',
      lost: 'once',
    },
  },
  {
    method: 'response_url',
    meant: ({ channel }) => ({ word: `R${channel}` }),
    act: (bench, cell) => queue(bench, { ...aside(cell), responseUrl: responseUrlFor(bench, cell) }),
    isSettled: isLaneEmpty(({ person }) => ephemeralLane(person)),
    outcome: (bench, cell) => count(asidesTo(bench, cell), cell.word),
    promises: {
      else: 'none',
      limited: 'once',
      'limited, bare': 'once',
      slow: 'once',
      refused: 'once',
      'status 500 after': 'once',
      cut: 'once',
      lost: 'once',
    },
  },
];

/** Queues as a use case does; again if a busy machine made the database too slow, which changes nothing. */
export async function queue({ ctx }: Bench, message: Outgoing): Promise<void> {
  const once = () => transaction(ctx, (tx) => enqueue(tx, ctx, [message]));
  await once().catch(once);
}

function post({ word }: Cell, to: string, what = ''): Extract<Outgoing, { kind: 'post' }> {
  const text = `${word} ${what}`.trim();
  return { kind: 'post', to, message: { text }, dedupeKey: text };
}

function fileFor({ word, person }: Cell): Outgoing {
  return {
    kind: 'file',
    to: person,
    filename: `${word}.csv`,
    content: `a;b\n${word};1`,
    comment: word,
    dedupeKey: word,
  };
}

function aside({ word, person }: Cell): Extract<Outgoing, { kind: 'ephemeral' }> {
  return { kind: 'ephemeral', person, message: { text: word }, dedupeKey: word };
}

/** Posts something whose answer is lost, so that the app has to look whether it is there. */
async function loseOne(bench: Bench, cell: Cell, channel: string, message: Outgoing): Promise<void> {
  const { faults, seen } = cell.proxy;
  faults.add({ method: 'chat.postMessage', channel, fault: { kind: 'lost_answer' } });
  await queue(bench, message);
  await until('an answer was lost', () =>
    seen.some((call) => call.channel === channel && call.fault?.kind === 'lost_answer'),
  );
}

function responseUrlFor({ workspace, proxy }: Bench, { person, channel }: Cell): string {
  const { state } = workspace.world;
  const id = `R${channel}`;
  state.responseUrls[id] = {
    id,
    user: person,
    channel,
    ephemeral: false,
    uses: 0,
    createdMs: workspace.world.now().getTime(),
  };
  return `${proxy.url}/commands/${state.workspace.id}/${id}`;
}

function isLaneEmpty(laneOf: (cell: Cell) => string): Row['isSettled'] {
  return ({ seen }, cell) => !seen.lanes.has(laneOf(cell));
}

function isLaneEmptyNow(bench: Bench, cell: Cell, what: string): boolean {
  return count(messagesIn(bench, cell.channel), `${cell.word} ${what}`) === 'once';
}

function messagesIn({ workspace }: Bench, channel: string): readonly Message[] {
  return workspace.world.state.messages[channel] ?? [];
}

function directMessages(bench: Bench, { person }: Cell): readonly Message[] {
  const { state, identity } = bench.workspace.world;
  return messagesIn(bench, findDm(state, person, identity.botUserId)?.id ?? '');
}

function asidesTo({ workspace }: Bench, { person }: Cell): readonly Message[] {
  return workspace.world.state.ephemerals.filter(({ to }) => to === person);
}

function count(messages: readonly Message[], words: string): Outcome {
  const found = messages.filter(({ text }) => text === words || text.startsWith(`${words} `)).length;
  if (found === 0) return 'none';
  return found === 1 ? 'once' : 'twice';
}
