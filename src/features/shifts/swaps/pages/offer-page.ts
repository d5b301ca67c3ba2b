import { transaction, type Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { isLiveRequest } from '../lifecycle.ts';
import { judge } from '../verdicts/judge.ts';
import { whyNot } from '../messages/why-not.ts';
import { mayRead, partyReader } from '../verdicts/reader.ts';
import type { RequestView } from '../swap-view.ts';
import { tooLate } from '../too-late.ts';
import type { OfferPage } from '../modals/offer-form.ts';
import { namesFor, nearestFor, search, verdictWords } from './possible.ts';
import { requestSeenIn } from './request-seen.ts';
import { shiftsByIds } from '../../roster/shifts-by-ids.ts';

/** What the actor may give for the shift of a request: only what the rules do not deny. */
export function offerPage(ctx: Ctx, requestId: string): Promise<OfferPage> {
  return transaction(ctx, async (tx) => {
    const view = await requestSeenIn(tx, ctx, requestId);
    const { request, shift } = view;
    if (!isLiveRequest(request.state)) throw tooLate(view);
    const what = {
      shift,
      part: request.isPart ? { from: request.fromAt, to: request.toAt } : undefined,
      askedOnly: [ctx.actor.slackId],
    };
    const found = await search(tx, ctx, { ...what, wants: request.kind === 'trade' ? request.wants : {} });
    const alone = await search(tx, ctx, { ...what, wants: null });
    const shifts = await shiftsByIds(
      tx,
      ctx,
      found.legal.flatMap(({ gives }) => gives ?? []),
    );
    const byId = new Map(shifts.map((each) => [each.id, each]));
    const [taking] = alone.legal;
    const nearest = nearestFor(partyReader(ctx.actor.slackId), found, await namesFor(tx, ctx, found));
    return {
      view,
      offers: found.legal.flatMap(({ gives, verdict }) => {
        const offered = gives === null ? undefined : byId.get(gives);
        return offered ? [{ shift: offered, verdict: verdictWords(verdict) }] : [];
      }),
      considered: found.considered,
      nearest,
      reason: found.legal.length > 0 || nearest !== null ? null : await whyNone(tx, ctx, view),
      forNothing: taking ? verdictWords(taking.verdict) : null,
    };
  });
}

/** What keeps the actor from working it, whatever they give; else it is what the owner can work in return. */
async function whyNone(tx: Tx, ctx: Ctx, { request, shift }: RequestView): Promise<string> {
  const { fromAt, toAt, isPart, owner } = request;
  const { verdict } = await judge(tx, ctx, [{ shift, from: owner, to: ctx.actor.slackId, fromAt, toAt, isPart }]);
  const { decisive } = verdict;
  if (verdict.verdict !== 'deny' || !decisive || !mayRead(partyReader(ctx.actor.slackId), decisive))
    return 'None of them fits whoever would work it instead of you.';
  const why = whyNot(shift, decisive);
  return decisive.rule === 'R6' ? `${why} If you can work after all, remove that in /shift away.` : why;
}
