import { describe, expect, test } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { aCase, aView, awkwardTexts } from '../../../../test/support/case-views.ts';
import type { Case } from '../tables.ts';
import type { HandedCase, HandOverView } from './hand-over-view.ts';
import { giverMessage, groupMessage, offerMessage } from './messages.ts';
import { handOverForm, readHandOverForm } from './modals.ts';
import type { HandOverOffer, HandOverStage, HandedState } from './tables.ts';

const NOW = new Date('2026-03-10T13:00:00Z');
const HAND_OVER = '33333333-3333-4333-8333-333333333333';
const BATCH = '44444444-4444-4444-8444-444444444444';
const idOf = (index: number) => `11111111-1111-4111-8111-${String(index).padStart(12, '0')}`;

function handed(index: number, more: Partial<HandedCase> = {}, of: Partial<Case> = {}): HandedCase {
  const caseId = idOf(index);
  return {
    workspaceId: 'T0NORTHWIND',
    handOverId: HAND_OVER,
    caseId,
    state: 'waiting',
    heir: 'U0LIA',
    note: null,
    case: aCase({ id: caseId, number: index, state: 'claimed', owner: 'U0LEO', promisedBy: NOW, ...of }),
    promised: 'A call back',
    ...more,
  };
}

function viewOf(cases: readonly HandedCase[], stage: HandOverStage = 'offered'): HandOverView {
  const offers: HandOverOffer[] = cases.map(({ caseId }) => ({
    workspaceId: 'T0NORTHWIND',
    handOverId: HAND_OVER,
    caseId,
    heir: 'U0LIA',
    batch: BATCH,
    state: 'waiting',
  }));
  return {
    handOver: {
      workspaceId: 'T0NORTHWIND',
      id: HAND_OVER,
      teamId: idOf(0),
      giver: 'U0LEO',
      stage,
      spanEnd: NOW,
      requestId: null,
      startedAt: NOW,
      stageEnds: NOW,
      askedAt: null,
    },
    team: aView().team,
    cases,
    offers,
    names: { U0LEO: 'Leo <!channel>', U0LIA: 'Lia & *co*' },
  };
}

const twenty = Array.from({ length: 20 }, (_, index) => handed(index + 1));
const stages: readonly HandOverStage[] = ['proposed', 'offered', 'asked', 'done'];
const states: readonly HandedState[] = ['waiting', 'accepted', 'kept', 'returned', 'elsewhere'];

describe('the messages of a hand-over', () => {
  test.each(stages)('fit into Slack while it is %s, with the longest list', (stage) => {
    const view = viewOf(twenty, stage);

    expect(messageProblems(giverMessage(view))).toEqual([]);
    expect(messageProblems(offerMessage(view, BATCH))).toEqual([]);
    expect(messageProblems(groupMessage(view, ['U0LIA', 'U0MAYA']))).toEqual([]);
  });

  test.each(awkwardTexts().map((text) => [text.slice(0, 40), text]))(
    'show what people wrote as it is: %s',
    (_start, text) => {
      const view = viewOf([handed(1, { note: text, promised: text }, { summary: text })], 'asked');

      for (const message of [giverMessage(view), offerMessage(view, BATCH), groupMessage(view)]) {
        expect(messageProblems(message)).toEqual([]);
        expect(liveParts(message)).toEqual([]);
      }
    },
  );

  test.each(states)('say what became of a case that is %s', (state) => {
    for (const of of [{}, { state: 'resolved' as const }, { owner: null }]) {
      const view = viewOf([handed(1, { state, heir: null }, of)], 'done');

      expect(messageProblems(giverMessage(view))).toEqual([]);
      expect(JSON.stringify(giverMessage(view).blocks)).not.toContain('Offer to them');
    }
  });

  test('only a new message to the group mentions anybody', () => {
    expect(liveParts(groupMessage(viewOf(twenty), ['U0LIA']))).toContain('@U0LIA');
    expect(liveParts(groupMessage(viewOf(twenty)))).toEqual([]);
    expect(liveParts(giverMessage(viewOf(twenty)))).toEqual([]);
  });

  test('an answered offer has no buttons left', () => {
    const view = viewOf([handed(1, { state: 'accepted' })]);
    const answered = { ...view, offers: view.offers.map((offer) => Object.assign(offer, { state: 'accepted' })) };

    expect(JSON.stringify(offerMessage(answered, BATCH).blocks)).not.toContain('"button"');
  });
});

describe('the form', () => {
  const candidates = Array.from({ length: 120 }, (_, index) => ({
    slackId: `U0LEAD${index}`,
    name: `Lead ${index} <!here>`,
    role: 'lead' as const,
    hasSkill: false,
    isThere: index === 0,
    openLoad: 0,
    lastAskedAt: null,
    nextThere: undefined,
  }));
  const open = twenty.map((each) => ({ case: each.case, candidates, heir: 'U0LEAD0' }));

  test('fits into Slack with twenty cases and a large team', () => {
    expect(viewProblems(handOverForm(open, { handOverId: HAND_OVER }))).toEqual([]);
  });

  test('is read as it was filled in', () => {
    const view = handOverForm(open.slice(0, 2));
    const chosen = (value: string) => ({ x: { selected_option: { value } } });
    const state = { 'heir-0': chosen('U0LEAD0'), 'note-0': { x: { value: ' Call him. ' } }, 'heir-1': chosen('keep') };

    const read = readHandOverForm({
      id: 'V1',
      hash: 'h',
      type: 'modal',
      callbackId: 'hand-over.form',
      privateMetadata: view.private_metadata ?? '',
      state,
    });

    expect(read).toEqual({
      input: {
        choices: [
          { caseId: idOf(1), heir: 'U0LEAD0', note: 'Call him.' },
          { caseId: idOf(2), heir: undefined, note: undefined },
        ],
      },
    });
  });
});
