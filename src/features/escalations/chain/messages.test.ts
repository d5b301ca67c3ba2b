import { describe, expect, test } from 'vitest';
import { liveParts, literalTexts, messageProblems } from '../../../../test/support/block-check.ts';
import { anEntry, aView, awkwardTexts, everyState } from '../../../../test/support/case-views.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { cleanText, clip, oneLine } from '../../../slack/mrkdwn.ts';
import type { CaseView } from '../case-view.ts';
import { callAgain } from '../messages/call.ts';
import { caseCard } from '../messages/card.ts';
import { caseStatus } from '../messages/status.ts';
import type { Case } from '../tables.ts';
import { backAgain, chainCall, nobodyTook, nobodyTookYours, ownerAnswered, stillOnIt } from './messages.ts';
import { staleMessage } from './stale-messages.ts';

const NOON = new Date('2026-03-10T11:00:00Z');
const call = {
  slackId: 'U0LEO',
  ask: 'leads',
  waitedSeconds: 900,
  ageSeconds: 6000,
  isFirstRun: true,
  askedBefore: [],
  hasOthers: false,
  isNewRound: false,
  hasSkill: false,
  lateSince: undefined,
} as const;
const chain = {
  run: 1,
  last: { outcome: 'asked', asked: ['U0LEO'], at: NOON },
  nextAt: NOON,
  nextAsk: 'managers',
  asked: ['U0LEO'],
  called: ['U0LEO'],
  ownerAskedAt: null,
} as const;

const MANY = ['U0L1', 'U0L2', 'U0L3', 'U0L4', 'U0L5'];
const unasked = { last: null, nextAsk: 'on-shift-with-skill' } as const;
const atItsEnd = { last: { outcome: 'ended', asked: ['U0MAYA'], at: NOON }, nextAt: null, nextAsk: null } as const;
const gone = { from: 'U0LEO', because: 'owner-gone' };
const quiet = (of: Case) => ({
  quiet: Array.from({ length: 10 }, (_, index) => ({ ...of, number: of.number + index })),
  total: 15,
  lateSince: NOON,
});

function everyMessage(view: CaseView, text: string): Record<string, Message> {
  const entry = (kind: 'given-back' | 'lapsed') => anEntry(kind, { text, detail: { from: 'U0LEO' } });
  return {
    'to a lead': chainCall(view, { ...call, hasSkill: true, lateSince: NOON }),
    'to a manager': chainCall(view, { ...call, slackId: 'U0MAYA', ask: 'managers', askedBefore: ['U0LEO'] }),
    'the end': nobodyTook(view, ['U0MAYA'], 900, true),
    'nobody there': nobodyTook(view, ['U0MAYA'], 900, false),
    'card of a case that asks': caseCard({ ...view, chain }),
    'card of a case that came at night': caseCard({ ...view, chain: { ...chain, ...unasked } }),
    'to the first, in the morning': chainCall(view, { ...call, ask: 'on-shift-with-skill', waitedSeconds: 0 }),
    'still on it': stillOnIt(view, 'U0LEO', NOON),
    'still on it, lapsed': ownerAnswered(view, 'lapsed', 'U0LEO'),
    'still on it, moved on': ownerAnswered(view, 'moved-on', 'U0LEO'),
    'given back': backAgain(view, entry('given-back'), ['U0MAYA']),
    'given back by the app': backAgain(view, anEntry('given-back', { by: 'app', detail: gone }), ['U0MAYA']),
    lapsed: backAgain(view, entry('lapsed'), ['U0MAYA']),
    'told again': callAgain({ ...view, chain }, 'U0MAYA'),
    'to whoever raised it': caseStatus({ ...view, chain }),
    'to whoever raised it, at the end': nobodyTookYours({ ...view, chain: { ...chain, ...atItsEnd } }),
    'quiet cases': staleMessage(quiet(view.case), view.names, 'Europe/Berlin'),
  };
}

const OURS = new Set([
  '@U0ANA',
  '@U0LEO',
  '@U0MAYA',
  'https://northwind-support.slack.com/archives/C0CARE/p1700000000000100',
]);

