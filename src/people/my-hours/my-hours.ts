import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../../core/audit.ts';
import { formatBusinessHours } from '../../core/business-hours.ts';
import { transaction, type Ctx } from '../../core/context.ts';
import { requireMay } from '../permissions.ts';
import { peopleByIds, teamsOf } from '../queries.ts';
import { people } from '../tables.ts';
import { queueTeamChanged } from '../team-changed.ts';
import type { MyHours } from './inputs.ts';
import type { MyHoursPage } from './modals.ts';

/** What the actor has said of when they work. */
export async function myHours(ctx: Ctx): Promise<MyHoursPage> {
  requireMay(ctx, 'hours.set-own', {});
  const { slackId, timeZone } = ctx.actor;
  const me = (await transaction(ctx, (tx) => peopleByIds(tx, ctx, [slackId]))).get(slackId);
  return { hours: me?.workingHours ?? null, timeZone, now: ctx.clock.now() };
}

/** Sets when the actor works; what follows from who is there is looked at anew in each of their teams. */
export async function setMyHours(ctx: Ctx, { hours }: MyHours): Promise<void> {
  requireMay(ctx, 'hours.set-own', {});
  const { slackId } = ctx.actor;
  await transaction(ctx, async (tx) => {
    await tx
      .update(people)
      .set({ workingHours: hours ?? null })
      .where(and(eq(people.workspaceId, ctx.workspaceId), eq(people.slackId, slackId)));
    const detail = { hours: hours ? formatBusinessHours(hours) : null };
    await recordAudit(tx, ctx, { action: 'hours.set', subject: `person:${slackId}`, detail });
    const teams = await teamsOf(tx, ctx);
    await queueTeamChanged(
      tx,
      ctx,
      teams.map(({ team }) => team.id),
    );
  });
}
