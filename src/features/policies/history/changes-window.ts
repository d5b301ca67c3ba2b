import type { KnownBlock, ModalView } from '@slack/types';
import { actions, button, plainContext, section } from '../../../slack/blocks.ts';
import { modal } from '../../../slack/modal.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { othersIds } from '../library/ids.ts';
import { dayText } from '../library/words.ts';
import type { ChangesPage } from './changes-page.ts';
import { historyIds as ids } from './ids.ts';
import { titleBlock } from '../library/windows/window-parts.ts';

/** What changed, word by word: what is new in bold, what is gone struck through; above it what of it the reader knows. */
export function changesWindow(changes: ChangesPage, soFar?: string): ModalView {
  const { revision, policy, from, pages, page } = changes;
  const read = button('Read all', othersIds.read, { value: revision.id, style: 'primary' });
  const history = button('History', othersIds.history, { value: policy.id });
  return modal({
    callbackId: ids.changes,
    title: 'What changed',
    blocks: [
      titleBlock(revision.title),
      ...(soFar === undefined ? [] : [section(soFar)]),
      plainContext(betweenText(changes)),
      ...(revision.changeNote === null ? [] : [section(`“${inline(revision.changeNote)}”`)]),
      ...(from ? (pages[page]?.blocks ?? []) : [section('Nothing counted before it: all of it is new.')]),
      ...turning(changes),
      actions([read, history]),
    ],
  });
}

function betweenText({ from, revision, team, pages, page }: ChangesPage): string {
  const of = ({ number, effectiveAt }: ChangesPage['revision']) =>
    `revision ${number}${effectiveAt ? ` (${dayText(effectiveAt, team)})` : ''}`;
  const which = from ? `From ${of(from)} to ${of(revision)}` : `R${of(revision).slice(1)}`;
  return pages.length > 1 ? `${which}. Page ${page + 1} of ${pages.length}` : which;
}

function turning({ from, revision, pages, page }: ChangesPage): KnownBlock[] {
  const to = (at: number) => ({ value: `${from?.id ?? ''}:${revision.id}:${at}` });
  const buttons = [
    ...(page > 0 ? [button('‹ Before', `${ids.changes}:before`, to(page - 1))] : []),
    ...(page < pages.length - 1 ? [button('Next ›', `${ids.changes}:next`, to(page + 1))] : []),
  ];
  return buttons.length > 0 ? [actions(buttons)] : [];
}
