import type { Urgency } from '../tables.ts';
import type { ClockKind } from './tables.ts';

/** What cases of one urgency are worked against. */
export interface Targets {
  /** Seconds counted in the team's calendar; 0 is no target. */
  readonly claim: number;
  readonly answer: number;
  readonly resolve: number;
  /** Percent of a target at which its owner is reminded. */
  readonly warnShare: number;
  /** Counts nights and holidays as well. */
  readonly isRoundTheClock: boolean;
}

/** All targets of a team. Revision 0 is what a team has that never saved any. */
export interface TeamTargets {
  readonly revision: number;
  readonly byUrgency: Readonly<Record<Urgency, Targets>>;
}

const MINUTE = 60;

/** Critical runs round the clock: what cannot wait until the morning is what makes it critical. */
export const defaultTargets: TeamTargets = {
  revision: 0,
  byUrgency: {
    critical: minutes(5, 15, 120, { isRoundTheClock: true }),
    high: minutes(15, 60, 480),
    normal: minutes(60, 240, 1440),
  },
};

function minutes(claim: number, answer: number, resolve: number, { isRoundTheClock = false } = {}): Targets {
  const seconds = { claim: claim * MINUTE, answer: answer * MINUTE, resolve: resolve * MINUTE };
  return { ...seconds, warnShare: 75, isRoundTheClock };
}

/** A question that follows an answer has as long as the first one had. */
export function targetOf(targets: Targets, kind: ClockKind): number {
  return kind === 'next-answer' ? targets.answer : targets[kind];
}
