import type { ActionsBlockElement, KnownBlock, SectionBlockAccessory } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { liveParts, literalTexts, messageProblems } from '../../../../test/support/block-check.ts';
import { anEntry, aView, awkwardTexts, CASE_ID, everyState } from '../../../../test/support/case-views.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { cleanText, clip, oneLine } from '../../../slack/mrkdwn.ts';
import type { CaseView } from '../case-view.ts';
import type { Case, CaseEntryKind } from '../tables.ts';
import { callAgain, caseCall } from './call.ts';
import { caseCard } from './card.ts';
import { homeBlocks, type HomeCases } from './home.ts';
import { caseHelp } from './help.ts';
import { alreadyEscalated, raisedReceipt } from './receipt.ts';
import { caseStatus } from './status.ts';
import { addition, answer, handOver, recall, takeOver, withdrawal } from './to-deciders.ts';
import { cancellation, decision, keptButClosed, question, reopening } from './to-raiser.ts';

/** Every message about a case, with `text` as whatever a person wrote last. */
function everyMessage(view: CaseView, text: string): Record<string, Message> {
  const entry = (kind: CaseEntryKind, detail: Record<string, unknown> = {}) => anEntry(kind, { text, detail });
  return {
    card: caseCard(view),
    'first card': caseCard(view, ['U0LEO', 'U0MAYA']),
    status: caseStatus(view),
    receipt: raisedReceipt(view),
    'already escalated': alreadyEscalated(view),
    'already escalated, not theirs': alreadyEscalated(undefined),
    question: question(view, entry('asked', { of: 'agent' })),
    'question to the customer': question(view, entry('asked', { of: 'customer' })),
    'question, answered': question(view, entry('asked'), anEntry('answered', { by: 'U0ANA' })),
    decision: decision(view, entry('resolved', DECIDED)),
    'decision, told': decision(view, entry('resolved', DECIDED), anEntry('told', { by: 'U0ANA' })),
    'decision, taken back': decision(view, entry('resolved', DECIDED), entry('reopened')),
    cancellation: cancellation(view, entry('cancelled')),
    reopening: reopening(view, entry('reopened', { from: 'resolved' })),
    call: caseCall(view, 'U0MAYA'),
    'call of its owner': caseCall(view, 'U0LEO'),
    'call again': callAgain(view, 'U0MAYA'),
    answer: answer(view, entry('answered')),
    addition: addition(view, entry('details')),
    'kept, but closed': keptButClosed(view),
    'hand-over': handOver(view, entry('handed-over', { from: null, to: 'U0LEO' })),
    'take-over': takeOver(view, entry('taken-over', { from: 'U0MAYA' })),
    withdrawal: withdrawal(view, entry('cancelled')),
    recall: recall(view, entry('reopened'), ['U0LEO']),
    help: caseHelp(),
    home: {
      text: 'Home',
      blocks: homeBlocks(aHome({ waiting: homeRows(view), own: [view.case], open: { cases: [], more: true } })),
    },
  };
}

const NOON = new Date('2026-03-10T11:00:00Z');
const DECIDED = { decision: 'partly', amount: 9000, currency: 'EUR' };

function aHome(more: Partial<HomeCases>): HomeCases {
  return {
    waiting: [],
    own: [],
    open: { cases: [], more: false },
    teamNames: new Map(),
    timeZone: 'UTC',
    now: NOON,
    ...more,
  };
}

function homeRows(view: CaseView): HomeCases['waiting'] {
  const because = ['claim', 'decide', 'answer', 'tell'] as const;
  return because.map((reason, index) => ({
    case: { ...view.case, number: index, id: `${index}${CASE_ID.slice(1)}` },
    because: reason,
  }));
}

const OURS = new Set([
  '@U0LEO',
  '@U0MAYA',
  '#C0CAREESC',
  'https://northwind-support.slack.com/archives/C0CARE/p1700000000000100',
]);

function foreignParts(message: Message): string[] {
  return liveParts(message).filter((part) => !OURS.has(part));
}

describe.each(everyState)('a case that is %s', (_name, of) => {
  test('makes messages Slack takes', () => {
    for (const [name, message] of Object.entries(everyMessage(aView(of), 'Which order number?'))) {
      expect({ name, problems: messageProblems(message) }).toEqual({ name, problems: [] });
    }
  });

  test('holds what people write to break things, without a mention or link that is not ours', () => {
    for (const typed of awkwardTexts()) {
      const text = cleanText(typed).trim() || 'nothing';
      for (const [name, message] of Object.entries(everyMessage(viewFullOf(text, of), text))) {
        expect({ name, problems: messageProblems(message) }).toEqual({ name, problems: [] });
        expect({ name, foreign: foreignParts(message) }).toEqual({ name, foreign: [] });
      }
    }
  });
});

