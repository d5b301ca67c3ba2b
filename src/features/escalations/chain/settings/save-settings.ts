import { and, eq } from 'drizzle-orm';
import type { Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Tx } from '../../../../db/client.ts';
import { requireMay } from '../../../../people/permissions.ts';
import { teamById } from '../../../../people/queries.ts';
import { teams, type Team } from '../../../../people/tables.ts';
import { teamChains } from '../tables.ts';

/** The team, if the actor may change it; else a UserError that says who may. */
export async function teamToChange(tx: Tx, ctx: Ctx, teamId: string): Promise<Team> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, 'team.edit', { teamId, teamName: team.name });
  return team;
}

/** The same, held: of two who save at once, the second waits here and then finds what the first has saved. */
export async function holdTeamToChange(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  await teamToChange(tx, ctx, teamId);
  await tx
    .select({ id: teams.id })
    .from(teams)
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)))
    .for('no key update');
}

/** Writes what a team changed of its chains or the revision of its skills. */
export async function keepTeamChains(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  set: Partial<Pick<typeof teamChains.$inferInsert, 'chains' | 'chainsRevision' | 'skillsRevision'>>,
): Promise<void> {
  await tx
    .insert(teamChains)
    .values({ workspaceId: ctx.workspaceId, teamId, ...set })
    .onConflictDoUpdate({ target: [teamChains.workspaceId, teamChains.teamId], set });
}
