import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { type Listener, onClick, onClickNow } from '../../../../slack/listener.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { libraryIds as ids, seenOf } from '../ids.ts';
import { type PolicyPage, policyPage } from '../pages/policy-page.ts';
import { publish } from '../publishing/publish.ts';
import { requireRevision } from '../reading/read-policy.ts';
import { sendBack } from '../review/send-back.ts';
import { sendForReview } from '../review/send-for-review.ts';
import type { PolicyRevision } from '../tables.ts';
import { parseBecause, sendBackModal } from '../windows/because-form.ts';
import { policyWindow } from '../windows/policy-window.ts';
import { parsePublish, publishModal } from '../windows/publish-form.ts';
import { showIn } from '../windows/window-parts.ts';
import { dateText, dayText } from '../words.ts';
import { formInPlace } from './in-place.ts';

/** From a draft to what counts. */
export const reviewListeners: readonly Listener[] = [
  onClick(
    ids.review,
    async (ctx, { value }) => {
      const { reviewers } = await sendForReview(ctx, seenOf(value));
      return {
        text: `Sent for review: ${reviewers.length === 1 ? 'one person was' : `${reviewers.length} people were`} asked.`,
      };
    },
    async (ctx, outcome, { value, surface }, views) => {
      if (surface.view?.type !== 'modal' || 'refused' in outcome) return false;
      const { page } = await revisionPage(ctx, value);
      return views.update(policyWindow(page, { done: outcome.done?.text }));
    },
  ),
  onClickNow(ids.publish, async (ctx, { value, surface }, views) => {
    const { page, revision } = await revisionPage(ctx, value);
    requireMay(ctx, 'policy.publish', { teamId: page.team.id, teamName: page.team.name });
    await showIn(surface, views, publishModal(page, revision));
  }),
  onClickNow(ids.publishWhatWaits, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await publishForm(ctx, value)),
  ),
  formInPlace(ids.publish, {
    title: 'Publish',
    parse: parsePublish,
    work: async (ctx, form) => {
      const { policy, team, revision } = await publish(ctx, form);
      const starts = revision.effectiveAt && revision.effectiveAt > ctx.clock.now();
      const when = starts
        ? `It counts from ${dayText(revision.effectiveAt ?? new Date(0), team)}.`
        : 'It counts from now on.';
      const { number, expiresOn } = revision;
      const end = expiresOn === null ? '' : ` After ${dateText(expiresOn)} nothing counts.`;
      return { policyId: policy.id, done: `Published as revision ${number}. ${when}${end}` };
    },
    again: async (ctx, view, problem) => {
      const read = parsePublish(view);
      const form = 'input' in read ? read.input : undefined;
      const { page, revision } = await revisionPage(ctx, form?.revisionId ?? '');
      if (page.open?.id === revision.id) return publishModal(page, revision, form, problem);
      const wrote = form?.changeNote ? ` What is new, as you wrote it: “${inline(form.changeNote)}”` : '';
      return policyWindow(page, { note: `:warning: *Not published.* ${inline(problem.message)}${wrote}` });
    },
  }),
  onClickNow(ids.sendBack, async (ctx, { value, surface }, views) => {
    const { page, revision } = await revisionPage(ctx, value);
    requireMay(ctx, 'policy.publish', { teamId: page.team.id, teamName: page.team.name });
    await showIn(surface, views, sendBackModal(page, revision));
  }),
  formInPlace(ids.sendBack, {
    title: 'Send back',
    parse: parseBecause,
    work: async (ctx, { policyId, revisionId, version, text }) => {
      await sendBack(ctx, { revisionId, version, note: text });
      return { policyId, done: 'Sent back, with your note.' };
    },
    again: async (ctx, view, problem) => {
      const read = parseBecause(view);
      const form = 'input' in read ? read.input : undefined;
      const { page, revision } = await revisionPage(ctx, form?.revisionId ?? '');
      return sendBackModal(page, revision, form?.text, problem);
    },
  }),
];

/** Where nothing waits to be published, its page. */
export async function publishForm(ctx: Ctx, policyId: string): Promise<ModalView> {
  const page = await policyPage(ctx, policyId);
  requireMay(ctx, 'policy.publish', { teamId: page.team.id, teamName: page.team.name });
  if (page.open) return publishModal(page, page.open);
  return policyWindow(page, { note: 'Nothing of it waits to be published. *Edit* begins a change.' });
}

/** By the value of a button, or the id of the revision alone. */
async function revisionPage(ctx: Ctx, value: string): Promise<{ page: PolicyPage; revision: PolicyRevision }> {
  const { revisionId } = seenOf(value);
  const { policy, revision } = await transaction(ctx, (tx) => requireRevision(tx, ctx, revisionId));
  return { page: await policyPage(ctx, policy.id), revision };
}