describe.each(everyState)('a case that is %s', (_name, of) => {
  test('makes messages Slack takes', () => {
    for (const [name, message] of Object.entries(everyMessage(aView(of), 'Call her back'))) {
      expect({ name, problems: messageProblems(message) }).toEqual({ name, problems: [] });
    }
  });

  test('holds what people write to break things, without a mention or link that is not ours', () => {
    for (const typed of awkwardTexts()) {
      const text = cleanText(typed).trim() || 'nothing';
      const line = clip(oneLine(text), 80);
      const names = { U0ANA: line, U0LEO: line, U0MAYA: line };
      const view = aView({ ...of, sourceText: null, summary: line, category: line }, { names });
      for (const [name, message] of Object.entries(everyMessage(view, text))) {
        const foreign = liveParts(message).filter((part) => !OURS.has(part));
        expect({ name, problems: messageProblems(message), foreign }).toEqual({ name, problems: [], foreign: [] });
      }
    }
  });
});

test('a step mentions one person, and says for how long nobody has claimed it', () => {
  const message = chainCall(aView(), call);

  expect(new Set(liveParts(message))).toEqual(new Set(['@U0LEO']));
  expect(message.text).toBe('<@U0LEO> Nobody has claimed #42 for 15 min. Lamp arrived broken, customer is angry');
});

test('who knows the category reads that this is why', () => {
  const message = chainCall(aView({ category: 'Lamps' }), { ...call, hasSkill: true });

  expect(JSON.stringify(message.blocks)).toContain('You know Lamps.');
});

test('the card says who was asked and when somebody else is, while nobody has it', () => {
  const deciders = [{ slackId: 'U0MAYA', role: 'manager' }] as const;
  expect(literalTexts(caseCard(aView({}, { deciders, chain }))).join('')).toContain('Asked  Leo , next: a manager ');
  expect(JSON.stringify(caseCard(aView({ state: 'claimed', owner: 'U0LEO' }, { chain })))).not.toContain('Asked');
});

test('before anybody was asked the card says when somebody is', () => {
  const card = caseCard(aView({}, { chain: { ...chain, ...unasked } }));

  expect(literalTexts(card).join('')).toContain('Asked  nobody yet, next: a lead ');
});

test('a long list of quiet cases ends, says how many are left out, and wakes nobody', () => {
  const message = staleMessage(quiet(aView().case), {}, 'Europe/Berlin');

  expect(liveParts(message)).toEqual([]);
  expect(JSON.stringify(message.blocks)).toContain('And 5 more');
});

test('a case that somebody had before says how old it is', () => {
  const { text } = chainCall(aView(), { ...call, isFirstRun: false });

  expect(text).toContain('Nobody has claimed #42 for 15 min; it was raised 1 h 40 min ago.');
});

test.each([
  [
    'who of the role below did not take it',
    { ask: 'managers', askedBefore: ['U0LEO', 'U0LIA'] },
    'Leo and Lia did not take it.',
  ],
  ['how many of them', { ask: 'managers', askedBefore: MANY }, '5 others did not take it.'],
  [
    'who did not, beside what they know',
    { askedBefore: ['U0LIA'], hasSkill: true },
    'Lia did not take it. You know sofas.',
  ],
  ['that there is nobody below', { ask: 'managers' }, 'There is no lead to ask.'],
  ['nothing of who had it before', { ask: 'managers', hasOthers: true }, 'It is your turn.'],
  ['that it is their turn', { ask: 'leads' }, 'It is your turn.'],
  [
    'that it begins again',
    { ask: 'leads', isNewRound: true },
    'All were asked, and nobody took it: it is your turn once more.',
  ],
] as const)('whoever is asked reads %s', (_, given, why) => {
  const { blocks } = chainCall(aView({ category: 'sofas' }, { names: { U0LEO: 'Leo', U0LIA: 'Lia' } }), {
    ...call,
    ...given,
  });

  expect(JSON.stringify(blocks)).toContain(`"text":"${why} Next: `);
});

test('whoever raised it reads at the end that nobody has it, who was asked, who is told on, and what to do', () => {
  const names = { U0LEO: 'Leo', U0MAYA: 'Maya', U0MARK: 'Mark' };
  const deciders = ['U0MAYA', 'U0MARK'].map((slackId) => ({ slackId, role: 'manager' as const }));
  const text = (asked: readonly string[]) => {
    const last = { outcome: 'ended' as const, asked, at: NOON };
    const view = aView({}, { names, deciders, chain: { ...chain, called: ['U0LEO', ...asked], last, nextAt: null } });
    expect(nobodyTookYours(view).text).toContain('Nobody of Northwind Care has claimed it yet: Leo');
    return caseStatus(view).text;
  };

  expect(text(['U0MAYA'])).toContain(
    'Nobody of Northwind Care has claimed it yet: Leo and Maya were asked. Maya was told so Tuesday 10 March, 12:00, and is told again until somebody does. Tell the customer that it takes longer. You will get the decision here.',
  );
  expect(text(['U0MAYA', 'U0MARK'])).toContain(
    'Maya and Mark were told so Tuesday 10 March, 12:00, and are told again until somebody does.',
  );
  expect(text([])).toContain(
    'Nobody of Northwind Care has claimed it yet: Leo was asked. You will get the decision here.',
  );
});

