import { describe, expect, test } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { at, calendarOf } from '../../../../test/support/calendars.ts';
import { aCase, aView, awkwardTexts, CASE_ID } from '../../../../test/support/case-views.ts';
import { caseCard } from '../messages/card.ts';
import { caseStatus } from '../messages/status.ts';
import { cancelModal } from '../modals/follow-up.ts';
import { promisesHome } from './messages.ts';
import {
  keptAtModal,
  promiseListModal,
  promiseModal,
  promiseModalAgain,
  readPromise,
  withdrawModal,
} from './modals.ts';
import type { ListedPromise } from './queries.ts';
import type { LedgerPromise, PromiseState } from './tables.ts';

const BERLIN = 'Europe/Berlin';
const NOW = at('2026-11-24 10:00', BERLIN);
const DUE = at('2026-11-24 14:00', BERLIN);
const calendar = calendarOf(BERLIN, 'Mon-Fri 09:00-18:00');
const form = { view: aView(), calendar, now: NOW, timeZone: BERLIN };

function listed(more: Partial<LedgerPromise> = {}): ListedPromise {
  const promise: LedgerPromise = {
    workspaceId: 'T0NORTHWIND',
    id: '55555555-5555-4555-8555-555555555555',
    caseId: CASE_ID,
    requestId: null,
    what: 'A call back',
    dueAt: DUE,
    toldHow: 'phone',
    customerZone: 'America/New_York',
    madeBy: 'U0LEO',
    madeAt: NOW,
    state: 'open',
    decidedAt: null,
    keptAt: null,
    replaces: null,
    ...more,
  };
  return { promise, case: aCase(), keeperName: 'Leo' };
}

const promised = (what: string, state: PromiseState = 'open') => ({
  id: '55555555-5555-4555-8555-555555555555',
  what,
  dueAt: DUE,
  state,
  customerZone: null,
  madeBy: 'U0LEO',
});

function filledIn(view: ReturnType<typeof promiseModal>, state: Record<string, object>) {
  const fields = Object.fromEntries(Object.entries(state).map(([name, value]) => [name, { x: value }]));
  return {
    id: 'V1',
    hash: 'h',
    type: 'modal' as const,
    callbackId: 'promise.new',
    privateMetadata: view.private_metadata ?? '',
    state: fields,
  };
}

const news = { selected_option: { value: 'news' } };

describe('promises where they are shown', () => {
  test('card and status message name the next one and a broken one', () => {
    const view = aView({ promisedBy: DUE }, { promises: [promised('A call back'), promised('The refund', 'broken')] });

    for (const message of [caseCard(view), caseStatus(view)]) {
      expect(messageProblems(message)).toEqual([]);
      expect(JSON.stringify(message.blocks)).toContain('A call back');
      expect(JSON.stringify(message.blocks)).toContain('Promise broken');
    }
  });

  test.each(awkwardTexts().map((text) => [text.slice(0, 40), text]))(
    'what was typed is shown as it is: %s',
    (_start, text) => {
      const view = aView({ promisedBy: DUE }, { promises: [promised(text)] });
      const blocks = promisesHome([listed({ what: text })], BERLIN);
      const list = promiseListModal([listed({ what: text })], { title: 'Promises', timeZone: BERLIN, ifNone: 'None.' });

      expect(messageProblems(caseCard(view))).toEqual([]);
      expect(messageProblems({ text: 'Home', blocks })).toEqual([]);
      expect(viewProblems(list)).toEqual([]);
      expect(viewProblems(cancelModal(view, true))).toEqual([]);
      expect([...liveParts({ blocks }), ...liveParts({ blocks: list.blocks })]).toEqual([]);
    },
  );

  test('the longest list fits', () => {
    const many = Array.from({ length: 30 }, (_, index) =>
      listed({ id: `55555555-5555-4555-8555-${String(index).padStart(12, '0')}` }),
    );

    expect(
      viewProblems(promiseListModal(many, { title: 'x', timeZone: BERLIN, ifNone: 'x', caseId: CASE_ID })),
    ).toEqual([]);
    expect(promisesHome(many, BERLIN)).toHaveLength(7);
  });

  test('cancelling asks about promises only where there are any', () => {
    const asked = JSON.stringify(cancelModal(aView({}, { promises: [promised('A call back')] }), true));

    expect(asked).toContain('A promise is still open: A call back, by Tuesday 24 November, 14:00.');
    expect(JSON.stringify(cancelModal(aView(), true))).not.toContain('promises');
  });

  test('the small forms fit', () => {
    for (const view of [keptAtModal(listed(), NOW), withdrawModal(listed())]) expect(viewProblems(view)).toEqual([]);
  });
});

describe('the form', () => {
  test('opens with a sentence that can be said at once', () => {
    const view = promiseModal(form);

    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view.blocks)).toContain('You will hear from us by 12:00 today.');
  });

  test('the sentence follows what is chosen', () => {
    const again = promiseModalAgain(form, {
      subject: { x: { selected_option: { value: 'callback' } } },
      takes: { x: { value: 'ask the warehouse 1d' } },
      customerZone: { x: { selected_option: { value: 'America/New_York' } } },
    });

    expect(JSON.stringify(again.blocks)).toContain('We will call you back by 12:00 today, your time.');
    expect(viewProblems(again)).toEqual([]);
  });

  test('what is sent is what was said, also a minute later', () => {
    const read = readPromise(filledIn(promiseModal(form), { subject: news, takes: { value: '2h' } }));

    expect(read).toMatchObject({ input: { dueAt: at('2026-11-24 12:00', BERLIN), what: 'To hear from us' } });
  });

  test.each([
    ['a duration without its sentence', { takes: { value: '3h' } }, 'takes'],
    ['nothing', {}, 'takes'],
    ['another date than the sentence names', { takes: { value: '2h' }, by: { selected_date_time: 1 } }, 'by'],
  ])('%s is not sent', (_name, state, field) => {
    const read = readPromise(filledIn(promiseModal(form), { subject: news, ...state }));

    expect(read).toHaveProperty(['errors', field]);
  });

  test.each([
    [
      'at night',
      '2026-11-24 22:00',
      'Nobody of the team is there then. They are back on Wednesday 25 November, 09:00.',
    ],
    ['in the past', '2026-11-23 12:00', 'Choose a time to come.'],
  ])('a date %s is told at once, and not sent', (_name, local, words) => {
    const by = { selected_date_time: at(local, BERLIN).getTime() / 1000 };
    const again = promiseModalAgain(form, { subject: { x: news }, by: { x: by } });

    expect(JSON.stringify(again.blocks)).toContain(words);
    expect(readPromise(filledIn(again, { subject: news, by }))).toStrictEqual({ errors: { by: words } });
  });

  test('another date shows the one until now', () => {
    const view = promiseModal({ ...form, moves: listed() });

    expect(viewProblems(view)).toEqual([]);
    expect(JSON.stringify(view.blocks)).toContain('Until now: by Tuesday 24 November, 14:00');
  });
});
