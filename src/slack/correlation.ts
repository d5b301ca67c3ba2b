/** No letters that are mistaken for digits when a reference is read out on the phone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Names one request from what Slack sent to the last Slack call it causes. Not a secret. */
export function newCorrelationId(): string {
  let id = '';
  for (let count = 0; count < 12; count += 1) id += ALPHABET[Math.floor(Math.random() * ALPHABET.length)];
  return id;
}

/** What a person is shown when something failed on our side, and what an operator searches the log for: `FW-7K3Q9`. */
export function referenceOf(correlationId: string): string {
  return `FW-${correlationId.slice(0, 5)}`;
}
