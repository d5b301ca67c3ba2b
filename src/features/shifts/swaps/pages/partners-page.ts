import { transaction, type Ctx } from '../../../../core/context.ts';
import type { PartnersPage } from '../modals/partners.ts';
import { namesOf } from '../swap-view.ts';
import { lookOf, namesFor, readerAbout, search } from './possible.ts';
import { requestSeenIn } from './request-seen.ts';
import { shiftsByIds } from '../../roster/shifts-by-ids.ts';

/** Who could answer a request by the rules, the best first. */
export function partnersPage(ctx: Ctx, requestId: string): Promise<PartnersPage> {
  return transaction(ctx, async (tx) => {
    const view = await requestSeenIn(tx, ctx, requestId);
    const { request, shift } = view;
    const found = await search(tx, ctx, {
      shift,
      part: request.isPart ? { from: request.fromAt, to: request.toAt } : undefined,
      wants: request.kind === 'trade' ? request.wants : null,
      askedOnly: request.askedOnly ?? undefined,
    });
    const given = await shiftsByIds(
      tx,
      ctx,
      found.legal.flatMap(({ gives }) => gives ?? []),
    );
    const names = await namesOf(
      tx,
      ctx,
      found.legal.map(({ person }) => person),
    );
    const byId = new Map(given.map((each) => [each.id, each]));
    const partners = found.legal.map(({ person, gives, verdict }) => ({
      name: names[person] ?? 'A colleague',
      gives: (gives !== null && byId.get(gives)) || null,
      needsLook: verdict === 'review',
    }));
    return {
      view,
      partners,
      reader: ctx.actor.slackId,
      look: lookOf(readerAbout(ctx, { shift }), found, await namesFor(tx, ctx, found)),
    };
  });
}
