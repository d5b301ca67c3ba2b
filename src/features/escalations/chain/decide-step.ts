import { roundTheClock, type Calendar } from '../../../core/business-time/calendar.ts';
import { countedSeconds, dueAt, isOpenAt, nextOpening } from '../../../core/business-time/counting.ts';
import {
  askOf,
  isSameRound,
  lastDue,
  minutesBefore,
  nextToAsk,
  poolOf,
  turnsOf,
  type Ask,
  type Askable,
  type Chain,
  type DueTurn,
} from './chain-rules.ts';

/** What a step is decided from: the chain as it stands, who could be asked, and now. */
export interface Situation {
  readonly chain: Chain;
  /** The team's; what the chain waits in. */
  readonly calendar: Calendar;
  readonly candidates: readonly (Askable & { readonly nextThere: Date | undefined })[];
  readonly due: DueTurn;
  /** Who was asked in the round so far. */
  readonly asked: readonly string[];
  readonly managersTold: boolean;
}

export type Step =
  | ({ readonly kind: 'asked'; readonly turn: number; readonly ask: Ask; readonly slackId: string } & Passed)
  /** Nobody was left to ask; these are told, if anybody still has to be. */
  | ({ readonly kind: 'ended'; readonly turn: number; readonly told: readonly string[] } & Passed)
  /** Nobody at all is there, but somebody will be. */
  | { readonly kind: 'waits'; readonly until: Date; readonly told: readonly string[] }
  /** The team is closed. */
  | { readonly kind: 'closed'; readonly until: Date | undefined };

interface Passed {
  readonly missed: readonly DueTurn[];
  /** Turns that found nobody. */
  readonly skipped: readonly number[];
  readonly dueAt: Date;
  readonly isLate: boolean;
  readonly asked: readonly string[];
}

/** What a chain waits in: the team's hours, unless it goes on outside them. */
export function hoursOf({ chain, calendar }: Pick<Situation, 'chain' | 'calendar'>): Calendar {
  return chain.outsideHours ? roundTheClock(calendar) : calendar;
}

/** When so many minutes of the chain's time have passed. */
export function waitIn(calendar: Calendar, from: Date, minutes: number): Date | undefined {
  return dueAt(calendar, from, minutes * 60);
}

/** Later than this, a step says so. */
const LATE_AFTER_SECONDS = 2 * 60;

/** What happens now in a chain whose turn is due. */
export function decideStep(situation: Situation, now: Date): Step {
  const { chain, candidates, due, managersTold } = situation;
  const calendar = hoursOf(situation);
  if (!isOpenAt(calendar, now)) return { kind: 'closed', until: nextOpening(calendar, now) };

  const { current, missed } = lastDue(chain, due, now, (from, minutes) => waitIn(calendar, from, minutes));
  const isLate = countedSeconds(calendar, due.dueAt, now) > LATE_AFTER_SECONDS;
  const isFirstOfRound = askOf(chain, current.turn) === 'on-shift-with-skill';
  const isOfRound = isFirstOfRound || isSameRound(chain, current.turn, Math.max(0, due.turn - 1));
  const asked = isOfRound ? situation.asked : [];
  const chosen = nextToAsk(chain, current.turn, candidates, asked);
  const passed = { missed, dueAt: current.dueAt, isLate };
  if (chosen) return { kind: 'asked', ...chosen, ...passed, skipped: between(current.turn, chosen.turn) };

  const total = turnsOf(chain).length;
  const until = current.turn < total ? firstToCome(candidates, now) : undefined;
  if (until) return { kind: 'waits', until, told: chain.outsideHours && !managersTold ? toTell(candidates) : [] };
  const told = managersTold ? [] : toTell(candidates);
  return { kind: 'ended', turn: total, told, ...passed, asked, skipped: between(current.turn, total) };
}

/** Whom the start of a run asks by name: the first of the round who is there. */
export function firstToAsk(chain: Chain, candidates: readonly Askable[]) {
  const chosen = nextToAsk(chain, 0, candidates, []);
  return chosen && { ...chosen, skipped: between(0, chosen.turn) };
}

/** When the turn after a step is due. A step that came late has its successor wait from when it really came. */
export function nextTurn(
  situation: Pick<Situation, 'chain' | 'calendar'>,
  step: Step & { kind: 'asked' },
  now: Date,
): { readonly turn: number; readonly since: Date; readonly at: Date | undefined } {
  const { chain } = situation;
  const turn = step.turn + 1;
  const since = step.isLate ? now : step.dueAt;
  return { turn, since, at: waitIn(hoursOf(situation), since, minutesBefore(chain, turn)) };
}

function between(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}

/** Only where nobody is there: whoever comes first may be asked then. */
function firstToCome(candidates: Situation['candidates'], now: Date): Date | undefined {
  if (candidates.some(({ isThere }) => isThere)) return undefined;
  const coming = candidates.flatMap(({ nextThere }) => (nextThere && nextThere > now ? [nextThere] : []));
  return coming.toSorted((one, other) => one.getTime() - other.getTime())[0];
}

/** The managers who are there, else the directors who are; with neither there, all managers, or all directors. */
export function toTell(candidates: readonly Askable[]): readonly string[] {
  const [managers, directors] = [poolOf('managers', candidates), poolOf('directors', candidates)];
  const there = [managers, directors].map((pool) => pool.filter(({ isThere }) => isThere));
  const told = [...there, managers, directors].find((pool) => pool.length > 0) ?? [];
  return told.map(({ slackId }) => slackId);
}

/** All leads, or all of the next higher role that has somebody: whom a case calls when none of them is there. */
export function roleToCall(candidates: readonly Askable[]): readonly string[] {
  const asks: readonly Ask[] = ['leads', 'managers', 'directors'];
  const pool = asks.map((ask) => poolOf(ask, candidates)).find((found) => found.length > 0) ?? [];
  return pool.map(({ slackId }) => slackId);
}
