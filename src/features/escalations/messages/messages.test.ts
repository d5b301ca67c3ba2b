import type { ActionsBlockElement, KnownBlock, SectionBlockAccessory } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { liveParts, literalTexts, messageProblems } from '../../../../test/support/block-check.ts';
import { anEntry, aView, awkwardTexts, CASE_ID, everyState } from '../../../../test/support/case-views.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { cleanText, clip, oneLine } from '../../../slack/mrkdwn.ts';
import type { CaseView } from '../case-view.ts';
import type { Case, CaseEntryKind } from '../tables.ts';
import { caseCard } from './card.ts';
import { homeBlocks } from './home.ts';
import { caseHelp } from './help.ts';
import { alreadyEscalated, raisedReceipt } from './receipt.ts';
import { caseStatus } from './status.ts';
import { answer, criticalCall, handOver, recall, takeOver, withdrawal } from './to-deciders.ts';
import { cancellation, decision, question, reopening } from './to-raiser.ts';

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
    decision: decision(view),
    cancellation: cancellation(view, entry('cancelled')),
    reopening: reopening(view, entry('reopened', { from: 'resolved' })),
    'critical call': criticalCall(view),
    answer: answer(view, entry('answered')),
    'hand-over': handOver(view, entry('handed-over', { from: null, to: 'U0LEO' })),
    'take-over': takeOver(view, entry('taken-over', { from: 'U0MAYA' })),
    withdrawal: withdrawal(view, entry('cancelled')),
    recall: recall(view, entry('reopened'), ['U0LEO']),
    help: caseHelp(),
    home: {
      text: 'Home',
      blocks: homeBlocks({ waiting: homeRows(view), open: { cases: [], more: true }, timeZone: 'Asia/Tokyo' }),
    },
  };
}

function homeRows(view: CaseView): Parameters<typeof homeBlocks>[0]['waiting'] {
  const because = ['claim', 'decide', 'answer', 'tell'] as const;
  return because.map((reason, index) => ({
    case: { ...view.case, number: index, id: `${index}${CASE_ID.slice(1)}` },
    because: reason,
    deadline: view.case.promisedBy,
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

test('shows what people wrote as they wrote it', () => {
  const typed = '*Closed* by <@U0EVE> & `friends` :smile:';
  const view = aView({ state: 'resolved', owner: 'U0LEO', decision: 'granted', tellCustomer: typed });

  expect(literalTexts(caseCard(aView({ summary: typed })))).toContain(typed);
  expect(literalTexts(decision(view))).toContain(typed);
  expect(literalTexts(question(view, anEntry('asked', { text: typed })))).toContain(typed);
});

describe('the card', () => {
  test('mentions those on duty when it is new, and nobody when it is edited', () => {
    expect(liveParts(caseCard(aView(), ['U0LEO', 'U0MAYA']))).toEqual(['@U0LEO', '@U0MAYA', '@U0LEO', '@U0MAYA']);
    expect(liveParts(caseCard(aView()))).toEqual([]);
  });

  test.each([
    ['open', ['Claim', 'Ask for info', 'Hand over', 'Resolve', 'Add a note', 'Change urgency', 'History', 'Cancel']],
    [
      'claimed',
      ['Ask for info', 'Hand over', 'Resolve', 'Add a note', 'Change urgency', 'Take over', 'History', 'Cancel'],
    ],
    ['resolved', ['Add a note', 'History', 'Reopen']],
    ['cancelled', ['Add a note', 'History', 'Reopen']],
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

  test('is read aloud with all that matters', () => {
    const { text } = caseCard(aView({ urgency: 'critical' }));

    expect(text).toBe(
      '#42 · 🔴 Critical · Refund, €180.00: Lamp arrived broken, customer is angry (Nobody has claimed it yet, raised by Ana)',
    );
  });
});

describe('the agent', () => {
  test.each([
    ['open', {}, ['Add details', 'Change urgency', 'History', 'Cancel']],
    ['waiting', { waitingOn: 'agent' }, ['Answer', 'Change urgency', 'History', 'Cancel']],
    ['resolved', { decision: 'granted' }, ['Told the customer', 'Add details', 'History', 'Reopen']],
  ] as const)('can do what helps while it is %s', (state, more, offered) => {
    expect(labels(caseStatus(aView({ state, ...more })).blocks)).toEqual(offered);
  });

  test('reads the question on the status message while it waits', () => {
    const view = aView(
      { state: 'waiting', waitingOn: 'agent', owner: 'U0LEO' },
      { changes: [anEntry('asked', { text: 'Which order?' })] },
    );

    expect(literalTexts(caseStatus(view))).toContain('Which order?');
  });

  test('gets words for the customer ready to copy', () => {
    const { blocks = [] } = decision(
      aView({ state: 'resolved', decision: 'granted', tellCustomer: 'We refund 180 €.' }),
    );

    expect(JSON.stringify(blocks)).toContain(
      '"rich_text_preformatted","elements":[{"type":"text","text":"We refund 180 €."}]',
    );
  });
});

test('nothing open, nothing on Home', () => {
  expect(homeBlocks({ waiting: [], open: { cases: [], more: false }, timeZone: 'UTC' })).toEqual([]);
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
