import { describe, expect, test } from 'vitest';
import {
  defaultChains,
  lastDue,
  minutesBefore,
  nextToAsk,
  turnsOf,
  type Askable,
  type Chain,
  type Wait,
} from './chain-rules.ts';

const chain: Chain = { minutes: [5, 10, 20], repeat: 1, outsideHours: true };
const at = (minutes: number) => new Date(Date.UTC(2026, 2, 10, 9, minutes));
const elapsed: Wait = (from, minutes) => new Date(from.getTime() + minutes * 60_000);

function person(slackId: string, role: Askable['role'], more: Partial<Askable> = {}): Askable {
  return { slackId, role, hasSkill: false, isThere: true, openLoad: 0, lastAskedAt: null, ...more };
}

const everybody = [person('LEO', 'lead'), person('LIA', 'lead'), person('MAYA', 'manager'), person('DORA', 'director')];

test('a round is a lead, any other lead, a manager, a director; the next begins after as long a wait as the last step', () => {
  expect(turnsOf(chain).map(({ ask, afterMinutes }) => `${afterMinutes} ${ask}`)).toEqual([
    '0 on-shift-with-skill',
    '5 leads',
    '10 managers',
    '20 directors',
    '20 on-shift-with-skill',
    '5 leads',
    '10 managers',
    '20 directors',
  ]);
  expect(turnsOf({ ...chain, minutes: [5], repeat: 0 }).map(({ ask }) => ask)).toEqual([
    'on-shift-with-skill',
    'leads',
  ]);
});

test('the end of the chain waits as long as its last step', () => {
  expect(minutesBefore(chain, 8)).toBe(20);
});

test('the defaults get shorter with the urgency, and only Critical runs outside hours', () => {
  const waits = (['critical', 'high', 'normal'] as const).map((urgency) => defaultChains[urgency].minutes[0]);

  expect(waits).toEqual([5, 15, 60]);
  expect(Object.values(defaultChains).map(({ outsideHours }) => outsideHours)).toEqual([true, false, false]);
});

describe('who is asked', () => {
  test.each([
    ['the lead of the first turn', 0, everybody, [], { turn: 0, slackId: 'LEO' }],
    ['another lead at the second', 1, everybody, ['LEO'], { turn: 1, slackId: 'LIA' }],
    ['the manager at once when no other lead is there', 1, without('LIA'), ['LEO'], { turn: 2, slackId: 'MAYA' }],
    ['the director when no manager is there', 2, without('MAYA'), ['LEO', 'LIA'], { turn: 3, slackId: 'DORA' }],
    [
      'a lead again when the round has nobody left',
      1,
      without('MAYA', 'DORA'),
      ['LEO', 'LIA'],
      { turn: 4, slackId: 'LEO' },
    ],
    ['nobody when only one person is there and was asked just now', 1, [everybody[0]!], ['LEO'], undefined],
    ['nobody when the last round has nobody left', 5, [everybody[0]!], ['LEO'], undefined],
    ['nobody when nobody is there', 0, everybody.map((one) => ({ ...one, isThere: false })), [], undefined],
    ['a manager first where there is no lead', 0, without('LEO', 'LIA'), [], { turn: 2, slackId: 'MAYA' }],
  ] as const)('is %s', (_name, from, candidates, asked, expected) => {
    const found = nextToAsk(chain, from, candidates, asked);

    expect(found && { turn: found.turn, slackId: found.slackId }).toEqual(expected);
  });

  test('is forgotten when a new round begins', () => {
    expect(nextToAsk(chain, 4, everybody, ['LEO', 'LIA', 'MAYA', 'DORA'])?.asked).toEqual(['LEO']);
  });

  function without(...ids: readonly string[]): readonly Askable[] {
    return everybody.filter(({ slackId }) => !ids.includes(slackId));
  }
});

describe('rule 21: after a time in which the app was not running', () => {
  const due = { turn: 1, dueAt: at(5) };

  test.each([
    ['a step that is due now misses nothing', 5, { turn: 1, dueAt: at(5) }, []],
    ['the last step that is due is the current one', 40, { turn: 3, dueAt: at(35) }, [1, 2]],
    ['a step that is not due yet waits', 34, { turn: 2, dueAt: at(15) }, [1]],
    ['the chain does not run to its end unasked', 600, { turn: 7, dueAt: at(90) }, [1, 2, 3, 4, 5, 6]],
  ] as const)('%s', (_name, minutes, current, missed) => {
    const found = lastDue(chain, due, at(minutes), elapsed);

    expect(found.current).toEqual(current);
    expect(found.missed.map(({ turn }) => turn)).toEqual(missed);
  });
});
