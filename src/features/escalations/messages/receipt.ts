import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, section } from '../../../slack/blocks.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import type { CaseView } from '../case-view.ts';
import { stateOf } from '../wording.ts';

/** Where she typed, for her eyes only: it arrived, and where the answer will be. */
export function raisedReceipt(view: CaseView): Message {
  const text = `Escalated as #${view.case.number}. ${inline(view.team.name)} has it; the answer comes in your messages with Floorwalker.`;
  return { text, blocks: [section(text), actions([openButton(view)])] };
}

/** Instead of a second case for one message. `undefined`: the case is not theirs to see. */
export function alreadyEscalated(view: CaseView | undefined): Message {
  if (!view) return { text: 'This message was escalated before. Whoever did that sees how the case goes.' };
  const text = `This message is already case #${view.case.number}. ${inline(stateOf(view))}.`;
  return { text, blocks: [section(text), actions([openButton(view)])] };
}

function openButton(view: CaseView): ReturnType<typeof button> {
  return button('Open case', 'case.view', { value: view.case.id });
}
