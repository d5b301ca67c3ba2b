import type { Button, KnownBlock, ModalView } from '@slack/types';
import { actions, button, context, plainContext, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { mustReadIds as ids } from '../ids.ts';
import type { Reading } from '../readers/read-to-the-end.ts';
import { titleBlock } from '../../library/windows/window-parts.ts';

/** A page of what is to be read; on the last one people can say that they have. */
export function readingWindow(reading: Reading): ModalView {
  const { revision, team, pages, page } = reading;
  const blocks = pages[page]?.blocks ?? [];
  const at = pages.length > 1 ? ` Page ${page + 1} of ${pages.length}.` : '';
  return modal({
    callbackId: ids.read,
    title: 'Read all',
    blocks: [
      titleBlock(revision.title),
      plainContext(`Revision ${revision.number}, ${team.name}.${at}`),
      ...(blocks.length > 0 ? blocks : [section('Nothing is written here.')]),
      ...below(reading),
    ],
  });
}

function below({ mustRead, pages, page, asks }: Reading): KnownBlock[] {
  const last = pages.length - 1;
  const turn = (to: number) => ({ value: `${mustRead.id}:${to}` });
  const isEnd = page >= last;
  const buttons: Button[] = [
    ...(page > 0 ? [button('‹ Before', `${ids.read}:before`, turn(page - 1))] : []),
    ...(isEnd ? [] : [button('Next ›', `${ids.read}:next`, { ...turn(page + 1), style: 'primary' })]),
    ...(isEnd && asks === 'open'
      ? [button('I have read this', ids.acknowledge, { value: mustRead.id, style: 'primary' })]
      : []),
  ];
  return [...(buttons.length > 0 ? [actions(buttons)] : []), ...(asks === 'read' && isEnd ? [done] : [])];
}

const done = context(':white_check_mark: You have read this.');
