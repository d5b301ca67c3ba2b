/** A workspace with every block, element and awkward case in it, to look at the page without an app. */
import type { ChannelState, MessageState, PageState, PersonState } from '../../../src/sandbox/protocol.ts';
import { card, homeView, NOW, richBlocks } from './gallery-blocks.ts';
import { assistant, cards, controls, media, tables } from './gallery-every-block.ts';

export const people: PersonState[] = [
  person('U0ANA', 'ana', 'Ana Ferreira', 'Customer-service agent', '9b2d6f'),
  person('U0LEO', 'leo', 'Leo Brandt', 'Team lead', '2f6f9b'),
  person('U0MAYA', 'maya', 'Maya Okafor', 'Customer-service manager', 'b3632a', { isAdmin: true }),
  person(
    'U0LONG',
    'maximilian',
    'Maximilian-Alexander von Hohenstein-Wolfenbüttel zu Schwarzburg',
    'Senior customer-experience escalation coordinator for the whole of southern Europe',
    '4a7c3a',
  ),
  person('U0GUEST', 'gus', 'Gus Guest', 'Contractor', '777777', { kind: 'guest' }),
  person('U0FLOORWALK', 'floorwalker', 'Floorwalker', '', '155e56', { kind: 'bot' }),
];

function person(
  id: string,
  name: string,
  realName: string,
  title: string,
  color: string,
  more: Partial<PersonState> = {},
): PersonState {
  return { id, name, realName, title, color, timeZone: 'Europe/Berlin', kind: 'full', isAdmin: false, ...more };
}

function ts(minutesAgo: number, seq = 0): string {
  return `${Math.floor((NOW - minutesAgo * 60_000) / 1000)}.${String(seq).padStart(6, '0')}`;
}

function message(
  channel: string,
  user: string,
  minutesAgo: number,
  text: string,
  more: Partial<MessageState> = {},
): MessageState {
  return { ts: ts(minutesAgo, 100), channel, user, text, reactions: [], ...more };
}

const attachments: NonNullable<MessageState['attachments']> = [
  {
    color: 'warning',
    pretext: 'Unfurled:',
    title: 'Ticket 9',
    title_link: 'https://example.com/tickets/9',
    text: 'The customer *waits* since Monday',
    fields: [
      { title: 'State', value: 'open', short: true },
      { title: 'Since', value: 'Monday', short: true },
    ],
    footer: 'Ticket desk',
  },
  { color: '#155e56', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'Blocks in an *attachment*' } }] },
];