/** A case in which `text` stands wherever people can write. */
function viewFullOf(text: string, of: Partial<Case>): CaseView {
  const name = clip(oneLine(text), 80);
  const written = {
    summary: clip(oneLine(text), 150),
    customer: clip(text, 200),
    whatHappened: text,
    tellCustomer: text,
  };
  return aView(
    { ...of, ...written, ...(of.sourceText && { sourceText: text }) },
    {
      names: { U0ANA: name, U0LEO: name, U0MAYA: name },
      changes: [1, 2, 3].map((id) => anEntry('note', { id, text })),
    },
  );
}

test('the raiser sees what was decided beside what was wanted, once it is', () => {
  const decided = aView({ state: 'resolved', owner: 'U0LEO', decision: 'partly', decidedAmount: 90_00 });

  expect(literalTexts(caseStatus(decided)).join('')).toContain(
    'Wanted  Refund, €180.00\nDecided  Partly granted, €90.00',
  );
  expect(literalTexts(caseStatus(aView())).join('')).not.toContain('Decided');
});

test('shows what people wrote as they wrote it', () => {
  const typed = '*Closed* by <@U0EVE> & `friends` :smile:';
  const view = aView({ state: 'resolved', owner: 'U0LEO', decision: 'granted', tellCustomer: typed });

  expect(literalTexts(caseCard(aView({ summary: typed })))).toContain(typed);
  expect(literalTexts(decision(view, anEntry('resolved', { text: typed })))).toContain(typed);
  expect(literalTexts(question(view, anEntry('asked', { text: typed })))).toContain(typed);
});

const OPEN_ENDS = ['Find policy', 'History', 'Cancel'] as const;
const CLOSED_ENDS = ['Find policy', 'History', 'Reopen'] as const;
const CHANGES = ['Add a note', 'Change urgency', 'History', 'Cancel'] as const;
describe('the card', () => {
  test('mentions those on duty when it is new, and nobody when it is edited', () => {
    expect(liveParts(caseCard(aView(), ['U0LEO', 'U0MAYA']))).toEqual(['@U0LEO', '@U0MAYA', '@U0LEO', '@U0MAYA']);
    expect(liveParts(caseCard(aView()))).toEqual([]);
  });

  test.each([
    ['open', ['Claim', 'Ask for info', 'Hand over', 'Find policy', 'Resolve', 'Promise something', ...CHANGES]],
    [
      'claimed',
      ['Ask for info', 'Promise', 'Hand over', 'Find policy', 'Resolve', 'Take over or give back', ...CHANGES],
    ],
    ['resolved', ['Add a note', 'Promise something', ...CLOSED_ENDS]],
    ['cancelled', ['Add a note', 'Promise something', ...CLOSED_ENDS]],
  ] as const)('offers what a case that is %s allows', (state, offered) => {
    const { blocks } = caseCard(aView({ state, owner: 'U0LEO', decision: 'granted' }));

    expect(labels(blocks)).toEqual(offered);
  });

  test('has one next step at a time in green', () => {
    for (const [, of] of everyState) {
      for (const [label, { blocks }] of Object.entries(everyMessage(aView(of), 'x'))) {
        const rows = (blocks ?? []).map((block) => JSON.stringify(block).split('"style":"primary"').length - 1);
        expect({ label, crowded: rows.some((greens) => greens > 1) }).toEqual({ label, crowded: false });
      }
    }
  });

  test('quotes the message unless the summary says it all', () => {
    const source = { sourceChannel: 'C0CARE', sourceTs: '1.0' };

    expect(literalTexts(caseCard(aView({ ...source, summary: 'Late', sourceText: 'Late. Again!' })))).toContain(
      'Late. Again!',
    );
    expect(
      literalTexts(caseCard(aView({ ...source, summary: 'It is late', sourceText: 'It is\nlate' }))),
    ).not.toContain('It is\nlate');
  });

  test('links the ticket', () => {
    expect(liveParts(caseCard(aView({ ticketLink: 'https://tickets.example/T-1' })))).toContain(
      'https://tickets.example/T-1',
    );
  });

  test('quotes a few lines of a long story, and nothing that the summary says already', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    const quoted = literalTexts(caseCard(aView({ whatHappened: lines.join('\n') })));

    expect(quoted).toContain(`${lines.slice(0, 8).join('\n')} …`);
    const repeated = caseCard(aView({ summary: 'It is late', whatHappened: 'it is late.\n' }));
    expect(literalTexts(repeated)).not.toContain('it is late.\n');
  });

  test('is read aloud with all that matters', () => {
    const { text } = caseCard(aView({ urgency: 'critical', summary: 'Lamp', wanted: 'answer', amount: null }));

    expect(text).toBe('#42 · 🔴 Critical · Wants an answer: Lamp (Nobody has claimed it yet, raised by Ana)');
  });
});

