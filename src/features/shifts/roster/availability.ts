import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import type { OpeningSpan } from '../../../core/business-hours.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { followHoursChange } from '../swaps/follow-absences.ts';
import { holdPeople } from './hold-people.ts';
import { rosterPeople } from './tables.ts';

/** When the actor can work at all, as they said; null: they have no wish. */
export async function availabilityOf(tx: Tx, ctx: Ctx): Promise<readonly OpeningSpan[] | null> {
  const [person] = await tx
    .select({ availability: rosterPeople.availability })
    .from(rosterPeople)
    .where(and(eq(rosterPeople.workspaceId, ctx.workspaceId), eq(rosterPeople.slackId, ctx.actor.slackId)));
  return person?.availability ?? null;
}

/** *When I can work*: hours of the week in the actor's own zone; outside of them no swap is offered to them, and live ones know of it. */
export async function setAvailability(
  ctx: Ctx,
  { hours }: { readonly hours: readonly OpeningSpan[] | undefined },
): Promise<void> {
  requireMay(ctx, 'hours.set-own', {});
  const availability = hours ?? null;
  await transaction(ctx, async (tx) => {
    await holdPeople(tx, ctx, [ctx.actor.slackId]);
    await tx
      .insert(rosterPeople)
      .values({ workspaceId: ctx.workspaceId, slackId: ctx.actor.slackId, availability })
      .onConflictDoUpdate({ target: [rosterPeople.workspaceId, rosterPeople.slackId], set: { availability } });
    await recordAudit(tx, ctx, { action: 'availability.saved', subject: `person:${ctx.actor.slackId}` });
    await followHoursChange(tx, ctx, ctx.actor.slackId);
  });
}
