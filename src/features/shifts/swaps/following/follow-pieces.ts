import { sql } from 'drizzle-orm';
import type { ShiftRow } from '../../roster/tables.ts';
import { liveStates } from '../lifecycle.ts';
import type { Work } from '../work.ts';

/** Where what was a stretch of one shift may lie now. */
export interface Piece {
  /** The shift in which it lay. */
  readonly origin: string;
  readonly shift: ShiftRow;
}

/** What was cut off these shifts. */
export function cutFromThese(shiftIds: readonly string[], changed: readonly ShiftRow[]): readonly Piece[] {
  return changed.flatMap((shift) =>
    shift.cutFrom !== null && shiftIds.includes(shift.cutFrom) ? [{ origin: shift.cutFrom, shift }] : [],
  );
}

/**
 * After a shift was cut, or put together again: what still goes on about a stretch of it follows that stretch into the shift
 * in which it lies now, as long as whoever gives it has it, so that nothing else can be agreed on for it meanwhile. Each is
 * looked at afterwards.
 */
export async function followPieces({ tx, ctx, news }: Work, pieces: readonly Piece[]): Promise<void> {
  if (pieces.length === 0) return;
  const rows = pieces.map(({ origin, shift: { id, slackId, version, startsAt, endsAt } }) => ({
    origin,
    id,
    holder: slackId,
    // The one before, so that whoever looks sees that it has moved.
    version: version - 1,
    startsAt,
    endsAt,
  }));
  const live = sql.join(
    liveStates.map((state) => sql`${state}`),
    sql`, `,
  );
  const moved = await tx.execute<{ id: string }>(sql`
    update swap_legs as leg
    set shift_id = piece.id, shift_version = piece.version,
      is_part = leg.from_at > piece."startsAt" or leg.to_at < piece."endsAt"
    from swap_proposals as proposal, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as piece
      (origin uuid, id uuid, holder text, version int, "startsAt" timestamptz, "endsAt" timestamptz)
    where leg.workspace_id = ${ctx.workspaceId} and proposal.workspace_id = leg.workspace_id and proposal.id = leg.proposal_id
      and proposal.state in (${live}) and leg.shift_id = piece.origin and leg."from" is not distinct from piece.holder
      and leg.from_at >= piece."startsAt" and leg.to_at <= piece."endsAt"
    returning leg.proposal_id as id`);
  for (const { id } of moved) news.looks.push({ what: 'proposal', id });
}
