import { array, assert, constantFrom, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { after, allows, lifecycle, openStates, urgenciesAbove, urgenciesBelow, type Transition } from './lifecycle.ts';
import type { CaseState } from './tables.ts';

const states: readonly CaseState[] = ['open', 'claimed', 'waiting', 'resolved', 'cancelled'];

/** One column per state, in the order of `states`; a dash is a refusal. */
const expected: Readonly<Record<Transition, string>> = {
  claim: 'claimed - - - -',
  takeOver: '- claimed waiting - -',
  ask: 'waiting waiting waiting - -',
  answer: '- - claimed - -',
  note: 'open claimed waiting resolved cancelled',
  details: 'open claimed waiting resolved cancelled',
  changeUrgency: 'open claimed waiting - -',
  handOver: 'claimed claimed waiting - -',
  giveBack: '- open open - -',
  lapse: '- open - - -',
  promise: 'open claimed waiting resolved cancelled',
  resolve: 'resolved resolved resolved - -',
  cancel: 'cancelled cancelled cancelled - -',
  reopen: '- - - open open',
  reopenPrivately: '- - - claimed claimed',
  markTold: '- - - resolved -',
  requestApproval: 'waiting waiting waiting - -',
  approve: '- - resolved - -',
  refuseApproval: '- - claimed - -',
  appeal: '- - - waiting -',
  uphold: '- - resolved - -',
};
const transitions = Object.keys(expected) as Transition[];
const product = transitions.flatMap((transition) =>
  states.map((state, at) => ({ transition, state, to: expected[transition].split(' ')[at] })),
);

describe('the life of a case', () => {
  test('names each transition once', () => {
    expect(Object.keys(lifecycle)).toStrictEqual(transitions);
  });

  test.each(product)('$transition of a case that is $state gives $to', ({ transition, state, to }) => {
    const next = after(transition, state);

    expect(next ?? '-').toBe(to);
    expect(allows(transition, state)).toBe(to !== '-');
  });

  test('a closed case opens again by reopening or a second look alone, whatever is tried on it', () => {
    const others = transitions.filter((transition) => !/^(reopen|reopenPrivately|appeal)$/.test(transition));
    const closedThenTried = array(constantFrom(...others), { maxLength: 40 });

    assert(
      property(constantFrom<CaseState>('resolved', 'cancelled'), closedThenTried, (closed, tried) => {
        expect(run(closed, tried)).toBe(closed);
      }),
    );
  });

  test('every case can be brought to an end, and every ended case to another, from wherever it has come', () => {
    assert(
      property(array(constantFrom(...transitions), { maxLength: 60 }), (tried) => {
        const state = run('open', tried);
        const opened = openStates.includes(state) ? state : after('reopen', state);

        expect(opened && after('resolve', opened)).toBe('resolved');
        expect(opened && after('cancel', opened)).toBe('cancelled');
      }),
    );
  });

  test('an open case has no owner to take over from, any other open state has one', () => {
    const owned = states.filter((state) => allows('takeOver', state));

    expect(owned).toStrictEqual(openStates.filter((state) => state !== 'open'));
  });
});

test('urgency is raised from whatever is below and lowered from whatever is above', () => {
  expect(urgenciesBelow('critical')).toStrictEqual(['normal', 'high']);
  expect(urgenciesBelow('normal')).toStrictEqual([]);
  expect(urgenciesAbove('normal')).toStrictEqual(['high', 'critical']);
  expect(urgenciesAbove('critical')).toStrictEqual([]);
});

/** Tries each transition in turn; what is refused changes nothing. */
function run(from: CaseState, tried: readonly Transition[]): CaseState {
  return tried.reduce((state, transition) => after(transition, state) ?? state, from);
}
