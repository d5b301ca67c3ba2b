import type { Button, KnownBlock, ModalView } from '@slack/types';
import { actionId } from '../../../../slack/action-id.ts';
import { localDate } from '../../../../core/local-time.ts';
import { actions, button, confirmation, context, divider, plainContext, section } from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { clip, inline } from '../../../../slack/mrkdwn.ts';
import { blocksOf } from '../../text/showing/blocks.ts';
import { FIRST, libraryIds as ids, othersIds, seenValue } from '../ids.ts';
import { placesLeft } from '../drafting/places-left.ts';
import type { PolicyPage } from '../pages/policy-page.ts';
import type { PolicyRevision } from '../tables.ts';
import { titleBlock } from './window-parts.ts';
import { spansOf } from '../lifecycle.ts';
import { audienceText, dateText, dayText, scopeText, statusText } from '../words.ts';

/** What stands above a page, as markup: what was just done, or why it is this that opens. */
interface Above {
  readonly done?: string | undefined;
  readonly note?: string;
}

/** One policy: how it stands, how it begins, and what this person can do with it. */
export function policyWindow(page: PolicyPage, { done, note }: Above = {}): ModalView {
  return modal({
    callbackId: ids.open,
    title: 'Policy',
    blocks: [
      ...(done === undefined ? [] : [section(`:white_check_mark: ${done}`)]),
      ...(note === undefined ? [] : [section(note)]),
      titleBlock(page.policy.title),
      section(factLines(page)),
      ...openChange(page),
      ...manage(page),
      divider(),
      ...beginning(page),
      actions([button('‹ Policies', ids.list, { value: FIRST })]),
    ],
  });
}

function factLines(page: PolicyPage): string {
  const { policy, team, revisions, now, questions } = page;
  const teams = new Map(page.teams.map(({ id, name }) => [id, name]));
  const scope = scopeText(policy);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['', statusText(policy, revisions, now)],
    ['Owner', `${nameOf(page, policy.owner)}, ${team.name}`],
    ['Last verified', verified(page)],
    ['Who may read it', audienceText(policy.audience, teams)],
    ['About', scope],
    ['Keywords', policy.keywords.length > 0 ? policy.keywords.join(', ') : undefined],
    ['Questions it answers', questions.length > 0 ? String(questions.length) : undefined],
    ['Archived', archived(page)],
  ];
  return facts
    .filter(([, value]) => value !== undefined)
    .map(([label, value = '']) => (label === '' ? `*${inline(value)}*` : `${label}: ${inline(value)}`))
    .join('\n');
}

function verified(page: PolicyPage): string | undefined {
  const { policy, team, now } = page;
  if (!policy.verifiedAt || policy.archivedAt) return undefined;
  const by = `${dayText(policy.verifiedAt, team)} by ${nameOf(page, policy.verifiedBy)}`;
  if (policy.reviewOn === null) return by;
  const isDue = policy.reviewOn <= localDate(now, team.timeZone);
  return isDue ? `${by}, due for review now` : `${by}, next review ${dateText(policy.reviewOn)}`;
}

function archived(page: PolicyPage): string | undefined {
  const { policy, team } = page;
  if (!policy.archivedAt) return undefined;
  return `${dayText(policy.archivedAt, team)} by ${nameOf(page, policy.archivedBy)}. ${policy.archivedBecause ?? ''}`;
}

function nameOf({ names }: PolicyPage, slackId: string | null): string {
  return (slackId === null ? undefined : names.get(slackId)) ?? 'somebody who has left';
}

/** The change that somebody works on, and its next step. */
function openChange(page: PolicyPage): KnownBlock[] {
  const { open, policy } = page;
  if (!open || policy.archivedAt || !page.can('policy.draft')) return [];
  const what = open.state === 'review' ? 'is in review' : 'is being written';
  const line = `:memo: Revision ${open.number}, ${inline(writersText(page, open))}, ${what}.`;
  const note =
    open.reviewNote === null
      ? ''
      : `\nSent back by ${inline(nameOf(page, open.reviewedBy))}: ${inline(open.reviewNote)}`;
  const hint = notYet(open);
  return [
    section(`${line}${note}`),
    ...(hint === undefined ? [] : [context(hint)]),
    actions(changeButtons(page, open)),
  ];
}

function writersText(page: PolicyPage, { author, savedBy }: PolicyRevision): string {
  const name = nameOf(page, author);
  return savedBy === author ? `by ${name}` : `begun by ${name}, last saved by ${nameOf(page, savedBy)}`;
}

/** Why it is not offered to anybody, if it is not. */
function notYet(open: PolicyRevision): string | undefined {
  if (isEmpty(open)) return 'Nothing is written yet. Press *Edit* and write what it says, then send it for review.';
  const places = placesLeft(open.markdown);
  return places && `${places}. Press *Edit* and write what is meant there, then send it for review.`;
}

