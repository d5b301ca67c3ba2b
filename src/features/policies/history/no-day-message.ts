import type { Message } from '../../../outbox/enqueue.ts';
import { actions, button, section } from '../../../slack/blocks.ts';
import { clip, inline } from '../../../slack/mrkdwn.ts';
import { othersIds } from '../library/ids.ts';
import type { Called } from '../library/reading/policy-called.ts';

/** To a title with something behind it that is no day: how days are written, and the history without one. */
export function noDayMessage({ called, noDay }: { readonly called: Called; readonly noDay: string }): Message {
  const how = 'Write a day like `1 Nov 2026`, `2026-11-01`, `Friday` or `yesterday`.';
  const text = `“${inline(clip(noDay, 100))}” is not understood as a day. ${how}`;
  if (called.kind !== 'one') return { text };
  const { id, title } = called.policy;
  const open = button('Open its history', othersIds.history, { value: id, spoken: `Open the history of ${title}` });
  return { text, blocks: [section(text), actions([open])] };
}
