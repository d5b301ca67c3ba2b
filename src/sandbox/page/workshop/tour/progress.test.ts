import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import type { ChannelState, MessageState, PageState } from '../../../protocol.ts';
import { complaintOf } from './case-messages.ts';
import { advanced, begun, NEW, type Progress } from './progress.ts';

const APP = 'U0FLOORWALK';
const NOON = 1_795_000_000;
const CASE = 'case-1';

function says(channel: string, user: string, at: number, text: string, ...actions: string[]): MessageState {
  const plain = (words: string) => ({ type: 'plain_text' as const, text: words });
  const elements = actions.map((id) => ({ type: 'button' as const, action_id: id, value: CASE, text: plain(id) }));
  const blocks: KnownBlock[] = [{ type: 'actions', elements }];
  return { ts: `${at}.000100`, channel, user, text, reactions: [], ...(actions.length > 0 ? { blocks } : {}) };
}

const complaint = says('C0CARE', 'U0ANA', NOON - 100, 'Mr Okonkwo wrote: “Nobody came.”');

/** What somebody sees when the app has said this in the DM with Ana, or in the escalations channel. */
function seenBy(as: 'U0ANA' | 'U0LEO', said: MessageState[]): PageState {
  const channel = (id: string, name: string, messages: MessageState[], more: Partial<ChannelState>): ChannelState => ({
    id,
    name,
    kind: 'public',
    topic: '',
    members: [],
    archived: false,
    unread: 0,
    mentions: 0,
    messages,
    ...more,
  });
  const isAna = as === 'U0ANA';
  return {
    version: 1,
    workspace: { id: 'T0NORTHWIND', name: 'Northwind Support', domain: 'northwind-support' },
    workspaces: [],
    app: { name: 'Floorwalker', botUserId: APP, connected: true, isInstalled: true },
    as,
    people: [],
    channels: [
      channel('C0CARE', 'care', [complaint], {}),
      channel('C0CAREESC', 'care-escalations', isAna ? [] : said, {}),
      channel('D0APP', '', isAna ? said : [], { kind: 'dm', with: APP }),
    ],
    home: null,
    views: [],
    commands: [],
    shortcuts: [],
    clock: { now: new Date(NOON * 1000).toISOString(), offsetMs: 0 },
    notice: null,
  };
}

const start = begun(NEW, seenBy('U0ANA', []));

function after(progress: Progress, state: PageState): Progress {
  return advanced(progress, state, complaint);
}

describe('the tour goes on', () => {
  test('when Ana has a message about her case, and remembers which message it was', () => {
    const raised = after(start, seenBy('U0ANA', [says('D0APP', APP, NOON + 5, '#9', 'case.details')]));

    expect(raised).toMatchObject({ stage: 'claim', caseId: CASE, used: [complaint.ts] });
  });

  test('not by a case that was there before', () => {
    const state = seenBy('U0ANA', [says('D0APP', APP, NOON - 5, '#8', 'case.details')]);

    expect(after(start, state)).toBe(start);
  });

  test('when the card cannot be claimed any more, and at once to the end of what has happened', () => {
    const claimable: Progress = { ...start, stage: 'claim', caseId: CASE };
    const claimed = seenBy('U0LEO', [says('C0CAREESC', APP, NOON + 5, '#9', 'case.ask', 'case.resolve')]);
    const resolved = seenBy('U0LEO', [says('C0CAREESC', APP, NOON + 5, '#9', 'case.more')]);

    expect(after(claimable, claimed).stage).toBe('resolve');
    expect(after(claimable, resolved).stage).toBe('told');
  });

  test('not by a card that is not in sight', () => {
    const claimable: Progress = { ...start, stage: 'claim', caseId: CASE };

    expect(after(claimable, seenBy('U0LEO', []))).toBe(claimable);
  });

  test('to its end when the button that told of the customer is gone', () => {
    const decided: Progress = { ...start, stage: 'told', caseId: CASE };
    const toTell = seenBy('U0ANA', [says('D0APP', APP, NOON + 5, '#9', 'case.told', 'case.details')]);
    const told = seenBy('U0ANA', [says('D0APP', APP, NOON + 5, '#9', 'case.details')]);

    expect(after(decided, told).stage).toBe('told');
    expect(after(after(decided, toTell), told)).toMatchObject({ stage: 'end', status: 'done' });
  });
});

test('a complaint that a later case quotes is none to begin with; the same words written again are', () => {
  const card = says('D0APP', APP, NOON, 'Your case', 'case.add');
  const quote: KnownBlock = { type: 'section', text: { type: 'mrkdwn', text: `&gt; ${complaint.text}` } };
  const before = seenBy('U0ANA', []);
  const later = seenBy('U0ANA', [{ ...card, blocks: [quote, ...(card.blocks ?? [])] }]);
  const again = { ...complaint, ts: `${NOON + 100}.000100` };

  expect(complaintOf(before, [])).toEqual(complaint);
  expect(complaintOf(later, [])).toBeUndefined();
  later.channels[0] = { ...before.channels[0], messages: [complaint, again] } as ChannelState;
  expect(complaintOf(later, [])).toEqual(again);
});
