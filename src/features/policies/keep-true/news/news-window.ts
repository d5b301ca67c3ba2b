import type { ModalView } from '@slack/types';
import { section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { turning } from '../../library/windows/window-parts.ts';
import { keepTrueIds as ids } from '../ids.ts';
import { newsRow } from './news-messages.ts';
import type { NewsPage } from './news-page.ts';

/** A list of policies that are new or say something new. */
export function newsWindow(page: NewsPage): ModalView {
  const { rows } = page;
  const none = 'There is nothing new here that you may read.';
  return modal({
    callbackId: ids.news,
    title: 'New and changed',
    blocks: [
      ...(rows.length === 0 ? [section(none)] : rows.map(newsRow)),
      ...turning(ids.news, page, (at) => `${page.which}:${at}`),
    ],
  });
}
