import { createHmac, timingSafeEqual } from 'node:crypto';

/** Slack's own rule: a request is refused when it is older than this, and ours: also when it is that far ahead. */
const MAX_AGE_SECONDS = 300;

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^[1-9]\d{0,11}$/;

export interface Signed {
  readonly body: Buffer;
  readonly timestamp: string | undefined;
  readonly signature: string | undefined;
}

/** Whether Slack signed exactly these bytes within five minutes of `now`. Takes the same time for any wrong signature. */
export function isSignedBySlack(signingSecret: string, request: Signed, now: Date): boolean {
  const { body, timestamp = '', signature = '' } = request;
  if (signingSecret === '' || !TIMESTAMP.test(timestamp) || !SIGNATURE.test(signature)) return false;
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > MAX_AGE_SECONDS) return false;

  const expected = createHmac('sha256', signingSecret).update(`v0:${timestamp}:`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice(3), 'hex'));
}
