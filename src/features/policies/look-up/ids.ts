/** What buttons, fields and forms of the look-up are called. */
export const lookUpIds = {
  /** The field on App Home, and the form with a field. */
  search: 'policy.search',
  /** `<look-up id>:<passage id>` */
  share: 'policy.share',
  helped: 'policy.helped',
  /** `<look-up id>:<where the next ones begin>` */
  notThis: 'policy.not-this',
  /** A look-up; answered by gaps. */
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

/** An answer of a look-up is about one of its passages. */
export function passageValue(lookUpId: string, passageId: string): string {
  return `${lookUpId}:${passageId}`;
}
