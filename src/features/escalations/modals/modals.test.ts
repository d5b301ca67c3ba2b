import type { ModalView } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { liveParts, viewProblems } from '../../../../test/support/block-check.ts';
import { anEntry, aView, awkwardTexts, CASE_ID, everyState } from '../../../../test/support/case-views.ts';
import { fieldNames, openForm, type Typed } from '../../../../test/support/open-form.ts';
import { cleanText, clip, oneLine } from '../../../slack/mrkdwn.ts';
import type { CaseView } from '../case-view.ts';
import { cardButtons, statusButtons } from '../messages/buttons.ts';
import { nothingFound, otherLists } from '../messages/help.ts';
import { caseModal, historyModal, listModal } from './case.ts';
import { askModal, handOverModal, readAsk, readHandOver, readTakeOver, takeOverModal } from './decide.ts';
import {
  cancelModal,
  detailsModal,
  noteModal,
  readCancellation,
  readDetails,
  readNote,
  readReopening,
  readUrgency,
  reopenModal,
  urgencyModal,
} from './follow-up.ts';
import { readResolution, resolveModal } from './resolve.ts';

const OWNED = { state: 'claimed', owner: 'U0LEO' } as const;

function everyModal(view: CaseView, text: string): ModalView[] {
  const history = Array.from({ length: 70 }, (_, id) => anEntry('note', { id, text }));
  const cases = Array.from({ length: 20 }, (_, number) => ({ ...view.case, number }));
  return [
    askModal(view),
    handOverModal(view),
    takeOverModal(view),
    resolveModal(view, { by: 'U0LEO' }),
    resolveModal(view, { by: 'U0MAYA', writeUp: true }),
    noteModal(view),
    detailsModal(view, undefined),
    detailsModal(view, anEntry('asked', { text, detail: { of: 'customer' } })),
    urgencyModal(view, true),
    urgencyModal(view, false),
    cancelModal(view, true),
    cancelModal(view, false),
    reopenModal(view),
    caseModal(view, cardButtons(view)),
    caseModal(view, statusButtons(view)),
    historyModal(view, history),
    historyModal(view, [anEntry('raised')]),
    listModal('Your cases', { cases, more: true }),
    listModal('Your cases', { cases: [], more: false }),
    listModal('Cases found', { cases: [], more: false }, { ifNone: nothingFound(history[0]?.text ?? '') }),
    listModal('Open cases', { cases, more: true }, { others: otherLists('open') }),
  ];
}

describe.each(everyState)('a case that is %s', (_name, of) => {
  test('opens in forms Slack takes, with nothing in them that comes alive', () => {
    for (const typed of ['Late', ...awkwardTexts()]) {
      const text = cleanText(typed).trim() || 'nothing';
      const name = clip(oneLine(text), 80);
      const view = aView(
        {
          ...of,
          summary: clip(oneLine(text), 150),
          customer: clip(text, 200),
          whatHappened: text,
          sourceText: text,
          tellCustomer: text,
          category: clip(text, 100),
        },
        { names: { U0ANA: name, U0LEO: name }, changes: [anEntry('note', { text })] },
      );
      const opened = everyModal(view, text);

      expect(opened.flatMap(viewProblems)).toEqual([]);
      expect(
        opened.flatMap(liveParts).filter((part) => !part.startsWith('https://northwind-support.slack.com/')),
      ).toEqual([]);
    }
  });
});

