import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { actions, button, context, option, plain, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds as ids } from '../ids.ts';
import { type ListedPolicy, type ListName, type ListPage, lists } from '../pages/list-page.ts';
import { turning } from './window-parts.ts';

const NAMES: Record<ListName, string> = {
  mine: 'Mine',
  all: 'All policies',
  drafts: 'Drafts',
  review: 'Waiting for my review',
  due: 'Due for review',
  archived: 'Archive',
};

const EMPTY: Record<ListName, string> = {
  mine: 'You own no policy yet. Whoever writes one owns it, until it is given to somebody else.',
  all: 'There are no policies yet that you may read.',
  drafts: 'Nobody is writing anything at the moment.',
  review: 'Nothing waits for your review.',
  due: 'Nothing is due: every policy was verified in time.',
  archived: 'The archive is empty.',
};

/** *Policies*: a list of them, or one by its title; `note`, as markup, says what for. */
export function listWindow(list: ListPage, note?: string): ModalView {
  const { rows, which, writes } = list;
  return modal({
    callbackId: ids.list,
    title: 'Policies',
    blocks: [
      ...(note === undefined ? [] : [section(note)]),
      // Named anew with each list: Slack would keep what was chosen before.
      actions([whichMenu(list), findMenu()], `lists:${which}`),
      context(rows.length === 0 ? EMPTY[which] : countText(list)),
      ...rows.map((row) => rowBlock(row)),
      ...turning(ids.list, list, (page) => `${which}:${page}`),
      ...(writes ? [actions([button('New policy', ids.write)])] : []),
    ],
  });
}

/** `50 policies, page 1 of 3` */
function countText({ total, page, pages }: ListPage): string {
  const count = total === 1 ? 'One policy' : `${total.toLocaleString('en-GB')} policies`;
  return pages === 1 ? count : `${count}, page ${page + 1} of ${pages}`;
}

function whichMenu({ which, writes }: ListPage) {
  const offered: readonly ListName[] = writes ? lists : ['mine', 'all', 'due'];
  const options = offered.map((name): PlainTextOption => option(NAMES[name], name));
  const chosen = options.find(({ value }) => value === which);
  return {
    type: 'static_select' as const,
    action_id: ids.which,
    options,
    ...(chosen && { initial_option: chosen }),
  };
}

function findMenu() {
  return {
    type: 'external_select' as const,
    action_id: ids.find,
    min_query_length: 0,
    placeholder: plain('Find by title', 150),
  };
}

function rowBlock({ policy, team, ownerName, status }: ListedPolicy): KnownBlock {
  const owner = ownerName === null ? 'no owner' : inline(ownerName);
  const text = `*${inline(policy.title)}*\n${status} · ${owner} · ${inline(team.name)}`;
  return section(
    text,
    button('Open', actionId(ids.open, policy.id), { value: policy.id, spoken: `Open ${policy.title}` }),
  );
}
