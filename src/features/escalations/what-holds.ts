import { waitsFor } from './approvals/approval-words.ts';
import type { CaseView } from './case-view.ts';
import { isToday, nameIn, timeFor, type Reader } from './for-reader.ts';
import { decidingKinds } from './lifecycle.ts';

/**
 * Says how a case stands to somebody who came too late, in their own time: "Leo has it since 14:03."
 * Times of another day carry weekday and date.
 */
export function whatHolds(view: CaseView, reader: Reader, now: Date): string {
  const { state, owner, claimedAt, closedAt } = view.case;
  if (state === 'open') return 'Nobody has it now.';
  if (state === 'resolved') return closed(view, reader, 'resolved', closedAt, now);
  if (state === 'cancelled') return closed(view, reader, 'cancelled', closedAt, now);
  if (view.approval?.state === 'asked') return waitsFor(view, view.approval, reader);
  const since = claimedAt ? ` since ${timeFor(reader, claimedAt, now)}` : '';
  if (owner === reader.slackId) return `You have it${since}.`;
  return `${owner ? nameIn(view, owner) : 'Somebody'} has it${since}.`;
}

function closed(view: CaseView, reader: Reader, kind: 'resolved' | 'cancelled', at: Date | null, now: Date): string {
  const kinds = kind === 'resolved' ? decidingKinds : [kind];
  const by = view.changes.find((change) => kinds.includes(change.kind))?.by;
  const when = at ? ` ${isToday(reader, at, now) ? 'at' : 'on'} ${timeFor(reader, at, now)}` : '';
  if (by === undefined) return `It was ${kind}${when}.`;
  return `${by === reader.slackId ? 'You' : nameIn(view, by)} ${kind} it${when}.`;
}
