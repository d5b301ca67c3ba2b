import { choose, type Candidate } from '../chain/routing.ts';

const MINUTE_MS = 60_000;

/** Whoever leaves is asked so long before the end of their working span. */
export const BEFORE_END_MS = 15 * MINUTE_MS;
/** Silence after it counts as no. So long is also how long whoever is asked next has. */
export const TO_ANSWER_MS = 15 * MINUTE_MS;
/** Who is back by then has a break, and hands nothing over. */
const BREAK_MS = 3 * 60 * MINUTE_MS;
/** After this many people the case is offered to the group. */
const MOST_HEIRS = 2;

/** Whether the end of a working span is only a break. */
export function isBreak(spanEnd: Date, backAt: Date | undefined): boolean {
  return backAt !== undefined && backAt.getTime() - spanEnd.getTime() <= BREAK_MS;
}

/** When an offer made now ends: with the giver's span and a little more, but never before it can be answered. */
export function offerEnds(now: Date, spanEnd: Date | null | undefined): Date {
  const afterSpan = (spanEnd?.getTime() ?? 0) + TO_ANSWER_MS;
  return new Date(Math.max(now.getTime() + TO_ANSWER_MS, afterSpan));
}

/** Whom to offer a case to: by routing, never its giver, nobody twice, and after two people nobody by name. */
export function heirFor(
  candidates: readonly Candidate[],
  giver: string,
  offeredTo: readonly string[],
): string | undefined {
  if (offeredTo.length >= MOST_HEIRS) return undefined;
  return choose(candidates.filter(({ slackId }) => slackId !== giver && !offeredTo.includes(slackId)));
}
