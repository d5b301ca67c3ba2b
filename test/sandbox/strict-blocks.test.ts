import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call, type SlackAnswer } from './call.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const section = (text: string, more: object = {}) => ({ type: 'section', text: mrkdwn(text), ...more });
const button = (actionId: string, more: object = {}) => ({
  type: 'button',
  text: plain('Go'),
  action_id: actionId,
  ...more,
});
const actions = (...elements: object[]) => ({ type: 'actions', elements });
const option = (text: string, value = text) => ({ text: plain(text), value });
const input = (element: object, more: object = {}) => ({ type: 'input', label: plain('Label'), element, ...more });
const textInput = { type: 'plain_text_input', action_id: 'a' };
const many = (count: number) => Array.from({ length: count }, (_, index) => index);

let workspace: Workspace;

beforeAll(async () => {
  workspace = await startWorkspace({ app: { url: () => 'http://127.0.0.1:9/' } });
  await call(workspace, 'conversations.join', { channel: 'C0CARE' });
});

afterAll(() => workspace.close());

/** The checks happen before the pace does; this keeps accepted posts from waiting for each other. */
beforeEach(() => {
  workspace.world.pacing.post = () => undefined;
});

async function post(blocks: unknown): Promise<SlackAnswer> {
  return call(workspace, 'chat.postMessage', { channel: 'C0CARE', text: 'fallback', blocks });
}

