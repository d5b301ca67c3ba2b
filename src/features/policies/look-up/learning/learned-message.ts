import type { Message } from '../../../../outbox/enqueue.ts';
import { actions, button, plainSection, section } from '../../../../slack/blocks.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { lookUpIds as ids, passageValue } from '../ids.ts';
import type { Learned } from './learn.ts';
import type { NotLearned } from '../finding/question.ts';
import { placeText } from '../words.ts';

const BECAUSE: Readonly<Record<NotLearned, string>> = {
  long: 'It is longer than a question',
  personal: 'It holds what looks like a link, or somebody’s e-mail address, phone or order number',
  short: 'It is one word, which says too little',
};

/** What was learned from *This helped*, and how to take it back; or why nothing was, and how to teach it all the same. */
export function learnedMessage({ view, lookUpId, question, because }: Learned, reader: string): Message {
  const place = inline(placeText(view));
  if (because !== undefined) {
    const text = `Thank you, noted. Your question was not kept word by word: ${lowered(BECAUSE[because])}.`;
    const teach = button('Put it in other words', ids.teach, { value: passageValue(lookUpId, view.passage.id) });
    return { text, blocks: [section(text), actions([teach])] };
  }
  if (question === undefined) return { text: 'Thank you, noted.' };
  const text = `Thank you. From now on “${inline(question.text)}” finds ${place}.`;
  const isTheirs = question.addedBy === reader && question.origin === 'learned';
  const undo = button('Undo', ids.unlearn, {
    value: question.id,
    spoken: `Undo: do not find it by “${question.text}”`,
  });
  return {
    text,
    blocks: [plainSection(spokenOf(question.text, placeText(view))), ...(isTheirs ? [actions([undo])] : [])],
  };
}

/** As it was typed, not as markup. */
function spokenOf(question: string, place: string): string {
  return `Thank you. From now on “${question}” finds ${place}.`;
}

function lowered(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}

export function whyNot(because: NotLearned): string {
  return `${BECAUSE[because]}. Write one short sentence that any customer could say.`;
}
