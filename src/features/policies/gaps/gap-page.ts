import { type Ctx, transaction } from '../../../core/context.ts';
import { may } from '../../../people/permissions.ts';
import { nameOf } from '../../../people/name-of.ts';
import { type Fate, fatesFor } from './answering/answer-gap.ts';
import { isComing, policyFor } from './policy-for.ts';
import { type Asker, askersOf, requireGap, type TeamGap } from './read-gap.ts';
import type { Policy } from '../library/tables.ts';

/** Everything that windows and forms show of a gap to whoever looks at it. */
export interface GapPage extends TeamGap {
  readonly askers: readonly Asker[];
  readonly ownerName: string;
  /** Whoever answered or closed it. */
  readonly settledByName: string | undefined;
  readonly mayAnswer: boolean;
  readonly fates: readonly Fate[];
  /** Where they may see it. */
  readonly policy: Policy | undefined;
  /** Its answer is becoming a policy that is not published yet. */
  readonly isComing: boolean;
}

export function gapPage(ctx: Ctx, gapId: string): Promise<GapPage> {
  return transaction(ctx, async (tx) => {
    const { gap, team } = await requireGap(tx, ctx, gapId);
    const mayAnswer = may(ctx.actor, 'policy.answer-gap', { teamId: team.id, owner: gap.owner });
    return {
      gap,
      team,
      askers: await askersOf(tx, ctx, gap.id),
      ownerName: await nameOf(tx, ctx, gap.owner),
      settledByName: gap.settledBy === null ? undefined : await nameOf(tx, ctx, gap.settledBy),
      mayAnswer,
      fates: mayAnswer ? await fatesFor(tx, ctx, { gap }) : ['only'],
      policy: await policyFor(tx, ctx, ctx.actor.slackId, gap.policyId),
      isComing: await isComing(tx, ctx, gap),
    };
  });
}
