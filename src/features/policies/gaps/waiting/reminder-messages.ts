import { dayAndTime } from '../../../../core/local-time.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, context, section } from '../../../../slack/blocks.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { quotation, richText } from '../../../../slack/rich-text.ts';
import { gapIds as ids, gapName } from '../ids.ts';
import { gapActions } from '../asking/owner-message.ts';
import type { TeamGap } from '../read-gap.ts';
import { timeToken } from '../time-token.ts';

/** Pure: below the question, to whoever is to answer it. */
export function answerReminder({ gap }: TeamGap, { isDue, timeZone }: { isDue: boolean; timeZone: string }): Message {
  const at = dayAndTime(gap.dueAt, timeZone);
  const token = timeToken(gap.dueAt, timeZone);
  const said = (when: string): string =>
    isDue ? `The answer to ${gapName(gap)} was due ${when}.` : `${gapName(gap)} still waits for you, until ${when}.`;
  const answer = button('Answer', ids.answer, { value: gap.id, style: 'primary', spoken: `Answer ${gapName(gap)}` });
  return {
    text: `${said(at)} “${inline(clip(gap.question, 300))}”`,
    blocks: [section(said(token)), actions([answer])],
  };
}

/** Pure: to a manager, once. */
export function lateMessage({ gap, team }: TeamGap, owner: string, timeZone: string): Message {
  const at = dayAndTime(gap.dueAt, timeZone);
  const token = timeToken(gap.dueAt, timeZone);
  const said = (when: string): string => `${inline(owner)} has not answered a question, which was due ${when}`;
  return {
    text: `${said(at)} (${gapName(gap)}): “${inline(clip(gap.question, 300))}”`,
    blocks: [
      section(`*${said(token)}*:`),
      richText(quotation(gap.question)),
      context(`${gapName(gap)} · ${inline(team.name)}`),
      gapActions(gap),
    ],
  };
}
