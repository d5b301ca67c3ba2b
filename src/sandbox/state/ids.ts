import { randomBytes, randomUUID } from 'node:crypto';
import { madeUpId } from './made-up-ids.ts';
import type { SlackState } from './state.ts';

/** A Slack-looking id: a prefix and ten capitals or digits. */
export function newId(prefix: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
  return prefix + [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

export function newBlockId(): string {
  return madeUpId(randomBytes(4).toString('base64url').slice(0, 5));
}

/** What `hash` of a view looks like: seconds and a random tail, different after every change. */
export function newHash(now: Date): string {
  return `${Math.floor(now.getTime() / 1000)}.${randomBytes(5).toString('hex')}`;
}

export function newEnvelopeId(): string {
  return randomUUID();
}

/** The next message ts: the sandbox's time in microseconds, and always later than the one before, even when the clock was set back. */
export function nextTs(state: SlackState, now: Date): string {
  state.lastTs = Math.max(now.getTime() * 1000, state.lastTs + 100);
  return formatTs(state.lastTs);
}

export function formatTs(micros: number): string {
  return `${Math.floor(micros / 1_000_000)}.${String(micros % 1_000_000).padStart(6, '0')}`;
}

/** Orders two ts; both have ten digits before the point and six after, so text order is time order. */
export function isLater(ts: string, than: string): boolean {
  return ts > than;
}
