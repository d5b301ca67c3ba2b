import type { KnownBlock, ModalView } from '@slack/types';
import type { Message } from '../../../../outbox/enqueue.ts';
import { divider, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import type { Outcome } from '../../../../slack/listener.ts';
import { inline } from '../../../../slack/mrkdwn.ts';

/** What a click or a form came to, on top of the window that it was about: an answer behind it nobody would see. */
export function saying(view: ModalView, outcome: Outcome<Message | undefined>): ModalView {
  const said = saidBlocks(outcome);
  return { ...view, blocks: [...said, ...view.blocks].slice(0, LIMITS.view.blocks) };
}

function saidBlocks(outcome: Outcome<Message | undefined>): readonly KnownBlock[] {
  if ('refused' in outcome) return [section(`:warning: *Not done.* ${inline(outcome.refused.message)}`), divider()];
  const { done } = outcome;
  return done ? [...(done.blocks ?? [section(done.text)]), divider()] : [];
}
