import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { liveParts, literalTexts, viewProblems } from '../../../../test/support/block-check.ts';
import { awkwardTexts } from '../../../../test/support/case-views.ts';
import { fieldNames, openForm, redrawnForm } from '../../../../test/support/open-form.ts';
import { sharedData } from '../../../../test/support/shared-data.ts';
import { cleanText, clip } from '../../../slack/mrkdwn.ts';
import { readEscalateText } from '../raising/command-text.ts';
import { escalateModal, escalateModalAgain, firstSentence, readEscalation } from './escalate.ts';

const CARE = { id: '22222222-2222-4222-8222-222222222222', name: 'Northwind Care', currency: 'EUR' };
const US = { id: '33333333-3333-4333-8333-333333333333', name: 'Northwind Care US', currency: 'USD' };
const domain = 'northwind-support';
const NOW = new Date('2026-11-23T09:00:00Z');
const source = {
  channel: 'C0CARE',
  ts: '1700000000.000100',
  author: 'U0SAM',
  text: 'The lamp is broken. I want my money back!',
};

function opened(text = '') {
  return escalateModal({ teams: [CARE], text: readEscalateText(text), domain, now: NOW });
}

describe('the form', () => {
  test('asks four things at first', () => {
    expect(fieldNames(opened())).toEqual(['summary', 'wanted', 'urgency', 'customer']);
  });

  test('is Enter, Enter from "/escalate refund 180 angry"', () => {
    expect(readEscalation(openForm(opened('refund 180 angry')))).toMatchObject({
      input: {
        teamId: CARE.id,
        summary: 'refund 180 angry',
        wanted: 'refund',
        urgency: 'high',
        amount: 18_000,
        currency: 'EUR',
      },
    });
  });

  test('holds words that are longer than a summary whole, and reads all of them', () => {
    const story =
      'The parcel came late. It was wet. The desk in it was scratched. She called twice. Nobody called her back. ' +
      'She paid 300 EUR in May. We said sorry in June. She wants 250 EUR back now, it is urgent.';

    const read = readEscalation(openForm(opened(story)));

    expect(read).toMatchObject({
      input: {
        summary: 'The parcel came late.',
        whatHappened: story,
        wanted: 'refund',
        amount: 25_000,
        urgency: 'high',
      },
    });
    expect(viewProblems(opened(story))).toEqual([]);
  });

  test('opens as Critical when the words say so', () => {
    const read = readEscalation(openForm(opened('CRITICAL gas leak')));

    expect(read).toMatchObject({ input: { urgency: 'critical', summary: 'CRITICAL gas leak' } });
  });

  test('asks which team only of those on several', () => {
    expect(fieldNames(escalateModal({ now: NOW, teams: [CARE, US], domain }))[0]).toBe('teamId');
    expect(fieldNames(opened())).not.toContain('teamId');
  });

  test('reads the amount in the currency of the chosen team', () => {
    const form = escalateModal({ now: NOW, teams: [CARE, US], text: readEscalateText('refund 180'), domain });

    const read = readEscalation(openForm(form, { teamId: `${US.id}:USD` }));

    expect(read).toMatchObject({ input: { teamId: US.id, amount: 18_000, currency: 'USD' } });
  });

  test.each([
    [{ summary: null }, 'summary'],
    [{ amount: '1,234' }, 'amount'],
    [{ amount: 'a lot' }, 'amount'],
  ])('says next to the field what is wrong with %j', (typed, field) => {
    const read = readEscalation(openForm(opened('refund 180'), typed));

    expect(read).toEqual({ errors: { [field]: expect.any(String) as string } });
  });

  test('takes all that Slack lets people type', () => {
    const form = redrawnForm(escalateModalAgain(openForm(opened()), { more: true }), openForm(opened()));
    const typed = { summary: '😀'.repeat(150), customer: '😀'.repeat(200), whatHappened: '😀'.repeat(3000) };
    const state = openForm(escalateModalAgain(form), typed);

    expect(readEscalation(state)).toMatchObject({ input: typed });
  });

  test('asks for a whole link', () => {
    const form = escalateModalAgain(openForm(opened('late')), { more: true });

    expect(readEscalation(openForm(form, { ticketLink: 'desk/42' }))).toEqual({
      errors: { ticketLink: 'Paste the whole link, beginning with https://.' },
    });
  });

  test('is refused in plain words when it remembers something else', () => {
    const form = { ...openForm(opened('late')), privateMetadata: '{"teams":[]}' };

    expect(() => readEscalation(form)).toThrow('This form is out of date. Please close it and open it again.');
  });
});

