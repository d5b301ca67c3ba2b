import { describe, expect, it, test } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { awkwardTexts } from '../../../../test/support/case-views.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { UserError } from '../../../core/errors.ts';
import type { Team } from '../../../people/tables.ts';
import { answeredMessage } from './answering/answer-message.ts';
import { movedMessage, stillWaitingMessage } from './waiting/asker-news.ts';
import { fates } from './answering/answer-gap.ts';
import { NO_TITLE } from './answering/draft-of-answer.ts';
import type { GapPage } from './gap-page.ts';
import { homeBlocks } from './home-blocks.ts';
import { names, ownerMessage, overMessage } from './asking/owner-message.ts';
import { publishedMessage } from './answering/published-message.ts';
import { questionKey, questionText } from './asking/question.ts';
import { lateMessage, answerReminder } from './waiting/reminder-messages.ts';
import type { PolicyGap } from './tables.ts';
import type { Week } from './week/read-week.ts';
import { weekMessage, weekWindow } from './week/week-message.ts';
import { addQuestionModal } from './windows/add-question-form.ts';
import { answerModal, closeModal, handOnModal, parseAnswer, passageModal } from './windows/forms.ts';
import { gapWindow } from './windows/gap-window.ts';
import { ageText, gapsWindow } from './windows/gaps-window.ts';

const NOW = new Date('2026-03-10T09:00:00Z');
const DUE = new Date('2026-03-11T09:00:00Z');
const WEEK = {
  since: new Date('2026-03-02T07:00:00Z'),
  until: new Date('2026-03-09T07:00:00Z'),
  timeZone: 'UTC',
  now: NOW,
};
const ID = '11111111-1111-4111-8111-000000000001';

function aGap(more: Partial<PolicyGap> = {}): PolicyGap {
  return {
    workspaceId: 'T0NORTHWIND',
    id: ID,
    teamId: CARE,
    number: 3,
    state: 'open',
    question: 'Can I bring back worn earbuds?',
    questionKey: 'can i bring back worn earbuds',
    owner: 'U0MAYA',
    ownerSince: NOW,
    nearestPolicyId: null,
    askedBy: 'U0ANA',
    askedAt: NOW,
    dueAt: DUE,
    reminded: 0,
    answer: null,
    policyId: null,
    passageId: null,
    awaitsPolicy: false,
    settledBy: null,
    settledAt: null,
    settledBecause: null,
    version: 1,
    ...more,
  };
}

const team = { id: CARE, name: 'Northwind Care', timeZone: 'Europe/Berlin' } as Team;

function aPage(more: Partial<GapPage> = {}): GapPage {
  const asker = { slackId: 'U0ANA', name: 'Ana', kind: 'full' as const, timeZone: 'UTC', question: 'x', askedAt: NOW };
  const names_ = { ownerName: 'Maya', settledByName: undefined };
  return {
    gap: aGap(),
    team,
    askers: [asker],
    ...names_,
    mayAnswer: true,
    fates,
    policy: undefined,
    isComing: false,
    ...more,
  };
}

function owners(gap: PolicyGap, more: object = {}) {
  const askers = [{ slackId: 'U0ANA', name: 'Ana' }];
  return ownerMessage({ gap, team, askers, nearestTitle: undefined, timeZone: 'Europe/Berlin', ...more });
}

/** A week of which all is about this text. */
function aWeek(text: string, gap: PolicyGap): Week {
  const policy = { id: ID, title: text.slice(0, 200) };
  const looked = { query: text, count: 2, others: 1, confidence: 0.9 };
  const answered = { ...looked, answer: { ...policy, readers: 'some' as const } };
  return {
    waiting: [gap],
    coming: [{ policyId: ID, title: policy.title, since: NOW }],
    often: [{ policyId: ID, title: policy.title, times: 3, people: 1 }],
    notThis: [looked],
    nothing: [looked, answered, answered],
  };
}

