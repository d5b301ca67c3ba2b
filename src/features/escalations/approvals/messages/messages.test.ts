import { describe, expect, test } from 'vitest';
import { liveParts, literalTexts, messageProblems, viewProblems } from '../../../../../test/support/block-check.ts';
import { anEntry, aView, awkwardTexts, CASE_ID } from '../../../../../test/support/case-views.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import { cleanText, clip, oneLine } from '../../../../slack/mrkdwn.ts';
import type { CaseView } from '../../case-view.ts';
import { decision } from '../../messages/to-raiser.ts';
import { caseStatus } from '../../messages/status.ts';
import { caseCard } from '../../messages/card.ts';
import { authorityLine } from '../approval-words.ts';
import {
  answerApproverModal,
  appealModal,
  askRequesterModal,
  lookAgainModal,
  refuseModal,
  requestModal,
  upholdModal,
} from '../modals.ts';
import type { Approval } from '../tables.ts';
import { approvalCard, approvalPosts } from './card.ts';
import { answerReply } from './to-approver.ts';
import { nobodyMayApprove, nobodySecondReply } from './nobody-may.ts';
import { approvedReply, askedReceipt, overruledReply, questionReply, refusedReply } from './to-requester.ts';

const NOON = new Date('2026-03-10T11:00:00Z');

function anApproval(more: Partial<Approval> = {}): Approval {
  return {
    workspaceId: 'T0NORTHWIND',
    id: '33333333-3333-4333-8333-333333333333',
    caseId: CASE_ID,
    teamId: '22222222-2222-4222-8222-222222222222',
    number: 1,
    kind: 'decision',
    state: 'asked',
    requestedBy: 'U0LEO',
    requestedAt: NOON,
    reason: null,
    decision: 'granted',
    amount: 50_000,
    currency: 'EUR',
    tellCustomer: 'We refund 500 euros.',
    passage: null,
    policyRevisionId: null,
    policyAnchor: null,
    departsBecause: null,
    matrixRevision: 1,
    asked: ['U0MAYA'],
    askedAt: NOON,
    reminded: 0,
    approvedBy: [],
    decidedBy: null,
    decidedAt: null,
    refusal: null,
    question: null,
    answer: null,
    budget: null,
    why: { because: 'above', most: 20_000, currency: 'EUR', approvals: 1 },
    answerBy: NOON,
    secondLookOf: null,
    refusedBy: null,
    ...more,
  };
}

function waiting(approval: Approval, more: Partial<CaseView['case']> = {}, rest: Partial<CaseView> = {}): CaseView {
  const names = { U0ANA: 'Ana', U0LEO: 'Leo', U0MAYA: 'Maya', U0DORA: 'Dora' };
  return aView({ state: 'waiting', waitingOn: 'approver', owner: 'U0LEO', ...more }, { approval, names, ...rest });
}

const states: Readonly<Record<string, Partial<Approval>>> = {
  asked: {},
  'asked again': { secondLookOf: CASE_ID, refusedBy: 'U0DORA', reason: 'She is right' },
  'with a budget': { budget: { month: '2026-03', left: 4_000, total: 10_000, currency: 'EUR' } },
  'with question and answer': { question: 'Is it insured?', answer: 'No' },
  'an exception': { passage: '4.2', departsBecause: 'Loyal' },
  'first approved': { approvedBy: ['U0MAYA'], asked: ['U0MAYA', 'U0DORA'] },
  'first approved, with nobody else': { approvedBy: ['U0MAYA'], asked: ['U0MAYA'] },
  'passed on': { asked: ['U0MAYA', 'U0DORA'] },
  'nobody asked': { asked: [] },
  approved: { state: 'approved', decidedBy: 'U0MAYA', approvedBy: ['U0MAYA'] },
  refused: { state: 'refused', decidedBy: 'U0DORA', refusal: 'Too much' },
  withdrawn: { state: 'withdrawn', decidedBy: 'U0LEO' },
  appeal: {
    kind: 'appeal',
    decision: 'refused',
    amount: null,
    requestedBy: 'U0ANA',
    refusedBy: 'U0LEO',
    reason: 'Loyal',
  },
};

