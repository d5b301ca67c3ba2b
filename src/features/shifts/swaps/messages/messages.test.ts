import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { literalTexts, liveParts, messageProblems } from '../../../../../test/support/block-check.ts';
import { awkwardTexts } from '../../../../../test/support/case-views.ts';
import {
  aConsent,
  aLeg,
  anExecution,
  aProposalView,
  aRequest,
  aRequestView,
  aShift,
  aVerdict,
  leaveFinding,
  legInReturn,
  proposalStates,
  requestKinds,
  requestStates,
  restFinding,
} from '../../../../../test/support/swap-views.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import type { ProposalView, RequestView } from '../swap-view.ts';
import { partyReader } from '../verdicts/reader.ts';
import { answerTo } from './answers.ts';
import { approvalMessage } from './approval.ts';
import { requestCard } from './request-card.ts';
import { closingNote, consentReminder, ownerReminder, resultMessage, uncoveredMessage } from './results.ts';
import { askedMessage, consentMessage } from './to-parties.ts';

/** All that peers read of a request. */
const toPeers = (view: RequestView): Message[] => [
  requestCard(view),
  closingNote(view),
  uncoveredMessage(view),
  ownerReminder(view),
  askedMessage(view, 'U0LEO'),
];

/** All that those in a proposal read of it. */
const toParties = (view: ProposalView): Message[] =>
  ['U0ANA', 'U0LEO', 'U0SAM'].flatMap((reader) => [
    consentMessage(view, reader),
    resultMessage(view, reader),
    consentReminder(view, reader),
    answerTo(view, partyReader(reader)),
  ]);

const wordsOf = (message: Message): string => JSON.stringify(message);
const shown = (message: Message): string => literalTexts(message.blocks ?? []).join(' ');

const offers = (count: number, name = 'Somebody'): ProposalView[] =>
  Array.from({ length: count }, (_, index) =>
    aProposalView(
      { proposedBy: `U0P${index}`, state: index === 0 ? 'approval' : 'waiting', approver: 'U0MAYA' },
      { names: { [`U0P${index}`]: `${name} ${index}` } },
      index + 1,
    ),
  );

const requestCases = requestKinds.flatMap((kind) => requestStates.map((state) => [kind, state] as const));

