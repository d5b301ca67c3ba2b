import { localMinute, offsetText } from '../../../core/local-time.ts';
import type { NewShift, ShiftChange, ShiftFacts } from './shift-change.ts';
import type { ShiftRow } from './tables.ts';

interface Piece {
  readonly from: Date;
  readonly to: Date;
}

/**
 * A shift, or the part of it that lies in `part`, goes to somebody else (null: it is open then). What is left of it stays with
 * whoever has it: the earliest of that stays the shift it is, the rest is cut off as shifts of their own. Unpaid minutes are
 * shared by length.
 */
export function reassigned(shift: ShiftRow, to: string | null, part?: Piece): readonly ShiftChange[] {
  const from = part && part.from > shift.startsAt ? part.from : shift.startsAt;
  const until = part && part.to < shift.endsAt ? part.to : shift.endsAt;
  const isWhole = from <= shift.startsAt && until >= shift.endsAt;
  if (isWhole) return [{ shift, set: { slackId: to } }];

  const pieces = [
    { from: shift.startsAt, to: from, slackId: shift.slackId },
    { from, to: until, slackId: to },
    { from: until, to: shift.endsAt, slackId: shift.slackId },
  ].filter((piece) => piece.to > piece.from);
  const breaks = shareOut(shift.breakMinutes, pieces.map(lengthOf));
  const stays = pieces.findIndex((_piece, index) => pieces[index]?.from !== from);
  return pieces.map((piece, index) => {
    const facts = { ...timesOf(piece, shift.timeZone), slackId: piece.slackId, breakMinutes: breaks[index] ?? 0 };
    return index === stays ? { shift, set: facts } : { add: cutOff(shift, facts) };
  });
}

/** The wall clock at the ends of a stretch, as a shift keeps them. */
export function timesOf({ from, to }: Piece, timeZone: string) {
  return {
    startsAt: from,
    endsAt: to,
    startsLocal: localMinute(from, timeZone).replace(' ', 'T'),
    endsLocal: localMinute(to, timeZone).replace(' ', 'T'),
    startOffset: offsetText(timeZone, from).slice('UTC'.length),
    endOffset: offsetText(timeZone, to).slice('UTC'.length),
  };
}

function cutOff(shift: ShiftRow, facts: Partial<ShiftFacts>): NewShift {
  const {
    id,
    sourceKey: _,
    sourceFacts: _none,
    version: _itsOwn,
    changedAt: _now,
    workspaceId: _here,
    ...kept
  } = shift;
  return { ...kept, ...facts, cutFrom: id };
}

function lengthOf({ from, to }: Piece): number {
  return to.getTime() - from.getTime();
}

/** Whole numbers in proportion to the weights, their sum as given. */
function shareOut(total: number, weights: readonly number[]): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  let before = 0;
  return weights.map((weight) => {
    const from = Math.round((total * before) / all);
    before += weight;
    return Math.round((total * before) / all) - from;
  });
}
