import { SavedMeanwhile } from '../../core/errors.ts';
import type { Ctx } from '../../core/context.ts';
import type { TeamSetting } from '../../feature.ts';
import {
  type Listener,
  type Outcome,
  type Submission,
  type ViewPort,
  onClickNow,
  onSubmit,
} from '../../slack/listener.ts';
import { authorityHistory, authorityPage } from './authority-page.ts';
import { formFrom, formOf } from './form.ts';
import { parseAuthority } from './inputs.ts';
import { defaultMatrix, type AuthorityMatrix } from './matrix.ts';
import { authorityModal, historyModal, ids, MOST_REVISIONS, savedModal, savingModal } from './modals.ts';
import { saveAuthority } from './save-authority.ts';
import { matrixInWords } from './words.ts';

export const authoritySetting: TeamSetting = {
  label: 'Authority',
  what: 'What leads, managers and directors may grant, and the monthly budget.',
  actionId: ids.open,
  permission: 'team.authority',
};

export const authorityListeners: readonly Listener[] = [
  onClickNow(ids.open, async (ctx, { value, surface }, views) => {
    const page = await authorityPage(ctx, value);
    const view = authorityModal(page, formOf(page.team.id, page.matrix, page.team.currency));
    await (surface.view?.type === 'modal' ? views.push(view) : views.open(view));
  }),
  onClickNow(ids.form, async (ctx, { surface }, views) => {
    if (!surface.view) return;
    const form = formFrom(surface.view);
    await views.update(authorityModal(await authorityPage(ctx, form.teamId), form));
  }),
  onClickNow(ids.lines, async (ctx, { surface }, views) => {
    if (!surface.view) return;
    const form = { ...formFrom(surface.view), showsLines: true };
    await views.update(authorityModal(await authorityPage(ctx, form.teamId), form));
  }),
  onClickNow(ids.history, async (ctx, { value }, views) => {
    const { team, revisions } = await authorityHistory(ctx, value, MOST_REVISIONS + 1);
    await views.push(historyModal(team, revisions, defaultMatrix(team.currency)));
  }),
  onSubmit(ids.open, { parse: parseAuthority, after: () => ({ update: savingModal() }), work: saveAuthority, show }),
];

/** Shows how it went in the form that was sent: done, or the form again with everything typed and what is wrong. */
async function show(
  ctx: Ctx,
  outcome: Outcome<AuthorityMatrix>,
  { view }: Submission,
  views: ViewPort,
): Promise<boolean> {
  const form = formFrom(view);
  const page = await authorityPage(ctx, form.teamId);
  if (!('refused' in outcome)) return views.update(savedModal(page));
  if (!(outcome.refused instanceof SavedMeanwhile)) return views.update(authorityModal(page, form, outcome.refused));
  // Whoever has read what holds now may save over it.
  const message = `${outcome.refused.message} Now: ${matrixInWords(page.matrix).join(' ')} Save again to put yours in its place.`;
  return views.update(authorityModal(page, { ...form, revision: page.matrix.revision }, { message }));
}
