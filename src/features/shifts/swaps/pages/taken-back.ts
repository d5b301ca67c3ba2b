import { eq } from 'drizzle-orm';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { nameOf } from '../messages/parts.ts';
import { whenText } from '../../roster/shift-words.ts';
import { namesOf, proposalViews } from '../swap-view.ts';
import { swapExecutions } from '../tables.ts';

/** After an *Undo*, also one that is pressed again weeks later: who has the shifts now. */
export function takenBackText(ctx: Ctx, executionId: string): Promise<string> {
  return transaction(ctx, async (tx) => {
    const views = await proposalViews(tx, ctx, eq(swapExecutions.id, executionId));
    const legs = views.flatMap((view) => view.legs);
    const moved = legs.filter(({ shift, from }) => shift.state !== 'planned' || shift.slackId !== from);
    if (moved.length === 0) return 'Taken back. Everybody has the shifts of before.';
    const holders = moved.map(({ shift }) => (shift.state === 'planned' ? shift.slackId : null));
    const names = await namesOf(tx, ctx, holders);
    const now = moved.map(({ shift }) => {
      if (shift.state !== 'planned') return `${whenText(shift)} is off the roster`;
      const has = shift.slackId === null ? 'is open' : `is ${nameOf({ names }, shift.slackId)}'s`;
      return `${whenText(shift)} ${has}`;
    });
    return `It was taken back before, and the roster has changed since: ${inline(now.join('; '))}.`;
  });
}
