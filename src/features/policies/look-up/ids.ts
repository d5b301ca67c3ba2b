import { splitValue } from '../../../slack/action-id.ts';

/** What buttons, fields and forms of the look-up are called. */
export const lookUpIds = {
  /** The field on App Home, and the form with a field. */
  search: 'policy.search',
  /** `<look-up id>:<passage id>` */
  share: 'policy.share',
  helped: 'policy.helped',
  /** `<look-up id>:<where the next ones begin>` */
  notThis: 'policy.not-this',
  /** A look-up, or `<look-up id>:again` where what was answered before is not enough; answered by gaps. */
  ask: 'policy.ask',
  /** A look-up. */
  byTitle: 'policy.by-title',
  lookAgain: 'policy.look-again',
  /** Words that began like an order. */
  lookUpWords: 'policy.look-up-words',
  /** A question that was learned. */
  unlearn: 'policy.unlearn',
  /** `<look-up id>:<passage id>`, to put it into words that may be kept. */
  teach: 'policy.teach',
  /** A revision, and maybe where in it (read-all.ts). */
  read: 'policy.read',
  message: 'find_policy',
} as const;

const AGAIN = 'again';

/** Of a button that asks once more what was answered before. */
export function askAgainValue(lookUpId: string): string {
  return `${lookUpId}:${AGAIN}`;
}

/** What a button of `ask` asks for; anybody can forge it. */
export function askedOf(value: string): { readonly lookUpId: string; readonly again: boolean } {
  const [lookUpId, how] = splitValue(value);
  return { lookUpId, again: how === AGAIN };
}

/** An answer of a look-up is about one of its passages. */
export function passageValue(lookUpId: string, passageId: string): string {
  return `${lookUpId}:${passageId}`;
}
