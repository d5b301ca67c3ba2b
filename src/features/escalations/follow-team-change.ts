import type { Ctx } from '../../core/context.ts';
import { followTeamWithChains } from './chain/follow-team.ts';
import { followTeam } from './clocks/recompute-clocks.ts';
import { followTeamWithTimers } from './follow-team-timers.ts';
import { followMembers } from './hand-over/look-at-leaving.ts';
import { releaseMediators } from './private/release-mediators.ts';
import { lookAgainAtReminders } from './reminders/look-again.ts';

/** What follows for the cases of a team from a change of its hours, calendar or people. May be called again for the same change. */
export async function followTeamChange(ctx: Ctx, teamId: string): Promise<void> {
  await followMembers(ctx, teamId);
  await releaseMediators(ctx);
  await followTeam(ctx, teamId);
  await followTeamWithChains(ctx, teamId);
  await followTeamWithTimers(ctx, teamId);
  await lookAgainAtReminders(ctx, teamId);
}
