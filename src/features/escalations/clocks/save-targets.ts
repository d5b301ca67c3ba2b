import { and, eq, sql } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { SavedMeanwhile, UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { teamById } from '../../../people/queries.ts';
import { teams, type Team } from '../../../people/tables.ts';
import { URGENCIES } from '../inputs.ts';
import type { Urgency } from '../tables.ts';
import { teamTargets } from './measures.ts';
import { queueRecompute } from './recompute-clocks.ts';
import { caseTargets } from './tables.ts';
import type { SaveTargets } from './targets-form.ts';
import type { Targets, TeamTargets } from './targets.ts';

/**
 * Saves a team's targets as their next revision, and has its open cases follow. Saved twice, or without a change, they are
 * saved once. Throws SavedMeanwhile unless their author has seen the revision that holds.
 */
export function saveTargets(ctx: Ctx, { teamId, targets: wanted }: SaveTargets): Promise<TeamTargets> {
  return transaction(ctx, async (tx) => {
    await holdTeam(tx, ctx, teamId);
    const held = await teamTargets(tx, ctx, teamId);
    if (isSame(held, wanted)) return held;
    if (held.revision !== wanted.revision) {
      throw new SavedMeanwhile('Somebody else has changed the targets since you opened this form.');
    }

    const saved = { ...wanted, revision: held.revision + 1 };
    await insertTargets(tx, ctx, teamId, saved);
    await recordAudit(tx, ctx, { action: 'team.targets-changed', subject: `team:${teamId}`, detail: { ...saved } });
    await queueRecompute(tx, ctx, teamId);
    return saved;
  });
}

/** What the form shows besides its fields. */
export interface TargetsPage {
  readonly team: Team;
  readonly targets: TeamTargets;
}

/** Throws a UserError unless the actor may change the team. */
export function targetsPage(ctx: Ctx, teamId: string): Promise<TargetsPage> {
  return transaction(ctx, async (tx) => {
    const team = await teamById(tx, ctx, teamId);
    if (!team) throw new UserError('That team is gone.');
    requireMay(ctx, 'team.edit', { teamId, teamName: team.name });
    return { team, targets: await teamTargets(tx, ctx, teamId) };
  });
}

/** Of two who save at once, the second waits here and then finds what the first has saved. */
async function holdTeam(tx: Tx, ctx: Ctx, teamId: string): Promise<void> {
  const [team] = await tx
    .select({ name: teams.name })
    .from(teams)
    .where(and(eq(teams.workspaceId, ctx.workspaceId), eq(teams.id, teamId)))
    .for('no key update');
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, 'team.edit', { teamId, teamName: team.name });
}

function isSame(held: TeamTargets, wanted: TeamTargets): boolean {
  return URGENCIES.every((urgency) => essence(held.byUrgency[urgency]) === essence(wanted.byUrgency[urgency]));
}

function essence({ claim, answer, resolve, warnShare, isRoundTheClock }: Targets): string {
  return JSON.stringify([claim, answer, resolve, warnShare, isRoundTheClock]);
}

async function insertTargets(tx: Tx, ctx: Ctx, teamId: string, { revision, byUrgency }: TeamTargets): Promise<void> {
  const saved = { savedBy: ctx.actor.slackId, savedAt: ctx.clock.now() };
  const rowOf = (urgency: Urgency) => {
    const { claim, answer, resolve, warnShare, isRoundTheClock } = byUrgency[urgency];
    const measured = { claim, answer, resolve, warnShare, isRoundTheClock, revision };
    return { workspaceId: ctx.workspaceId, teamId, urgency, ...measured, ...saved };
  };
  await tx
    .insert(caseTargets)
    .values(URGENCIES.map(rowOf))
    .onConflictDoUpdate({
      target: [caseTargets.workspaceId, caseTargets.teamId, caseTargets.urgency],
      set: Object.fromEntries(SAVED.map((column) => [column, sql.raw(`excluded.${caseTargets[column].name}`)])),
    });
}

const SAVED = ['claim', 'answer', 'resolve', 'warnShare', 'isRoundTheClock', 'revision', 'savedBy', 'savedAt'] as const;