function everyMessage(view: CaseView, approval: Approval, text: string): Record<string, Message> {
  const entry = anEntry('note', { text });
  const nobody = nobodyMayApprove(view, approval, entry).flatMap((post) =>
    post.kind === 'post' ? [post.message] : [],
  );
  return {
    ...Object.fromEntries(
      approval.asked.map((slackId, turn) => [`card for ${slackId}`, approvalCard(view, approval, turn)]),
    ),
    ...Object.fromEntries(approvalPosts(view).map(({ to, message }) => [`new card for ${to}`, message])),
    ...Object.fromEntries(nobody.map((message, at) => [`nobody ${at}`, message])),
    'card of the case': caseCard(view),
    status: caseStatus(view),
    receipt: askedReceipt(view, approval, 'above', { kind: 'ask', slackId: 'U0MAYA' }),
    'receipt, later': askedReceipt(view, approval, 'budget', { kind: 'wait', until: NOON }),
    'receipt, nobody': askedReceipt(view, approval, 'second', { kind: 'nobody' }),
    'nobody is the second': nobodySecondReply(view, entry, approval),
    'approved reply': approvedReply(view, entry, 'U0LEO'),
    'refused reply': refusedReply(view, entry, approval),
    'question reply': questionReply(view, anEntry('approval-question', { text, detail: { to: 'U0LEO' } })),
    'question reply, answered': questionReply(
      view,
      anEntry('approval-question', { text, detail: { to: 'U0LEO', kind: approval.kind } }),
      anEntry('approval-answer', { text }),
    ),
    overruled: overruledReply(view, entry, { ...approval, refusedBy: 'U0LEO', reason: clip(text, 1000) }),
    'answer reply': answerReply(view, entry),
    decision: decision(
      view,
      anEntry('approved', {
        text,
        by: 'U0MAYA',
        detail: { decision: 'granted', amount: 1, currency: 'EUR', requestedBy: 'U0LEO', approvedBy: ['U0MAYA'] },
      }),
    ),
    upheld: decision(view, anEntry('upheld', { text, by: 'U0MAYA', detail: { decision: 'refused', reason: text } })),
    'refused, looked at again': decision(
      view,
      anEntry('resolved', { text, detail: { decision: 'refused' } }),
      anEntry('second-look', { text }),
    ),
  };
}

/** What is written in this state, written anew. */
function filledWith(
  { reason, question, answer, passage, refusal }: Partial<Approval>,
  text: string,
): Partial<Approval> {
  return {
    ...(reason && { reason: clip(text, 1000) }),
    ...(question && { question: text }),
    ...(answer && { answer: text }),
    ...(passage && { passage: clip(text, 500), departsBecause: clip(text, 1000) }),
    ...(refusal && { refusal: clip(text, 1000) }),
  };
}

const OURS = new Set(['@U0LEO', '@U0MAYA', '@U0ANA', '@U0DORA', '#C0CAREESC']);

describe.each(Object.entries(states))('a request that is %s', (_name, of) => {
  test('is shown within what Slack takes, whatever people wrote', () => {
    for (const typed of ['words', ...awkwardTexts()]) {
      const text = cleanText(typed).trim() || 'nothing';
      const approval = anApproval({ ...of, ...filledWith(of, text), tellCustomer: text });
      const name = clip(oneLine(text), 80);
      const view = waiting(
        approval,
        { summary: clip(oneLine(text), 150) },
        { names: { U0ANA: name, U0LEO: name, U0MAYA: name } },
      );
      for (const [which, message] of Object.entries(everyMessage(view, approval, text))) {
        const foreign = liveParts(message).filter((part) => !OURS.has(part));
        expect({ which, problems: messageProblems(message), foreign }).toEqual({ which, problems: [], foreign: [] });
      }
    }
  });

  test('opens forms that Slack takes', () => {
    const text = awkwardTexts().find((each) => each.length > 2000) ?? 'x';
    const approval = anApproval({ ...of, tellCustomer: clip(text, 3000), question: clip(text, 3000) });
    const view = waiting(approval);
    const forms = {
      request: requestModal(view, approval, { mayDecide: true }),
      'request, to read': requestModal(view, approval, { mayDecide: false }),
      refuse: refuseModal(view, approval),
      ask: askRequesterModal(view, approval),
      answer: answerApproverModal(view, approval),
      'look again': lookAgainModal(view, approval),
      appeal: appealModal(view),
      uphold: upholdModal(view, approval),
    };

    for (const [which, form] of Object.entries(forms)) {
      expect({ which, problems: viewProblems(form) }).toEqual({ which, problems: [] });
    }
  });
});

