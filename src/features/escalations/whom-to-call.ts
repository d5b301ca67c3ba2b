import type { Outgoing } from '../../outbox/enqueue.ts';
import type { CaseView, Decider } from './case-view.ts';
import { criticalCall } from './messages/to-deciders.ts';

const FIRST_TO_CALL: readonly Decider['role'][] = ['lead', 'manager', 'director'];

/**
 * Whom a case that nobody has calls: the team's leads, or the next higher role that has somebody. Never whoever raised
 * it, who may not decide it, nor `besides`, who knows already.
 */
export function whomToCall(view: CaseView, besides?: string): readonly string[] {
  const others = view.deciders.filter(({ slackId }) => slackId !== view.case.raisedBy && slackId !== besides);
  const role = FIRST_TO_CALL.find((candidate) => others.some((decider) => decider.role === candidate));
  return others.filter((decider) => decider.role === role).map((decider) => decider.slackId);
}

/** Direct messages about a Critical case, which ring phones: to those it calls and to its owner, once in its life. */
export function criticalCalls(view: CaseView, besides?: string): readonly Outgoing[] {
  const { id, owner } = view.case;
  const called = new Set(whomToCall(view, besides));
  if (owner !== null && owner !== besides) called.add(owner);
  return [...called].map((slackId) => ({
    kind: 'post',
    to: slackId,
    message: criticalCall(view),
    dedupeKey: `case:${id}:critical:${slackId}`,
  }));
}
