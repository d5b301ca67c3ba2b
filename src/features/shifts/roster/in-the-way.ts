import { createHash } from 'node:crypto';
import { and, asc, eq, gt, lt, type SQL } from 'drizzle-orm';
import type { OpeningSpan } from '../../../core/business-hours.ts';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { outsideOf } from './away.ts';
import { type Absence, shifts, type ShiftRow } from './tables.ts';

/** Shifts of somebody at a time at which they say that they cannot work. */
export type InTheWay = readonly [ShiftRow, ...ShiftRow[]];

type Away = Pick<Absence, 'slackId' | 'startsAt' | 'endsAt'>;

/** What the team sees that somebody works in an absence, and that is not over. */
export function shiftsIn(tx: Tx, ctx: Ctx, { slackId, startsAt, endsAt }: Away): Promise<readonly ShiftRow[]> {
  return theirShifts(tx, ctx, slackId, and(lt(shifts.startsAt, endsAt), gt(shifts.endsAt, startsAt)));
}

/** The same outside of the hours of the week in which they can work, by the wall clock of `zone`. */
export async function shiftsOutside(
  tx: Tx,
  ctx: Ctx,
  { slackId, timeZone }: Pick<Ctx['actor'], 'slackId' | 'timeZone'>,
  hours: readonly OpeningSpan[],
): Promise<readonly ShiftRow[]> {
  const all = await theirShifts(tx, ctx, slackId);
  return all.filter(({ startsAt, endsAt }) => {
    const stretch = { from: startsAt.getTime(), to: endsAt.getTime() };
    return outsideOf(hours, timeZone, stretch).length > 0;
  });
}

async function theirShifts(tx: Tx, ctx: Ctx, slackId: string, which?: SQL): Promise<readonly ShiftRow[]> {
  return tx
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.slackId, slackId),
        eq(shifts.state, 'planned'),
        eq(shifts.isPublished, true),
        gt(shifts.endsAt, ctx.clock.now()),
        which,
      ),
    )
    .orderBy(asc(shifts.startsAt), asc(shifts.id));
}

/** What of it somebody has to see before it is saved: all, unless they have seen just that; undefined where there is nothing. */
export function notSeen([first, ...others]: readonly ShiftRow[], seen: string | null): InTheWay | undefined {
  if (!first || seenKey([first, ...others]) === seen) return undefined;
  return [first, ...others];
}

/** Stands for shifts that were shown, as they were then, in the memory of a form. */
export function seenKey(shown: readonly Pick<ShiftRow, 'id' | 'version'>[]): string {
  const text = shown.map(({ id, version }) => `${id}:${version}`).join();
  return createHash('sha256').update(text).digest('base64url').slice(0, 22);
}
