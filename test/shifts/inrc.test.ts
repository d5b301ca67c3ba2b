import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkTrade } from '../../src/features/shifts/rules/check-trade.ts';
import { indexRoster } from '../../src/features/shifts/rules/index-roster.ts';
import type { Policy, RuleId, RuleSetting } from '../../src/features/shifts/rules/policy.ts';
import type { Shift } from '../../src/features/shifts/rules/roster.ts';
import type { Verdict } from '../../src/features/shifts/rules/verdict.ts';
import { sharedData } from '../support/shared-data.ts';
import { type Competition, readCompetition, shiftOn } from './inrc2.ts';
import { asItStands, type Costs, costsOf } from './inrc2-costs.ts';

type Golden = readonly [instance: string, history: number, weeks: readonly number[], costs: readonly number[]];

/** total · consecutive · days off · preferences · weekends · complete · cover · their sum */
const goldens: readonly Golden[] = [
  ['n005w4', 0, [1, 2, 3, 3], [320, 465, 330, 70, 210, 60, 240, 1695]],
  ['n005w4', 1, [5, 3, 1, 0], [360, 690, 390, 60, 210, 0, 300, 2010]],
  ['n005w4', 2, [6, 7, 8, 9], [300, 270, 360, 40, 150, 30, 570, 1720]],
  ['n012w8', 0, [3, 5, 0, 2, 0, 4, 5, 2], [860, 585, 180, 140, 720, 90, 720, 3295]],
  ['n012w8', 1, [7, 7, 0, 8, 9, 3, 2, 6], [1140, 675, 390, 130, 810, 60, 600, 3805]],
  ['n012w8', 2, [4, 5, 6, 7, 2, 1, 2, 1], [960, 735, 210, 190, 870, 90, 690, 3745]],
];

const present = sharedData('roster/inrc2') !== undefined;

describe.skipIf(!present)('the rosters of the nurse rostering competition', () => {
  test.each(goldens)(
    '%s, history %i, weeks %j: each part of the price is the published one',
    (instance, history, weeks, expected) => {
      const costs = costsOf(competitionOf(instance, history, weeks));

      expect([...partsOf(costs), sumOf(costs)]).toEqual(expected);
    },
  );

  test('the output of the official validator says the same as our measures, line by line', () => {
    const costs = costsOf(competitionOf('n005w4', 0, [1, 2, 3, 3]));

    expect(costs).toEqual(readValidator());
  });

  test.each(goldens)('%s, history %i, weeks %j: nothing breaks a hard rule', (instance, history, weeks) => {
    const verdict = judge(competitionOf(instance, history, weeks));

    expect(verdict.findings).toEqual([]);
  });

  test.each(goldens)('%s, history %i, weeks %j: what is broken on purpose is found', (instance, history, weeks) => {
    const whole = competitionOf(instance, history, weeks);

    const found = breakages(whole).map(([rule, broken]) => [rule, rulesIn(judge(broken))] as const);

    for (const [rule, rules] of found) expect(rules).toContain(rule);
  });
});

/** The hard rules of the competition: one shift a day (R5, and R10 where two do not overlap), successions, skills, least cover. */
function hardRules({ forbidden }: Competition): Policy {
  const deny = (params: RuleSetting['params'] = {}): RuleSetting => ({
    severity: 'deny',
    params,
    isOverridable: false,
  });
  const rules = { R5: deny(), R7: deny(), R10: deny({ min_rest_min: 660 }), R17: deny({ forbidden }), R23: deny() };
  return { revision: 1, delta: false, autoApprove: false, rules };
}

function judge(competition: Competition): Verdict {
  return checkTrade(competition.roster, asItStands(competition), hardRules(competition));
}

function rulesIn({ findings }: Verdict): readonly RuleId[] {
  return findings.map(({ rule }) => rule);
}

/** The roster with one thing wrong, and the rule that has to say so. */
function breakages(whole: Competition): readonly (readonly [RuleId, Competition])[] {
  const first = whole.nurses[0]?.name ?? '';
  const unskilled = whole.nurses.find(({ name }) => !holds(whole, name, 'Night HeadNurse'))?.name ?? '';
  const needed = whole.roster.demand.find(({ people }) => people > 0);
  const without = (left: (shift: Shift) => boolean) =>
    [...whole.roster.shifts.values()].filter((shift) => !left(shift));
  return [
    // H1: two shifts on one day, in the first week.
    [
      'R5',
      withShifts(whole, [...without(isOn(first, 2)), shiftOn(first, 2, 'Early', 'Nurse'), again(first, 2, 'Early')]),
    ],
    [
      'R10',
      withShifts(whole, [
        ...without(isOn(first, 2)),
        shiftOn(first, 2, 'Early', 'Nurse'),
        shiftOn(first, 2, 'Night', 'Nurse'),
      ]),
    ],
    // H2: nobody there of a skill that is needed.
    [
      'R23',
      withShifts(
        whole,
        without(({ start, role }) => start === needed?.from && role === needed.skill),
      ),
    ],
    // H3: a forbidden succession.
    [
      'R17',
      withShifts(whole, [
        ...without(isOn(first, 2, 3)),
        shiftOn(first, 2, 'Night', 'Nurse'),
        shiftOn(first, 3, 'Early', 'Nurse'),
      ]),
    ],
    // H4: a skill that is not held.
    ['R7', withShifts(whole, [...without(isOn(unskilled, 2)), shiftOn(unskilled, 2, 'Night', 'HeadNurse')])],
  ];
}

function holds({ roster }: Competition, nurse: string, role: string): boolean {
  return roster.people.get(nurse)?.qualifications.some(({ name }) => name === role) ?? false;
}

function isOn(nurse: string, ...days: readonly number[]): (shift: Shift) => boolean {
  const starts = new Set(
    days.flatMap((day) => ['Early', 'Day', 'Late', 'Night'].map((kind) => shiftOn(nurse, day, kind, '').start)),
  );
  return (shift) => shift.person === nurse && starts.has(shift.start);
}

function again(nurse: string, day: number, kind: string): Shift {
  const shift = shiftOn(nurse, day, kind, 'Nurse');
  return { ...shift, id: `${shift.id} again` };
}

/** With these shifts in place of its own. */
function withShifts(whole: Competition, shifts: readonly Shift[]): Competition {
  const { people, ...rest } = whole.roster;
  return { ...whole, roster: indexRoster({ ...rest, people: people.values(), shifts }) };
}

function competitionOf(instance: string, history: number, weeks: readonly number[]): Competition {
  const competition = readCompetition(instance, history, weeks);
  if (!competition) throw new Error('the rosters are not there');
  return competition;
}

function partsOf(costs: Costs): readonly number[] {
  const { total, consecutive, daysOff, preferences, weekends, complete, cover } = costs;
  return [total, consecutive, daysOff, preferences, weekends, complete, cover];
}

function sumOf(costs: Costs): number {
  return partsOf(costs).reduce((sum, part) => sum + part, 0);
}

function readValidator(): Costs {
  const path = sharedData('roster/inrc2/n005w4/Solution_H_0-WD_1-2-3-3/validator.txt');
  const text = readFileSync(path ?? '', 'utf8');
  const cost = (line: string): number => Number(new RegExp(`^${line}: (\\d+)`, 'm').exec(text)?.[1]);
  return {
    total: cost('Total assignment constraints'),
    consecutive: cost('Consecutive constraints'),
    daysOff: cost('Non working days constraints'),
    preferences: cost('Preferences'),
    weekends: cost('Max working weekend'),
    complete: cost('Complete weekends'),
    cover: cost('Optimal coverage constraints'),
  };
}
