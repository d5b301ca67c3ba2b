import { expect, test } from 'vitest';
import type { CaseView } from './case-view.ts';
import { whatHolds } from './what-holds.ts';

const NOON = new Date('2026-11-20T12:00:00Z');
const THEN = new Date('2026-11-20T13:03:00Z');
const viewer = { slackId: 'U0MAYA', timeZone: 'Europe/Berlin' };

function view(of: Partial<CaseView['case']>, changes: readonly { kind: string; by: string }[] = []): CaseView {
  // Only what the sentence is made of.
  return {
    case: { owner: null, claimedAt: null, closedAt: null, ...of },
    changes,
    names: { U0LEO: 'Leo <3 & co', U0MAYA: 'Maya' },
  } as unknown as CaseView;
}

test.each([
  ['open', view({ state: 'open' }), 'Nobody has it now.'],
  ['claimed', view({ state: 'claimed', owner: 'U0LEO', claimedAt: NOON }), 'Leo <3 & co has it since 13:00.'],
  ['waiting', view({ state: 'waiting', owner: 'U0NEW', claimedAt: NOON }), '<@U0NEW> has it since 13:00.'],
  ['theirs', view({ state: 'claimed', owner: 'U0MAYA', claimedAt: NOON }), 'You have it since 13:00.'],
  [
    'resolved',
    view({ state: 'resolved', closedAt: NOON }, [{ kind: 'resolved', by: 'U0LEO' }]),
    'Leo <3 & co resolved it at 13:00.',
  ],
  [
    'cancelled by them',
    view({ state: 'cancelled', closedAt: NOON }, [{ kind: 'cancelled', by: 'U0MAYA' }]),
    'You cancelled it at 13:00.',
  ],
  ['closed with many notes since', view({ state: 'resolved', closedAt: NOON }), 'It was resolved at 13:00.'],
])('a case that is %s', (_name, of, sentence) => {
  expect(whatHolds(of, viewer, THEN)).toBe(sentence);
});

test('another local day is named', () => {
  const of = view({ state: 'resolved', closedAt: new Date('2026-11-19T23:30:00Z') });

  expect(whatHolds(of, viewer, THEN)).toBe('It was resolved at 00:30.');
  expect(whatHolds(of, { ...viewer, timeZone: 'America/Chicago' }, THEN)).toBe(
    'It was resolved on Thursday 19 November, 17:30.',
  );
});
