import { SavedMeanwhile } from '../../../../core/errors.ts';
import type { Ctx } from '../../../../core/context.ts';
import type { TeamSetting } from '../../../../feature.ts';
import {
  onClickNow,
  onSubmit,
  type Listener,
  type Outcome,
  type Submission,
  type ViewPort,
} from '../../../../slack/listener.ts';
import { show } from '../../listeners/case-of-button.ts';
import type { ChainSettings } from '../chain-rules.ts';
import { chainFormFrom, formOfChains, parseChains } from './chain-form.ts';
import { chainId, chainModal, chainsInWords, savedChains, savingChains } from './chain-modals.ts';
import { chainPage, saveChains } from './save-chains.ts';

export const chainSetting: TeamSetting = {
  label: 'Chain',
  what: 'Who is asked next, and when, while nobody claims a case.',
  actionId: chainId,
};

export const chainFormListeners: readonly Listener[] = [
  onClickNow(chainId, async (ctx, { value, surface }, views) => {
    const { team, chains, revision } = await chainPage(ctx, value);
    await show(views, surface, chainModal(team, formOfChains(team.id, revision, chains)));
  }),
  onSubmit(chainId, { parse: parseChains, after: () => ({ update: savingChains() }), work: saveChains, show: showEnd }),
];

/** Shows how it went in the form that was sent: done, or the form again with everything typed and what is wrong. */
async function showEnd(
  ctx: Ctx,
  outcome: Outcome<ChainSettings>,
  { view }: Submission,
  views: ViewPort,
): Promise<boolean> {
  const form = chainFormFrom(view);
  const { team, chains, revision } = await chainPage(ctx, form.teamId);
  if (!('refused' in outcome)) return views.update(savedChains(team, chains));
  const { message } = outcome.refused;
  if (!(outcome.refused instanceof SavedMeanwhile)) return views.update(chainModal(team, form, message));
  // Whoever has read what holds now may save over it.
  const now = `${message} Now: ${chainsInWords(chains).replaceAll('\n', '. ')}. Save again to put yours in its place.`;
  return views.update(chainModal(team, { ...form, revision }, now));
}
