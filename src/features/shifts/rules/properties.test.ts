import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rosters, type Trade, trades } from '../../../../test/support/random-trades.ts';
import { localDays } from '../../../core/local-windows.ts';
import { checkTrade, prepareRoster } from './check-trade.ts';
import { indexRoster } from './index-roster.ts';
import { type Policy, type RuleId, ruleIds } from './policy.ts';
import type { Roster } from './roster.ts';
import { defaultSettings } from './rule-parameters.ts';

const WEEK = 7 * 86_400_000;

/** All rules deny or ask for a look, with limits that are reached often. */
function strictOf(delta: boolean, off: readonly RuleId[] = []): Policy {
  const limits: Partial<Record<RuleId, object>> = {
    R13: { max_week_min: 1800 },
    R14: { threshold_min: 1200, attribution: 'start', week_start: 'Wed' },
    R15: { max_min: 540, window: 'any_24h' },
    R16: { max_days: 3 },
    R17: {
      forbidden: [
        ['L', 'E'],
        ['N', 'L'],
        ['E', 'E'],
      ],
    },
    R20: { min_week_min: 1200 },
    R25: { max_weekends: 1 },
  };
  const rules = ruleIds
    .filter((id) => !off.includes(id))
    .map((id) => [
      id,
      { ...defaultSettings[id], severity: ruleIds.indexOf(id) % 3 === 0 ? 'review' : 'deny', params: limits[id] ?? {} },
    ]);
  return { revision: 1, delta, autoApprove: true, rules: Object.fromEntries(rules) };
}

function namesOf({
  findings,
}: {
  readonly findings: readonly { rule: string; person: string | null }[];
}): readonly string[] {
  return [...new Set(findings.map((finding) => `${finding.rule} ${finding.person ?? ''}`))];
}

/** The roster with the legs applied; a part that is cut off has an id of its own. */
function executed({ roster, legs }: Trade): Roster {
  const takers = new Map(legs.map(({ shift, to }) => [shift, to]));
  const shifts = Array.from(roster.shifts.values(), (shift) => {
    const to = takers.get(shift.id);
    return to === undefined ? shift : { ...shift, person: to };
  });
  return indexRoster({ ...roster, people: roster.people.values(), shifts });
}

const whole = ({ legs }: Trade): boolean => legs.every(({ part }) => !part);

describe('a verdict, of any trade', () => {
  it('does not depend on the order of the legs', () => {
    fc.assert(
      fc.property(trades, fc.boolean(), ({ roster, legs }, delta) => {
        const verdict = checkTrade(roster, legs, strictOf(delta));
        expect(checkTrade(roster, legs.toReversed(), strictOf(delta))).toEqual(verdict);
      }),
    );
  });

  it('finds nothing that strict checking does not find', () => {
    fc.assert(
      fc.property(trades, ({ roster, legs }) => {
        const strict = namesOf(checkTrade(roster, legs, strictOf(false)));
        expect(strict).toEqual(expect.arrayContaining([...namesOf(checkTrade(roster, legs, strictOf(true)))]));
      }),
    );
  });

  it('loses exactly the findings of a rule that is switched off', () => {
    fc.assert(
      fc.property(trades, fc.constantFrom(...ruleIds), fc.boolean(), ({ roster, legs }, rule, delta) => {
        const { findings } = checkTrade(roster, legs, strictOf(delta));
        const without = checkTrade(roster, legs, strictOf(delta, [rule]));
        expect(without.findings).toEqual(findings.filter((finding) => finding.rule !== rule));
      }),
    );
  });

  it('is the same of a roster prepared for many, in full and in short', () => {
    fc.assert(
      fc.property(trades, fc.uniqueArray(fc.constantFrom(...ruleIds)), ({ roster, legs }, off) => {
        const prepared = prepareRoster(roster, strictOf(true, off));
        const oneByOne = legs.map((leg) => [leg]);
        for (const each of [...oneByOne, legs, legs]) {
          const verdict = checkTrade(roster, each, strictOf(true, off));
          expect(prepared.outcome(each)).toBe(verdict.verdict);
          expect(prepared.check(each)).toEqual(verdict);
        }
      }),
    );
  });

  it('finds in what it measures every breach, and the same numbers', () => {
    fc.assert(
      fc.property(trades, fc.boolean(), ({ roster, legs }, delta) => {
        const prepared = prepareRoster(roster, strictOf(delta));
        const measured = prepared.measure(legs);
        const { findings } = prepared.check(legs);
        for (const [rule, readings] of measured) {
          const broken = readings.filter(({ breach }) => breach > 0).map(({ person: who, numbers }) => [who, numbers]);
          const reported = findings
            .filter((finding) => finding.rule === rule)
            .map(({ person: who, numbers }) => [who, numbers]);
          expect(reported).toEqual(expect.arrayContaining(broken));
          expect(reported).toHaveLength(broken.length);
        }
      }),
    );
  });

  it('is about what really passes: the same for all shifts an exact week later where no clocks change', () => {
    fc.assert(
      fc.property(trades, ({ roster, legs }) => {
        fc.pre(roster.zone === 'UTC');
        const shifts = Array.from(roster.shifts.values(), (shift) => ({
          ...shift,
          start: shift.start + WEEK,
          end: shift.end + WEEK,
        }));
        const later = indexRoster({ ...roster, now: roster.now + WEEK, people: roster.people.values(), shifts });
        const moved = legs.map((leg) => ({
          ...leg,
          ...(leg.part && { part: { from: leg.part.from + WEEK, to: leg.part.to + WEEK } }),
        }));
        const policy = strictOf(true, ['R25']);
        expect(namesOf(checkTrade(later, moved, policy))).toEqual(namesOf(checkTrade(roster, legs, policy)));
      }),
    );
  });
});

