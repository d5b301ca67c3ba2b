/** `npm run bench:calls`: what writing one call down costs the sandbox; less than 0.1 ms, so that it is never in the way. */
import { performance } from 'node:perf_hooks';
import { createCalls } from '../src/sandbox/calls/calls.ts';

const ROUNDS = 20;
const CALLS = 100;

const block = (text: string) => [{ type: 'section', text: { type: 'mrkdwn', text } }];
const payload = { channel: 'C0CARE', text: 'x'.repeat(500), blocks: JSON.stringify(block('y'.repeat(2500))) };
const answer = JSON.stringify({ ok: true, message: { text: 'x'.repeat(500), blocks: block('y'.repeat(2500)) } });
const calls = createCalls(['xoxb-a-token', 'xapp-a-token', 'a signing secret']);

const rounds = Array.from({ length: ROUNDS }, () => {
  const began = performance.now();
  for (let count = 0; count < CALLS; count += 1) {
    const at = new Date().toISOString();
    calls.add({ direction: 'from_app', at, tookMs: 1, what: 'chat.postMessage', payload, answer, outcome: 'ok' });
  }
  return (performance.now() - began) / CALLS;
});

const sorted = rounds.toSorted((one, other) => one - other);
const shown = (ms: number | undefined) => `${(ms ?? Number.NaN).toFixed(4)} ms`;
console.log(
  `one call written down: median ${shown(sorted[ROUNDS / 2])}, best ${shown(sorted[0])}, worst ${shown(sorted.at(-1))}`,
);
