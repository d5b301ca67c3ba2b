import type { ModalView, Option } from '@slack/types';
import type { Message } from '../outbox/enqueue.ts';

/** What may stand in an ack: nothing, an answer to a command, how a form goes on, or options of a menu. */
export type AckBody =
  | { readonly response_type: 'ephemeral'; readonly text: string; readonly blocks?: Message['blocks'] }
  | { readonly response_action: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly response_action: 'clear' }
  | { readonly response_action: 'update' | 'push'; readonly view: ModalView }
  | { readonly options: readonly Option[] };

export type Outcome = 'waiting' | 'acked' | 'refused' | 'rejected';

/** One thing Slack delivered and waits to have answered within 3 s. The first answer counts, later ones do nothing. */
export interface Delivery {
  readonly outcome: Outcome;
  /** How long Slack waited for the answer. */
  readonly seconds: number;
  ack(body?: AckBody): void;
  /** Says that nothing was taken; Slack sends events again, the rest it reports to the person. */
  refuse(): void;
  /** Says that it makes no sense. */
  reject(): void;
}

/** How the three answers travel. */
export interface AnswerWays {
  ack(body: AckBody | undefined): void;
  refuse(): void;
  reject(): void;
}

export function createDelivery(ways: AnswerWays): Delivery {
  const began = performance.now();
  let outcome: Outcome = 'waiting';
  let seconds = 0;
  const once = (next: Outcome, answer: () => void) => {
    if (outcome !== 'waiting') return;
    outcome = next;
    seconds = (performance.now() - began) / 1000;
    answer();
  };
  return {
    get outcome() {
      return outcome;
    },
    get seconds() {
      return seconds;
    },
    ack: (body) => once('acked', () => ways.ack(body)),
    refuse: () => once('refused', () => ways.refuse()),
    reject: () => once('rejected', () => ways.reject()),
  };
}
