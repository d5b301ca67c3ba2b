import type { Message, Outgoing } from '../../../../outbox/enqueue.ts';
import { section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { CaseView } from '../../case-view.ts';
import { called, reply } from '../../messages/to-deciders.ts';
import type { CaseEntry } from '../../tables.ts';
import { nameOf } from '../../wording.ts';
import { wishOf } from '../approval-words.ts';
import type { Approval } from '../tables.ts';

/**
 * To the managers of the team, or to whoever set it up: how a request can be approved that nobody may approve, or that
 * nobody may be the second to approve. Whoever approved it first reads that on their card.
 */
export function nobodyMayApprove(view: CaseView, approval: Approval, entry: CaseEntry): readonly Outgoing[] {
  const { team, deciders } = view;
  const managers = deciders.filter(({ role }) => role === 'manager' || role === 'director');
  const told = managers.length > 0 ? managers.map(({ slackId }) => slackId) : [team.setUpBy];
  const lead = inline(whatIsMissing(view, approval));
  const next = approval.approvedBy.length > 0 ? mendSecond : mend;
  return told
    .filter((slackId) => !approval.approvedBy.includes(slackId))
    .map((slackId) => ({
      kind: 'post',
      to: slackId,
      message: { text: `${lead} ${next}`, blocks: [section(`*${lead}*\n${next}`)] },
      dedupeKey: `approval:${approval.id}:nobody:${entry.id}:${slackId}`,
    }));
}

const mend =
  'It waits until somebody may. Raise a limit or the budget under *Authority*, or add a manager or director to the team: both with `/floorwalker`.';
const mendSecond =
  'It waits until somebody else may. Raise what somebody else may grant under *Authority*, or add a manager or director to the team: both with `/floorwalker`.';

function whatIsMissing(view: CaseView, approval: Approval): string {
  const { case: of, team } = view;
  const wish = `${wishOf(approval)}, which ${nameOf(view, approval.requestedBy)} asked for`;
  const [first] = approval.approvedBy;
  if (first === undefined) return `#${of.number}: nobody of ${team.name} may approve ${wish}.`;
  return `#${of.number}: ${nameOf(view, first)} approved ${wish}, but it takes two people, and nobody else of ${team.name} may grant as much.`;
}

/** To the decider, in the thread of the card, once the first of two has approved and nobody else may. */
export function nobodySecondReply(view: CaseView, approved: CaseEntry, { requestedBy }: Approval): Message {
  const lead = `${inline(nameOf(view, approved.by))} approved what you decided for #${view.case.number}, but it takes two people`;
  const next = `Nobody else of ${inline(view.team.name)} may grant as much. Its managers are told how to change that; nothing is lost. Or take the request back on the card and decide less.`;
  return reply(called([requestedBy]), lead, { ...approved, text: null }, next);
}
