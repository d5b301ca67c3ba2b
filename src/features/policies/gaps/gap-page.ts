import { type Ctx, theApp, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { may } from '../../../people/permissions.ts';
import { type Fate, fatesFor } from './answer-gap.ts';
import { policyFor } from './policy-for.ts';
import { type Asker, askersOf, requireGap, type TeamGap } from './read-gap.ts';
import { nameOf } from '../library/hold-policy.ts';
import { policyById } from '../library/read-policy.ts';
import type { Policy } from '../library/tables.ts';
import type { PolicyGap } from './tables.ts';

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

/** Whoever reads it may not see the draft, so the app looks; a draft that was dropped comes no more. */
async function isComing(tx: Tx, ctx: Ctx, { awaitsPolicy, policyId }: PolicyGap): Promise<boolean> {
  if (!awaitsPolicy || policyId === null) return false;
  const policy = await policyById(tx, { ...ctx, actor: theApp }, policyId);
  return policy !== undefined && policy.archivedAt === null;
}
