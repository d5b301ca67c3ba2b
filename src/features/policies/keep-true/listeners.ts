import { type Listener, onClick, onClickNow, onSubmit, type ShowAnswer } from '../../../slack/listener.ts';
import { othersIds } from '../library/ids.ts';
import { policyPage } from '../library/pages/policy-page.ts';
import { policyWindow } from '../library/windows/policy-window.ts';
import { showIn } from '../library/windows/window-parts.ts';
import { duePage } from './reviews/due-page.ts';
import { dueWindow } from './reviews/due-window.ts';
import { giveAll, givePolicy } from './owners/give-policies.ts';
import { giveAllForm, givePolicyForm, parseGive } from './owners/give-form.ts';
import { keepTrueIds as ids } from './ids.ts';
import { newsPage, seeNews } from './news/news-page.ts';
import { newsWindow } from './news/news-window.ts';
import { sayStillTrue } from './reviews/say-still-true.ts';

/** *Still true* and what else an owner does; what is new. */
export const keepTrueListeners: readonly Listener[] = [
  onClick(othersIds.stillTrue, async (ctx, { value }) => ({ text: await sayStillTrue(ctx, value) }), inPolicyWindow()),
  onClick(
    ids.stillTrueHere,
    async (ctx, { value }) => ({ text: await sayStillTrue(ctx, value.split(':')[0] ?? '') }),
    inDueWindow(),
  ),
  onClickNow(ids.due, async (ctx, { value, surface }, views) =>
    showIn(surface, views, dueWindow(await duePage(ctx, Number.parseInt(value, 10) || 0))),
  ),
  onClickNow(ids.give, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await givePolicyForm(ctx, value)),
  ),
  onClickNow(ids.giveAll, async (ctx, { value, surface }, views) =>
    showIn(surface, views, await giveAllForm(ctx, value)),
  ),
  onSubmit(ids.give, {
    parse: parseGive,
    work: async (ctx, { policyId, ...given }) => {
      if (policyId === undefined) await giveAll(ctx, given);
      else await givePolicy(ctx, { policyId, ...given });
    },
  }),
  onClickNow(ids.news, async (ctx, { value, surface }, views) =>
    showIn(surface, views, newsWindow(await newsPage(ctx, value))),
  ),
  onClick(ids.newsSeen, (ctx, { value }) => seeNews(ctx, value)),
];

/** The page of a policy says it itself; a message is followed by an answer that only they see. */
function inPolicyWindow(): ShowAnswer {
  return async (ctx, outcome, { value, surface }, views) => {
    if (surface.view?.type !== 'modal' || 'refused' in outcome) return false;
    return views.update(policyWindow(await policyPage(ctx, value), { done: outcome.done?.text }));
  };
}

function inDueWindow(): ShowAnswer {
  return async (ctx, outcome, { value, surface }, views) => {
    if (surface.view?.type !== 'modal' || 'refused' in outcome) return false;
    const page = Number.parseInt(value.split(':')[1] ?? '', 10) || 0;
    return views.update(dueWindow(await duePage(ctx, page), outcome.done?.text));
  };
}
