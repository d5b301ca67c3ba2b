import type { Outgoing } from '../../../outbox/enqueue.ts';
import { casePersonKey, type CaseView } from '../case-view.ts';
import type { CaseEntry } from '../tables.ts';
import { privateNotice } from './messages.ts';
import { partiesOf } from './parties.ts';

/** News for the parties, each in the thread of what they have of the case; whoever made it needs none. */
export function tellParties(view: CaseView, entry: CaseEntry): readonly Outgoing[] {
  const { id } = view.case;
  return partiesOf(view)
    .filter((slackId) => slackId !== entry.by)
    .map((slackId) => ({
      kind: 'post',
      to: slackId,
      inThreadOf: casePersonKey(id, slackId),
      message: privateNotice(view, entry),
      dedupeKey: `case:${id}:entry:${entry.id}:${slackId}`,
    }));
}
