/** What buttons and forms of this part are called; values are ids of policies unless said otherwise. */
export const keepTrueIds = {
  /** Reviews that are due for whoever presses; the value is a page. */
  due: 'policy.reviews-due',
  /** From the list of them: `<policy>:<page>` */
  stillTrueHere: 'policy.still-true-here',
  give: 'policy.give',
  /** `<team>:<whoever is gone>` */
  giveAll: 'policy.give-all',
  /** A list of what is new: `batch:<batch>:<page>` or `mine:<from when, ISO 8601>:<page>` */
  news: 'policy.news',
  /** Seen until then, ISO 8601. */
  newsSeen: 'policy.news-seen',
} as const;

/** Names the line in which a channel was told of a revision. */
export function lineKey(policyId: string, revisionId: string, channel: string): string {
  return `policy:${policyId}:news:${revisionId}:${channel}`;
}

/** What its name says of it. */
export function placeOfLine(messageKey: string): { readonly revisionId: string; readonly channel: string } {
  const [, , , revisionId = '', channel = ''] = messageKey.split(':');
  return { revisionId, channel };
}
