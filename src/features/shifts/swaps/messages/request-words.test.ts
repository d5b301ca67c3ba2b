import { expect, test } from 'vitest';
import {
  aConsent,
  aLeg,
  aProposalView,
  aRequest,
  aRequestView,
  anExecution,
  aShift,
  legInReturn,
} from '../../../../../test/support/swap-views.ts';
import { requestState } from './request-words.ts';

const names = { U0ANA: 'Ana', U0LEO: 'Leo', U0SAM: 'Sam' };
const offered = aProposalView({ state: 'consent' }, { consents: [aConsent('U0ANA', 'asked')] });
const settled = aProposalView(
  { state: 'executed' },
  { execution: anExecution(), legs: [aLeg({ shift: aShift({ slackId: 'U0LEO' }) }), legInReturn()] },
);

const trade = aRequestView(aRequest({ kind: 'trade' }), { proposals: [offered], names });
const taken = aRequestView(aRequest({ state: 'matched' }), { proposals: [offered], names });
const done = aRequestView(aRequest({ kind: 'trade', state: 'fulfilled' }), { proposals: [settled], names });

test.each([
  [trade, undefined, '1 offer, from Leo. Ana chooses.'],
  [trade, 'U0ANA', '1 offer, from Leo. You choose.'],
  [trade, 'U0LEO', '1 offer, from you. Ana chooses.'],
  [taken, undefined, 'Leo would take it. It waits for Ana to say yes.'],
  [taken, 'U0ANA', 'Leo would take it. It waits for you to say yes.'],
  [taken, 'U0LEO', 'You would take it. It waits for Ana to say yes.'],
  [aRequestView(aRequest({ state: 'withdrawn' }), { names }), 'U0ANA', 'You took it back. It stays yours.'],
  [aRequestView(aRequest({ state: 'expired' }), { names }), 'U0ANA', 'Nobody took it in time. It stays yours.'],
  [aRequestView(aRequest({ state: 'expired' }), { names }), 'U0LEO', "Nobody took it in time. It stays Ana's."],
])('how a request stands is said to its reader as to somebody: %#', (view, reader, said) => {
  expect(requestState(view, reader)).toBe(said);
});

test.each([
  [undefined, /^Settled: Leo works it; Ana works /],
  ['U0ANA', /^Settled: Leo works it; you work /],
  ['U0LEO', /^Settled: you work it; Ana works /],
])('who works what is said to %s in their person', (reader, said) => {
  expect(requestState(done, reader)).toMatch(said);
});
