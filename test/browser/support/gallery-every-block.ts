/** A message for every type of block that messages take, beyond those of Floorwalker itself. */
import type { KnownBlock, RichTextBlock } from '@slack/types';
import { option } from './gallery-form.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn' as const, text });
const section = (text: string, style?: object) => ({
  type: 'rich_text_section' as const,
  elements: [{ type: 'text' as const, text, ...(style ? { style } : {}) }],
});
const rich = (text: string): RichTextBlock => ({ type: 'rich_text', elements: [section(text)] });

export const PICTURE =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='400' height='160'%3E%3Crect width='400' height='160' fill='%23d7ece8'/%3E%3Crect width='300' height='40' y='60' fill='%23155e56'/%3E%3C/svg%3E";

const everyRun: RichTextBlock = {
  type: 'rich_text',
  block_id: 'runs',
  elements: [
    {
      type: 'rich_text_section',
      elements: [
        { type: 'text', text: 'bold', style: { bold: true } },
        { type: 'text', text: ' italic', style: { italic: true } },
        { type: 'text', text: ' strike', style: { strike: true } },
        { type: 'text', text: ' under ', style: { underline: true } },
        { type: 'text', text: 'code', style: { code: true } },
        { type: 'text', text: ' ' },
        { type: 'link', url: 'https://example.com', text: 'a link' },
        { type: 'text', text: ' ' },
        { type: 'user', user_id: 'U0ANA' },
        { type: 'channel', channel_id: 'C0CARE' },
        { type: 'usergroup', usergroup_id: 'S0LEADS' },
        { type: 'team', team_id: 'T0NORTHWIND' },
        { type: 'broadcast', range: 'here' },
        { type: 'emoji', name: 'wave::skin-tone-4' },
        { type: 'emoji', name: 'our-own-emoji' },
        { type: 'color', value: '#155e56' },
        { type: 'date', timestamp: 1_764_000_000, format: '{date_long} at {time}', fallback: 'some day' },
      ],
    },
    { type: 'rich_text_list', style: 'bullet', elements: [section('first'), section('second')] },
    { type: 'rich_text_list', style: 'bullet', indent: 1, elements: [section('deeper')] },
    { type: 'rich_text_list', style: 'ordered', border: 1, elements: [section('one'), section('two')] },
    { type: 'rich_text_quote', elements: [{ type: 'text', text: 'What she said' }] },
    { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'order 4711\n  shipped: no' }] },
  ],
};

const cells = (name: string, open: number, note: string) => [
  { type: 'raw_text' as const, text: name },
  { type: 'raw_number' as const, value: open, text: String(open) },
  rich(note),
];

const head = ['Team', 'Open', 'Note'].map((text) => ({ type: 'raw_text' as const, text }));

export const tables: KnownBlock[] = [
  {
    type: 'table',
    block_id: 'table',
    column_settings: [{ is_wrapped: true }, { align: 'center' }],
    rows: [head, cells('Northwind Care', 12, 'two on hold'), cells('Northwind Care US', 3, '')],
  },
  {
    type: 'data_table',
    block_id: 'data',
    caption: 'Open cases by team',
    rows: [
      head,
      ...Array.from({ length: 12 }, (_, index) => cells(`Team ${index + 1}`, (index * 7) % 10, `note ${index}`)),
    ],
  },
];

const card = (title: string): Extract<KnownBlock, { type: 'card' }> => ({
  type: 'card',
  block_id: `card-${title}`,
  hero_image: { type: 'image', image_url: PICTURE, alt_text: 'a bar' },
  icon: { type: 'image', image_url: PICTURE, alt_text: 'bars' },
  title: mrkdwn(`*${title}*`),
  subtitle: mrkdwn('Policy, revision 4'),
  body: mrkdwn('May be granted by a lead up to 200 €, by a manager beyond.'),
  actions: [
    { type: 'button', action_id: `open.${title}`, text: plain('Open'), style: 'primary' },
    { type: 'button', action_id: `share.${title}`, text: plain('Share') },
  ],
});