describe('blocks of a message', () => {
  it.each<[string, unknown[]]>([
    ['50 blocks', many(50).map(() => ({ type: 'divider' }))],
    ['a section of 3000 characters', [section('x'.repeat(3000))]],
    ['a section of 3000 emoji', [section('😀'.repeat(3000))]],
    ['25 buttons', [actions(...many(25).map((index) => button(`b${index}`)))]],
    ['the same action id in two blocks', [actions(button('same')), actions(button('same'))]],
    [
      'an overflow menu of 5',
      [
        section('x', {
          accessory: { type: 'overflow', action_id: 'o', options: many(5).map((index) => option(`${index}`)) },
        }),
      ],
    ],
    [
      'an option value of 150',
      [section('x', { accessory: { type: 'static_select', action_id: 's', options: [option('a', 'v'.repeat(150))] } })],
    ],
    ['an input', [input(textInput)]],
    [
      'a table',
      [
        {
          type: 'table',
          rows: [
            [
              { type: 'raw_text', text: 'a' },
              { type: 'raw_number', value: 1, text: '1' },
            ],
          ],
          column_settings: [null, { align: 'right' }],
        },
      ],
    ],
    [
      'a rich text',
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [
                { type: 'text', text: 'hi' },
                { type: 'user', user_id: 'U0ANA' },
              ],
            },
          ],
        },
      ],
    ],
  ])('may be %s', async (_name, blocks) => {
    expect(await post(blocks)).toMatchObject({ ok: true });
  });

  it.each<[string, unknown[], string]>([
    ['51 blocks', many(51).map(() => ({ type: 'divider' })), 'no more than 50 items allowed [json-pointer:/blocks]'],
    [
      'a section of 3001 characters',
      [section('x'.repeat(3001))],
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    ['an empty text', [section('')], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
    ['a section of nothing', [{ type: 'section' }], 'must define either `fields` or `text` [json-pointer:/blocks/0]'],
    [
      'a header of mrkdwn',
      [{ type: 'header', text: mrkdwn('x') }],
      'unsupported type: mrkdwn [json-pointer:/blocks/0/text]',
    ],
    [
      'a header of 151',
      [{ type: 'header', text: plain('x'.repeat(151)) }],
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'a button of 76',
      [actions({ type: 'button', text: plain('x'.repeat(76)) })],
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      '26 buttons',
      [actions(...many(26).map((index) => button(`b${index}`)))],
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    ['no button at all', [actions()], 'no fewer than 1 items allowed [json-pointer:/blocks/0/elements]'],
    [
      'an overflow menu of 6',
      [
        section('x', {
          accessory: { type: 'overflow', action_id: 'o', options: many(6).map((index) => option(`${index}`)) },
        }),
      ],
      'no more than 5 items allowed [json-pointer:/blocks/0/accessory/options]',
    ],
    [
      'the same block id twice',
      [section('a', { block_id: 'x' }), section('b', { block_id: 'x' })],
      '`block_id` x already exists [json-pointer:/blocks/1/block_id]',
    ],
    [
      'the same action id twice in a block',
      [actions(button('same'), button('same'))],
      '`action_id` same already exists for block_id undefined [json-pointer:/blocks/0]',
    ],
    [
      'an unknown property',
      [section('x', { colour: 'red' })],
      'invalid additional property: colour [json-pointer:/blocks/0]',
    ],
    ['an unknown block', [{ type: 'marquee' }], 'unsupported type: marquee [json-pointer:/blocks/0]'],
    ['a block for modals', [{ type: 'alert', text: plain('x') }], 'unsupported type: alert [json-pointer:/blocks/0]'],
    [
      'an input for modals',
      [input({ type: 'email_text_input', action_id: 'a' })],
      'unsupported type: email_text_input [json-pointer:/blocks/0/element]',
    ],
    [
      'a choice that is not offered',
      [
        section('x', {
          accessory: { type: 'static_select', action_id: 's', options: [option('a')], initial_option: option('b') },
        }),
      ],
      'initial_option must match one of the options [json-pointer:/blocks/0/accessory]',
    ],
    [
      'an image without a url',
      [{ type: 'image', alt_text: 'x' }],
      'must define only one of: image_url, slack_file [json-pointer:/blocks/0]',
    ],
    [
      'a datetime picker beside a section',
      [section('x', { accessory: { type: 'datetimepicker', action_id: 'd' } })],
      'unsupported type: datetimepicker [json-pointer:/blocks/0/accessory]',
    ],
  ])('may not be %s', async (_name, blocks, problem) => {
    const answer = await post(blocks);

    expect(answer).toMatchObject({ ok: false, error: 'invalid_blocks', errors: [problem] });
    expect(answer['response_metadata']).toEqual({ messages: [`[ERROR] ${problem}`] });
  });
});

describe('a modal', () => {
  const modal = (more: object) => ({
    type: 'modal',
    title: plain('Title'),
    submit: plain('Send'),
    blocks: [{ type: 'divider' }],
    ...more,
  });
  const open = (view: unknown) =>
    call(workspace, 'views.open', {
      trigger_id: workspace.world.triggers.issue({ user: 'U0ANA', fromModal: false }),
      view,
    });

  it.each<[string, object]>([
    ['a title of 24', { title: plain('x'.repeat(24)) }],
    ['100 blocks', { blocks: many(100).map(() => ({ type: 'divider' })) }],
    ['an input with a submit button', { blocks: [input(textInput)] }],
    ['3000 characters of private metadata', { private_metadata: 'x'.repeat(3000) }],
    ['no submit button and nothing to submit', { submit: undefined }],
  ])('may have %s', async (_name, more) => {
    expect(await open(modal(more))).toMatchObject({ ok: true });
  });

  it.each<[string, object, string]>([
    [
      'a title of 25',
      { title: plain('x'.repeat(25)) },
      '[ERROR] must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    ['no title', { title: undefined }, '[ERROR] missing required field: title [json-pointer:/view]'],
    [
      'an input and no submit button',
      { submit: undefined, blocks: [input(textInput)] },
      '[ERROR] missing required field: submit [json-pointer:/view]',
    ],
    ['no blocks', { blocks: [] }, '[ERROR] no fewer than 1 items allowed [json-pointer:/view/blocks]'],
    [
      '3001 characters of private metadata',
      { private_metadata: 'x'.repeat(3001) },
      '[ERROR] must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      'a table',
      { blocks: [{ type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] }] },
      '[ERROR] unsupported type: table [json-pointer:/view/blocks/0]',
    ],
    [
      'two inputs that take the focus',
      { blocks: [input({ ...textInput, focus_on_load: true }), input({ ...textInput, focus_on_load: true })] },
      '[ERROR] only one element can have focus_on_load set to true [json-pointer:/view/blocks]',
    ],
  ])('may not have %s', async (_name, more, problem) => {
    expect(await open(modal(more))).toMatchObject({
      ok: false,
      error: 'invalid_arguments',
      response_metadata: { messages: [problem] },
    });
  });

  it('may not be larger than 250 kB', async () => {
    const blocks = many(100).map(() => section('x'.repeat(2600)));

    expect(await open(modal({ blocks }))).toMatchObject({ ok: false, error: 'view_too_large' });
  });

  it('may not share its external id with another that is open', async () => {
    await open(modal({ external_id: 'mine' }));

    const again = await call(workspace, 'views.publish', {
      user_id: 'U0LEO',
      view: { type: 'home', blocks: [], external_id: 'mine' },
    });

    expect(again).toMatchObject({ ok: false });
    expect(
      await call(workspace, 'views.publish', {
        user_id: 'U0LEO',
        view: { type: 'home', external_id: 'mine', blocks: [{ type: 'divider' }] },
      }),
    ).toMatchObject({ error: 'duplicate_external_id' });
  });
});
