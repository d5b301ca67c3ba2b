/** A workspace with every block, element and awkward case in it, to look at the page without an app. */
import type { KnownBlock, ModalView, View } from '@slack/types';
import type { ChannelState, MessageState, PageState, PersonState } from '../../../src/sandbox/protocol.ts';

const NOW = Date.parse('2026-11-23T10:20:00Z');

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

const option = (text: string, value = text.toLowerCase(), description?: string) => ({
  text: { type: 'plain_text' as const, text },
  value,
  ...(description ? { description: { type: 'plain_text' as const, text: description } } : {}),
});

export const card: KnownBlock[] = [
  { type: 'header', block_id: 'h', text: { type: 'plain_text', text: '#42 · Refund for a broken espresso machine' } },
  {
    type: 'section',
    block_id: 'f',
    fields: [
      { type: 'mrkdwn', text: '*Urgency*\n:red_circle: Critical' },
      { type: 'mrkdwn', text: '*Wants*\nRefund, 180,00 €' },
      { type: 'mrkdwn', text: '*Customer*\nHannelore Wüst' },
      { type: 'mrkdwn', text: '*Raised by*\n<@U0ANA>' },
      { type: 'mrkdwn', text: '*Owner*\nNobody yet' },
      { type: 'mrkdwn', text: `*Promised*\n<!date^${NOW / 1000 + 5400}^{date_short_pretty} at {time}|today 12:50>` },
    ],
  },
  {
    type: 'section',
    block_id: 'q',
    text: {
      type: 'mrkdwn',
      text: '&gt; I have called three times &amp; nobody wrote `back`. &lt;!channel&gt;\n&gt; This is *not* acceptable.',
    },
  },
  {
    type: 'context',
    block_id: 'c',
    elements: [
      {
        type: 'mrkdwn',
        text: `Raised <!date^${NOW / 1000 - 600}^{ago}|10:10> · <@U0LEO> claimed it · <https://example.com/t/9|Ticket 9>`,
      },
    ],
  },
  {
    type: 'actions',
    block_id: 'a',
    elements: [
      {
        type: 'button',
        action_id: 'case.claim',
        style: 'primary',
        text: { type: 'plain_text', text: 'Claim' },
        value: '42',
      },
      { type: 'button', action_id: 'case.ask', text: { type: 'plain_text', text: 'Ask for info' }, value: '42' },
      { type: 'button', action_id: 'case.hand-over', text: { type: 'plain_text', text: 'Hand over' }, value: '42' },
      {
        type: 'button',
        action_id: 'case.resolve',
        style: 'danger',
        text: { type: 'plain_text', text: 'Resolve' },
        value: '42',
        confirm: {
          title: { type: 'plain_text', text: 'Resolve it?' },
          text: { type: 'mrkdwn', text: 'Ana is told at *once*.' },
          confirm: { type: 'plain_text', text: 'Resolve' },
          deny: { type: 'plain_text', text: 'Not yet' },
        },
      },
      {
        type: 'overflow',
        action_id: 'case.more',
        options: [option('Add a note'), option('Change urgency'), option('History'), option('Cancel')],
      },
    ],
  },
];

export const richBlocks: KnownBlock[] = [
  {
    type: 'rich_text',
    block_id: 'r',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: 'Bold ', style: { bold: true } },
          { type: 'user', user_id: 'U0LEO' },
          { type: 'text', text: ' and ' },
          { type: 'link', url: 'https://example.com', text: 'a link' },
          { type: 'emoji', name: 'tada' },
        ],
      },
      {
        type: 'rich_text_list',
        style: 'bullet',
        elements: [
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'one' }] },
          { type: 'rich_text_section', elements: [{ type: 'text', text: 'two' }] },
        ],
      },
      { type: 'rich_text_quote', elements: [{ type: 'text', text: 'quoted' }] },
      { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'let x = 1;' }] },
    ],
  },
  {
    type: 'table',
    block_id: 't',
    column_settings: [{}, { align: 'right' }],
    rows: [
      [
        { type: 'raw_text', text: 'Team' },
        { type: 'raw_text', text: 'Open' },
      ],
      [
        { type: 'raw_text', text: 'Northwind Care' },
        { type: 'raw_text', text: '12' },
      ],
    ],
  },
  {
    type: 'markdown',
    block_id: 'md',
    text: '# Heading\nSome **bold** and _italic_, `code`, <b>raw</b> [link](https://example.com)\n\n- a\n- b\n\n| a | b |\n|---|---|\n| 1 | 2 |',
  },
  {
    type: 'section',
    block_id: 's1',
    text: { type: 'mrkdwn', text: 'Pick a *language*' },
    accessory: {
      type: 'static_select',
      action_id: 'lang',
      placeholder: { type: 'plain_text', text: 'Choose' },
      options: [option('German'), option('English')],
    },
  },
  {
    type: 'image',
    block_id: 'i',
    title: { type: 'plain_text', text: 'A figure' },
    alt_text: 'a bar',
    image_url:
      "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='400' height='120'%3E%3Crect width='300' height='40' y='40' fill='%231264a3'/%3E%3C/svg%3E",
  },
];