/** Everything that is shown with this text wherever people write. */
function everyMessage(text: string) {
  const gap = aGap({
    question: questionText(text),
    answer: text.slice(0, 3000),
    settledBecause: text.slice(0, 300),
    settledBy: 'U0MAYA',
    settledAt: NOW,
  });
  const policy = { id: ID, title: text.slice(0, 200) };
  const week = aWeek(text, gap);
  return [
    owners(gap, { nearestTitle: policy.title, from: { name: text.slice(0, 80), note: text.slice(0, 300) } }),
    overMessage({ gap, team }, 'over.'),
    answeredMessage({
      gap: { ...gap, state: 'answered' },
      answeredBy: text.slice(0, 80),
      policy,
      passage: { heading: text.slice(0, 500), quote: { text, links: [] } },
    }),
    answeredMessage({ gap: { ...gap, state: 'closed' }, answeredBy: 'Maya', policy: undefined }),
    movedMessage({ gap, team: { ...team, name: text.slice(0, 80) } }, text, 'UTC'),
    stillWaitingMessage({ gap, team: { ...team, name: text.slice(0, 80) } }, true, 'UTC'),
    answeredMessage({ gap: { ...gap, state: 'answered' }, answeredBy: 'Maya', policy, isComing: true, hears: true }),
    publishedMessage(gap, { policyId: ID, title: policy.title, effectiveAt: DUE, effectiveFrom: '2026-03-11' }, NOW),
    answerReminder({ gap, team }, { isDue: true, timeZone: 'Europe/Berlin' }),
    lateMessage({ gap, team }, text.slice(0, 80), 'Europe/Berlin'),
    weekMessage(week, WEEK) ?? { text: '' },
    { text: 'Home', blocks: homeBlocks([gap], NOW) },
  ];
}

function everyWindow(text: string) {
  const gap = aGap({ question: questionText(text), answer: text.slice(0, 3000), settledBy: 'U0MAYA', settledAt: NOW });
  const page = aPage({ gap });
  const problem = new UserError(text.slice(0, 300), 'answer');
  const listed = { gap, ownerName: text.slice(0, 80), isComing: false };
  const reader = { slackId: 'U0ANA', timeZone: 'UTC', now: NOW };
  return [
    answerModal(page, { gapId: ID, answer: text, becomes: 'draft', title: text }, problem),
    passageModal(page, { gapId: ID, passageId: '', note: text }, problem),
    handOnModal(page, { gapId: ID, to: '', note: text }, problem),
    closeModal(page, { gapId: ID, because: text }, problem),
    gapWindow(page),
    gapWindow({ ...page, gap: { ...gap, state: 'answered' } }),
    gapWindow({ ...page, gap: { ...gap, state: 'answered' }, isComing: true }),
    gapsWindow(
      {
        rows: Array.from({ length: 20 }, (_, at) => ({ ...listed, gap: { ...gap, number: at } })),
        page: 1,
        hasMore: true,
      },
      reader,
    ),
    addQuestionModal(text, problem),
    weekWindow(aWeek(text, gap), WEEK, 0),
    weekWindow({ ...aWeek(text, gap), nothing: Array(45).fill(aWeek(text, gap).nothing[1]) }, WEEK, 1),
  ];
}

describe('what people wrote stays text', () => {
  test.each(awkwardTexts().filter((text) => text.trim() !== ''))('%j', (text) => {
    for (const message of everyMessage(text)) {
      expect(messageProblems(message)).toEqual([]);
      expect(liveParts(message)).toEqual([]);
    }
    for (const view of everyWindow(text)) {
      expect(viewProblems(view)).toEqual([]);
      expect(liveParts(view)).toEqual([]);
    }
  });
});

