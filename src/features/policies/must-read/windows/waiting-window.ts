import type { ModalView } from '@slack/types';
import { button, context, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import type { Waiting } from '../home-blocks.ts';
import { mustReadIds as ids } from '../ids.ts';
import { dueText } from '../words.ts';

/** What somebody has to read. */
export function waitingWindow(waiting: readonly Waiting[], timeZone: string, now: Date): ModalView {
  const none = context('Nothing waits for you: you have read all that you were asked to read.');
  const rows = waiting.map(({ id, title, dueAt }) =>
    section(
      `*${inline(title)}*\n${dueAt <= now ? 'Was to be read' : 'To be read'} by ${dueText(dueAt, timeZone)}`,
      button('Read all', `${ids.read}:${id}`, { value: `${id}:0`, spoken: `Read ${title}` }),
    ),
  );
  return modal({ callbackId: ids.read, title: 'For you to read', blocks: waiting.length === 0 ? [none] : rows });
}
