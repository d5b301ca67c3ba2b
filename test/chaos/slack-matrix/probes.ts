import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './cell.ts';
import { queue } from './outbox-rows.ts';

const CHANNELS = ['C0QUIET1', 'C0QUIET2', 'C0QUIET3'];
/** Slower than one message a second and channel: nothing but the faults of others could make these late. */
const EVERY_MS = 1_300;

export interface Probes {
  /** Ends them; how late each message was, in milliseconds from when it was queued to when it was sent. */
  stop(): Promise<number[]>;
}

/** Posts to channels that meet no fault, all the while; `name` tells them from those of other times. */
export function startProbes(bench: Bench, name: string): Probes {
  const { state, identity } = bench.workspace.world;
  const random = state.channels['C0RANDOM']!;
  for (const id of CHANNELS) {
    state.channels[id] = { ...random, id, name: id.toLowerCase(), members: [identity.botUserId] };
  }
  const queuedAt = new Map<string, number>();
  const over = new AbortController();
  const posting = (async () => {
    for (let round = 0; !over.signal.aborted; round += 1) {
      for (const to of CHANNELS) {
        const text = `${name}-${to}-${round}`;
        queuedAt.set(text, performance.now());
        await queue(bench, { kind: 'post', to, message: { text }, dedupeKey: text });
      }
      await pause(EVERY_MS);
    }
  })();
  return {
    async stop() {
      over.abort();
      await posting;
      const arrived = bench.proxy.seen.filter(({ channel = '' }) => CHANNELS.includes(channel));
      return [...queuedAt].map(([text, at]) => {
        const call = arrived.find((one) => one.text.includes(text));
        return (call?.beganAt ?? performance.now()) - at;
      });
    },
  };
}
