import type { Outgoing } from '../../../outbox/enqueue.ts';
import type { CaseView } from '../case-view.ts';
import { tellDeciders } from '../record-change.ts';
import type { CaseEntry } from '../tables.ts';
import { overruledReply } from './messages/to-requester.ts';
import type { Approval } from './tables.ts';

/** Tells whoever refused a case that the second look at it has granted it; `look` is that, or the request that came of it. */
export function tellOverruled(view: CaseView, entry: CaseEntry, look: Approval | undefined): readonly Outgoing[] {
  // The second look at a request is told to whoever asked for it.
  if (!look || look.refusedBy === null || look.secondLookOf !== null || look.refusedBy === entry.by) return [];
  if (entry.detail?.['decision'] === 'answered') return [];
  return [tellDeciders(view, entry, overruledReply(view, entry, look), 'overruled')];
}
