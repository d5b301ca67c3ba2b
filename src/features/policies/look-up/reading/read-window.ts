import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import { actions, button, option, plain, plainContext, section } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { modal } from '../../../../slack/modal.ts';
import { dateText } from '../../library/words.ts';
import { lookUpIds as ids } from '../ids.ts';
import type { Reading } from './read-all.ts';
import { readValue } from './read-value.ts';
import { endedFactsText, factsText } from '../words.ts';
import { titleBlock } from '../../library/windows/window-parts.ts';

/** A page of a policy, with the others and its headings to go to. */
export function readWindow(reading: Reading, now: Date): ModalView {
  const { revision, pages, page, endedOn } = reading;
  const facts = endedOn === undefined ? factsText(reading, now) : endedFactsText(reading, endedOn);
  const blocks = pages.pages[page]?.blocks ?? [];
  return modal({
    callbackId: ids.read,
    title: 'Policy',
    blocks: [
      titleBlock(revision.title),
      plainContext(facts),
      ...oldNote(reading),
      ...jump(reading),
      ...(blocks.length > 0 ? blocks : [section('Nothing is written here yet.')]),
      ...turning(reading),
    ],
  });
}

function oldNote({ newer, revision, policy, endedOn }: Reading): KnownBlock[] {
  if (revision.state !== 'published') return [section(':memo: This is a draft: it does not count yet.')];
  if (endedOn !== undefined) {
    const why = policy.archivedBecause ? ` Why: “${inline(policy.archivedBecause)}”` : '';
    return [section(`:hourglass: It ended on ${dateText(endedOn)} and does not count any more.${why}`)];
  }
  if (newer === undefined) return [];
  const read = button('Read what counts now', `${ids.read}:newer`, { value: readValue(newer) });
  return [section(':hourglass: This is an older revision.', read)];
}

/** Where there is more than one page; of very many headings the upper ones. */
function jump({ pages, revision, page }: Reading): KnownBlock[] {
  if (pages.pages.length < 2) return [];
  const options = headingOptions(pages.headings, revision.id);
  const at = plainContext(`Page ${page + 1} of ${pages.pages.length}`);
  if (options.length === 0) return [at];
  const menu = {
    type: 'static_select' as const,
    action_id: `${ids.read}:jump`,
    placeholder: plain('Go to a heading', LIMITS.input.placeholder),
    options,
  };
  // Named anew with each page, so that the same heading can be chosen again.
  return [actions([menu], `jump:${page}`), at];
}

/** What stands in several chapters is named with its chapter. */
export function headingOptions(headings: Reading['pages']['headings'], revisionId: string): PlainTextOption[] {
  const count = new Map<string, number>();
  for (const { text } of headings) count.set(text, (count.get(text) ?? 0) + 1);
  const named = ({ text, above }: (typeof headings)[number]): string =>
    above !== undefined && (count.get(text) ?? 0) > 1 ? `${clip(above, 35)} › ${text}` : text;
  const all = headings.map((one, heading) => ({ text: named(one), depth: one.depth, heading }));
  const deepest = [6, 5, 4, 3, 2, 1].find((depth) => all.filter((one) => one.depth <= depth).length <= 100) ?? 1;
  return all
    .filter(({ depth }) => depth <= deepest)
    .slice(0, LIMITS.options.select)
    .map(({ text, depth, heading }) =>
      option(`${'\u2003'.repeat(Math.max(0, depth - 2))}${text}`, readValue(revisionId, { heading })),
    );
}

function turning({ pages, revision, page }: Reading): KnownBlock[] {
  const last = pages.pages.length - 1;
  const turn = (to: number) => ({ value: readValue(revision.id, { page: to }) });
  const buttons = [
    ...(page > 0 ? [button('‹ Before', `${ids.read}:before`, turn(page - 1))] : []),
    ...(page < last ? [button('Next ›', `${ids.read}:next`, { ...turn(page + 1), style: 'primary' })] : []),
  ];
  return buttons.length > 0 ? [actions(buttons)] : [];
}