describe('what the raiser adds', () => {
  const added = anEntry('details', { by: 'U0ANA', text: 'She called again' });

  test('to a case that is open is not called an answer', () => {
    const message = addition(aView({ state: 'claimed', owner: 'U0LEO' }), added);

    expect(message.text).toBe('<@U0LEO> Ana added details to #42. She called again');
    expect(labels(message.blocks)).toEqual([]);
  });

  test.each(['resolved', 'cancelled'] as const)(
    'to a case that is %s says so to both, and how to reopen it',
    (state) => {
      const view = aView({ state, owner: 'U0LEO', decision: state === 'resolved' ? 'granted' : null });
      const toOwner = addition(view, added);
      const toRaiser = keptButClosed(view);

      expect(toOwner.text).toContain(`added details to #42, which is ${state}`);
      expect(JSON.stringify(toOwner.blocks)).not.toContain('Resolve');
      expect(labels(toOwner.blocks)).toEqual(['Reopen']);
      expect(toRaiser.text).toContain(`#42 is ${state}`);
      expect(labels(toRaiser.blocks)).toEqual(['Reopen']);
    },
  );
});

describe('the agent', () => {
  test.each([
    ['open', {}, ['Add details', 'Promise something', 'Change urgency', ...OPEN_ENDS]],
    ['waiting', { waitingOn: 'agent' }, ['Answer', 'Promise something', 'Change urgency', ...OPEN_ENDS]],
    ['resolved', { decision: 'granted' }, ['Told the customer', 'Add details', 'Promise something', ...CLOSED_ENDS]],
  ] as const)('can do what helps while it is %s', (state, more, offered) => {
    expect(labels(caseStatus(aView({ state, ...more })).blocks)).toEqual(offered);
  });

  test('reads the question on the status message while it waits', () => {
    const view = aView(
      { state: 'waiting', waitingOn: 'agent', owner: 'U0LEO' },
      { prompts: [{ entry: anEntry('asked', { text: 'Which order?' }), ended: null }] },
    );

    expect(literalTexts(caseStatus(view))).toContain('Which order?');
  });
});

test('nothing open, nothing on Home', () => {
  expect(homeBlocks(aHome({}))).toEqual([]);
});

test('Home says whose case it is, and of which team where there are several', () => {
  const { case: mine, team } = aView({ customer: 'Jane Doe' });
  const teamNames = new Map([[team.id, team.name]]);

  expect(JSON.stringify(homeBlocks(aHome({ own: [mine] })))).toContain('Jane Doe\\nNobody has claimed it yet"');
  expect(JSON.stringify(homeBlocks(aHome({ own: [mine], teamNames })))).toContain('Jane Doe · Northwind Care');
});

test('Home says what to tell the customer, where that is what waits', () => {
  const waiting = homeRows(aView({ state: 'resolved', tellCustomer: 'We refund 90 €.' }));
  const said = (rows: HomeCases['waiting']) => JSON.stringify(homeBlocks(aHome({ waiting: rows })));

  expect(said(waiting.slice(3))).toContain('Say: We refund 90 €.');
  expect(said(waiting.slice(0, 3))).not.toContain('Say:');
});

test('Home shows a case once, in the first list it belongs to', () => {
  const { case: mine } = aView();
  const rows = homeRows({ ...aView(), case: mine }).slice(0, 1);
  const [first] = rows;

  const blocks = homeBlocks(
    aHome({ waiting: rows, own: first ? [first.case, mine] : [], open: { cases: [mine], more: false } }),
  );

  expect(labels(blocks)).toEqual(['Claim', 'Open']);
});

/** What buttons and menus say, in order. */
function labels(blocks: Message['blocks'] = []): string[] {
  return blocks.flatMap(elementsOf).flatMap((element) => {
    if (element.type === 'overflow') return element.options.map((option) => option.text.text);
    return element.type === 'button' ? [element.text.text] : [];
  });
}

function elementsOf(block: KnownBlock): (ActionsBlockElement | SectionBlockAccessory)[] {
  if (block.type === 'actions') return block.elements;
  return block.type === 'section' && block.accessory ? [block.accessory] : [];
}
