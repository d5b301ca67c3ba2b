import type { Outgoing } from '../../../outbox/enqueue.ts';
import { caseCallKey, type CaseView } from '../case-view.ts';
import { callAgain, caseCall } from '../messages/call.ts';
import type { CaseEntry, CaseEntryKind } from '../tables.ts';

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
    .flatMap((slackId) => callTo(view, slackId, `case:${id}:critical:${slackId}`));
}

/**
 * Calls somebody about a case: the first time by a message of its own, afterwards by a reply in its thread below what it is by
 * now. `dedupeKey`: what they are told by it is told once.
 */
export function callTo(view: CaseView, slackId: string, dedupeKey: string): readonly Outgoing[] {
  const messageKey = caseCallKey(view.case.id, slackId);
  const message = caseCall(view, slackId);
  if (!view.called.includes(slackId)) return [{ kind: 'post', to: slackId, message, messageKey, dedupeKey }];
  return [
    { kind: 'edit', messageKey, message },
    { kind: 'post', to: slackId, inThreadOf: messageKey, message: callAgain(view, slackId), dedupeKey },
  ];
}

/** After these a call says something else: who has the case, how urgent it is, that it is over. */
const SHOWN_IN_CALLS: ReadonlySet<CaseEntryKind> = new Set<CaseEntryKind>([
  'urgency',
  'claimed',
  'taken-over',
  'asked',
  'handed-over',
  'given-back',
  'lapsed',
  'approval-asked',
  'resolved',
  'approved',
  'cancelled',
  'reopened',
]);

/** The calls that were sent, as they read after this change. */
export function redrawnCalls(view: CaseView, { kind }: Pick<CaseEntry, 'kind'>): readonly Outgoing[] {
  if (!SHOWN_IN_CALLS.has(kind)) return [];
  return view.called.map((slackId) => ({
    kind: 'edit',
    messageKey: caseCallKey(view.case.id, slackId),
    message: caseCall(view, slackId),
  }));
}

function whoActs(view: CaseView): readonly string[] {
  const { owner } = view.case;
  return owner === null ? calledFirst(view) : [owner];
}