describe('the card of a request', () => {
  test.each(requestCases)('fits into Slack and wakes nobody: %s, %s', (kind, state) => {
    const owner = kind === 'pick-up' ? null : 'U0ANA';
    const executed = aProposalView({ state: 'executed' }, { legs: [aLeg(), legInReturn()] });
    for (const proposals of [[], [aProposalView()], offers(3), [executed]]) {
      const view = aRequestView(
        { kind, state, owner, wants: { dates: ['2026-10-26'], types: ['Late'] } },
        { proposals },
      );

      for (const message of toPeers(view)) {
        expect(messageProblems(message)).toEqual([]);
        expect(liveParts(message)).toEqual([]);
      }
    }
  });

  test('has no line for the reader’s own time where the clocks of the whole team show the same', () => {
    const here = { zones: ['Europe/Madrid', 'Europe/Berlin'] };
    const legs = [aLeg(here), legInReturn(here)];
    const request = aRequestView({ askedOnly: ['U0LEO'] }, here);
    const messages = [
      requestCard(request),
      askedMessage(request, 'U0LEO'),
      consentMessage(aProposalView({}, { legs }), 'U0ANA'),
      approvalMessage(aProposalView({ state: 'approval' }, { legs })),
    ];

    expect(JSON.stringify(messages)).not.toMatch(/in your time/i);
    const elsewhere = requestCard(aRequestView({}, { zones: ['Europe/Madrid', 'America/Chicago'] }));
    expect(JSON.stringify(elsewhere)).toContain('In your time');
    const another = aProposalView({}, { legs: [aLeg(here), legInReturn({ zones: ['Europe/London'] })] });
    expect(JSON.stringify(consentMessage(another, 'U0ANA'))).toContain('in your time');
  });

  test('says the real length of a night in which the clocks go back, and that it stays with its owner', () => {
    const words = shown(requestCard(aRequestView()));

    expect(words).toContain('Saturday 24 October, 22:00–06:00, Madrid time');
    expect(words).toContain('9 h: the clocks go back 1 h in it');
    expect(words).toContain("It stays Ana's until it is settled.");
    expect(words).toContain('7 of 112 people');
  });

  test('names a time that comes twice with its offset', () => {
    const part = { fromAt: new Date('2026-10-25T00:30:00Z'), toAt: new Date('2026-10-25T01:30:00Z'), isPart: true };

    const words = shown(requestCard(aRequestView(part)));

    expect(words).toContain('02:30 (UTC+02:00)–02:30 (UTC+01:00)');
  });

  test('takes a few lines once it is over, with a button only where it was settled', () => {
    for (const state of requestStates.slice(2)) {
      const { blocks = [] } = requestCard(aRequestView({ state }));

      expect(blocks).toHaveLength(1);
      expect(JSON.stringify(blocks).includes('"button"')).toBe(state === 'fulfilled');
    }
  });

  test('fits with fifty offers, whatever people are called', () => {
    for (const name of ['x'.repeat(80), ...awkwardTexts()]) {
      const view = aRequestView(
        { kind: 'trade', state: 'matched' },
        { proposals: offers(50, name), names: { U0P0: name, U0ANA: name } },
      );

      expect(messageProblems(requestCard(view))).toEqual([]);
      expect(liveParts(requestCard(view))).toEqual([]);
    }
  });

  test('says who is in line behind the one that is being settled, and by whom', () => {
    const proposals = offers(3, 'Person');
    const names = Object.assign({ U0ANA: 'Ana', U0MAYA: 'Maya' }, ...proposals.map((each) => each.names));

    const words = shown(requestCard(aRequestView({ state: 'matched' }, { proposals, names })));

    expect(words).toContain('It waits for Maya to approve it. In line: Person 1 and Person 2.');
    expect(words).toContain('Get in line');
  });
});