describe('what is typed comes back as an input', () => {
  test.each([
    [
      'ask',
      readAsk(openForm(askModal(aView(OWNED)), { question: 'Which order?', of: 'customer' })),
      { question: 'Which order?', of: 'customer' },
    ],
    ['hand over', readHandOver(openForm(handOverModal(aView(OWNED)), { to: 'U0MAYA' })), { to: 'U0MAYA' }],
    ['note', readNote(openForm(noteModal(aView()), { text: 'He called again' })), { text: 'He called again' }],
    [
      'answer',
      readDetails(
        openForm(detailsModal(aView(OWNED), undefined), { text: '4711', ticketLink: 'https://desk.example/1' }),
      ),
      { text: '4711', customer: 'Jane Doe', ticketLink: 'https://desk.example/1' },
    ],
    ['urgency', readUrgency(openForm(urgencyModal(aView(), true), { urgency: 'critical' })), { urgency: 'critical' }],
    ['cancel', readCancellation(openForm(cancelModal(aView(), true))), {}],
    ['reopen', readReopening(openForm(reopenModal(aView()), { reason: 'Not fixed' })), { reason: 'Not fixed' }],
  ])('%s', (_name, read, typed) => {
    expect(read).toMatchObject({ input: { caseId: CASE_ID, ...typed } });
  });

  test('opens with the caret in its first field where that is a choice', () => {
    const focus = (view: ModalView) =>
      view.blocks
        .filter((block) => JSON.stringify(block).includes('"focus_on_load":true'))
        .map((block) => block.block_id);

    expect(focus(resolveModal(aView(OWNED), { by: 'U0LEO' }))).toEqual(['decision']);
    expect(focus(resolveModal(aView(OWNED), { by: 'U0LEO', writeUp: true }))).toEqual([]);
    expect(focus(handOverModal(aView(OWNED)))).toEqual(['to']);
  });

  test('take over names the owner whom the form named', () => {
    expect(readTakeOver(openForm(takeOverModal(aView(OWNED))))).toEqual({ input: { caseId: CASE_ID, from: 'U0LEO' } });
  });

  test.each([
    ['a question of spaces', readAsk(openForm(askModal(aView(OWNED)), { question: '  ' })), 'question'],
    ['nobody to hand over to', readHandOver(openForm(handOverModal(aView(OWNED)))), 'to'],
    [
      'a cancellation by somebody else without a reason',
      readCancellation(openForm(cancelModal(aView(), false))),
      'reason',
    ],
  ])('%s is asked for next to its field', (_name, read, field) => {
    expect(read).toEqual({ errors: { [field]: expect.any(String) as string } });
  });

  test('a raiser can only make a case more urgent', () => {
    const offered = JSON.stringify(urgencyModal(aView({ urgency: 'high' }), false));

    expect(offered).toContain('"value":"critical"');
    expect(offered).not.toContain('"value":"normal"');
  });
});

