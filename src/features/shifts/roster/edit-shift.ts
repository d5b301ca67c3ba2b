import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { recordAudit } from '../../../core/audit.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { membersOf, teamById } from '../../../people/queries.ts';
import type { Team } from '../../../people/tables.ts';
import { editShifts } from './edit-shifts.ts';
import type { SaveShift } from './forms/inputs.ts';
import { staleShift } from './roster-errors.ts';
import { shifts, type ShiftRow } from './tables.ts';

export interface ShiftAndTeam {
  readonly shift: ShiftRow;
  readonly team: Team;
}

/** A shift, for somebody who may change the roster of its team. Throws a UserError that says who may. */
export async function requireShift(tx: Tx, ctx: Ctx, shiftId: string): Promise<ShiftAndTeam> {
  const shift = await shiftById(tx, ctx, shiftId);
  if (!shift) throw new UserError('That shift is not on the roster any more.');
  return { shift, team: await requireTeam(tx, ctx, shift.teamId) };
}

/**
 * Saves the form of one shift: a new one, or one as it was seen when the form was opened. Sent twice, it is done once.
 * @throws StaleShift where somebody else has changed it since
 * @throws OverlappingShift where its person works something else then
 */
export async function saveShift(ctx: Ctx, input: SaveShift): Promise<ShiftRow> {
  return transaction(ctx, async (tx) => {
    const before = await shiftById(tx, ctx, input.shiftId);
    const team = await requireTeam(tx, ctx, before?.teamId ?? input.teamId ?? '');
    if (before && saysTheSame(before, input)) return before;
    await requireOnTeam(tx, ctx, team, input.facts.slackId, before);
    const saved = before ? await changed(tx, ctx, before, input) : await added(tx, ctx, team, input);
    await recordAudit(tx, ctx, {
      action: before ? 'shift.changed' : 'shift.added',
      subject: `shift:${saved.id}`,
      detail: { teamId: team.id, version: saved.version },
    });
    return saved;
  });
}

/** Takes a shift off the roster. One that is off already stays so. */
export async function cancelShift(ctx: Ctx, shiftId: string): Promise<ShiftRow> {
  return transaction(ctx, async (tx) => {
    const { shift } = await requireShift(tx, ctx, shiftId);
    if (shift.state === 'cancelled') return shift;
    const [cancelled] = await editShifts(tx, ctx, [{ shift, set: { state: 'cancelled' } }]);
    await recordAudit(tx, ctx, { action: 'shift.cancelled', subject: `shift:${shiftId}` });
    return cancelled ?? shift;
  });
}

async function changed(tx: Tx, ctx: Ctx, before: ShiftRow, { version, facts }: SaveShift): Promise<ShiftRow> {
  if (before.version !== version || before.state === 'cancelled') throw await staleShift(tx, ctx, before);
  const [saved] = await editShifts(tx, ctx, [{ shift: before, set: facts }]);
  return saved ?? before;
}

async function added(tx: Tx, ctx: Ctx, team: Team, { shiftId, version, facts }: SaveShift): Promise<ShiftRow> {
  if (version > 0) throw new UserError('That shift is not on the roster any more.');
  const plain = { state: 'planned', activity: null, credential: null } as const;
  const add = { ...plain, ...facts, id: shiftId, teamId: team.id };
  const [saved] = await editShifts(tx, ctx, [{ add }]);
  if (!saved) throw new Error('the shift was not added');
  return saved;
}

function saysTheSame(before: ShiftRow, { facts }: SaveShift): boolean {
  return Object.entries(facts).every(([field, value]) => {
    const now = before[field as keyof ShiftRow];
    return now instanceof Date && value instanceof Date ? now.getTime() === value.getTime() : now === value;
  });
}

/** Whoever has the shift already may keep it, also after they left the team. */
async function requireOnTeam(tx: Tx, ctx: Ctx, team: Team, slackId: string | null, before?: ShiftRow): Promise<void> {
  if (slackId === null || slackId === before?.slackId) return;
  const all = await membersOf(tx, ctx, team.id);
  if (!all.some((member) => member.slackId === slackId)) {
    throw new UserError(`Only people of ${team.name} can work its shifts. Add them to the team first.`, 'person');
  }
}

async function requireTeam(tx: Tx, ctx: Ctx, teamId: string): Promise<Team> {
  const team = await teamById(tx, ctx, teamId);
  if (!team) throw new UserError('That team is gone.');
  requireMay(ctx, 'shift.edit', { teamId, teamName: team.name });
  return team;
}

async function shiftById(tx: Tx, ctx: Ctx, shiftId: string): Promise<ShiftRow | undefined> {
  if (!z.uuid().safeParse(shiftId).success) return undefined;
  const [shift] = await tx
    .select()
    .from(shifts)
    .where(and(eq(shifts.workspaceId, ctx.workspaceId), eq(shifts.id, shiftId)));
  return shift;
}
