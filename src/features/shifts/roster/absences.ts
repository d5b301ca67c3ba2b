import { and, asc, eq, gt } from 'drizzle-orm';
import { type Ctx, transaction } from '../../../core/context.ts';
import { recordAudit } from '../../../core/audit.ts';
import { UserError } from '../../../core/errors.ts';
import { addDays, toInstant } from '../../../core/local-time.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { queueAbsencesChanged } from '../presence/roster-changed.ts';
import type { AddAbsence } from './forms/inputs.ts';
import { type Absence, absences } from './tables.ts';

/** The stretches in which somebody cannot work that are not over, in their order. */
export async function absencesOf(tx: Tx, ctx: Ctx, slackId: string): Promise<readonly Absence[]> {
  return tx
    .select()
    .from(absences)
    .where(and(ofPerson(ctx, slackId), gt(absences.endsAt, ctx.clock.now())))
    .orderBy(asc(absences.startsAt));
}

/** *Times I cannot work*: the actor's own. Shifts in it stay on the roster; swaps know of it at once. */
export async function addAbsence(ctx: Ctx, input: AddAbsence): Promise<void> {
  requireMay(ctx, 'hours.set-own', {});
  const { absenceId: id, kind, timeZone, span } = input;
  if (kind === 'leave' && !mayEnterLeave(ctx))
    throw new UserError('Leave is entered by those who plan the roster.', 'kind');
  const { startsAt, endsAt } = span ?? wholeDates(input.from, input.to, timeZone);
  await transaction(ctx, async (tx) => {
    const own = { workspaceId: ctx.workspaceId, id, slackId: ctx.actor.slackId };
    await tx
      .insert(absences)
      .values({ ...own, kind, timeZone, startsAt, endsAt, isWholeDates: span === undefined })
      .onConflictDoNothing();
    await followAbsences(tx, ctx, 'absence.added', id);
  });
}

/** That leave was granted is the word of those who plan: leads, managers, directors. */
export function mayEnterLeave({ actor }: Ctx): boolean {
  return actor.memberships.some(({ role }) => role !== 'agent');
}

/** Takes back one of the actor's own; one that is gone already stays so. */
export async function removeAbsence(ctx: Ctx, id: string): Promise<void> {
  requireMay(ctx, 'hours.set-own', {});
  await transaction(ctx, async (tx) => {
    await tx.delete(absences).where(and(ofPerson(ctx, ctx.actor.slackId), eq(absences.id, id)));
    await followAbsences(tx, ctx, 'absence.removed', id);
  });
}

/** Whole local dates, the last one included, as instants. */
export function wholeDates(from: string, to: string, zone: string): { startsAt: Date; endsAt: Date } {
  return { startsAt: toInstant(from, 0, zone), endsAt: toInstant(addDays(to, 1), 0, zone) };
}

/** When somebody is away is nobody's business: the audit says that it changed, and no more. */
async function followAbsences(tx: Tx, ctx: Ctx, action: string, id: string): Promise<void> {
  await recordAudit(tx, ctx, { action, subject: `absence:${id}` });
  await queueAbsencesChanged(tx, ctx, [ctx.actor.slackId]);
}

function ofPerson(ctx: Ctx, slackId: string) {
  return and(eq(absences.workspaceId, ctx.workspaceId), eq(absences.slackId, slackId));
}
