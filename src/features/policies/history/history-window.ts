import type { KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../slack/action-id.ts';
import { actions, button, context, plain, plainContext, section } from '../../../slack/blocks.ts';
import { modal } from '../../../slack/modal.ts';
import { inline } from '../../../slack/mrkdwn.ts';
import { libraryIds, othersIds } from '../library/ids.ts';
import type { PolicyRevision } from '../library/tables.ts';
import { dayText } from '../library/words.ts';
import type { HistoryPage } from './history-page.ts';
import { historyIds as ids } from './ids.ts';
import { busyDays, deedText, standingText, writersText } from './words-of-history.ts';
import { titleBlock } from '../library/windows/window-parts.ts';

/** Who changed what, each revision to be read as it was, and what counted on a day. */
export function historyWindow(history: HistoryPage): ModalView {
  const { policy, revisions, deeds, names, team, page } = history;
  return modal({
    callbackId: othersIds.history,
    title: 'History',
    privateMetadata: JSON.stringify({ policyId: policy.id }),
    blocks: [
      titleBlock(policy.title),
      ...(page === 0 ? sinceLastRead(history) : []),
      dayMenu(),
      ...revisions.flatMap((revision) => revisionBlocks(history, revision)),
      ...(deeds.length > 0 ? [section('*Who did what*')] : []),
      ...deeds.map((deed) => plainContext(deedText(deed, names, team))),
      ...turning(history),
      actions([button('‹ Policy', libraryIds.open, { value: policy.id })]),
    ],
  });
}

/** *What did it say on …*: named anew with each date, so that the same one can be chosen again. */
export function dayMenu(date?: string): KnownBlock {
  const placeholder = plain('What did it say on …', 150);
  const picker = { type: 'datepicker' as const, action_id: ids.saidOn, placeholder };
  const chosen = date === undefined ? picker : { ...picker, initial_date: date };
  return { ...section('What did it say on …', chosen), block_id: `said-on:${date ?? ''}` };
}

function sinceLastRead({ lastRead, inForce, team }: HistoryPage): KnownBlock[] {
  if (!lastRead || !inForce) return [];
  const { revision, readAt } = lastRead;
  const text = `You last read revision ${revision.number}, on ${dayText(readAt, team)}.`;
  const value = `${revision.id}:${inForce.id}:0`;
  return [section(text, button('What changed since', `${ids.changes}:since`, { value, style: 'primary' }))];
}

function revisionBlocks(history: HistoryPage, revision: PolicyRevision): KnownBlock[] {
  const { policy, spans, names, team, now } = history;
  const { id } = revision;
  const at = spans.findIndex((span) => span.revision.id === revision.id);
  const span = spans[at];
  const note = revision.changeNote === null ? '' : `\n${inline(revision.changeNote)}`;
  const standing = standingText(
    revision,
    { span, replacedBy: history.replacedBy.get(id), isArchived: policy.archivedAt !== null },
    { team, now, busy: busyDays(spans, team) },
  );
  const text = `*Revision ${revision.number}* ${standing}, ${inline(writersText(revision, names))}${note}`;
  const read = button('Read', actionId(othersIds.read, id), {
    value: revision.id,
    spoken: `Read revision ${revision.number}`,
  });
  const changes = button('What changed', actionId(ids.changes, id), {
    value: `:${revision.id}:0`,
    spoken: `What revision ${revision.number} changed`,
  });
  return [section(text), actions(at > 0 ? [read, changes] : [read])];
}

function turning({ policy, page, hasMore }: HistoryPage): KnownBlock[] {
  const to = (at: number) => ({ value: `${policy.id}:${at}` });
  const buttons = [
    ...(page > 0 ? [button('‹ Newer', `${ids.more}:newer`, to(page - 1))] : []),
    ...(hasMore ? [button('Older ›', `${ids.more}:older`, to(page + 1))] : []),
  ];
  return buttons.length > 0 ? [actions(buttons)] : [context('That is all of it.')];
}