describe('resolve', () => {
  const WRITTEN = { writeUpIssue: 'Broken', writeUpWho: 'Jane', writeUpSaid: 'Sorry', writeUpOutcome: 'Happy' };

  function resolve(view: CaseView, typed: Typed) {
    return readResolution(openForm(resolveModal(view, { by: 'U0LEO' }), typed));
  }

  test('names the person who tells the customer', () => {
    expect(JSON.stringify(resolveModal(aView(OWNED), { by: 'U0LEO' }))).toContain('What should Ana tell the customer?');
  });

  test('grants the amount asked for unless it is changed', () => {
    const typed = { decision: 'granted', tellCustomer: 'We refund it.', ...WRITTEN };

    expect(resolve(aView(OWNED), typed)).toMatchObject({ input: { amount: 18_000, currency: 'EUR' } });
    expect(resolve(aView(OWNED), { ...typed, amount: '90' })).toMatchObject({ input: { amount: 9000 } });
  });

  test('says first who has the case, to somebody else than them', () => {
    expect(JSON.stringify(resolveModal(aView(OWNED), { by: 'U0MAYA' }).blocks[0])).toContain('Leo has this case.');
    expect(JSON.stringify(resolveModal(aView(OWNED), { by: 'U0LEO' }))).not.toContain('has this case');
    expect(JSON.stringify(resolveModal(aView(), { by: 'U0MAYA' }))).not.toContain('has this case');
  });

  test.each([
    ['granted, nothing asked', 'granted', null],
    ['partly, nothing asked', 'partly', null],
    ['partly, an amount asked', 'partly', 18_000],
  ])('an empty amount is asked for next to its field: %s', (_name, decision, amount) => {
    const typed = { decision, amount: null, tellCustomer: 'Yes', ...WRITTEN };

    expect(resolve(aView({ ...OWNED, amount }), typed)).toEqual({
      errors: { amount: 'Write how much is granted, such as 90.' },
    });
  });

  test.each([
    ['9999', 'That is more than the €180.00 asked for. Write less, or choose Granted.'],
    ['€180.01', 'That is more than the €180.00 asked for. Write less, or choose Granted.'],
    ['180', 'That is all of it: choose Granted.'],
  ])('partly granted, %s of €180.00 is refused next to its field', (amount, problem) => {
    const typed = { decision: 'partly', amount, tellCustomer: 'Yes', ...WRITTEN };

    expect(resolve(aView(OWNED), typed)).toEqual({ errors: { amount: problem } });
  });

  test('more than was asked for is questioned next to its field', () => {
    const typed = { decision: 'granted', amount: '3000', tellCustomer: 'Yes', ...WRITTEN };

    expect(resolve(aView(OWNED), typed)).toEqual({
      errors: { amount: 'More than the €180.00 that was asked. Ask for details first, or correct it.' },
    });
  });

  test.each([
    ['less than was asked for', 'partly', '179.99', 18_000],
    ['any amount where none was asked for', 'partly', '9999', null],
    ['exactly what was asked for', 'granted', '180', 18_000],
    ['any amount where none was asked for, granted', 'granted', '9999', null],
  ])('takes %s', (_name, decision, amount, asked) => {
    const typed = { decision, amount, tellCustomer: 'Yes', ...WRITTEN };

    expect(resolve(aView({ ...OWNED, amount: asked }), typed)).toMatchObject({ input: { decision } });
  });

  test.each([
    ['granted as asked', 'granted', 18_000],
    ['refused', 'refused', null],
    ['answered', 'answered', null],
  ])('an empty amount is fine when it is %s', (_name, decision, amount) => {
    const typed = { decision, amount: null, tellCustomer: 'Yes', ...WRITTEN };

    expect(resolve(aView({ ...OWNED, amount }), typed)).toMatchObject({ input: { decision } });
  });

  test('gives nothing when it is refused, whatever stands in the field', () => {
    const read = resolve(aView(OWNED), { decision: 'refused', tellCustomer: 'Sorry.', ...WRITTEN });

    expect(read).toMatchObject({ input: { decision: 'refused' } });
    expect('input' in read && read.input.amount).toBeUndefined();
  });

  test.each([
    ['no decision', { tellCustomer: 'Yes', ...WRITTEN }, 'decision'],
    ['no words for the customer', { decision: 'granted', ...WRITTEN }, 'tellCustomer'],
    ['an amount with two readings', { decision: 'partly', amount: '1,234', tellCustomer: 'Yes', ...WRITTEN }, 'amount'],
    [
      'another currency than the case has',
      { decision: 'partly', amount: '90 USD', tellCustomer: 'Yes', ...WRITTEN },
      'amount',
    ],
    [
      'an empty write-up where money is involved',
      { decision: 'granted', tellCustomer: 'Yes', ...WRITTEN, writeUpSaid: null },
      'writeUpSaid',
    ],
  ])('%s is asked for next to its field', (_name, typed, field) => {
    expect(resolve(aView(OWNED), typed)).toEqual({ errors: { [field]: expect.any(String) as string } });
  });

  test('fills the write-up in from the case', () => {
    const read = resolve(aView({ ...OWNED, whatHappened: 'It broke' }), {
      decision: 'granted',
      tellCustomer: 'Yes',
      writeUpSaid: 'Sorry',
      writeUpOutcome: 'Fine',
    });

    expect(read).toMatchObject({ input: { writeUpIssue: 'It broke', writeUpWho: 'Jane Doe' } });
  });

  test('asks for the write-up only on request where nothing needs it', () => {
    const plain = aView({ ...OWNED, wanted: 'answer', amount: null, currency: null });

    expect(fieldNames(resolveModal(plain, { by: 'U0LEO' }))).toEqual(['decision', 'tellCustomer']);
    expect(fieldNames(resolveModal(plain, { by: 'U0LEO', writeUp: true }))).toHaveLength(6);
    expect(resolve(plain, { decision: 'answered', tellCustomer: 'Yes' })).toMatchObject({
      input: { decision: 'answered' },
    });
  });
});