describe('an answer', () => {
  const sent = (becomes: string, title: string) => ({
    id: 'V1',
    hash: 'h',
    type: 'modal' as const,
    callbackId: 'policy.gap-answer',
    privateMetadata: JSON.stringify({ gapId: ID }),
    state: {
      answer: { answer: { type: 'plain_text_input', value: 'They stay.' } },
      becomes: { becomes: { type: 'radio_buttons', selected_option: { value: becomes } } },
      title: { title: { type: 'plain_text_input', value: title } },
    },
  });

  it('goes to whoever asked alone, unless something else is chosen', () => {
    const radios = JSON.stringify(answerModal(aPage()).blocks);

    expect(radios).toMatch(/"initial_option":\{[^}]*\{[^}]*\}[^}]*"value":"only"/);
    expect(parseAnswer(sent('only', ''))).toMatchObject({ input: { becomes: 'only' } });
  });

  it('by somebody who writes no policies says who can make it one', () => {
    const form = JSON.stringify(answerModal(aPage({ fates: ['only'] })).blocks);

    expect(form).toContain('Leads, managers and directors of Northwind Care can make it a policy.');
    expect(form).not.toContain('Make it a policy?');
  });

  it('that becomes a policy has to have a title', () => {
    expect(parseAnswer(sent('publish', ' '))).toEqual({ errors: { title: NO_TITLE } });
    expect(parseAnswer(sent('publish', 'Earbuds'))).toMatchObject({ input: { becomes: 'publish', title: 'Earbuds' } });
  });
});

it.each([
  [true, 'Open the draft'],
  [false, 'Open the policy'],
])('what was answered by a policy that is becoming one: %s leads its owner on to %s', (awaitsPolicy, said) => {
  const gap = aGap({ state: 'answered', policyId: ID, awaitsPolicy });

  const [seen, unseen] = [
    overMessage({ gap, team }, 'over.', { id: ID, title: 'Earbuds' }),
    overMessage({ gap, team }, 'over.'),
  ];

  expect(messageProblems(seen)).toEqual([]);
  expect(JSON.stringify(seen.blocks)).toContain(`"${said}"`);
  expect(JSON.stringify(unseen.blocks)).not.toContain('Open');
});

it('who asks is said first, and by when', () => {
  expect(owners(aGap()).text).toBe(
    'Ana asks (GAP-3): “Can I bring back worn earbuds?” No policy answers it yet. To be answered by Wednesday 11 March, 10:00.',
  );
});

it.each([
  [['Ana'], 'Ana'],
  [['Ana', 'Ben'], 'Ana and Ben'],
  [['Ana', 'Ben', 'Leo'], 'Ana and 2 others'],
])('%j are %s', (all, said) => {
  expect(names(all.map((name) => ({ slackId: name, name })))).toBe(said);
});

it.each([
  ['Can I  return,\nthis?!', 'can i return this'],
  ['ＦＵＬＬ width', 'full width'],
  ['???', '???'],
  ['🙂', '🙂'],
  ['退货？', '退货'],
])('%j is the question %j', (text, key) => {
  expect(questionKey(text)).toBe(key);
});

it.each([
  ['2026-03-10T08:30:00Z', 'just now'],
  ['2026-03-10T06:00:00Z', '3 h ago'],
  ['2026-03-09T08:00:00Z', 'a day ago'],
  ['2026-03-01T08:00:00Z', '9 days ago'],
])('asked at %s is %s', (at, said) => {
  expect(ageText(new Date(at), NOW)).toBe(said);
});

it('a week in which nothing happened is no message', () => {
  expect(weekMessage({ waiting: [], coming: [], often: [], notThis: [], nothing: [] }, WEEK)).toBeUndefined();
});

test('a passage without a heading, such as what stands before the first, is quoted without one', () => {
  const gap = aGap({ state: 'answered', policyId: ID, passageId: ID });
  const policy = { id: ID, title: 'Earbuds' };

  const message = answeredMessage({
    gap,
    answeredBy: 'Maya',
    policy,
    passage: { heading: '', quote: { text: 'Not if worn.', links: [] } },
  });

  expect(messageProblems(message)).toEqual([]);
  expect(JSON.stringify(message.blocks)).toContain('Not if worn.');
});
