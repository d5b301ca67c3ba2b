import { describe, expect, it } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { awkwardTexts } from '../../../../test/support/case-views.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { clip } from '../../../slack/mrkdwn.ts';
import { LONGEST_TITLE } from '../text/file/policy-file.ts';
import { blocksOf } from '../text/showing/blocks.ts';
import type { ListedMustRead } from './must-read-list.ts';
import { changedMessage, MOST_SUMMED_UP, summaryMessage } from './messages/to-asker.ts';
import { askMessage, listMessage, MOST_LISTED, readReminder, settledMessage } from './messages/to-reader.ts';
import { changesQuote } from './asking/quote.ts';
import { mustReadsWindow } from './windows/list-window.ts';
import { waitingWindow } from './windows/waiting-window.ts';
import { dueText, haveRead, namesText } from './words.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const NOW = new Date('2026-03-10T09:00:00Z');
const DUE = new Date('2026-03-13T23:00:00Z');
const BERLIN = 'Europe/Berlin';

function about(title: string, note: string | null = null) {
  return {
    mustRead: { id: ID, note, deadlineAt: DUE, nudgedAt: null, endedAt: null },
    revision: { title, number: 2, policyId: ID },
    team: { name: title, timeZone: BERLIN },
  };
}

const STATES = ['open', 'read', 'excused', 'by-hand', 'changed', 'archived'] as const;

/** As many as one message lists. */
function listOf<Of extends { readonly mustRead: { readonly id: string } }>(one: (index: number) => Of): readonly Of[] {
  return Array.from({ length: MOST_LISTED }, (_, index) => {
    const of = one(index);
    return { ...of, mustRead: { ...of.mustRead, id: `${ID.slice(0, -2)}${index + 10}` } };
  });
}

/** Every message, with this text wherever people write one. */
function messagesWith(text: string): readonly Message[] {
  const title = clip(text, LONGEST_TITLE);
  const of = about(title, text);
  const request = { askedBy: title, dueAt: DUE, timeZone: BERLIN };
  const quote = { ...blocksOf(text, { surface: 'message' }), heading: title };
  const missing = Array.from({ length: 200 }, () => title);
  const team = { teamId: ID, name: title, count: { read: 12, of: 14 }, missing, later: missing };
  const report = {
    total: { read: 12, of: 14 },
    later: { count: 200, lastDay: '2026-03-13' },
    teams: [team, { ...team, missing: undefined, later: undefined }],
  };
  return [
    askMessage(of, request, { ...quote, isWhole: false }),
    readReminder(of, request, NOW),
    readReminder(of, request, DUE),
    ...STATES.map((state) => settledMessage({ ...of, ...request, state, readAt: NOW })),
    listMessage(
      listOf((index) => ({ ...of, ...request, state: STATES[index % STATES.length] ?? 'open', readAt: NOW })),
      NOW,
    ),
    listMessage(
      listOf(() => ({ ...of, ...request, state: 'open', readAt: null })),
      NOW,
    ),
    listMessage(
      listOf(() => ({ ...of, ...request, state: 'read', readAt: NOW })),
      NOW,
    ),
    summaryMessage([{ ...of, report }]),
    summaryMessage(listOf(() => ({ ...of, report })).slice(0, MOST_SUMMED_UP)),
    changedMessage(of, { read: 1, of: 2 }, { policyId: ID, title, number: 3 }, changesQuote('Before', text)),
  ];
}

describe('what people are told', () => {
  it.each(awkwardTexts())('passes with awkward text and brings nothing in it to life (%#)', (text) => {
    const messages = messagesWith(text);

    expect(messages.flatMap((message) => messageProblems(message))).toEqual([]);
    const live = messages.flatMap((message) => liveParts(message)).filter((part) => !/^(http|mailto:)/.test(part));
    expect(live).toEqual([]);
  });

  it.each(awkwardTexts())('is shown in windows that pass, with awkward text (%#)', (text) => {
    const title = clip(text, LONGEST_TITLE);
    const row = {
      mustRead: { id: ID, deadlineAt: DUE, endedAt: null },
      title,
      number: 2,
      timeZone: BERLIN,
      teamName: title,
      count: { read: 1, of: 2 },
    } as unknown as ListedMustRead;
    const waiting = Array.from({ length: 50 }, (_, index) => ({ id: `${ID}${index}`, title, dueAt: DUE }));

    expect(viewProblems(mustReadsWindow({ asks: true, rows: [], page: 0, hasMore: false }))).toEqual([]);
    expect(viewProblems(mustReadsWindow({ asks: false, rows: [row], page: 1, hasMore: true }))).toEqual([]);
    expect(viewProblems(waitingWindow([], BERLIN, NOW))).toEqual([]);
    expect(viewProblems(waitingWindow(waiting, BERLIN, NOW))).toEqual([]);
    expect(JSON.stringify(waitingWindow(waiting, BERLIN, NOW))).toContain('To be read by');
    expect(JSON.stringify(waitingWindow(waiting, BERLIN, DUE))).toContain('Was to be read by');
  });

  it('of a passage without a heading names the revision alone', () => {
    const request = { askedBy: 'Maya', dueAt: DUE, timeZone: BERLIN };

    const asked = askMessage(about('Late returns'), request, { blocks: [], heading: '', isWhole: false });

    expect(JSON.stringify(asked.blocks)).toContain('"Revision 2, Late returns.');
  });

  it('says it in a sentence', () => {
    const of = about('Late returns');
    const request = { askedBy: 'Maya', dueAt: DUE, timeZone: BERLIN };

    expect(readReminder(of, request, NOW).text).toBe(
      'A reminder: *Late returns*, to be read by the end of Friday 13 March. Maya asks.',
    );
    expect(summaryMessage([{ ...of, report: { total: { read: 14, of: 14 }, later: undefined, teams: [] } }]).text).toBe(
      '*Late returns*: All 14 have read it. The deadline was Friday 13 March.',
    );
  });

  it('of newcomers alone says that nobody had to by then', () => {
    const report = { total: { read: 0, of: 0 }, later: { count: 1, lastDay: '2026-03-13' }, teams: [] };

    expect(summaryMessage([{ ...about('Late returns'), report }]).text).toBe(
      '*Late returns*: Nobody had to read it by then. The deadline was Friday 13 March. 1 joined later: until Friday 13 March.',
    );
  });

  it.each([
    ['Europe/Berlin', 'the end of Friday 13 March'],
    ['America/Chicago', 'Friday 13 March, 18:00'],
    ['Asia/Tokyo', 'Saturday 14 March, 08:00'],
  ])('names the deadline as it is in %s', (zone, expected) => {
    expect(dueText(DUE, zone)).toBe(expected);
  });

  it.each([
    [0, 0, 'Nobody has to read it'],
    [0, 3, '0 of 3 (0\u00A0%) have read it'],
    [1, 3, '1 of 3 (33\u00A0%) has read it'],
    [1, 1, 'The only one has read it'],
    [3, 3, 'All 3 have read it'],
  ])('says of %i and %i: %s', (read, of, expected) => {
    const shown = `${read} of ${of} (${of === 0 ? 0 : Math.round((read / of) * 100)}\u00A0%)`;

    expect(haveRead({ read, of }, shown)).toBe(expected);
  });

  it('names so many of those who are missing, and says how many more there are', () => {
    expect(namesText(['Ana', 'Ben <b>', 'Leo'], 2)).toBe('Ana, Ben &lt;b&gt; and 1 more');
  });
});