test.each([
  ['high', true],
  ['critical', false],
] as const)('whoever raised it reads how to call somebody at once, where it is %s: %s', (urgency, isOffered) => {
  const last = { outcome: 'ended' as const, asked: ['U0MAYA'], at: NOON };
  const { blocks } = nobodyTookYours(aView({ urgency }, { chain: { ...chain, last, nextAt: null } }));

  expect(JSON.stringify(blocks).includes('If the customer cannot wait, make it critical')).toBe(isOffered);
});

test('the card names the next role that has somebody who was not asked', () => {
  const deciders = [
    { slackId: 'U0LEO', role: 'lead' },
    { slackId: 'U0MAYA', role: 'manager' },
  ] as const;
  const next = (asked: readonly string[]) =>
    literalTexts(caseCard(aView({}, { deciders, chain: { ...chain, nextAsk: 'leads', asked } }))).join('');

  expect(next([])).toContain(', next: a lead ');
  expect(next(['U0LEO'])).toContain(', next: a manager ');
  expect(next(['U0LEO', 'U0MAYA'])).toMatch(/, next: (?!a)/);
});

test.each([
  ['nobody yet', null, 'Waiting for a lead of Northwind Care to claim it.'],
  ['one lead', ['U0LEO'], 'Waiting for a lead of Northwind Care to claim it: Leo is asked.'],
  ['managers', ['U0MAYA', 'U0MARK'], 'Waiting for a manager of Northwind Care to claim it: Maya and Mark are asked.'],
  ['many', MANY, 'Waiting for a lead of Northwind Care to claim it: 5 leads are asked.'],
] as const)('whoever raised it reads who is asked: %s', (_, asked, words) => {
  const deciders = ['U0MAYA', 'U0MARK'].map((slackId) => ({ slackId, role: 'manager' as const }));
  const names = { U0LEO: 'Leo', U0MAYA: 'Maya', U0MARK: 'Mark' };
  const last = asked && { ...chain.last, asked };

  const { text } = caseStatus(aView({}, { deciders, names, chain: { ...chain, last } }));

  expect(text).toContain(words);
});

test('who is told again reads who was asked, and nothing of that while nobody was', () => {
  const text = (called: readonly string[]) =>
    callAgain(aView({}, { chain: { ...chain, called }, asOf: new Date('2026-03-10T12:30:00Z') }), 'U0MAYA').text;

  expect([text([]), text(['U0LEO']), text(['U0MAYA']), text([...MANY, 'U0MAYA'])]).toEqual([
    '<@U0MAYA> Nobody has claimed #42. It was raised 1 h 30 min ago.',
    '<@U0MAYA> Nobody has claimed #42. It was raised 1 h 30 min ago; Leo was asked.',
    '<@U0MAYA> Nobody has claimed #42. It was raised 1 h 30 min ago; you were asked.',
    '<@U0MAYA> Nobody has claimed #42. It was raised 1 h 30 min ago; 5 leads and you were asked.',
  ]);
});

test('the card of a case that nobody took says who was told', () => {
  const ended = { ...chain, last: { ...chain.last, outcome: 'ended' as const, asked: ['U0MAYA'] }, nextAt: null };
  const card = caseCard(aView({}, { deciders: [{ slackId: 'U0MAYA', role: 'manager' }], chain: ended }));

  expect(literalTexts(card).join('')).toContain('Nobody took it  the managers were told ');
});

test('what an agent typed is shown as typed', () => {
  const { blocks } = chainCall(aView({ summary: '*bold* and _more_' }), call);

  const markup = (blocks ?? []).filter((block) => block.type === 'section' || block.type === 'context');
  expect(JSON.stringify(markup)).not.toContain('bold');
  expect(JSON.stringify(blocks)).toContain('*bold* and _more_');
});
