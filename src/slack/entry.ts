import type { Delivery } from './delivery.ts';
import type { Payload } from './read-payload.ts';

/** Takes what Slack sent; settles when everything about it is done, and never rejects. */
export type Take = (payload: Payload, delivery: Delivery) => Promise<void>;

/** Where Slack's requests come in. */
export interface Entry {
  /** Resolves when requests can come in. */
  start(): Promise<void>;
  /** Ends for good. Takes nothing new, waits for `taken` (the answers to what came in before), then hangs up. */
  stop(taken: () => Promise<void>): Promise<void>;
  /** Why nothing comes in at the moment, in words for an operator. */
  trouble(): string | undefined;
}
