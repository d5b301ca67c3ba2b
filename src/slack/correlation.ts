import { randomBytes } from 'node:crypto';

/** No letters that are mistaken for digits when a reference is read out on the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Names one request from what Slack sent to the last Slack call it causes. */
export function newCorrelationId(): string {
  let id = '';
  for (const byte of randomBytes(12)) id += ALPHABET[byte % ALPHABET.length];
  return id;
}

/** What a person is shown when something failed on our side, and what an operator searches the log for: `FW-7K3Q9`. */
export function referenceOf(correlationId: string): string {
  return `FW-${correlationId.slice(0, 5)}`;
}