export const escalate: ModalView = {
  type: 'modal',
  callback_id: 'escalate',
  title: { type: 'plain_text', text: 'Escalate' },
  submit: { type: 'plain_text', text: 'Escalate' },
  close: { type: 'plain_text', text: 'Cancel' },
  blocks: [
    {
      type: 'input',
      block_id: 'summary',
      label: { type: 'plain_text', text: 'Summary' },
      element: {
        type: 'plain_text_input',
        action_id: 'summary',
        initial_value: 'Refund 180, customer is angry',
        max_length: 150,
      },
    },
    {
      type: 'input',
      block_id: 'wants',
      dispatch_action: true,
      label: { type: 'plain_text', text: 'What does the customer want?' },
      element: {
        type: 'static_select',
        action_id: 'wants',
        options: ['Answer', 'Refund', 'Replacement', 'Credit', 'Exception', 'Callback', 'Something else'].map((one) =>
          option(one),
        ),
        initial_option: option('Refund'),
      },
    },
    {
      type: 'input',
      block_id: 'amount',
      optional: true,
      label: { type: 'plain_text', text: 'Amount' },
      hint: { type: 'plain_text', text: 'As the customer says it: 180, 180,50 or €180.' },
      element: { type: 'plain_text_input', action_id: 'amount' },
    },
    {
      type: 'input',
      block_id: 'urgency',
      label: { type: 'plain_text', text: 'Urgency' },
      element: {
        type: 'radio_buttons',
        action_id: 'urgency',
        initial_option: option('Normal'),
        options: [
          option('Normal'),
          option('High'),
          option(':red_circle: Critical', 'critical', 'Money, safety or press'),
        ],
      },
    },
    {
      type: 'input',
      block_id: 'leads',
      optional: true,
      label: { type: 'plain_text', text: 'Leads' },
      element: {
        type: 'multi_users_select',
        action_id: 'leads',
        initial_users: ['U0LEO'],
        placeholder: { type: 'plain_text', text: 'Who decides' },
      },
    },
    {
      type: 'input',
      block_id: 'zone',
      optional: true,
      label: { type: 'plain_text', text: 'Time zone' },
      element: { type: 'external_select', action_id: 'zone', min_query_length: 0 },
    },
    {
      type: 'input',
      block_id: 'channel',
      optional: true,
      label: { type: 'plain_text', text: 'Channel' },
      element: { type: 'conversations_select', action_id: 'channel', filter: { include: ['public', 'private'] } },
    },
    {
      type: 'input',
      block_id: 'by',
      optional: true,
      label: { type: 'plain_text', text: 'Promised to the customer by' },
      element: { type: 'datetimepicker', action_id: 'by' },
    },
    {
      type: 'input',
      block_id: 'boxes',
      optional: true,
      label: { type: 'plain_text', text: 'Also' },
      element: { type: 'checkboxes', action_id: 'boxes', options: [option('Send by mail'), option('Call back')] },
    },
    {
      type: 'actions',
      block_id: 'more',
      elements: [{ type: 'button', action_id: 'more', text: { type: 'plain_text', text: 'More details' } }],
    },
  ],
};

const homeView: View = {
  type: 'home',
  blocks: [
    { type: 'header', block_id: 'h', text: { type: 'plain_text', text: 'Good morning, Ana' } },
    {
      type: 'section',
      block_id: 's',
      text: {
        type: 'mrkdwn',
        text: '*#42 Refund for a broken espresso machine*\nWaits on you: Leo asked for the order number.',
      },
      accessory: {
        type: 'button',
        action_id: 'home.answer',
        style: 'primary',
        text: { type: 'plain_text', text: 'Answer' },
      },
    },
    { type: 'divider', block_id: 'd' },
    {
      type: 'section',
      block_id: 's2',
      text: { type: 'mrkdwn', text: '*#40 Lost parcel*\nOpen for 20 minutes' },
      accessory: { type: 'button', action_id: 'home.open', text: { type: 'plain_text', text: 'Open' } },
    },
    { type: 'context', block_id: 'c', elements: [{ type: 'mrkdwn', text: 'Your team has 3 open cases.' }] },
  ],
};

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
  const escalations = [message('C0CAREESC', 'U0FLOORWALK', 12, 'Case 42', { blocks: card, replyCount: 0 })];
  const files: MessageState['files'] = [
    {
      id: 'F1',
      name: 'cases-2026-11.csv',
      title: 'Cases of November',
      mimetype: 'text/csv',
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
    app: { name: 'Floorwalker', botUserId: 'U0FLOORWALK', connected: true },
    as,
    people,
    channels: [
      channel('C0GENERAL', 'general', { topic: 'Everything that is for all of us', unread: 3 }),
      channel('C0CARE', 'care', { topic: 'The Northwind Care team', messages: care, unread: 2 }),
      channel('C0CAREESC', 'care-escalations', { messages: escalations, unread: 2, mentions: 1 }),
      channel('C0EMPTY', 'an-empty-channel-with-a-name-that-is-as-long-as-slack-lets-it-be-which-is-80', {}),
      channel('C0CAREUS', 'care-us', { members: ['U0MAYA'] }),
      { ...channel('D0ANA', 'floorwalker', { messages: dm, unread: 2 }), kind: 'dm', with: 'U0FLOORWALK' },
      { ...channel('D0LONG', 'long', {}), kind: 'dm', with: 'U0LONG' },
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

function channel(id: string, name: string, more: Partial<ChannelState>): ChannelState {
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
