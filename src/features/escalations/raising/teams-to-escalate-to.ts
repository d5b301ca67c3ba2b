import { transaction, type Ctx } from '../../../core/context.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamsOf } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import { teamFor } from '../../../people/team-of.ts';

/** For whoever may escalate, or ask to: one team where the channel says which, or the person is on no other; else all of theirs, the likeliest first. */
export async function teamsToEscalateTo(
  ctx: Ctx,
  channel: string | undefined,
): Promise<{ readonly teams: readonly Team[] } | { readonly answer: Message }> {
  requireMay(ctx, 'team.ask-to-join', {});
  const found = await teamFor(ctx, channel);
  if (found.kind === 'none') return { answer: found.message };
  if (found.kind === 'several') return { teams: found.teams };

  const { team } = found;
  if (team.teamChannel === channel || team.escalationsChannel === channel) return { teams: [team] };
  const own = (await transaction(ctx, (tx) => teamsOf(tx, ctx))).map((membership) => membership.team);
  return { teams: [team, ...own.filter(({ id }) => id !== team.id)] };
}
