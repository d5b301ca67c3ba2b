import { TellWeek } from './job-kinds.ts';

/** What buttons, menus and forms of gaps are called; the values are ids of gaps unless said otherwise. */
export const gapIds = {
  answer: 'policy.gap-answer',
  inPolicy: 'policy.gap-in-policy',
  handOn: 'policy.gap-hand-on',
  close: 'policy.gap-close',
  open: 'policy.gap-open',
  askAgain: 'policy.gap-ask-again',
  /** `<gap id>:<title>` */
  makeDraft: 'policy.gap-make-draft',
  list: 'policy.gaps',
  /** Of people: whom it is handed on to. */
  people: 'policy.gap-people',
  /** Of passages: what answers it. */
  passages: 'policy.gap-passages',
  /** The value is a question in people's words. */
  addQuestion: 'policy.add-question',
  /** `<since>|<until>|<page>`: all that was not found then. */
  week: 'policy.gaps-week',
} as const;

/** The message that asks its owner. */
export function ownerKey(gapId: string, owner: string): string {
  return `policy-gap:${gapId}:owner:${owner}`;
}

/** The message that tells somebody who asked. */
export function askerKey(gapId: string, asker: string): string {
  return `policy-gap:${gapId}:asker:${asker}`;
}

/** What asks somebody whether its answer becomes a policy. */
export function suggestionKey(gapId: string, slackId: string): string {
  return `policy-gap:${gapId}:suggestion:${slackId}`;
}

/** What reminds somebody of it; the newest one. */
export function nudgeKey(gapId: string, slackId: string): string {
  return `policy-gap:${gapId}:nudge:${slackId}`;
}

/** The list of a week that somebody is told of, up to, not including, `until`. The key says all that it is shown anew by. */
export function weekKey({ slackId, week, since, until }: TellWeek): string {
  return `policy-week:${slackId}:${week}:${since}:${until}`;
}

/** Undefined where it is no such key. */
export function weekOfKey(key: string): TellWeek | undefined {
  const parts = /^policy-week:(?<slackId>[^:]+):(?<week>[\d-]+):(?<since>.+Z):(?<until>.+Z)$/.exec(key)?.groups;
  return TellWeek.safeParse(parts).data;
}

/** As people speak of it. */
export function gapName({ number }: { readonly number: number }): string {
  return `GAP-${number}`;
}
