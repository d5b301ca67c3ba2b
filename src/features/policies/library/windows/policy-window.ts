import type { Button, KnownBlock, ModalView } from '@slack/types';
import { localDate } from '../../../../core/local-time.ts';
import {
  actions,
  button,
  confirmation,
  context,
  divider,
  header,
  plainContext,
  section,
} from '../../../../slack/blocks.ts';
import { modal } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { blocksOf } from '../../text/blocks.ts';
import { libraryIds as ids, othersIds, seenValue } from '../ids.ts';
import type { PolicyPage } from '../pages/policy-page.ts';
import { audienceText, dateText, dayText, scopeText, statusText } from '../words.ts';

/** One policy: how it stands, how it begins, and what this person can do with it. */
export function policyWindow(page: PolicyPage, done?: string): ModalView {
  return modal({
    callbackId: ids.open,
    title: 'Policy',
    blocks: [
      ...(done === undefined ? [] : [section(`:white_check_mark: ${inline(done)}`)]),
      header(page.policy.title),
      section(factLines(page)),
      ...openChange(page),
      ...manage(page),
      divider(),
      ...beginning(page),
      actions([button('‹ Policies', ids.list, { value: 'mine:0' })]),
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
  const lines = [`:memo: Revision ${open.number}, by ${inline(nameOf(page, open.author))}, ${what}.`];
  if (open.reviewNote !== null) {
    lines.push(`Sent back by ${inline(nameOf(page, open.reviewedBy))}: ${inline(open.reviewNote)}`);
  }
  const seen = seenValue(open);
  const mayPublish = page.can('policy.publish');
  const review = button('Send for review', ids.review, {
    value: seen,
    ...(!mayPublish && { style: 'primary' as const }),
  });
  const publish = button('Publish …', ids.publish, { value: seen, style: 'primary' });
  return [
    section(lines.join('\n')),
    actions([
      ...(mayPublish ? [publish] : []),
      ...(open.state === 'draft' ? [review] : []),
      ...(open.state === 'review' && mayPublish ? [button('Send back …', ids.sendBack, { value: seen })] : []),
      button('Edit', ids.edit, { value: policy.id }),
      button('Read all', othersIds.read, { value: open.id, spoken: 'Read all of the draft' }),
      dropButton(page, seen),
    ]),
  ];
}

function dropButton({ policy, inForce }: PolicyPage, seen: string): Button {
  const stays = inForce ? 'What counts now stays as it is.' : 'It is kept in the archive.';
  const confirm = confirmation('Drop this draft?', stays, 'Drop it');
  return button('Drop', ids.drop, { value: seen, confirm, spoken: `Drop the draft of ${policy.title}` });
}

/** Everything else that this person can do. */
function manage(page: PolicyPage): KnownBlock[] {
  const { policy, inForce, open, revisions } = page;
  const write = page.can('policy.draft');
  const read = revisions.find(({ id }) => id === inForce?.id) ?? revisions.find(({ state }) => state === 'published');
  const buttons: Button[] = [];
  if (read) buttons.push(button('Read all', othersIds.read, { value: read.id }));
  if (policy.archivedAt) {
    if (page.can('policy.archive')) buttons.push(button('Restore', ids.restore, { value: policy.id }));
    return buttons.length > 0 ? [actions(buttons)] : [];
  }
  if (inForce && page.can('policy.verify'))
    buttons.push(button('Still true', othersIds.stillTrue, { value: policy.id }));
  if (write && !open) buttons.push(button('Edit', ids.edit, { value: policy.id }));
  if (page.can('policy.questions')) buttons.push(button('Questions', ids.questions, { value: policy.id }));
  if (write) buttons.push(button('Settings', ids.settings, { value: policy.id }));
  if (read) buttons.push(button('History', othersIds.history, { value: policy.id }));
  if (read && page.can('policy.archive')) buttons.push(button('Archive …', ids.archive, { value: policy.id }));
  return buttons.length > 0 ? [actions(buttons)] : [];
}

function beginning({ inForce, open, revisions }: PolicyPage): KnownBlock[] {
  const shown = inForce ?? open ?? revisions[0];
  if (!shown || shown.markdown.trim() === '') return [context('Nothing is written yet.')];
  const { blocks, isWhole } = blocksOf(shown.markdown, { surface: 'view', maxBlocks: 12, maxCharacters: 1500 });
  return [...blocks, ...(isWhole ? [] : [plainContext('It goes on: press Read all.')])];
}
