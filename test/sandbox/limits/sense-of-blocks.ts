import {
  actions,
  bars,
  block,
  card,
  cell,
  dataTable,
  element,
  type Json,
  mrkdwn,
  picture,
  pie,
  plain,
  richText,
  section,
  task,
} from './pieces.ts';
import { message, type Sent } from './ways-in.ts';

/** What must fit together in a payload: one that does, one that does not, and what Slack says about it and where. */
export interface SenseRow {
  readonly rule: string;
  readonly takes: Sent;
  readonly refuses: Sent;
  readonly says: string;
  readonly at: string;
}

const ELEMENT = '/blocks/0/elements/0';
const container = (more: Json) => message(block('container', more));
const named = (actionId: string) => element('button', { action_id: actionId });

const IDS: readonly SenseRow[] = [
  {
    rule: 'a block id is there once',
    takes: message(block('divider', { block_id: 'a' }), block('divider', { block_id: 'b' })),
    refuses: message(block('divider', { block_id: 'a' }), block('divider', { block_id: 'a' })),
    says: '`block_id` a already exists',
    at: '/blocks/1/block_id',
  },
  {
    rule: 'a block id is there once, also in a container',
    takes: container({ block_id: 'a', child_blocks: [section({ block_id: 'b' })] }),
    refuses: container({ block_id: 'a', child_blocks: [section({ block_id: 'a' })] }),
    says: '`block_id` a already exists',
    at: '/blocks/0/child_blocks/0/block_id',
  },
  {
    rule: 'an action id is in a block once, in two blocks as often',
    takes: message(actions(named('a')), actions(named('a'))),
    refuses: message(actions(named('a'), named('a'))),
    says: '`action_id` a already exists for block_id undefined',
    at: '/blocks/0',
  },
  {
    rule: 'the tasks of a plan have ids of their own',
    takes: message(block('plan', { tasks: [task(), task({ task_id: 'u' })] })),
    refuses: message(block('plan', { tasks: [task(), task()] })),
    says: '`task_id` t already exists',
    at: '/blocks/0/tasks/1/task_id',
  },
];

