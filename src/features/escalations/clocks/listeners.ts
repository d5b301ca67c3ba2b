import { SavedMeanwhile } from '../../../core/errors.ts';
import type { TeamSetting } from '../../../feature.ts';
import type { Ctx } from '../../../core/context.ts';
import {
  onClickNow,
  onSubmit,
  type Listener,
  type Outcome,
  type Submission,
  type ViewPort,
} from '../../../slack/listener.ts';
import { ids, savedModal, savingModal, targetsInWords, targetsModal } from './modals.ts';
import { saveTargets, targetsPage } from './save-targets.ts';
import { formFrom, formOf, parseTargets } from './targets-form.ts';
import type { TeamTargets } from './targets.ts';

export const targetsSetting: TeamSetting = {
  label: 'Targets',
  what: 'How soon cases are claimed, first answered and resolved.',
  actionId: ids.open,
};

export const clocksListeners: readonly Listener[] = [
  onClickNow(ids.open, async (ctx, { value, surface }, views) => {
    const page = await targetsPage(ctx, value);
    const view = targetsModal(page, formOf(page.team.id, page.targets));
    await (surface.view?.type === 'modal' ? views.push(view) : views.open(view));
  }),
  onSubmit(ids.open, { parse: parseTargets, after: () => ({ update: savingModal() }), work: saveTargets, show }),
];

/** Shows how it went in the form that was sent: done, or the form again with everything typed and what is wrong. */
async function show(ctx: Ctx, outcome: Outcome<TeamTargets>, { view }: Submission, views: ViewPort): Promise<boolean> {
  const form = formFrom(view);
  const page = await targetsPage(ctx, form.teamId);
  if (!('refused' in outcome)) return views.update(savedModal(page.team, page.targets));
  const { message } = outcome.refused;
  if (!(outcome.refused instanceof SavedMeanwhile)) return views.update(targetsModal(page, form, message));
  // Whoever has read what holds now may save over it.
  const now = `${message} Now: ${targetsInWords(page.targets).replaceAll('\n', '; ')}. Save again to put yours in its place.`;
  return views.update(targetsModal(page, { ...form, revision: page.targets.revision }, now));
}
