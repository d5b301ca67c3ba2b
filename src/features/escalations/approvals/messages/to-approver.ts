import type { Message } from '../../../../outbox/enqueue.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { CaseView } from '../../case-view.ts';
import { reply } from '../../messages/to-deciders.ts';
import type { CaseEntry } from '../../tables.ts';
import { nameOf } from '../../wording.ts';

/** In the thread of the approval card. */
export function answerReply(view: CaseView, answered: CaseEntry): Message {
  const lead = `${inline(nameOf(view, answered.by))} answered about #${view.case.number}`;
  return reply('', lead, answered, 'Decide it with the buttons above.');
}
