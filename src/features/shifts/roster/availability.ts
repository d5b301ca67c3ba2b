import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../../../core/audit.ts';
import type { OpeningSpan } from '../../../core/business-hours.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { requireMay } from '../../../people/permissions.ts';
import { swapsFollowHours } from '../swaps/following/on-roster-change.ts';
import type { SaveHours } from './forms/inputs.ts';
import { holdPeople } from './hold-people.ts';
import { type InTheWay, notSeen, shiftsOutside } from './in-the-way.ts';
import { rosterPeople } from './tables.ts';

/** When the actor can work at all, as they said; null: they have no wish. */
export async function availabilityOf(tx: Tx, ctx: Ctx): Promise<readonly OpeningSpan[] | null> {
  const [person] = await tx
    .select({ availability: rosterPeople.availability })
    .from(rosterPeople)
    .where(and(eq(rosterPeople.workspaceId, ctx.workspaceId), eq(rosterPeople.slackId, ctx.actor.slackId)));
  return person?.availability ?? null;
}

/** What became of hours that somebody entered: saved, or not yet, as they work outside of them. */
export type SavedHours = { readonly saved: readonly OpeningSpan[] | null } | { readonly works: InTheWay };

/**
 * *When I can work*: hours of the week in the actor's own zone; outside of them no swap is offered to them, and live ones know of
 * it. Shifts outside of them stay on the roster, so that they are saved only by somebody who has seen just those.
 */
export async function setAvailability(ctx: Ctx, { hours, seen }: SaveHours): Promise<SavedHours> {
  requireMay(ctx, 'hours.set-own', {});
  const availability = hours ?? null;
  const { slackId } = ctx.actor;
  return transaction(ctx, async (tx) => {
    await holdPeople(tx, ctx, [slackId]);
    const works = hours && notSeen(await shiftsOutside(tx, ctx, ctx.actor, hours), seen);
    if (works) return { works };
    await tx
      .insert(rosterPeople)
      .values({ workspaceId: ctx.workspaceId, slackId, availability })
      .onConflictDoUpdate({ target: [rosterPeople.workspaceId, rosterPeople.slackId], set: { availability } });
    await recordAudit(tx, ctx, { action: 'availability.saved', subject: `person:${slackId}` });
    await swapsFollowHours(tx, ctx, slackId);
    return { saved: availability };
  });
}
