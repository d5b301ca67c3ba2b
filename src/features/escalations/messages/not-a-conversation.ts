import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, section } from '../../../slack/blocks.ts';
import { LIMITS } from '../../../slack/limits.ts';
import { clip, code } from '../../../slack/mrkdwn.ts';

/** To whoever wrote to the app itself; the button opens the form with their words. */
export function notAConversation(words: string): Message {
  const text = `Nobody reads what is written here. Stuck with a customer? Press *Escalate*: your words are in the form already. Everything else: ${code('/floorwalker')}.`;
  const carried = words === '' ? {} : { value: clip(words, LIMITS.button.value) };
  const escalate = button('Escalate', 'case.escalate-words', { ...carried, style: 'primary' });
  return { text, blocks: [section(text), actions([escalate])] };
}