describe('a change of choice', () => {
  test('shows the amount when money is involved, and loses nothing that was typed', () => {
    const typed = openForm(opened('late'), { wanted: 'refund', summary: 'Late again', customer: 'Jane' });

    const view = escalateModalAgain(typed);
    const form = redrawnForm(view, typed);

    expect(fieldNames(view)).toEqual(['summary', 'wanted', 'amount', 'urgency', 'customer']);
    expect(literalTexts(view)).toEqual(expect.arrayContaining(['Late again', 'Jane']));
    expect(readEscalation(form)).toMatchObject({
      input: { summary: 'Late again', wanted: 'refund', customer: 'Jane' },
    });
  });

  test('keeps an amount for when the choice comes back', () => {
    const first = openForm(opened('refund 180'), { amount: '250', wanted: 'answer' });
    const without = redrawnForm(escalateModalAgain(first), first);
    const back = openForm(escalateModalAgain(without), { wanted: 'credit' });

    const again = escalateModalAgain(back);

    expect(fieldNames(escalateModalAgain(first))).not.toContain('amount');
    expect(readEscalation(openForm(again))).toMatchObject({ input: { wanted: 'credit', amount: 25_000 } });
  });

  test('an amount that is hidden does not count', () => {
    const first = openForm(opened('refund 180'), { wanted: 'answer' });

    const read = readEscalation(redrawnForm(escalateModalAgain(first), first));

    expect(read).toMatchObject({ input: { wanted: 'answer', amount: undefined } });
  });

  test('More details adds four fields and keeps the others', () => {
    const typed = openForm(opened('late'), { customer: 'Jane' });

    const view = escalateModalAgain(typed, { more: true });

    expect(fieldNames(view)).toEqual([
      'summary',
      'wanted',
      'urgency',
      'customer',
      'whatHappened',
      'ticketLink',
      'category',
      'promisedBy',
    ]);
    const by = new Date('2026-11-23T15:00:00Z');
    const read = readEscalation(openForm(view, { whatHappened: 'It broke', promisedBy: by }));
    expect(read).toMatchObject({ input: { customer: 'Jane', whatHappened: 'It broke', promisedBy: by } });
  });

  test('takes no promise whose time has passed', () => {
    const view = escalateModalAgain(openForm(opened('late')), { more: true });

    const read = readEscalation(openForm(view, { promisedBy: new Date('2026-11-23T03:00:00Z') }));

    expect(read).toMatchObject({ errors: { promisedBy: 'That time has passed. Choose a time to come.' } });
  });
});

describe('an escalated message', () => {
  test('is quoted with its author and a link, and its first sentence is the summary', () => {
    const view = escalateModal({ now: NOW, teams: [CARE], source, domain, responseUrl: 'https://hooks.slack.com/x' });

    expect(liveParts(view)).toEqual(
      ['https://northwind-support.slack.com/archives/C0CARE/p1700000000000100', 'U0SAM'].toReversed(),
    );
    expect(literalTexts(view)).toEqual(expect.arrayContaining([source.text, 'The lamp is broken.']));
    expect(readEscalation(openForm(view))).toMatchObject({
      input: { source, answerAt: { responseUrl: 'https://hooks.slack.com/x' } },
    });
  });

  test('that asks for money back opens as a refund of that amount', () => {
    const text = 'I waited 3 weeks. I want my 180 € delivery fee back.';

    const read = readEscalation(
      openForm(escalateModal({ now: NOW, teams: [CARE], source: { ...source, text }, domain })),
    );

    expect(read).toMatchObject({ input: { wanted: 'refund', amount: 18_000, currency: 'EUR', urgency: 'normal' } });
  });

  const path = sharedData('complaints/cfpb_narratives.csv');
  test.skipIf(!path)('travels whole through the form when it is a complaint of the length a case holds', () => {
    const rows = parse<Record<string, string>>(readFileSync(path ?? ''), { columns: true, to: 200 });
    for (const row of rows) {
      const text = clip(cleanText(row['Consumer complaint narrative'] ?? '').trim(), 3000);
      const view = escalateModal({
        now: NOW,
        teams: [CARE],
        source: { ...source, text },
        domain,
        responseUrl: `https://hooks.slack.com/${'x'.repeat(80)}`,
      });

      expect(viewProblems(view)).toEqual([]);
      expect(readEscalation(openForm(view, { summary: 'S' }))).toMatchObject({ input: { source: { text } } });
    }
  });

  test('is shortened when even packed it does not fit, and can still be escalated', () => {
    const noise = Array.from({ length: 3000 }, (_, index) =>
      String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000)),
    ).join('');
    const view = escalateModal({ now: NOW, teams: [CARE], source: { ...source, text: noise }, domain });

    const read = readEscalation(openForm(view, { summary: 'S' }));

    expect(viewProblems(view)).toEqual([]);
    expect('input' in read && read.input.source?.text?.length).toBeGreaterThan(500);
  });
});

test('whatever is typed, Slack takes the form and nothing in it comes alive', () => {
  for (const typed of awkwardTexts()) {
    const text = cleanText(typed);
    const first = escalateModal({
      now: NOW,
      teams: [{ ...CARE, name: text }, US],
      text: { summary: text },
      source: { ...source, text },
      domain,
    });
    const again = escalateModalAgain(openForm(first, { customer: text, summary: text }), { more: true });

    for (const view of [first, again]) {
      expect({ typed, problems: viewProblems(view) }).toEqual({ typed, problems: [] });
      expect(liveParts(view)).toHaveLength(2);
    }
  }
});

test.each([
  ['The lamp is broken. I want a refund.', 'The lamp is broken.'],
  ['no full stop here', 'no full stop here'],
  ['It cost 1.50 each! Really', 'It cost 1.50 each!'],
  ['\n\n  Hello\nworld. Bye', 'Hello world.'],
  ['', ''],
  ['x'.repeat(200), `${'x'.repeat(149)}…`],
])('the first sentence of %j', (text, sentence) => {
  expect(firstSentence(text)).toBe(sentence);
});
