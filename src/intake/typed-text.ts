import type { KnownBlock } from '@slack/types';
import type { IncomingSubmit } from '../slack/incoming.ts';
import { plainContext, plainSection } from '../slack/blocks.ts';
import { textOf } from '../slack/modal-state.ts';
import type { Message } from '../outbox/enqueue.ts';

/** A message holds 50 blocks; each field takes two. */
const MOST_FIELDS = 20;

/** Tells why a form that is closed by now had no effect, with every text that was typed, so that nothing is typed twice. */
export function refusedForm(incoming: IncomingSubmit, words: Message): Message {
  const typed = incoming.fields
    .map(({ blockId, label }) => ({ label, text: textOf(incoming.view.state, blockId) }))
    .filter((field): field is { label: string; text: string } => field.text !== undefined)
    .slice(0, MOST_FIELDS);
  const blocks = [...(words.blocks ?? [])];
  if (typed.length > 0) blocks.push(plainContext('What you typed:'));
  for (const { label, text } of typed) blocks.push(...quoted(label, text));
  return { text: words.text, blocks };
}

function quoted(label: string, text: string): KnownBlock[] {
  return [plainContext(label), plainSection(text)];
}
