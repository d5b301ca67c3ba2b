import type { Message } from '../../../outbox/enqueue.ts';
import { actions, header } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { bold, paragraph, richText } from '../../../slack/rich-text.ts';
import { askedNow } from '../approvals/asked-now.ts';
import type { CaseView } from '../case-view.ts';
import { waitingWords } from '../chain/called-words.ts';
import { answerFacts } from '../clocks/clock-words.ts';
import type { CaseState } from '../tables.ts';
import { decisionOf, nameOf, urgencyNames, wantedOf } from '../wording.ts';
import { promiseFacts } from '../promises/messages.ts';
import { statusButtons } from './buttons.ts';
import { factLines, quoted, snippet } from './parts.ts';

/** The one message in which whoever raised a case follows it, edited in place. Says what happens next, and who does it. */
export function caseStatus(view: CaseView): Message {
  const { case: shown } = view;
  return {
    text: inline(`#${shown.number} ${shown.summary}: ${nextStep(view)}`),
    blocks: [
      header(`#${shown.number} · ${snippet(shown.summary, 120)}`),
      richText(
        paragraph(bold(nextStep(view))),
        ...quoted(openQuestion(view), 600),
        factLines([
          ['Wanted', wantedOf(shown)],
          ['Decided', shown.decision && decisionOf(shown)],
          ['Urgency', urgencyNames[shown.urgency]],
          ['Customer', shown.customer],
          ...answerFacts(view),
          ...promiseFacts(view),
        ]),
      ),
      actions(statusButtons(view), 'status'),
    ],
  };
}

/** One sentence: who acts next, and what the raiser can do meanwhile. */
function nextStep(view: CaseView): string {
  return nextSteps[view.case.state](view);
}

const nextSteps: Readonly<Record<CaseState, (view: CaseView) => string>> = {
  open: (view) =>
    `${waitingWords(view)} You will get ${view.chain?.last?.outcome === 'ended' ? 'the decision' : 'a message'} here.`,
  claimed: (view) => `${nameOf(view, view.case.owner)} has it. You will get the decision here.`,
  waiting: (view) => {
    if (view.case.waitingOn === 'approver') return whileAsked(view);
    const who = nameOf(view, view.case.owner);
    return view.case.waitingOn === 'customer'
      ? `${who} needs to know something from the customer. Ask, then press Answer.`
      : `${who} needs to know something from you. Press Answer.`;
  },
  resolved: (view) =>
    view.case.toldCustomerAt === null
      ? 'Decided. Tell the customer: the words are in the thread.'
      : 'Done: the customer knows.',
  cancelled: () => 'Cancelled. Reopen it if the customer still needs help.',
};

/** What is to be approved stays with those who decide: a customer would take it for a promise. */
function whileAsked({ approval, names }: CaseView): string {
  const asked = approval ? askedNow(approval) : undefined;
  const who = asked === undefined ? 'Somebody else' : nameOf({ names }, asked);
  return approval?.kind === 'appeal'
    ? `${who} is asked to look at it again. Until you hear from them, the refusal stands.`
    : `${who} has to approve the decision. You will get it here; promise nothing yet.`;
}

function openQuestion(view: CaseView): string | null | undefined {
  if (view.case.state !== 'waiting') return undefined;
  return view.prompts.find(({ entry, ended }) => entry.kind === 'asked' && ended === null)?.entry.text;
}