function isEmpty({ markdown }: PolicyRevision): boolean {
  return markdown.trim() === '';
}

/** The green one is what this person can do next. */
function changeButtons(page: PolicyPage, open: PolicyRevision): Button[] {
  const seen = { value: seenValue(open) };
  const publishes = page.can('policy.publish');
  const isReady = notYet(open) === undefined;
  const next = { ...seen, style: 'primary' } as const;
  const offered: readonly (readonly [boolean, Button])[] = [
    [publishes && isReady, button('Publish …', ids.publish, next)],
    [open.state === 'draft' && isReady, button('Send for review', ids.review, publishes ? seen : next)],
    [open.state === 'review' && publishes, button('Send back …', ids.sendBack, seen)],
    [true, button('Edit', ids.edit, { value: page.policy.id })],
    [true, button('Read the draft', actionId(othersIds.read, 'draft'), { value: open.id })],
    [true, dropButton(page, open)],
  ];
  return those(offered);
}

function those(offered: readonly (readonly [boolean, Button])[]): Button[] {
  return offered.filter(([isOffered]) => isOffered).map(([, one]) => one);
}

function dropButton(page: PolicyPage, open: PolicyRevision): Button {
  const { policy, inForce } = page;
  const seen = seenValue(open);
  const stays = inForce ? 'What counts now stays as it is.' : 'It is kept in the archive.';
  const saved = `${clip(nameOf(page, open.savedBy), 60)} saved it last. Whoever else wrote it gets what it says as a file.`;
  const confirm = confirmation('Drop this draft?', `${saved} ${stays}`, 'Drop it');
  return button('Drop', ids.drop, { value: seen, confirm, spoken: `Drop the draft of ${policy.title}` });
}

/** Everything else that this person can do. */
function manage(page: PolicyPage): KnownBlock[] {
  const buttons = page.policy.archivedAt ? ofArchived(page) : ofLive(page);
  return buttons.length > 0 ? [actions(buttons)] : [];
}

function ofArchived({ policy, can, ...page }: PolicyPage): Button[] {
  const read = shownRevision(page);
  return those([
    [read !== undefined, button('Read all', othersIds.read, { value: read?.id ?? '' })],
    [can('policy.archive'), button('Restore', ids.restore, { value: policy.id })],
    [read !== undefined, button('History', othersIds.history, { value: policy.id })],
  ]);
}

/** The id of the revision that counts next, as it is planned. */
function plannedAfter({ revisions, now }: Pick<PolicyPage, 'revisions' | 'now'>): string | undefined {
  return spansOf(revisions).find(({ from }) => from > now)?.revision.id;
}

/** Something of it counts, or will. */
function isOut({ revisions, now }: Pick<PolicyPage, 'revisions' | 'now'>): boolean {
  return spansOf(revisions).some(({ until }) => until === null || until > now);
}

function ofLive({ policy, can, ...page }: PolicyPage): Button[] {
  const { inForce, open } = page;
  const read = shownRevision(page);
  const planned = inForce && plannedAfter(page);
  const of = { value: policy.id };
  const offered: readonly (readonly [boolean, Button])[] = [
    [read !== undefined, button('Read all', othersIds.read, { value: read?.id ?? '' })],
    [planned !== undefined, button('Read the change', actionId(othersIds.read, 'planned'), { value: planned ?? '' })],
    [inForce !== undefined && can('policy.verify'), button('Still true', othersIds.stillTrue, of)],
    [!open && can('policy.draft'), button('Edit', ids.edit, of)],
    [can('policy.questions'), button('Questions', ids.questions, of)],
    [can('policy.draft'), button('Settings', ids.settings, of)],
    [isOut(page) && can('policy.must-read'), button('Have people read it …', othersIds.askToRead, of)],
    [read !== undefined, button('History', othersIds.history, of)],
    [read !== undefined && can('policy.archive'), button('Archive …', ids.archive, of)],
  ];
  return those(offered);
}

/** What counts, else what was published last. */
function shownRevision({ inForce, revisions }: Pick<PolicyPage, 'inForce' | 'revisions'>) {
  return inForce ?? revisions.find(({ state }) => state === 'published');
}

function beginning({ inForce, open, revisions }: PolicyPage): KnownBlock[] {
  const shown = inForce ?? open ?? revisions[0];
  // The change that is being written says so itself.
  if (!shown || isEmpty(shown)) return [];
  const { blocks, isWhole } = blocksOf(shown.markdown, {
    surface: 'view',
    title: shown.title,
    maxBlocks: 12,
    maxCharacters: 1500,
  });
  return [...blocks, ...(isWhole ? [] : [plainContext('It goes on: press Read all.')])];
}
