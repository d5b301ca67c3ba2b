/** Messages and a Home with the blocks that Floorwalker uses. */
import type { KnownBlock, View } from '@slack/types';
import { option } from './gallery-form.ts';

export const NOW = Date.parse('2026-11-23T10:20:00Z');

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

export const homeView: View = {
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
