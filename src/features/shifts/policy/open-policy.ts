import { type Ctx, transaction } from '../../../core/context.ts';
import { may, requireMay } from '../../../people/permissions.ts';
import { allTeams, teamsOf } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import type { ViewPort } from '../../../slack/listener.ts';
import { policyModal } from './modals.ts';
import { generalFormOf, policyPage } from './policy-page.ts';

/** What people type after `/swap` and `/shift` when they look for the rules. */
export const RULES_WORDS = /^(swap )?(rules|settings|policy)$/i;

/**
 * Opens *Swap rules* for the team of the channel, else for the first whose rules the actor may change. Throws a UserError that says
 * who may where it is nobody's of theirs.
 */
export async function openPolicy(ctx: Ctx, channel: string, views: ViewPort): Promise<void> {
  const page = await policyPage(ctx, (await teamOfRules(ctx, channel)).id);
  await views.open(policyModal(page, generalFormOf(page)));
}

async function teamOfRules(ctx: Ctx, channel: string): Promise<Team> {
  const [all, own] = await transaction(ctx, async (tx) => [await allTeams(tx, ctx), await teamsOf(tx, ctx)] as const);
  const isHere = (team: Team) => [team.teamChannel, team.escalationsChannel].includes(channel);
  const theirs = all.filter(({ id }) => may(ctx.actor, 'swap.rules', { teamId: id }));
  const team = theirs.find(isHere) ?? theirs[0];
  if (team) return team;
  const asked = all.find(isHere) ?? own[0]?.team;
  requireMay(ctx, 'swap.rules', { ...(asked && { teamId: asked.id, teamName: asked.name }) });
  throw new Error('whoever may change the rules of no team was not refused');
}