describe('the approval card', () => {
  test('says who asks what, what the customer would be told and how the budget stood', () => {
    const approval = anApproval(states['with a budget']);
    const card = approvalCard(waiting(approval), approval, 0);

    expect(card.text).toBe('#42: Leo asks you to approve Granted, €500.00: Lamp arrived broken, customer is angry');
    const said = literalTexts(card).join('');
    expect(said).toContain('Decided by  Leo');
    expect(said).toContain('€40.00 of €100.00 left for March 2026, which is less than this takes');
    expect(said).toContain('Leo may grant up to €200.00 alone');
    expect(said).toContain('then the next one who may is asked');
    expect(said).toContain('We refund 500 euros.');
  });

  test.each([
    [1, [], 'The agent is told at once.'],
    [2, [], 'It takes a second person, who is asked next; the agent is told after that.'],
    [2, ['U0DORA'], 'Dora has approved it as well. The agent is told at once.'],
  ] as const)('says before it counts what it does: %d to approve, approved by %j', (approvals, approvedBy, effect) => {
    const why = { because: 'above', most: 0, currency: 'EUR', approvals } as const;
    const approval = anApproval({ why, approvedBy: [...approvedBy] });

    expect(JSON.stringify(approvalCard(waiting(approval), approval, 0))).toContain(effect);
  });

  test('asks for the amount before it counts', () => {
    const approval = anApproval();

    expect(JSON.stringify(approvalCard(waiting(approval), approval, 0))).toContain(
      '"text":"Approve Granted, €500.00?"',
    );
  });

  test.each([
    ['asked', 0, true],
    ['passed on', 0, false],
    ['passed on', 1, true],
    ['first approved', 0, false],
    ['first approved', 1, true],
    ['first approved, with nobody else', 0, false],
    ['approved', 0, false],
    ['refused', 0, false],
    ['withdrawn', 0, false],
  ])('of a request that is %s, to person %d: has buttons is %s', (state, turn, hasButtons) => {
    const approval = anApproval(states[state]);

    expect(JSON.stringify(approvalCard(waiting(approval), approval, turn)).includes('approval.approve')).toBe(
      hasButtons,
    );
  });

  test('says what came of it to each who was asked', () => {
    const outcome = (of: Partial<Approval>, turn = 0) => {
      const approval = anApproval(of);
      return literalTexts(approvalCard(waiting(approval), approval, turn))
        .join('')
        .split('\n')
        .at(-1);
    };

    expect(outcome(states['passed on'] ?? {})).toMatch(/^Dora was asked instead\. You may still decide it\./);
    expect(outcome(states['first approved'] ?? {})).toBe('You approved it. It takes a second person: Dora is asked.');
    expect(outcome(states['approved'] ?? {})).toBe('You approved it.');
    expect(outcome(states['refused'] ?? {})).toBe('Dora refused it: Too much');
    expect(outcome(states['withdrawn'] ?? {})).toBe('Leo ended the request. There is nothing to do.');
  });
});

test('the raiser reads nothing of what may be granted while it waits', () => {
  expect(JSON.stringify(caseStatus(waiting(anApproval())))).not.toContain('500');
});

test.each([
  [{ most: null, isMoney: true }, 'You may grant any amount.'],
  [
    {
      most: 20_000,
      isMoney: true,
      currency: 'EUR',
      choice: { kind: 'ask', slackId: 'U0MAYA' },
      approver: 'Maya',
      asked: 50_000,
    },
    'You may grant up to €200.00; for the €500.00 wanted, Maya is asked.',
  ],
  [
    { most: 20_000, isMoney: true, currency: 'EUR', choice: { kind: 'ask', slackId: 'U0MAYA' } },
    'You may grant up to €200.00; above it somebody who may grant it is asked.',
  ],
  [
    { most: 20_000, isMoney: true, currency: 'EUR', choice: { kind: 'wait', until: NOON } },
    'You may grant up to €200.00; above it somebody is asked as soon as they are there.',
  ],
  [
    { most: 0, isMoney: false, choice: { kind: 'nobody' } },
    'You may not grant this alone: nobody else of the team may approve it.',
  ],
] as const)('before anything is typed the form says: %j', (atHand, line) => {
  expect(authorityLine(atHand)).toBe(line);
});
