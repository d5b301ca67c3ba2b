/** What buttons of this part are called. */
export const historyIds = {
  /** `<from revision, or nothing for what counted before>:<to revision>:<page>` */
  changes: 'policy.what-changed',
  /** A date picker; the policy is in the window. */
  saidOn: 'policy.said-on',
  /** `<policy>:<day>:<the coming such, or nothing>`, as it was typed behind a title that several have. */
  saidOnDay: 'policy.said-on-day',
  /** `<policy>:<page>` of who changed what. */
  more: 'policy.history-more',
} as const;
