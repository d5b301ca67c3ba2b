import type { ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { liveParts, viewProblems } from '../../../../../test/support/block-check.ts';
import { awkwardTexts } from '../../../../../test/support/case-views.ts';
import {
  aLeg,
  anExecution,
  aProposalView,
  aRequest,
  aRequestView,
  aShift,
  aVerdict,
  leaveFinding,
  legInReturn,
  restFinding,
} from '../../../../../test/support/swap-views.ts';
import { UserError } from '../../../../core/errors.ts';
import type { OpenView, ViewState } from '../../../../slack/listener.ts';
import { option } from '../../../../slack/blocks.ts';
import { closeModal, denyModal, overrideModal, readClosing, readDecision } from './because-form.ts';
import { coverModal, readCover } from './cover-form.ts';
import { answerForModal, offerModal, readAnswerFor, readOffer, readTakePart, takePartModal } from './offer-form.ts';
import { overviewModal } from './overview.ts';
import { requestModal } from './request-window.ts';
import { otherShiftsModal, ownShiftsModal } from './shifts.ts';
import { emptyPostForm, type PostForm } from './post-fields.ts';
import { postModal, type PostPage } from './post-form.ts';

const PAGE: PostPage = {
  shift: aShift(),
  ownerName: null,
  teamName: 'Northwind Care',
  today: '2026-10-20',
  types: ['Early', 'Late', 'Night'],
  look: { legal: 7, considered: 112, nearest: null },
  taken: [option('Leo · Monday', '11111111-1111-4111-8111-000000000002')],
};

const FORM: PostForm = {
  ...emptyPostForm(PAGE.shift.id),
  kind: 'trade',
  extent: 'part',
  audience: 'named',
  reason: 'A wedding',
};

function sent(view: ModalView, state: ViewState): OpenView {
  return {
    id: 'V1',
    hash: 'h',
    type: 'modal',
    callbackId: view.callback_id ?? '',
    privateMetadata: view.private_metadata ?? '',
    state,
  };
}

const chose = (value: string) => ({ x: { selected_option: { value } } });
const typed = (value: string) => ({ x: { value } });
const named = (...selected: string[]) => ({ x: { selected_users: selected } });

const every: readonly (readonly [string, (text: string) => ModalView])[] = [
  [
    'the request',
    (text) =>
      postModal(
        { ...PAGE, ownerName: text, teamName: text, shift: aShift({ type: text, role: text, site: text }) },
        { ...FORM, reason: text, dates: text },
        new UserError(text, 'kind'),
      ),
  ],
  [
    'the offer',
    (text) =>
      offerModal(
        {
          view: aRequestView({}, { names: { U0ANA: text } }),
          offers: [{ shift: aShift({ type: text }), verdict: text }],
          considered: 3,
          nearest: text,
          reason: null,
          forNothing: text,
        },
        undefined,
        new UserError(text),
      ),
  ],
  [
    'nothing to offer',
    (text) =>
      offerModal(
        { view: aRequestView(), offers: [], considered: 3, nearest: text, reason: null, forNothing: null },
        undefined,
      ),
  ],
  [
    'answering for somebody',
    (text) => answerForModal(aRequestView({}, { names: { U0ANA: text } }), ['U0LEO'], new UserError(text)),
  ],
  ['a part', (text) => takePartModal(aRequestView({}, { names: { U0ANA: text } }), new UserError(text))],
  [
    'refusing',
    (text) =>
      denyModal(
        aProposalView(
          { state: 'approval', verdict: aVerdict('review', [restFinding]) },
          { request: aRequest({ reason: text }) },
        ),
        text,
        new UserError(text),
      ),
  ],
  [
    'letting pass',
    (text) =>
      overrideModal(
        aProposalView({ state: 'blocked', verdict: aVerdict('deny', [leaveFinding]) }),
        text,
        new UserError(text),
      ),
  ],
  ['closing', (text) => closeModal(aRequestView({}, { names: { U0ANA: text } }), text, new UserError(text))],
  [
    'covering',
    (text) =>
      coverModal(
        { shift: aShift({ type: text }), ownerName: text, look: { legal: 0, considered: 3, nearest: text } },
        { because: text, to: option(text, 'U0LEO') },
        new UserError(text, 'to'),
      ),
  ],
  ['several shifts', (text) => ownShiftsModal([aShift({ type: text }), aShift({ id: 'b' })])],
  [
    'the shifts of somebody',
    (text) => otherShiftsModal(text, [aShift({ type: text }), aShift({ id: 'b' })], new Date(0)),
  ],
];

describe('every form', () => {
  test.each(every)('fits into Slack and shows what people wrote as it is: %s', (_name, make) => {
    for (const text of ['Words', ...awkwardTexts()]) {
      const view = make(text);

      expect(viewProblems(view)).toEqual([]);
      expect(liveParts(view)).toEqual([]);
    }
  });
});

describe('the other forms', () => {
  test('an offer is one of the shifts on offer, or nothing', () => {
    const view = offerModal(
      {
        view: aRequestView(),
        offers: [],
        considered: 0,
        nearest: null,
        reason: null,
        forNothing: 'Every rule allows it',
      },
      undefined,
    );

    expect(readOffer(sent(view, { gives: chose('nothing') }))).toMatchObject({ input: { gives: null } });
    expect(readOffer(sent(view, { gives: chose('11111111-1111-4111-8111-000000000002') }))).toMatchObject({
      input: { gives: '11111111-1111-4111-8111-000000000002' },
    });
    expect(readOffer(sent(view, {}))).toEqual({ errors: { gives: 'Choose a shift, or nothing.' } });
  });

  test('has no button to send where nothing is legal', () => {
    const view = offerModal(
      {
        view: aRequestView(),
        offers: [],
        considered: 4,
        nearest: 'rest 9 h 00 < 11 h 00',
        reason: null,
        forNothing: null,
      },
      undefined,
    );

    expect(view.submit).toBeUndefined();
    expect(JSON.stringify(view)).toContain('Closest: rest 9 h 00 &lt; 11 h 00.');
  });

  test.each([
    ['Your one shift in that time may be given in return by the rules.', 1, 1],
    ['Your one shift in that time may not be given in return by the rules.', 0, 1],
    ['2 of your 3 shifts may be given in return by the rules.', 2, 3],
    ['None of your 3 shifts may be given in return by the rules.', 0, 3],
  ])('an offer says: %s', (words, legal, considered) => {
    const offers = Array.from({ length: legal }, () => ({ shift: aShift(), verdict: 'every rule allows it' }));

    const view = offerModal(
      { view: aRequestView(), offers, considered, nearest: null, reason: null, forNothing: null },
      undefined,
    );

    expect(JSON.stringify(view)).toContain(words);
  });

  test('a reason is asked for where it is missing', () => {
    const proposal = aProposalView({ state: 'approval' });
    const request = aRequestView();

    expect(readDecision(sent(denyModal(proposal), { because: typed(' ') }))).toEqual({
      errors: { because: 'Write a few words.' },
    });
    expect(readClosing(sent(closeModal(request), { because: typed('Sorted out') }))).toEqual({
      input: { requestId: request.request.id, because: 'Sorted out' },
    });
    expect(
      readCover(
        sent(coverModal({ shift: aShift(), ownerName: 'Ana', look: PAGE.look }), {
          to: chose('U0LEO'),
          because: typed('Ill'),
        }),
      ),
    ).toEqual({
      input: { shiftId: aShift().id, to: 'U0LEO', because: 'Ill' },
    });
    expect(readAnswerFor(sent(answerForModal(request), { onBehalfOf: named('U0LEO') }))).toMatchObject({
      input: { onBehalfOf: 'U0LEO' },
    });
    expect(readTakePart(sent(takePartModal(request), { from: chose('2'), to: chose('1') }))).toMatchObject({
      errors: {},
    });
  });

  test('a form that was made up is refused in words', () => {
    const forged = {
      ...sent(denyModal(aProposalView()), { because: typed('x') }),
      privateMetadata: '{"proposalId":"<!channel>"}',
    };

    expect(() => readDecision(forged)).toThrow('out of date');
  });
});

describe('the windows', () => {
  test('show what waits, with ids that are unique in them', () => {
    const offers = Array.from({ length: 50 }, (_, index) =>
      aProposalView(
        { proposedBy: `U0P${index}` },
        { legs: [aLeg(), legInReturn()], names: { [`U0P${index}`]: 'x'.repeat(80) } },
        index + 1,
      ),
    );
    const view = aRequestView({ kind: 'trade' }, { proposals: offers });
    const shifts = Array.from({ length: 10 }, (_, index) =>
      aShift({ id: `11111111-1111-4111-8111-10000000000${index}` }),
    );

    const settled = [aProposalView({ state: 'executed' }, { execution: anExecution() })];
    const looking = { reader: 'U0ANA', mayDecide: true, mayUndo: () => true };

    const all = overviewModal(
      {
        toAnswer: offers.slice(0, 10),
        toApprove: offers.slice(10, 20),
        toTake: [view],
        requests: [view],
        offers: offers.slice(20, 30),
        settled,
        shifts,
      },
      looking,
    );

    expect(viewProblems(all)).toEqual([]);
    expect(viewProblems(requestModal(view, looking))).toEqual([]);
    expect(JSON.stringify(requestModal(view, looking))).toContain('And 10 more in line.');
  });
});
