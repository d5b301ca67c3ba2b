import { and, eq, gt, lt, ne, notInArray } from 'drizzle-orm';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Tx } from '../../../db/client.ts';
import { people } from '../../../people/tables.ts';
import { shiftText } from './shift-words.ts';
import { shifts, type ShiftRow } from './tables.ts';

/** A shift is no longer as whoever changes it saw it. */
export class StaleShift extends UserError {
  readonly shiftId: string;

  constructor(shiftId: string, words: string) {
    super(words);
    this.shiftId = shiftId;
  }
}

/** Somebody would hold two shifts at once. */
export class OverlappingShift extends UserError {
  readonly slackId: string;
  readonly otherShiftId: string | undefined;

  constructor(slackId: string, otherShiftId: string | undefined, words: string) {
    super(words);
    this.slackId = slackId;
    this.otherShiftId = otherShiftId;
  }
}

/** What to tell whoever changed `shift` as it was, naming it as it is now. */
export async function staleShift(tx: Tx, ctx: Ctx, shift: ShiftRow): Promise<StaleShift> {
  const [now] = await tx
    .select()
    .from(shifts)
    .where(and(eq(shifts.workspaceId, ctx.workspaceId), eq(shifts.id, shift.id)));
  const seen = capitalised(shiftText(shift, await nameOf(tx, ctx, shift.slackId)));
  if (!now || now.state === 'cancelled') return new StaleShift(shift.id, `${seen} is not on the roster any more.`);
  const present = shiftText(now, await nameOf(tx, ctx, now.slackId));
  return new StaleShift(shift.id, `${seen} has changed meanwhile; it is ${present} now. Look again, then decide.`);
}

/** What to tell whoever wanted these shifts to be so; they were not written, the exclusion constraint said no. */
export async function overlappingShift(tx: Tx, ctx: Ctx, wanted: readonly ShiftRow[]): Promise<OverlappingShift> {
  // Of thousands, an import's, nobody reads which; it is planned anew.
  for (const shift of wanted.slice(0, MOST_LOOKED_AT)) {
    if (shift.slackId === null || shift.state === 'cancelled') continue;
    const other = overlapAmong(shift, wanted) ?? (await overlapWithKept(tx, ctx, shift, wanted));
    if (!other) continue;
    const name = (await nameOf(tx, ctx, shift.slackId)) ?? shift.slackId;
    const words = `${capitalised(shiftText(shift, name))} overlaps ${shiftText(other, name)}. Nobody can work two at once.`;
    return new OverlappingShift(shift.slackId, other.id, words);
  }
  const slackId = wanted.find((shift) => shift.slackId !== null)?.slackId ?? '';
  return new OverlappingShift(slackId, undefined, 'Somebody would hold two shifts at once. Look again, then decide.');
}

const MOST_LOOKED_AT = 50;

function overlapAmong(shift: ShiftRow, wanted: readonly ShiftRow[]): ShiftRow | undefined {
  return wanted.find(
    (other) =>
      other.id !== shift.id &&
      other.state === 'planned' &&
      other.slackId === shift.slackId &&
      other.startsAt < shift.endsAt &&
      other.endsAt > shift.startsAt,
  );
}

async function overlapWithKept(
  tx: Tx,
  ctx: Ctx,
  shift: ShiftRow,
  wanted: readonly ShiftRow[],
): Promise<ShiftRow | undefined> {
  const [other] = await tx
    .select()
    .from(shifts)
    .where(
      and(
        eq(shifts.workspaceId, ctx.workspaceId),
        eq(shifts.slackId, shift.slackId ?? ''),
        ne(shifts.state, 'cancelled'),
        lt(shifts.startsAt, shift.endsAt),
        gt(shifts.endsAt, shift.startsAt),
        notInArray(
          shifts.id,
          wanted.map(({ id }) => id),
        ),
      ),
    )
    .limit(1);
  return other;
}

async function nameOf(tx: Tx, ctx: Ctx, slackId: string | null): Promise<string | null> {
  if (slackId === null) return null;
  const [person] = await tx
    .select({ name: people.name })
    .from(people)
    .where(and(eq(people.workspaceId, ctx.workspaceId), eq(people.slackId, slackId)));
  return person?.name ?? slackId;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
