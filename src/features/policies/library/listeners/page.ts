import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { option } from '../../../../slack/blocks.ts';
import { type Listener, onClick, onClickNow, onOptions, type ShowAnswer } from '../../../../slack/listener.ts';
import { archive, restore } from '../publishing/archive.ts';
import { changeSettings } from '../settings/change-settings.ts';
import { dropDraft } from '../drafting/drop-draft.ts';
import { FIRST, libraryIds as ids, seenOf } from '../ids.ts';
import { firstList, type ListName, listPage, lists, policiesCalled } from '../pages/list-page.ts';
import { policyPage } from '../pages/policy-page.ts';
import { setQuestions } from '../settings/questions.ts';
import { keptBy } from '../reading/policies-visible-to.ts';
import { revisionById } from '../reading/read-policy.ts';
import { teamOptions } from '../pages/team-options.ts';
import { archiveModal, parseBecause } from '../windows/because-form.ts';
import { listWindow } from '../windows/list-window.ts';
import { policyWindow } from '../windows/policy-window.ts';
import { parseQuestions, questionsForm, questionsModal } from '../windows/questions-form.ts';
import { parseSettings, settingsModal, settingsOf } from '../windows/settings-form.ts';
import { showIn } from '../windows/window-parts.ts';
import { neverOut } from '../write-policy.ts';
import { formInPlace } from './in-place.ts';

const NOTHING_TO_ARCHIVE =
  'Nothing of it was published, so there is nothing to archive. *Drop*, on its page, gives the draft up.';

/** The lists, the window of one policy, and everything of it but its text. */
export const pageListeners: readonly Listener[] = [
  onClickNow(ids.open, async (ctx, { value, surface }, views) =>
    showIn(surface, views, policyWindow(await policyPage(ctx, value))),
  ),
  onClickNow(ids.list, async (ctx, { value, surface }, views) => showIn(surface, views, await list(ctx, value))),
  onClickNow(ids.which, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await list(ctx, `${value}:0`)),
  ),
  onOptions(ids.find, async (ctx, typed) => {
    const found = await policiesCalled(ctx, typed);
    return found.map(({ id, title }) => option(title, id));
  }),
  onClickNow(ids.find, async (ctx, { value, surface }, views) =>
    showIn(surface, views, policyWindow(await policyPage(ctx, value))),
  ),
  onClickNow(ids.settings, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await settingsForm(ctx, value)),
  ),
  onOptions(ids.teams, async (ctx, typed) => (keptBy(ctx.actor).length === 0 ? [] : teamOptions(ctx, typed))),
  formInPlace(ids.settings, {
    title: 'Settings',
    parse: parseSettings,
    work: async (ctx, wanted) => {
      await changeSettings(ctx, wanted);
      return { policyId: wanted.policyId, done: 'Saved.' };
    },
    again: async (ctx, view, problem) => {
      const form = parsed(parseSettings(view));
      const page = await policyPage(ctx, form.policyId);
      return settingsModal(page, { ...form, version: page.policy.version }, problem);
    },
  }),
  onClickNow(ids.questions, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await formOfQuestions(ctx, value)),
  ),
  formInPlace(ids.questions, {
    title: 'Questions',
    parse: parseQuestions,
    work: async (ctx, { policyId, seen, text }) => {
      const { added, removed } = await setQuestions(ctx, { policyId, seen, texts: text.split('\n') });
      return { policyId, done: changedText(added.length, removed.length) };
    },
    again: async (ctx, view, problem) => {
      const form = parsed(parseQuestions(view));
      return questionsModal(await policyPage(ctx, form.policyId), form, problem);
    },
  }),
  onClickNow(ids.archive, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await archiveForm(ctx, value)),
  ),
  formInPlace(ids.archive, {
    title: 'Archive',
    parse: parseBecause,
    work: async (ctx, { policyId, text }) => {
      await archive(ctx, { policyId, because: text });
      return { policyId, done: 'Archived: it answers nothing any more.' };
    },
    again: async (ctx, view, problem) => {
      const { policyId, text } = parsed(parseBecause(view));
      return archiveModal(await policyPage(ctx, policyId), text, problem);
    },
  }),
  onClick(
    ids.restore,
    async (ctx, { value }) => {
      await restore(ctx, { policyId: value });
      return { text: 'Restored.' };
    },
    showPage((_ctx, value) => Promise.resolve(value)),
  ),
  onClick(
    ids.drop,
    async (ctx, { value }) => {
      await dropDraft(ctx, seenOf(value));
      return { text: 'The draft was dropped.' };
    },
    showPage(policyOfRevision),
  ),
];

export async function settingsForm(ctx: Ctx, policyId: string): Promise<ModalView> {
  const page = await policyPage(ctx, policyId);
  requireMay(ctx, 'policy.draft', { teamId: page.team.id, teamName: page.team.name });
  return settingsModal(page, settingsOf(page.policy));
}

export async function archiveForm(ctx: Ctx, policyId: string): Promise<ModalView> {
  const page = await policyPage(ctx, policyId);
  requireMay(ctx, 'policy.archive', { teamId: page.team.id, teamName: page.team.name });
  if (neverOut(page.policy)) throw new UserError(NOTHING_TO_ARCHIVE);
  return archiveModal(page);
}

export async function formOfQuestions(ctx: Ctx, policyId: string): Promise<ModalView> {
  const page = await policyPage(ctx, policyId);
  requireMay(ctx, 'policy.questions', { teamId: page.team.id, teamName: page.team.name, owner: page.policy.owner });
  return questionsModal(page, questionsForm(page));
}

function parsed<Input>(read: { readonly input: Input } | { readonly errors: object }): Input {
  if ('input' in read) return read.input;
  throw new UserError('Something in the form is missing. Please close it and open it again.');
}

async function list(ctx: Ctx, value: string) {
  if (value === FIRST) return listWindow(await firstList(ctx));
  const [name = '', page = '0'] = value.split(':');
  const which: ListName = lists.find((each) => each === name) ?? 'mine';
  return listWindow(await listPage(ctx, which, Math.max(0, Math.min(1000, Number.parseInt(page, 10) || 0))));
}

function changedText(added: number, removed: number): string {
  if (added + removed === 0) return 'Nothing was changed.';
  const parts = [added > 0 ? `${added} added` : '', removed > 0 ? `${removed} taken back` : ''];
  return `Saved: ${parts.filter((part) => part !== '').join(', ')}.`;
}

/** In the window of the policy where somebody clicked: as it is now, and what came of it. */
function showPage(policyOf: (ctx: Ctx, value: string) => Promise<string | undefined>): ShowAnswer {
  return async (ctx, outcome, { value, surface }, views) => {
    const policyId = await policyOf(ctx, value);
    if (surface.view?.type !== 'modal' || policyId === undefined) return false;
    const said = 'refused' in outcome ? undefined : outcome.done?.text;
    if (said === undefined) return false;
    return views.update(policyWindow(await policyPage(ctx, policyId), { done: said }));
  };
}

async function policyOfRevision(ctx: Ctx, value: string): Promise<string | undefined> {
  const found = await transaction(ctx, (tx) => revisionById(tx, ctx, seenOf(value).revisionId));
  return found?.policy.id;
}
