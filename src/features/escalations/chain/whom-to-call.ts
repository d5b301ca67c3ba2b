import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { CaseView } from '../case-view.ts';
import { criticalCall } from '../messages/to-deciders.ts';

/** Whom the present step of a chain asks, for the message that is queued with it. */
export function calledFirst({ case: of, chain }: CaseView): readonly string[] {
  return of.state === 'open' ? (chain?.last?.asked ?? []) : [];
}

/**
 * Direct messages about a Critical case, which ring phones: to whoever is asked to claim it, or to its owner; to each of
 * them once in its life. None about a case that is not Critical, nor to whoever makes it so.
 */
export function criticalCalls(view: CaseView, called = whoActs(view), besides?: string): readonly Outgoing[] {
  const { id, urgency } = view.case;
  if (urgency !== 'critical') return [];
  return called
    .filter((slackId) => slackId !== besides)
    .map((slackId) => ({
      kind: 'post',
      to: slackId,
      message: criticalCall(view),
      dedupeKey: `case:${id}:critical:${slackId}`,
    }));
}

function whoActs(view: CaseView): readonly string[] {
  const { owner } = view.case;
  return owner === null ? calledFirst(view) : [owner];
}