export const cards: KnownBlock[] = [
  card('Refunds'),
  { type: 'carousel', block_id: 'carousel', elements: [card('Returns'), card('Callbacks'), card('Goodwill')] },
  {
    type: 'container',
    block_id: 'container',
    title: plain('Order 4711'),
    subtitle: mrkdwn('placed on *Monday*'),
    icon: { type: 'image', image_url: PICTURE, alt_text: 'bars' },
    has_header_divider: true,
    child_blocks: [{ type: 'section', block_id: 'inner', text: mrkdwn('Two lamps, one desk') }],
  },
  {
    type: 'container',
    block_id: 'folded',
    rich_text_title: rich('What happened before'),
    is_collapsible: true,
    default_collapsed: true,
    child_blocks: [{ type: 'divider', block_id: 'rule' }],
  },
];

export const assistant: KnownBlock[] = [
  {
    type: 'plan',
    block_id: 'plan',
    title: 'Finding the parcel',
    tasks: [
      { type: 'task_card', task_id: '1', title: 'Ask the carrier', status: 'complete', output: rich('Left Hamburg') },
      {
        type: 'task_card',
        task_id: '2',
        title: 'Read the policy',
        status: 'in_progress',
        details: rich('Looking for the paragraph'),
        sources: [{ type: 'url', url: 'https://example.com/policy', text: 'Policy' }],
      },
      { type: 'task_card', task_id: '3', title: 'Write to the customer', status: 'pending' },
    ],
  },
  {
    type: 'task_card',
    block_id: 'task',
    task_id: '4',
    title: 'Book the refund',
    status: 'error',
    details: rich('No IBAN'),
  },
  {
    type: 'context_actions',
    block_id: 'feedback',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: 'rate',
        positive_button: { text: plain('Good answer'), value: 'good' },
        negative_button: { text: plain('Bad answer'), value: 'bad' },
      },
      { type: 'icon_button', action_id: 'drop', icon: 'trash', text: plain('Delete'), value: 'x' },
      { type: 'icon_button', action_id: 'leo', icon: 'edit', text: plain('Only Leo'), visible_to_user_ids: ['U0LEO'] },
    ],
  },
];

export const media: KnownBlock[] = [
  { type: 'image', block_id: 'image', title: plain('A figure'), alt_text: 'a bar', image_url: PICTURE },
  {
    type: 'video',
    block_id: 'video',
    title: plain('How to fold the box'),
    title_url: 'https://example.com/film',
    video_url: 'https://example.com/film/embed',
    thumbnail_url: PICTURE,
    alt_text: 'a box',
    author_name: 'Northwind',
    provider_name: 'ExampleTube',
    provider_icon_url: PICTURE,
    description: plain('Two minutes, no sound.'),
  },
  { type: 'file', block_id: 'file', external_id: 'contract-17', source: 'remote' },
];

export const controls: KnownBlock[] = [
  {
    type: 'actions',
    block_id: 'controls',
    elements: [
      { type: 'button', action_id: 'plain', text: plain('Plain') },
      { type: 'button', action_id: 'primary', text: plain('Primary'), style: 'primary' },
      { type: 'button', action_id: 'danger', text: plain('Danger'), style: 'danger' },
      { type: 'button', action_id: 'link', text: plain('Link'), url: 'https://example.com' },
      {
        type: 'workflow_button',
        action_id: 'flow',
        text: plain('Start workflow'),
        workflow: { trigger: { url: 'https://slack.com/shortcuts/Ft1/x' } },
      },
      {
        type: 'static_select',
        action_id: 'select',
        placeholder: plain('Pick one'),
        options: [option('One'), option('Two')],
      },
      { type: 'users_select', action_id: 'user', placeholder: plain('Somebody') },
      { type: 'datepicker', action_id: 'date', initial_date: '2026-11-23' },
      { type: 'timepicker', action_id: 'time', initial_time: '08:55' },
      { type: 'overflow', action_id: 'overflow', options: [option('A'), option('B')] },
    ],
  },
  {
    type: 'section',
    block_id: 'radio',
    text: mrkdwn('Choose *one*'),
    accessory: { type: 'radio_buttons', action_id: 'radio', options: [option('Yes', 'y', 'for sure'), option('No')] },
  },
  {
    type: 'context',
    block_id: 'context',
    elements: [mrkdwn('A line of *context*'), { type: 'image', image_url: PICTURE, alt_text: 'bars' }],
  },
  { type: 'divider', block_id: 'divider' },
  {
    type: 'markdown',
    block_id: 'markdown',
    text: '## Heading\n1. one\n2. two\n\n> quoted\n\n```\ncode\n```\n- [x] done\n- [ ] open',
  },
  everyRun,
];
