import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { may } from '../../../people/permissions.ts';
import { teamsOf } from '../../../people/queries.ts';

/** Whether the actor may change the roster of a team that this person is on. */
export async function plansFor(tx: Tx, ctx: Ctx, slackId: string): Promise<boolean> {
  const theirs = await teamsOf(tx, ctx, slackId);
  return theirs.some(({ team }) => may(ctx.actor, 'shift.edit', { teamId: team.id }));
}

/** Whether the actor may change the roster of any team. */
export function plansForAnybody({ actor }: Ctx): boolean {
  return actor.memberships.some(({ teamId }) => may(actor, 'shift.edit', { teamId }));
}
