/** What buttons and forms of this part are called; values are ids of policies unless said otherwise. */
export const keepTrueIds = {
  /** Reviews that are due for whoever presses; the value is a page. */
  due: 'policy.reviews-due',
  /** From the list of them: `<policy>:<page>` */
  stillTrueHere: 'policy.still-true-here',
  handOn: 'policy.hand-on',
  /** `<team>:<whoever is gone>` */
  give: 'policy.give',
  /** A list of what is new: `batch:<batch>:<page>` or `mine:<from when, ISO 8601>:<page>` */
  news: 'policy.news',
  /** Seen until then, ISO 8601. */
  newsSeen: 'policy.news-seen',
} as const;
