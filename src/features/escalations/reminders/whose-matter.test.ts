import { expect, test } from 'vitest';
import { aCase } from '../../../../test/support/case-views.ts';
import type { Approval } from '../approvals/tables.ts';
import type { KeptClock } from '../clocks/tables.ts';
import type { LedgerPromise } from '../promises/tables.ts';
import type { Reminder, ReminderKind } from './tables.ts';
import { whoseMatter, type Matter } from './whose-matter.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const LATER = new Date('2026-03-10T10:00:00Z');
const BEFORE = new Date('2026-03-10T08:00:00Z');

function matter(kind: ReminderKind, more: Partial<Matter> = {}): Matter {
  const reminder = { kind, slackId: 'U0LEO', dueAt: null } as Reminder;
  return { reminder, case: claimed, clock: null, promise: null, approval: null, ...more };
}

const claimed = aCase({ state: 'claimed', owner: 'U0LEO' });
const waiting = aCase({ state: 'waiting', waitingOn: 'agent', owner: 'U0LEO' });
const resolved = aCase({ state: 'resolved', owner: 'U0LEO' });
const atApprover = aCase({ state: 'waiting', waitingOn: 'approver', owner: 'U0LEO' });
const handedOver = aCase({ state: 'claimed', owner: 'U0LIA' });
const clock = (more: Partial<KeptClock>) =>
  ({ kind: 'resolve', stoppedAt: null, dueAt: LATER, breachedAt: null, ...more }) as KeptClock;
const promise = (more: Partial<LedgerPromise>) =>
  ({ state: 'open', dueAt: LATER, madeBy: 'U0LEO', keptAt: null, ...more }) as LedgerPromise;
const approval = (state: Approval['state']) =>
  ({ state, asked: ['U0LIA', 'U0MAYA'], approvedBy: [] }) as unknown as Approval;

const cases: readonly (readonly [about: string, of: Matter, whose: string | undefined])[] = [
  ['a clock that runs is its owner’s', matter('resolve-soon', { clock: clock({}) }), 'U0LEO'],
  ['it moves with the case', matter('resolve-soon', { clock: clock({}), case: handedOver }), 'U0LIA'],
  ['not when the time is over', matter('resolve-soon', { clock: clock({ dueAt: BEFORE }) }), undefined],
  ['not while the case waits', matter('answer-soon', { clock: clock({}), case: waiting }), undefined],
  ['but while it waits for an approver', matter('answer-soon', { clock: clock({}), case: atApprover }), 'U0LEO'],
  ['not when the clock has stopped', matter('answer-soon', { clock: clock({ stoppedAt: BEFORE }) }), undefined],
  ['not when the clock is gone', matter('answer-soon'), undefined],
  ['a breach is its owner’s', matter('resolve-late', { clock: clock({ dueAt: BEFORE, breachedAt: BEFORE }) }), 'U0LEO'],
  ['not when it was withdrawn', matter('resolve-late', { clock: clock({}) }), undefined],
  ['an open case is for whoever is reminded', matter('claim-late', { case: aCase({ state: 'open' }) }), 'U0LEO'],
  ['not once it is claimed', matter('claim-late'), undefined],
  ['to tell the customer is for the raiser', matter('tell-customer', { case: resolved }), 'U0ANA'],
  ['not when they know', matter('tell-customer', { case: { ...resolved, toldCustomerAt: NOW } }), undefined],
  ['a promise is its keeper’s', matter('promise-soon', { promise: promise({}), case: handedOver }), 'U0LIA'],
  ['the raiser’s own word is theirs', matter('promise-soon', { promise: promise({ madeBy: 'U0ANA' }) }), 'U0ANA'],
  ['not when it is kept', matter('promise-soon', { promise: promise({ state: 'kept' }) }), undefined],
  ['a broken one is still owed', matter('promise-late', { promise: promise({ state: 'broken' }) }), 'U0LEO'],
  [
    'not when it was kept late',
    matter('promise-late', { promise: promise({ state: 'broken', keptAt: NOW }) }),
    undefined,
  ],
  ['an approval is for whoever is asked now', matter('approval-late', { approval: approval('asked') }), 'U0MAYA'],
  ['not when it is decided', matter('approval-late', { approval: approval('refused') }), undefined],
];

test.each(cases)('%s', (_about, of, whose) => {
  expect(whoseMatter(of, NOW)).toBe(whose);
});
