import type { ModalView } from '@slack/types';
import type { Message } from '../../src/outbox/enqueue.ts';
import { checkBlocks, inSlacksWords } from '../../src/sandbox/rules/check-blocks.ts';
import { checkView } from '../../src/sandbox/rules/check-view.ts';

/** What Slack would refuse about a form; empty when it takes it. */
export function refusedOfView(view: ModalView): readonly string[] {
  return inSlacksWords(checkView(view, 'modal'));
}

/** What Slack would refuse about a message; empty when it takes it. */
export function refusedOfMessage(message: Message): readonly string[] {
  const tooLong = message.text.length > 4000 ? ['text is too long'] : [];
  return [...tooLong, ...inSlacksWords(checkBlocks(message.blocks ?? [], 'message'))];
}
