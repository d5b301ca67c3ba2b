import { and, eq, gt, inArray, isNotNull, lt, or, sql } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import type { Tx } from '../../../db/client.ts';
import { teams } from '../../../people/tables.ts';
import { shifts, type ShiftRow } from '../roster/tables.ts';
import type { RosterNow, Wish } from './plan-import.ts';
import type { Draft } from './read-row.ts';

/** What of the roster an import of these rows has to know, in three statements whatever their number. */
export async function readRosterNow(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  drafts: readonly Draft[],
  { scope = '', within }: Partial<Wish> = {},
): Promise<RosterNow> {
  const named = await tx
    .select({ id: teams.id, name: teams.name })
    .from(teams)
    .where(eq(teams.workspaceId, ctx.workspaceId));
  const teamNames = new Map(named.map(({ id, name }) => [id, name]));
  if (drafts.length === 0 && !within) return { teamId, own: [], held: [], teamNames };
  const own = await ownShifts(tx, ctx, teamId, drafts, scope, within);
  return { teamId, own, held: drafts.length === 0 ? [] : await heldShifts(tx, ctx, drafts), teamNames };
}

async function ownShifts(
  tx: Tx,
  ctx: Ctx,
  teamId: string,
  drafts: readonly Draft[],
  scope: string,
  within: Wish['within'],
): Promise<readonly ShiftRow[]> {
  const { from, to } = within ? { from: within.from.getTime(), to: within.to.getTime() } : timeOf(drafts);
  const ids = drafts.flatMap(({ id }) => (id === undefined ? [] : [`${scope}${id}`]));
  // As one parameter each, whatever their number.
  const keys = sql`array(select jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))`;
  return tx
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.teamId, teamId),
        or(
          and(
            gt(shifts.startsAt, new Date(from - 1)),
            lt(shifts.startsAt, new Date(to + 1)),
            isNotNull(shifts.sourceKey),
          ),
          sql`${shifts.sourceKey} = any(${keys})`,
          sql`${shifts.id}::text = any(${keys})`,
        ),
      ),
    );
}

async function heldShifts(tx: Tx, ctx: Ctx, drafts: readonly Draft[]): Promise<readonly ShiftRow[]> {
  const { from, to } = timeOf(drafts);
  const people = [...new Set(drafts.flatMap(({ facts }) => facts.slackId ?? []))];
  if (people.length === 0) return [];
  return tx
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        inArray(shifts.slackId, people),
        eq(shifts.state, 'planned'),
        lt(shifts.startsAt, new Date(to)),
        gt(shifts.endsAt, new Date(from)),
      ),
    );
}

function timeOf(drafts: readonly Draft[]): { from: number; to: number } {
  let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { startsAt, endsAt } of drafts) {
    from = Math.min(from, startsAt.getTime());
    to = Math.max(to, endsAt.getTime());
  }
  return { from, to };
}
