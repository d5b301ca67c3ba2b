import { and, eq, ne } from 'drizzle-orm';
import { currentPolicy } from '../../policy/current-policy.ts';
import type { ShiftChange } from '../../roster/shift-change.ts';
import { timesOf } from '../../roster/cut-shift.ts';
import { readRoster } from '../../roster/read-roster.ts';
import { indexRoster } from '../../rules/index-roster.ts';
import { shiftOf } from '../../roster/read-shifts.ts';
import { shifts, shiftVersions, type ShiftRow } from '../../roster/tables.ts';
import { checkTrade } from '../../rules/check-trade.ts';
import type { Leg, Roster, Shift } from '../../rules/roster.ts';
import { ofRosters } from '../../rules/some-rules.ts';
import type { Verdict } from '../../rules/verdict.ts';
import type { Piece } from '../following/follow-pieces.ts';
import { strictest, type JudgedBy } from '../verdicts/judge.ts';
import { readerOf } from '../verdicts/reader.ts';
import { refusedByRules } from '../verdicts/refusal.ts';
import { partiesOf, type LegView, type ProposalView } from '../swap-view.ts';
import type { Work } from '../work.ts';

/** A shift that an execution changed or cut off, as it is now, and the version that the execution left it in. */
export interface MovedShift {
  readonly shift: ShiftRow;
  readonly version: number;
}

export async function movedBy({ tx, ctx }: Work, executionId: string): Promise<readonly MovedShift[]> {
  return tx
    .select({ shift: shifts, version: shiftVersions.version })
    .from(shiftVersions)
    .innerJoin(shifts, and(eq(shifts.workspaceId, shiftVersions.workspaceId), eq(shifts.id, shiftVersions.shiftId)))
    .where(
      and(
        eq(shiftVersions.workspaceId, ctx.workspaceId),
        eq(shiftVersions.executionId, executionId),
        // The undo itself is written under the same execution.
        ne(shiftVersions.cause, 'undo'),
      ),
    )
    .orderBy(shifts.id);
}

/** The changes that put the roster back: whole shifts to whoever had them, cut ones together again. */
export function restored(legs: readonly LegView[], moved: readonly MovedShift[]): readonly ShiftChange[] {
  return legs.flatMap((leg) => {
    const pieces = moved
      .map(({ shift }) => shift)
      .filter(({ id, cutFrom }) => id === leg.shiftId || cutFrom === leg.shiftId);
    const whole = pieces.find(({ id }) => id === leg.shiftId);
    if (!whole) return [];
    const cut = pieces.filter(({ id }) => id !== leg.shiftId);
    const set = { slackId: leg.from, ...(cut.length > 0 && joined(whole, pieces)) };
    return [{ shift: whole, set }, ...cut.map((shift) => ({ shift, set: { state: 'cancelled' as const } }))];
  });
}

/** Where what is a stretch of a piece lies once the pieces are together again. */
export function joinedAgain(
  legs: readonly LegView[],
  moved: readonly MovedShift[],
  changed: readonly ShiftRow[],
): readonly Piece[] {
  return legs.flatMap(({ shiftId }) => {
    const shift = changed.find(({ id }) => id === shiftId);
    const pieces = moved.filter(({ shift: { id, cutFrom } }) => id === shiftId || cutFrom === shiftId);
    return shift && pieces.length > 1 ? pieces.map(({ shift: { id } }) => ({ origin: id, shift })) : [];
  });
}

function joined({ timeZone }: ShiftRow, pieces: readonly ShiftRow[]) {
  const from = new Date(Math.min(...pieces.map(({ startsAt }) => startsAt.getTime())));
  const to = new Date(Math.max(...pieces.map(({ endsAt }) => endsAt.getTime())));
  return {
    ...timesOf({ from, to }, timeZone),
    breakMinutes: pieces.reduce((sum, piece) => sum + piece.breakMinutes, 0),
  };
}

/** Holds everybody in it. @throws UserError where the roster may not be as it was any more */
export async function requireLegalAgain(work: Work, view: ProposalView, moved: readonly MovedShift[]): Promise<void> {
  const verdict = await judgedBack(work, view, moved);
  if (verdict.verdict !== 'deny') return;
  throw refusedByRules(verdict, { legs: view.legs, names: view.names, reader: readerOf(work.ctx, view.legs) });
}

/** By what the rules of each team whose roster goes back say of rosters. */
async function judgedBack({ tx, ctx }: Work, view: ProposalView, moved: readonly MovedShift[]): Promise<Verdict> {
  const around = {
    from: Math.min(...moved.map(({ shift }) => shift.startsAt.getTime())),
    to: Math.max(...moved.map(({ shift }) => shift.endsAt.getTime())),
  };
  const people = partiesOf(view.legs);
  const judged: JudgedBy[] = [];
  for (const [index, teamId] of [...new Set(view.legs.map(({ shift }) => shift.teamId))].entries()) {
    const policy = ofRosters(await currentPolicy(tx, ctx, teamId));
    const roster = await readRoster(tx, ctx, { teamId, people, around, policy, isHolding: index === 0 });
    const { before, back } = takenBack(roster, view.legs, moved);
    judged.push({ teamId, policy, verdict: checkTrade(before, back, policy) });
  }
  return strictest(judged);
}

/** The way back, as a trade. A shift that was cut is whole again, and open, in the roster from which it goes back. */
function takenBack(
  roster: Roster,
  legs: readonly LegView[],
  moved: readonly MovedShift[],
): { readonly before: Roster; readonly back: readonly Leg[] } {
  const shiftsNow = new Map(roster.shifts);
  const back: Leg[] = [];
  for (const { shiftId, from, to } of legs) {
    const pieces = moved.map(({ shift }) => shift).filter(({ id, cutFrom }) => id === shiftId || cutFrom === shiftId);
    const whole = pieces.find(({ id }) => id === shiftId);
    if (pieces.length < 2 || !whole) {
      back.push({ shift: shiftId, from: to, to: from });
      continue;
    }
    for (const { id } of pieces) shiftsNow.delete(id);
    const { breakMinutes, ...times } = joined(whole, pieces);
    shiftsNow.set(shiftId, {
      ...shiftOf(whole),
      person: null,
      start: times.startsAt.getTime(),
      end: times.endsAt.getTime(),
      breakMinutes,
    });
    back.push({ shift: shiftId, from: null, to: from });
  }
  const sorted: readonly Shift[] = [...shiftsNow.values()].toSorted((one, other) => one.start - other.start);
  return { before: indexRoster({ ...roster, people: roster.people.values(), shifts: sorted }), back };
}
