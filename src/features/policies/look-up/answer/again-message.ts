import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, plainSection, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { PassageView } from '../../library/reading/passage-view.ts';
import { lookUpIds as ids } from '../ids.ts';
import { PASSAGE_GONE } from '../finding/passage-gone.ts';
import { placeText } from '../words.ts';

/** To an old button whose passage is gone, where the question is known. */
export function passageGoneMessage(lookUpId: string): Message {
  return { text: PASSAGE_GONE, blocks: [plainSection(PASSAGE_GONE), lookAgain(lookUpId)] };
}

/** A second press shares nothing; whoever misses it there is told elsewhere why. */
export function sharedBeforeMessage(view: PassageView, lookUpId: string): Message {
  const text = `You have shared *${inline(placeText(view))}* here already. If it is not there, look it up again and share that.`;
  return { text, blocks: [section(text), lookAgain(lookUpId)] };
}

function lookAgain(lookUpId: string) {
  return actions([button('Look up again', ids.lookAgain, { value: lookUpId })]);
}