const CONTENTS: readonly SenseRow[] = [
  {
    rule: 'a section has a text or fields',
    takes: message({ type: 'section', fields: [plain('f')] }),
    refuses: message({ type: 'section' }),
    says: 'must define either `fields` or `text`',
    at: '/blocks/0',
  },
  {
    rule: 'a header is plain text',
    takes: message(block('header')),
    refuses: message(block('header', { text: mrkdwn('H') })),
    says: 'unsupported type: mrkdwn',
    at: '/blocks/0/text',
  },
  {
    rule: 'a block has no field that Slack does not know',
    takes: message(section({ expand: true })),
    refuses: message(section({ colour: 'red' })),
    says: 'invalid additional property: colour',
    at: '/blocks/0',
  },
  {
    rule: 'a block is of a type that Slack knows',
    takes: message(block('divider')),
    refuses: message({ type: 'marquee' }),
    says: 'unsupported type: marquee',
    at: '/blocks/0',
  },
  {
    rule: 'a picture comes from one place',
    takes: message({ type: 'image', alt_text: 'A', slack_file: { id: 'F0PICTURE' } }),
    refuses: message({ type: 'image', alt_text: 'A' }),
    says: 'must define only one of: image_url, slack_file',
    at: '/blocks/0',
  },
  {
    rule: 'a file is named by its id or its address',
    takes: message({ type: 'image', alt_text: 'A', slack_file: { url: 'https://files.example/a.png' } }),
    refuses: message({ type: 'image', alt_text: 'A', slack_file: { id: 'F0', url: 'https://files.example/a.png' } }),
    says: 'must define only one of: id, url',
    at: '/blocks/0/slack_file',
  },
  {
    rule: 'a card shows something',
    takes: message({ type: 'card', hero_image: picture }),
    refuses: message({ type: 'card', subtitle: mrkdwn('S') }),
    says: 'must define either `hero_image` or `title` or `actions` or `body`',
    at: '/blocks/0',
  },
  {
    rule: 'a carousel holds cards',
    takes: message({ type: 'carousel', elements: [card()] }),
    refuses: message({ type: 'carousel', elements: [section()] }),
    says: 'unsupported type: section',
    at: ELEMENT,
  },
  {
    rule: 'a container has a title',
    takes: container({ title: undefined, rich_text_title: richText() }),
    refuses: container({ title: undefined }),
    says: 'must define either `title` or `rich_text_title`',
    at: '/blocks/0',
  },
  {
    rule: 'only what can collapse is collapsed at first',
    takes: container({ is_collapsible: true, default_collapsed: true }),
    refuses: container({ default_collapsed: true }),
    says: 'requires `is_collapsible` to be true',
    at: '/blocks/0/default_collapsed',
  },
  {
    rule: 'a video comes by https',
    takes: message(block('video')),
    refuses: message(block('video', { video_url: 'http://videos.example/1' })),
    says: 'invalid url',
    at: '/blocks/0/video_url',
  },
  {
    rule: 'a task is in a state that Slack knows',
    takes: message(task({ status: 'in_progress' })),
    refuses: message(task({ status: 'done' })),
    says: 'must be one of: pending, in_progress, complete, error',
    at: '/blocks/0/status',
  },
  {
    rule: 'code in rich text is words and links',
    takes: message({
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'link', url: 'https://a.example' }] }],
    }),
    refuses: message({
      type: 'rich_text',
      elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U0ANA' }] }],
    }),
    says: 'unsupported type: user',
    at: '/blocks/0/elements/0/elements/0',
  },
  {
    rule: 'tables together are not too long',
    takes: message(dataTable(), dataTable({ rows: [[cell('h')], [cell('x'.repeat(19_900))]] })),
    refuses: message(
      dataTable({ rows: [[cell('h')], [cell('x'.repeat(100))]] }),
      dataTable({ rows: [[cell('h')], [cell('x'.repeat(19_900))]] }),
    ),
    says: 'data_table text must be less than 20001 characters in all',
    at: '/blocks',
  },
  {
    rule: 'the rows of a data table are equally wide',
    takes: message(
      dataTable({
        rows: [
          [cell('h'), cell('i')],
          [cell('1'), richText()],
        ],
      }),
    ),
    refuses: message(dataTable({ rows: [[cell('h'), cell('i')], [cell('1')]] })),
    says: 'all rows must have the same number of cells',
    at: '/blocks/0/rows',
  },
  {
    rule: 'the header of a data table is plain words',
    takes: message(dataTable({ rows: [[cell('h')], [richText()]] })),
    refuses: message(dataTable({ rows: [[richText()], [cell('1')]] })),
    says: 'unsupported type: rich_text',
    at: '/blocks/0/rows/0/0',
  },
  {
    rule: 'a data table has a caption',
    takes: message(dataTable({ row_header_column_index: 0 })),
    refuses: message(dataTable({ caption: undefined })),
    says: 'missing required field: caption',
    at: '/blocks/0',
  },
  {
    rule: 'the column that names the rows is one of the table',
    takes: message(dataTable({ row_header_column_index: 0 })),
    refuses: message(dataTable({ row_header_column_index: 1 })),
    says: 'must be less than 1',
    at: '/blocks/0/row_header_column_index',
  },
  {
    rule: 'a slice of a pie is more than nothing',
    takes: message(pie([{ label: 'Twix', value: 0.1 }])),
    refuses: message(pie([{ label: 'Twix', value: 0 }])),
    says: 'must be greater than 0',
    at: '/blocks/0/chart/segments/0/value',
  },
  {
    rule: 'a series has a point for each category',
    takes: message(bars(2, 3)),
    refuses: message(bars(2, 3, { categories: ['p0', 'p1'] })),
    says: 'must have one point for each category',
    at: '/blocks/0/chart/series/1/data',
  },
];

export const SENSE_OF_BLOCKS: readonly SenseRow[] = [...IDS, ...CONTENTS];
