import type { Ctx } from '../../core/context.ts';
import { followTeam } from './clocks/recompute-clocks.ts';
import { lookAgainAtReminders } from './reminders/look-again.ts';

/** What follows for the cases of a team from a change of its hours, calendar or people. May be called again for the same change. */
export async function followTeamChange(ctx: Ctx, teamId: string): Promise<void> {
  await followTeam(ctx, teamId);
  await lookAgainAtReminders(ctx, teamId);
}
