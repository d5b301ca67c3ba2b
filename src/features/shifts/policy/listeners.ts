import type { Ctx } from '../../../core/context.ts';
import { SavedMeanwhile, type UserError } from '../../../core/errors.ts';
import type { TeamSetting } from '../../../feature.ts';
import {
  type Listener,
  type Outcome,
  type Submission,
  type ViewPort,
  onClickNow,
  onSubmit,
} from '../../../slack/listener.ts';
import { ruleIds } from '../rules/policy.ts';
import { ruleInfos } from '../rules/rule-parameters.ts';
import { dateText } from '../rules/words-of-numbers.ts';
import { generalFormFrom, ruleFormFrom, ruleFormOf } from './form.ts';
import { parseGeneral, parseRule } from './inputs.ts';
import { ids, policyModal, ruleModal, savingModal } from './modals.ts';
import { generalFormOf, type PolicyPage, policyPage } from './policy-page.ts';
import { type Saved, savePolicy } from './save-policy.ts';
import { settingInWords } from './setting-words.ts';

export const policySetting: TeamSetting = {
  label: 'Swap rules',
  what: 'Which swaps of shifts are allowed, and which a manager looks at.',
  actionId: ids.open,
  permission: 'swap.rules',
};

export const policyListeners: readonly Listener[] = [
  onClickNow(ids.open, async (ctx, { value, surface }, views) => {
    const page = await policyPage(ctx, value);
    const view = policyModal(page, generalFormOf(page));
    await (surface.view?.type === 'modal' ? views.push(view) : views.open(view));
  }),
  // In place of the list, which is shown anew with what was saved; a form on top of it would leave it as it was.
  onClickNow(ids.rule, async (ctx, { value, surface }, views) => {
    const rule = ruleIds.find((id) => id === value);
    if (!surface.view || !rule || ruleInfos[rule].isFixed) return;
    const general = generalFormFrom(surface.view);
    const page = await policyPage(ctx, general.teamId);
    await views.update(ruleModal(page, ruleFormOf(general, rule, page.house, page.saved?.revision ?? 0)));
  }),
  onClickNow(ids.back, async (ctx, { surface }, views) => {
    if (!surface.view) return;
    const { general } = ruleFormFrom(surface.view);
    await views.update(policyModal(await policyPage(ctx, general.teamId), general));
  }),
  onSubmit(ids.open, {
    parse: parseGeneral,
    after: () => ({ update: savingModal() }),
    work: savePolicy,
    show: showGeneral,
  }),
  onSubmit(ids.rule, { parse: parseRule, after: () => ({ update: savingModal() }), work: savePolicy, show: showRule }),
];

/** How it went: the list as it is now, or again with everything ticked and what is wrong. */
async function showGeneral(ctx: Ctx, outcome: Outcome<Saved>, { view }: Submission, views: ViewPort): Promise<boolean> {
  const form = generalFormFrom(view);
  const page = await policyPage(ctx, form.teamId);
  if (!('refused' in outcome))
    return views.update(policyModal(page, generalFormOf(page), { done: doneText(page, outcome.done) }));
  const problem = problemOf(outcome.refused, 'What is ticked below is yours. Save again to put it in its place.');
  return views.update(
    policyModal(page, { ...form, revision: revisionAfter(page, form.revision, outcome.refused) }, { problem }),
  );
}

async function showRule(ctx: Ctx, outcome: Outcome<Saved>, { view }: Submission, views: ViewPort): Promise<boolean> {
  const form = ruleFormFrom(view);
  const page = await policyPage(ctx, form.general.teamId);
  if (!('refused' in outcome)) {
    const general = {
      ...form.general,
      revision: page.saved?.revision ?? 0,
      countsFrom: generalFormOf(page).countsFrom,
    };
    return views.update(policyModal(page, general, { done: doneText(page, outcome.done) }));
  }
  const held = page.house.rules[form.rule];
  const now = held ? `Now: ${settingInWords(form.rule, held)}. Save again to put yours in its place.` : '';
  const revision = revisionAfter(page, form.revision, outcome.refused);
  return views.update(ruleModal(page, { ...form, revision }, problemOf(outcome.refused, now)));
}

/** Whoever has read what holds now may save over it. */
function revisionAfter(page: PolicyPage, seen: number, refused: UserError): number {
  return refused instanceof SavedMeanwhile ? (page.saved?.revision ?? 0) : seen;
}

function problemOf(refused: UserError, whatNow: string) {
  const message = refused instanceof SavedMeanwhile ? `${refused.message} ${whatNow}` : refused.message;
  return { message, field: refused.field };
}

function doneText({ today }: PolicyPage, { revision, effectiveFrom }: Saved): string {
  const from =
    effectiveFrom <= today
      ? 'It counts from now on, for swaps that are under way too.'
      : `It counts from ${dateText(effectiveFrom)} on.`;
  return revision === 0 ? 'Nothing was changed: these are the defaults.' : `Saved as revision ${revision}. ${from}`;
}
