import { describe, expect, it } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import type { Team } from '../../../people/tables.ts';
import type { Policy, PolicyRevision } from '../library/tables.ts';
import { askingMessage, type DueRow, MOST_ROWS } from './reviews/due-messages.ts';
import { dueWindow } from './reviews/due-window.ts';
import { givenMessage } from './owners/given-message.ts';
import { goneOwnersMessage, unansweredMessage } from './manager-messages.ts';
import type { News } from './news/news.ts';
import { hiddenMessage, manyNewsMessage, newsMessage } from './news/news-messages.ts';
import { newsWindow } from './news/news-window.ts';
import type { Due } from './reviews/read-due.ts';

const TITLES = ['Late returns', '<!channel> *bold* & <@U0ANA> | “quotes” ‮ مرحبا', '🎉'.repeat(190)];

// Safe: only these are read.
const team = { id: '00000000-0000-4000-8000-00000000ca1e', name: 'Northwind Care', timeZone: 'Europe/Berlin' } as Team;
const names = new Map([
  ['U0LEO', 'Leo <b>'],
  ['U0MAYA', 'Maya'],
]);

function idOf(at: number): string {
  return `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
}

function due(title: string, at = 0): Due {
  const revision = { id: idOf(at), policyId: idOf(at), number: 1 };
  return {
    policy: {
      id: idOf(at),
      title,
      owner: 'U0LEO',
      verifiedBy: 'U0MAYA',
      verifiedAt: new Date('2026-03-10T09:00:00Z'),
      reviewOn: '2026-06-08',
    },
    team,
    timeZone: team.timeZone,
    said: null,
    ownerMayWrite: true,
    spans: [{ revision, from: new Date('2026-03-10T09:00:00Z'), until: new Date('2026-06-30T22:00:00Z') }],
  } as unknown as Due;
}

const STATES = ['review', 'ending', 'ended', 'verified', 'changed', 'given', 'archived'] as const;
const meanwhile = { lookedUp: 34, helped: 1, notThis: 3, missed: ['<!here> my *parcel*', 'x'.repeat(3000), 'late'] };

function rows(title: string, count: number, state: DueRow['state'] = 'review'): readonly DueRow[] {
  return Array.from({ length: count }, (_, at) => ({ due: due(title, at), state, meanwhile }));
}

function news(title: string, isNew: boolean, changeNote: string | null = title, at = 0): News {
  const policy = { id: idOf(at), title } as Policy;
  return { policy, team, revision: { id: idOf(at), changeNote } as PolicyRevision, isNew, by: 'Maya' };
}

describe.each(TITLES)('with the title %#', (title) => {
  it.each(STATES)('what an owner is asked can be sent: %s', (state) => {
    for (const count of [0, 1, 2, MOST_ROWS, 50]) {
      for (const isReminder of [true, false]) {
        const message = askingMessage({ rows: rows(title, count, state), names, isReminder });

        expect(messageProblems(message)).toEqual([]);
        expect(liveParts(message)).toEqual([]);
      }
    }
  });

  it('every other message and window can be sent', () => {
    const gone = Array.from({ length: 20 }, (_, at) => ({
      slackId: `U0GONE${at}`,
      name: at % 2 === 0 ? null : title,
      isOnTeam: at % 3 === 0,
      policies: Array.from({ length: 12 }, (_none, index) => ({ id: idOf(index), title, audience: [], isTold: false })),
    }));
    const many = Array.from({ length: 15 }, (_, at) => news(title, at % 2 === 0, title.repeat(5), at));
    const messages = [
      goneOwnersMessage(team, []),
      goneOwnersMessage(team, gone.slice(0, 1)),
      goneOwnersMessage(team, gone),
      givenMessage(gone[0]?.policies ?? [], title, { rows: rows(title, 1), names }),
      givenMessage(gone[0]?.policies ?? [], title, { rows: rows(title, 50), names }),
      unansweredMessage(
        team,
        rows(title, 40).map((row) => row.due),
        names,
      ),
      newsMessage(news(title, true)),
      newsMessage(news(title, false, null)),
      manyNewsMessage(many, idOf(1)),
      hiddenMessage(),
    ];
    const page = { rows: rows(title, 10), names, page: 1, total: 50, pages: 2, hasMore: true };
    const views = [
      dueWindow(page, title.slice(0, 100).replaceAll(/[<>&]/g, '')),
      dueWindow({ ...page, rows: [], total: 0, pages: 1, page: 0, hasMore: false }),
      newsWindow({ which: 'mine:', page: 1, rows: many, total: 40, hasMore: true }),
      newsWindow({ which: 'mine:', page: 0, rows: [], total: 0, hasMore: false }),
    ];

    expect(messages.flatMap(messageProblems)).toEqual([]);
    expect(messages.flatMap(liveParts)).toEqual([]);
    expect(views.flatMap(viewProblems)).toEqual([]);
    expect(views.flatMap((view) => liveParts({ blocks: view.blocks }))).toEqual([]);
  });
});

describe('what an owner reads', () => {
  it.each([
    ['review', 'Is *Late returns* still true? Last verified on 10 March 2026 by Maya.'],
    ['ending', '*Late returns* counts until 30 June 2026, and nothing takes its place yet.'],
    ['ended', '*Late returns* ended on 30 June 2026. It answers nothing any more.'],
    [
      'verified',
      ':white_check_mark: *Late returns*: Maya said on 10 March 2026 that it is true. Next review: 8 June 2026.',
    ],
    ['changed', ':white_check_mark: *Late returns* was changed. Next review: 8 June 2026.'],
    ['given', '*Late returns*: Leo &lt;b&gt; answers for it now.'],
    ['archived', '*Late returns* is archived.'],
  ] as const)('%s', (state, text) => {
    const message = askingMessage({ rows: [{ due: due('Late returns'), state }], names, isReminder: false });

    expect(message.text).toBe(text);
  });

  it('has buttons only for what is to be done, and the rest behind one', () => {
    const message = askingMessage({ rows: [...rows('A', 20), ...rows('B', 1, 'verified')], names, isReminder: true });

    const shown = JSON.stringify(message);
    expect(message.text).toBe('A reminder: 20 of your policies need a look.');
    expect(shown.match(/"text":"Still true"/g)).toHaveLength(MOST_ROWS);
    expect(shown).toContain('Show all 21');
  });
});
