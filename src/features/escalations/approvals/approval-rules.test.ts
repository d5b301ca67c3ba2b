import { constantFrom, array, assert, boolean, date, integer, option, property, record } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultMatrix } from '../../../people/authority/matrix.ts';
import { chooseApprover, grantOf, hasAuthority, isCarriedBy, mostFor, type Candidate } from './approval-rules.ts';

const NINE = new Date('2026-03-11T08:00:00Z');
const TEN = new Date('2026-03-11T09:00:00Z');

function candidate(slackId: string, more: Partial<Candidate> = {}): Candidate {
  return { slackId, role: 'lead', isThere: true, nextThere: undefined, load: 0, ...more };
}

describe('whom to ask', () => {
  test('is the lowest role that is there, then who is waited for least', () => {
    const dora = candidate('U0DORA', { role: 'director' });
    const maya = candidate('U0MAYA', { role: 'manager', load: 2 });
    const mia = candidate('U0MIA', { role: 'manager', load: 1 });
    const lia = candidate('U0LIA', { isThere: false });

    expect(chooseApprover([dora, maya, mia, lia], 'normal')).toEqual({ kind: 'ask', slackId: 'U0MIA' });
    expect(chooseApprover([dora, lia], 'normal')).toEqual({ kind: 'ask', slackId: 'U0DORA' });
  });

  test('waits for the first who will be there, unless it is Critical or there are no hours to wait for', () => {
    const away = [
      candidate('U0LEO', { isThere: false, nextThere: TEN }),
      candidate('U0MAYA', { role: 'manager', isThere: false, nextThere: NINE }),
    ];

    expect(chooseApprover(away, 'high')).toEqual({ kind: 'wait', until: NINE });
    expect(chooseApprover(away, 'critical')).toEqual({ kind: 'ask', slackId: 'U0LEO' });
    expect(chooseApprover([candidate('U0LEO', { isThere: false })], 'normal')).toEqual({
      kind: 'ask',
      slackId: 'U0LEO',
    });
    expect(chooseApprover([], 'critical')).toEqual({ kind: 'nobody' });
  });

  test('is never somebody away while somebody is there, in whatever order they come', () => {
    const someone = record({
      slackId: constantFrom('U0A', 'U0B', 'U0C', 'U0D'),
      role: constantFrom('lead' as const, 'manager' as const, 'director' as const),
      isThere: boolean(),
      nextThere: option(date({ noInvalidDate: true }), { nil: undefined }),
      load: integer({ min: 0, max: 5 }),
    });

    assert(
      property(
        array(someone, { minLength: 1 }),
        constantFrom('normal' as const, 'critical' as const),
        (all, urgency) => {
          const choice = chooseApprover(all, urgency);
          if (!all.some(({ isThere }) => isThere)) return;

          expect(choice.kind).toBe('ask');
          expect(chooseApprover(all.toReversed(), urgency)).toEqual(choice);
        },
      ),
    );
  });
});

describe('the second person', () => {
  const matrix = { ...defaultMatrix('EUR'), secondPersonAbove: 10_000 };
  const grant = { remedy: 'refund', category: null, amount: 15_000, currency: 'EUR' } as const;

  test('is needed above the line, each of the two with enough authority', () => {
    expect(isCarriedBy(matrix, ['lead'], grant)).toBe(false);
    expect(isCarriedBy(matrix, ['lead', 'manager'], grant)).toBe(true);
    expect(isCarriedBy(matrix, ['lead', 'manager'], { ...grant, amount: 30_000 })).toBe(false);
    expect(isCarriedBy(matrix, ['director', 'manager'], { ...grant, amount: 30_000 })).toBe(true);
    expect(isCarriedBy(matrix, ['lead'], { ...grant, amount: 10_000 })).toBe(true);
  });

  test('bounds what one may grant alone, not whether they may approve', () => {
    expect(mostFor(matrix, 'lead', grant)).toBe(10_000);
    expect(mostFor(matrix, 'director', grant)).toBe(10_000);
    expect(mostFor(defaultMatrix('EUR'), 'director', grant)).toBeNull();
    expect(hasAuthority(matrix, 'lead', grant)).toBe(true);
    expect(hasAuthority(matrix, 'agent', grant)).toBe(false);
  });
});

describe('what a decision grants', () => {
  const of = { wanted: 'refund', category: 'Delivery' } as const;

  test('is nothing where it refuses or answers, whatever amount is made up', () => {
    for (const decision of ['refused', 'answered'] as const) {
      expect(grantOf(of, { decision, amount: 5, currency: 'EUR' })).toBeUndefined();
    }
  });

  test('is money as a refund, where no remedy was wanted', () => {
    const granted = { decision: 'granted', amount: 5, currency: 'EUR' } as const;

    expect(grantOf({ ...of, wanted: 'answer' }, granted)).toMatchObject({ remedy: 'refund', amount: 5 });
    expect(grantOf({ ...of, wanted: 'answer' }, { ...granted, amount: null })).toBeUndefined();
    expect(grantOf({ ...of, wanted: 'callback' }, { ...granted, amount: null })).toMatchObject({ remedy: 'callback' });
  });
});
