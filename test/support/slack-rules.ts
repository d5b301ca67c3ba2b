import type { ModalView } from '@slack/types';
import type { Message } from '../../src/outbox/enqueue.ts';
import { TEXT } from '../../src/sandbox/limits.ts';
import { lengthOf } from '../../src/sandbox/rules/check.ts';
import { checkBlocks, inSlacksWords } from '../../src/sandbox/rules/check-blocks.ts';
import { checkView, isTooLarge } from '../../src/sandbox/rules/check-view.ts';

/** What Slack would refuse about a form, by the stand-in's rules; empty when it takes it. */
export function refusedOfView(view: ModalView): readonly string[] {
  return [...(isTooLarge(view) ? ['view_too_large'] : []), ...inSlacksWords(checkView(view, 'modal'))];
}

/** What Slack would refuse about a message that may be edited later; empty when it takes it. */
export function refusedOfMessage(message: Message): readonly string[] {
  const isLong = lengthOf(message.text) > TEXT['message.text.update'].max;
  return [
    ...(message.text.trim() === '' ? ['no_text'] : []),
    ...(isLong ? ['msg_too_long'] : []),
    ...inSlacksWords(checkBlocks(message.blocks ?? [], 'message')),
  ];
}