describe('the messages of a proposal', () => {
  test.each(proposalStates)('fit into Slack while it is %s', (state) => {
    for (const findings of [[], [restFinding, leaveFinding]]) {
      for (const legs of [[aLeg()], [aLeg(), legInReturn()], [aLeg({ to: null })], [aLeg({ from: null })]]) {
        const view = aProposalView(
          { state, verdict: aVerdict('review', findings), decidedBy: 'U0MAYA', decidedBecause: 'Words' },
          { legs },
        );

        for (const message of [...toParties(view), approvalMessage(view)]) {
          expect(messageProblems(message)).toEqual([]);
          expect(liveParts(message)).toEqual([]);
        }
      }
    }
  });

  test.each(awkwardTexts().map((text) => [text.slice(0, 40), text]))(
    'show what people wrote as it is: %s',
    (_start, text) => {
      const of = { type: text, role: text, site: text, activity: text };
      const request = aRequest({ reason: text, closedBecause: text });
      const names = { U0ANA: text, U0LEO: text, U0MAYA: text };
      for (const state of ['approval', 'blocked', 'denied', 'executed'] as const) {
        const view = aProposalView(
          { state, decidedBecause: text, decidedBy: 'U0MAYA', verdict: aVerdict('deny', [restFinding]) },
          { legs: [aLeg({}, of)], request, names },
        );
        const card = aRequestView({ state: 'closed', closedBecause: text }, { shift: aShift(of), names });

        for (const message of [...toParties(view), approvalMessage(view), ...toPeers(card)]) {
          expect(messageProblems(message)).toEqual([]);
          expect(liveParts(message)).toEqual([]);
        }
      }
    },
  );

  test('ask with buttons only while an answer is wanted, and let the owner of a trade choose', () => {
    const asked = aProposalView();
    const trade = aProposalView({}, { request: aRequest({ kind: 'trade' }), legs: [aLeg(), legInReturn()] });

    expect(wordsOf(consentMessage(asked, 'U0ANA'))).toContain('swap.accept');
    expect(wordsOf(consentMessage(trade, 'U0ANA'))).toContain('swap.choose');
    expect(wordsOf(consentMessage(aProposalView({ state: 'approval' }), 'U0ANA'))).not.toContain('"button"');
    expect(
      wordsOf(consentMessage(aProposalView({}, { consents: [aConsent('U0ANA', 'declined')] }), 'U0ANA')),
    ).not.toContain('"button"');
  });

  test('put the numbers before whoever approves, and the reason', () => {
    const request = aRequest({ reason: 'My mother is ill.' });
    const view = aProposalView({ state: 'approval', verdict: aVerdict('review', [restFinding]) }, { request });

    const words = shown(approvalMessage(view));

    expect(words).toContain('Leo: rest 9 h 00 as clocks change that night; 11 h 00 needed');
    expect(words).toContain('My mother is ill.');
    expect(wordsOf(approvalMessage(view))).toContain('swap.approve');
  });

  test('offer to let pass what is blocked, and nothing once it is decided', () => {
    expect(wordsOf(approvalMessage(aProposalView({ state: 'blocked' })))).toContain('swap.override');
    for (const state of ['executed', 'denied', 'expired', 'withdrawn'] as const) {
      expect(wordsOf(approvalMessage(aProposalView({ state })))).not.toContain('"button"');
    }
  });

  test('tell a party of their own leave, and their peers only that there is something', () => {
    const view = aProposalView({ state: 'blocked', verdict: aVerdict('deny', [leaveFinding]) });

    expect(shown(resultMessage(view, 'U0LEO'))).toContain('away for 8 h');
    expect(wordsOf(resultMessage(view, 'U0ANA'))).not.toContain('away for');
    expect(shown(resultMessage(view, 'U0ANA'))).toContain('only the other person and a manager see');
  });

  test('say what is legal instead where the rules do not allow it', () => {
    const view = aProposalView({ state: 'blocked', verdict: aVerdict('deny', [restFinding]) });

    expect(wordsOf(resultMessage(view, 'U0LEO'))).toContain('swap.offer');
    expect(wordsOf(resultMessage(view, 'U0ANA'))).toContain('swap.partners');
  });

  test('can be undone from the result until it was taken back', () => {
    const done = aProposalView({ state: 'executed' });
    const reverted = aProposalView({ state: 'executed' }, { execution: anExecution({ state: 'reverted' }) });

    expect(wordsOf(resultMessage(done, 'U0LEO'))).toContain('swap.undo');
    expect(wordsOf(resultMessage(reverted, 'U0LEO'))).not.toContain('swap.undo');
  });
});

test('the reason is in no message that anybody but an approver reads', () => {
  const reason = 'zq-my-mother-is-ill-zq';
  const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
  const anything = fc.record({
    kind: pick(requestKinds),
    state: pick(requestStates),
    proposal: pick(proposalStates),
    verdict: pick(['allow', 'review', 'deny'] as const),
    isPart: fc.boolean(),
    trades: fc.boolean(),
  });

  fc.assert(
    fc.property(anything, ({ kind, state, proposal, verdict, isPart, trades }) => {
      const request = aRequest({ kind, state, isPart, reason, owner: kind === 'pick-up' ? null : 'U0ANA' });
      const findings = verdict === 'allow' ? [] : [restFinding, leaveFinding];
      const of = aProposalView(
        { state: proposal, verdict: aVerdict(verdict, findings), decidedBy: 'U0MAYA' },
        { request, legs: trades ? [aLeg(), legInReturn()] : [aLeg()] },
      );
      const view = aRequestView(request, { proposals: [of] });

      for (const message of [...toPeers(view), ...toParties(of)]) expect(wordsOf(message)).not.toContain(reason);
    }),
    { numRuns: 500 },
  );
});
