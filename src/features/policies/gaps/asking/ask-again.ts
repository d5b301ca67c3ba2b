import { type Ctx, transaction } from '../../../../core/context.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { type Asked, askIn } from './ask-owner.ts';
import { requireGap } from '../read-gap.ts';

/** The answer did not help: the same question once more, as another gap. */
export function askAgain(ctx: Ctx, gapId: string): Promise<Asked> {
  return transaction(ctx, async (tx) => {
    const { gap, team } = await requireGap(tx, ctx, gapId);
    requireMay(ctx, 'policy.ask', { teamId: team.id, teamName: team.name });
    return askIn(tx, ctx, team, { question: gap.question, again: true });
  });
}
