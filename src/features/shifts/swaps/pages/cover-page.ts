import type { PlainTextOption } from '@slack/types';
import { transaction, type Ctx } from '../../../../core/context.ts';
import type { Tx } from '../../../../db/client.ts';
import { membersOf } from '../../../../people/queries.ts';
import { option } from '../../../../slack/blocks.ts';
import { LIMITS } from '../../../../slack/limits.ts';
import type { CoverPage } from '../modals/cover-form.ts';
import { restOf } from '../cover-now.ts';
import { verdictWords, type What, whoMayTake } from './possible.ts';
import { shiftSeen, type ShiftSeen } from './shift-seen.ts';

/** A shift that has to be covered at once, for whoever may. */
export function coverPage(ctx: Ctx, shiftId: string): Promise<CoverPage> {
  return transaction(ctx, async (tx) => {
    const { shift, ownerName } = await toCover(tx, ctx, shiftId);
    return { shift, ownerName, look: await whoMayTake(tx, ctx, restIn(ctx, shift)) };
  });
}

/** Everybody of the team by name, those first whom the rules let take it; of the others, who are judged as well, that they do not. */
export function coverPeople(ctx: Ctx, shiftId: string, typed: string): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const { shift, team } = await toCover(tx, ctx, shiftId);
    const { found } = await whoMayTake(tx, ctx, restIn(ctx, shift));
    const legal = new Map(found.legal.map(({ person, verdict }) => [person, verdictWords(verdict)]));
    const words = typed.trim().toLowerCase();
    const members = await membersOf(tx, ctx, team.id);
    const others = uniqueBy(
      members.filter(({ slackId, name }) => slackId !== shift.slackId && name.toLowerCase().includes(words)),
    );
    const isLegal = ({ slackId }: { readonly slackId: string }) => (legal.has(slackId) ? 0 : 1);
    return others
      .toSorted((one, other) => isLegal(one) - isLegal(other))
      .slice(0, LIMITS.options.select)
      .map(({ slackId, name }) => option(name, slackId, legal.get(slackId) ?? 'A rule does not allow it'));
  });
}

function toCover(tx: Tx, ctx: Ctx, shiftId: string): Promise<ShiftSeen> {
  return shiftSeen(tx, ctx, shiftId, { own: 'swap.cover', others: 'swap.cover' });
}

/** What a cover would be about, so that it is judged as that would be. */
function restIn(ctx: Ctx, shift: ShiftSeen['shift']): What {
  const { fromAt: from, toAt: to, isPart } = restOf(shift, '', ctx.clock.now());
  return { shift, isCover: true, ...(isPart && { part: { from, to } }) };
}

/** Somebody may be on a team in two roles. */
function uniqueBy<Item extends { readonly slackId: string }>(items: readonly Item[]): readonly Item[] {
  return [...new Map(items.map((item) => [item.slackId, item])).values()];
}