describe('a trade and its reversal', () => {
  it('never are both worse for a person by the same rule about all of what they work', () => {
    fc.assert(
      fc.property(trades.filter(whole), ({ roster, legs }) => {
        const back = legs.map(({ shift, from, to }) => ({ shift, from: to, to: from }));
        const policy = strictOf(true);
        const aboutAll = (trade: Trade) =>
          checkTrade(trade.roster, trade.legs, policy).findings.filter(({ rule }) => rule === 'R16' || rule === 'R17');
        const there = aboutAll({ roster, legs });
        const again = aboutAll({ roster: executed({ roster, legs }), legs: back });
        for (const { rule, person: who } of there)
          expect(again).not.toContainEqual(expect.objectContaining({ rule, person: who }));
      }),
    );
  });

  it('reads after the way back what it read before the way there', () => {
    fc.assert(
      fc.property(trades.filter(whole), ({ roster, legs }) => {
        const back = legs.map(({ shift, from, to }) => ({ shift, from: to, to: from }));
        const there = prepareRoster(roster, strictOf(false)).measure(legs);
        const again = prepareRoster(executed({ roster, legs }), strictOf(false)).measure(back);
        for (const rule of ['R13', 'R16'] as const) expect(befores(there.get(rule))).toEqual(afters(again.get(rule)));
      }),
    );
  });
});

type Readings = readonly { readonly person: string | null; readonly numbers: Readonly<Record<string, unknown>> }[];

function befores(readings: Readings = []): readonly unknown[] {
  return sides(readings, 'before');
}

function afters(readings: Readings = []): readonly unknown[] {
  return sides(readings, 'after');
}

/** By person and week; weeks in which somebody does not work at all are left out. */
function sides(readings: Readings, side: 'before' | 'after'): readonly unknown[] {
  return readings
    .map(({ person: who, numbers }) => [who, numbers['week_start'], numbers[`${side}_min`] ?? numbers[`${side}_days`]])
    .filter(([, , value]) => value !== 0 && value !== null);
}

describe('local dates of work', () => {
  it('are those of its first and last minute', () => {
    fc.assert(
      fc.property(rosters, (roster) => {
        const days = localDays(roster.zone);
        for (const { start, end } of roster.shifts.values())
          expect(days.indexAt(end - 1)).toBeGreaterThanOrEqual(days.indexAt(start));
      }),
    );
  });
});
