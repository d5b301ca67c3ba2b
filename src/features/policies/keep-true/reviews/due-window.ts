import type { KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { othersIds } from '../../library/ids.ts';
import { turning } from '../../library/windows/window-parts.ts';
import { rowBlocks } from './due-messages.ts';
import type { DuePage } from './due-page.ts';
import { keepTrueIds as ids } from '../ids.ts';

/** Everything that an owner has to see to, page by page; each is one click. */
export function dueWindow(due: DuePage, done?: string): ModalView {
  const { rows, names, page, pages, total } = due;
  const count = total === 1 ? 'One policy waits for you.' : `${total} policies wait for you.`;
  const where = pages > 1 ? ` This is page ${page + 1} of ${pages}.` : '';
  const blocks = rows.flatMap((row) => rowBlocks(row, names));
  return modal({
    callbackId: ids.due,
    title: 'Due for review',
    blocks: [
      ...(done === undefined ? [] : [section(`:white_check_mark: ${done}`)]),
      section(total === 0 ? 'Nothing waits for you.' : `${count}${where}`),
      ...blocks.map((block) => staying(block, page)),
      ...turning(ids.due, due),
    ],
  });
}

/** Here *Still true* shows the same page again, without what was seen to. */
function staying(block: KnownBlock, page: number): KnownBlock {
  if (block.type !== 'actions') return block;
  const elements = block.elements.map((element) =>
    element.type === 'button' && element.action_id?.startsWith(`${othersIds.stillTrue}:`)
      ? { ...element, action_id: actionId(ids.stillTrueHere, element.value ?? ''), value: `${element.value}:${page}` }
      : element,
  );
  return { ...block, elements };
}
