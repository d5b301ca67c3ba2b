import type { RuleId } from './policy.ts';
import type { ParamsOf } from './rule-parameters.ts';
import type { Situation } from './situation.ts';

/** What a rule sees of one person, one shift or one window of time. */
export interface Reading {
  /** Null where it is about the trade as a whole. */
  readonly person: string | null;
  /** What is shown; minutes are elapsed. */
  readonly numbers: Readonly<Record<string, unknown>>;
  /**
   * How far it is beyond the limit, in the rule's own unit; 0 where it is within, or where the trade makes nothing worse
   * and only that counts. Readings of one rule are ordered by it.
   */
  readonly breach: number;
}

export interface Rule<Id extends RuleId = RuleId> {
  readonly id: Id;
  /**
   * Every reading with a breach. Others may be left out, unless the situation asks for all (`wantsAll`): then there is one
   * for everything that was looked at. Pure, and without an opinion on severity.
   */
  look(situation: Situation, params: ParamsOf<Id>): readonly Reading[];
}

/** What of a breach counts: all of it where rules are strict, else only what the trade makes or makes larger. */
export function countedBreach(situation: Situation, before: number, after: number): number {
  return after > 0 && (situation.isStrict || after > before) ? after : 0;
}

/** For people: minutes of a number of milliseconds, to a thousandth, so that shares of a break add up to whole minutes again. */
export function toMinutes(milliseconds: number): number {
  return Math.round(milliseconds / 60) / 1000;
}