/** Everything at once; a fresh copy each time. */
export function galleryState(as: string): PageState {
  const many = Array.from({ length: 50 }, (_, index) =>
    message(
      'C0CARE',
      index % 7 < 3 ? 'U0ANA' : 'U0LEO',
      3000 - index * 55,
      `Message number ${index + 1}: the customer of order ${4000 + index} would like to know when it arrives.`,
    ),
  );
  const care = [
    ...many,
    message(
      'C0CARE',
      'U0LONG',
      50,
      'Hello <@U0ANA>, see <#C0CAREESC> and <https://example.com/a?b=1&amp;c=2|the policy>. *Bold* _it_ ~no~ `code` :tada: <!here>',
      {
        edited: true,
        reactions: [
          { name: 'eyes', users: ['U0ANA', 'U0LEO'] },
          { name: '+1', users: ['U0LEO'] },
        ],
      },
    ),
    message(
      'C0CARE',
      'U0ANA',
      45,
      'A customer wrote:\n```\nOrder 4711 <b>never</b> came\n```\n&gt; and she is right\nhttps://example.com/tickets/4711',
      { replyCount: 2 },
    ),
    message('C0CARE', 'U0LEO', 40, 'I am on it', { threadTs: ts(45, 100) }),
    message('C0CARE', 'U0FLOORWALK', 39, 'A reply by the app', { threadTs: ts(45, 100) }),
    message('C0CARE', 'U0FLOORWALK', 20, 'Blocks', { blocks: richBlocks }),
    message('C0CARE', 'U0LEO', 10, ':tada: :wave::skin-tone-3:'),
    message('C0CARE', 'U0FLOORWALK', 5, 'Sent to #care-escalations as #42. Leo or Maya will look at it.', {
      ephemeral: true,
    }),
  ];
  const everyBlock = [
    message(
      'C0BLOCKS',
      'U0LEO',
      90,
      'What is *pinned* here: the <https://example.com|policy> and :our-own-emoji: for <!subteam^S0LEADS>',
      {
        reactions: [{ name: 'our-own-emoji', users: ['U0MAYA', 'U0LEO'] }],
        replyCount: 1,
      },
    ),
    message('C0BLOCKS', 'U0ANA', 80, 'Seen, thank you', { threadTs: ts(90, 100), alsoInChannel: true }),
    ...[tables, cards, assistant, media, controls].map((blocks, index) =>
      message('C0BLOCKS', 'U0FLOORWALK', 70 - index * 10, 'Blocks', { blocks, edited: true }),
    ),
    message('C0BLOCKS', 'U0FLOORWALK', 15, 'With more below', { attachments }),
  ];
  const escalations = [message('C0CAREESC', 'U0FLOORWALK', 12, 'Case 42', { blocks: card, replyCount: 0 })];
  const files: MessageState['files'] = [
    {
      id: 'F1',
      name: 'cases-2026-11.csv',
      title: 'Cases of November',
      mimetype: 'text/csv',
      kind: 'CSV',
      size: 69,
      url: '/files/F1',
      text: 'number,summary,state\n42,Refund,resolved\n41,"Lost parcel, again",open',
    },
  ];
  const dm = [
    message('D0ANA', 'U0FLOORWALK', 8, 'Your export', { files }),
    message('D0ANA', 'U0FLOORWALK', 7, 'Case 42', { blocks: card.slice(0, 2) }),
  ];
  return {
    version: 1,
    workspace: { id: 'T0NORTHWIND', name: 'Northwind Support', domain: 'northwind-support' },
    workspaces: [{ id: 'T0NORTHWIND', name: 'Northwind Support' }],
    app: { name: 'Floorwalker', botUserId: 'U0FLOORWALK', connected: true, isInstalled: true },
    as,
    people,
    userGroups: [{ id: 'S0LEADS', handle: 'leads', name: 'Team leads', users: ['U0LEO'] }],
    channels: [
      channelOf('C0GENERAL', 'general', { topic: 'Everything that is for all of us', unread: 3 }),
      channelOf('C0CARE', 'care', { topic: 'The Northwind Care team', messages: care, unread: 2 }),
      channelOf('C0CAREESC', 'care-escalations', { messages: escalations, unread: 2, mentions: 1 }),
      channelOf('C0BLOCKS', 'every-block', {
        kind: 'private',
        messages: everyBlock,
        pinned: [ts(90, 100)],
        bookmarks: [
          { id: 'B1', title: 'Refund policy', link: 'https://example.com/policy', emoji: '' },
          { id: 'B2', title: 'On duty', link: 'https://example.com/duty', emoji: ':sunny:' },
        ],
      }),
      channelOf('C0OLD', 'old-care', { archived: true }),
      channelOf('C0EMPTY', 'an-empty-channel-with-a-name-that-is-as-long-as-slack-lets-it-be-which-is-80', {}),
      channelOf('C0CAREUS', 'care-us', { members: ['U0MAYA'] }),
      { ...channelOf('D0ANA', 'floorwalker', { messages: dm, unread: 2 }), kind: 'dm', with: 'U0FLOORWALK' },
      { ...channelOf('D0LONG', 'long', {}), kind: 'dm', with: 'U0LONG' },
    ],
    home: homeView,
    views: [],
    commands: [
      { command: '/escalate', description: 'Ask a lead for help with a customer', usageHint: '[what it is about]' },
      {
        command: '/case',
        description: 'Find, list and export cases',
        usageHint: '[list | 42 | search words | export]',
      },
      { command: '/floorwalker', description: 'Help, my teams, set-up', usageHint: '[setup | help]' },
      { command: '/fw', description: 'Any command of Floorwalker', usageHint: '<command> …' },
    ],
    shortcuts: [
      { name: 'Escalate', callbackId: 'escalate', type: 'global', description: 'Ask a lead for help' },
      {
        name: 'Escalate message',
        callbackId: 'escalate_message',
        type: 'message',
        description: 'Escalate what this message says',
      },
    ],
    clock: { now: new Date(NOW).toISOString(), offsetMs: 0 },
    notice: null,
  };
}

function channelOf(id: string, name: string, more: Partial<ChannelState>): ChannelState {
  return {
    id,
    name,
    kind: 'public',
    topic: '',
    members: ['U0ANA', 'U0LEO', 'U0MAYA', 'U0LONG'],
    archived: false,
    unread: 0,
    mentions: 0,
    messages: [],
    ...more,
  };
}
