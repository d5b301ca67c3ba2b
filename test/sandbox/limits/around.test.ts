import { describe, expect, it } from 'vitest';
import { createTriggers } from '../../../src/sandbox/delivery/triggers.ts';
import { call } from '../call.ts';
import { block, many, section } from './pieces.ts';
import { standIn } from './stand-in.ts';
import { modalWith, saying, type Sent } from './ways-in.ts';

const slack = standIn();
const say = (args: Readonly<Record<string, unknown>>) => slack.answer(saying(args));
const channel = 'C0CARE';
const DAY_S = 24 * 3600;
const now = () => Math.floor(slack.workspace().world.now().getTime() / 1000);

describe('a message', () => {
  it('is cut after 40,000 characters, not refused', async () => {
    const whole = await say({ text: '😀'.repeat(40_000) });
    const cut = await say({ text: `${'😀'.repeat(40_000)}!` });

    expect(whole).toMatchObject({ ok: true, message: { text: '😀'.repeat(40_000) } });
    expect(cut).toMatchObject({ ok: true, message: { text: '😀'.repeat(40_000) } });
  });

  it('is edited to 4,000 characters at most', async () => {
    const { ts } = await say({ text: 'first' });
    const update = (text: string) => call(slack.workspace(), 'chat.update', { channel, ts, text });

    expect(await update('😀'.repeat(4000))).toMatchObject({ ok: true });
    expect(await update('x'.repeat(4001))).toMatchObject({ ok: false, error: 'msg_too_long' });
  });

  it.each([
    ['text', { text: 'words' }],
    ['blocks', { blocks: [section()] }],
  ])('is Markdown or %s, not both', async (_what, more) => {
    expect(await say({ markdown_text: '**words**' })).toMatchObject({ ok: true });
    expect(await say({ markdown_text: '**words**', ...more })).toMatchObject({ error: 'markdown_text_conflict' });
  });

  it.each([
    ['nothing', {}],
    ['white space', { text: ' \n ' }],
    ['no blocks', { blocks: [] }],
    ['no attachments', { attachments: [] }],
  ])('says something: %s is too little', async (_what, args) => {
    expect(await say(args)).toMatchObject({ ok: false, error: 'no_text' });
  });

  it.each([
    ['no JSON', '[{'],
    ['no list', { type: 'divider' }],
    ['a list of no blocks', ['divider']],
  ])('has blocks that can be read: %s', async (_what, blocks) => {
    expect(await say({ text: 'words', blocks })).toMatchObject({ ok: false, error: 'invalid_blocks_format' });
  });

  it('keeps its attachments, whose blocks are checked as its own', async () => {
    const attachments = [{ color: 'good', blocks: [section({ block_id: 'a' })] }];
    const wrong = [{ blocks: [block('alert')] }];

    expect(await say({ attachments })).toMatchObject({ ok: true, message: { attachments } });
    expect(await say({ attachments: wrong })).toMatchObject({
      error: 'invalid_blocks',
      errors: ['unsupported type: alert [json-pointer:/attachments/0/blocks/0]'],
    });
  });
});

describe('metadata of a message', () => {
  const event_type = 'case_opened';

  it.each([
    ['plain values', { id: '42', urgent: true, minutes: 5 }],
    ['an object', { customer: { name: 'Ines', visits: 3 } }],
    ['a list of objects', { items: [{ sku: 'a' }, { sku: 'b' }] }],
  ])('holds %s', async (_what, event_payload) => {
    const metadata = { event_type, event_payload };

    expect(await say({ text: 'words', metadata })).toMatchObject({ ok: true, message: { metadata } });
  });

  it.each([
    ['no JSON', '{', 'invalid_metadata_format'],
    ['no object', ['case'], 'invalid_metadata_format'],
    ['no type', { event_payload: {} }, 'invalid_metadata_schema'],
    ['no payload', { event_type }, 'invalid_metadata_schema'],
    ['objects in objects', { event_type, event_payload: { a: { b: { c: 1 } } } }, 'invalid_metadata_schema'],
    ['too much', { event_type, event_payload: { words: 'x'.repeat(8000) } }, 'metadata_too_large'],
  ])('is refused with %s', async (_what, metadata, error) => {
    expect(await say({ text: 'words', metadata })).toMatchObject({ ok: false, error });
  });
});

describe('a message for later', () => {
  const later = (post_at: number) =>
    call(slack.workspace(), 'chat.scheduleMessage', { channel, text: 'later', post_at: String(post_at) });

  it('comes within 120 days', async () => {
    expect(await later(now() + 120 * DAY_S - 60)).toMatchObject({ ok: true });
    expect(await later(now() + 120 * DAY_S + 60)).toMatchObject({ ok: false, error: 'time_too_far' });
    expect(await later(now() - 60)).toMatchObject({ ok: false, error: 'time_in_past' });
  });

  it('is one of 30 in five minutes of a channel', async () => {
    const at = now() + 10 * DAY_S;
    const first = await Promise.all(many(30, (index) => later(at + index)));

    expect(first.map(({ ok }) => ok)).toEqual(many(30, () => true));
    expect(await later(at + 30)).toMatchObject({ ok: false, error: 'restricted_too_many' });
    expect(await later(at + 3600)).toMatchObject({ ok: true });
  });
});

describe('a modal', () => {
  const push: Sent = { ...modalWith({}), method: 'views.push' };

  it('is the lowest of three', async () => {
    expect(await slack.outcome(modalWith({}))).toMatchObject({ error: 'none' });
    expect(await slack.outcome(push)).toMatchObject({ error: 'none' });
    expect(await slack.outcome(push)).toMatchObject({ error: 'none' });
    expect(await slack.outcome(push)).toMatchObject({ error: 'push_limit_reached' });
  });

  it('shares its external id with no other view', async () => {
    const open = await slack.answer(modalWith({ external_id: 'mine' }));
    const publish = (external_id: string) =>
      call(slack.workspace(), 'views.publish', {
        user_id: 'U0LEO',
        view: { type: 'home', external_id, blocks: [section()] },
      });

    expect(open).toMatchObject({ ok: true });
    expect(await publish('mine')).toMatchObject({ ok: false, error: 'duplicate_external_id' });
    expect(await publish('theirs')).toMatchObject({ ok: true });
    expect(await publish('theirs')).toMatchObject({ ok: true });
  });

  it.each(['views.update', 'views.publish'])('is not replaced under an old hash (%s)', async (method) => {
    const view = { type: 'home', blocks: [section()] };
    const modal = modalWith({}).args['view'];
    const shown =
      method === 'views.publish'
        ? await call(slack.workspace(), method, { user_id: 'U0MAYA', view })
        : await slack.answer(modalWith({}));
    const { id, hash } = shown['view'] as { id: string; hash: string };
    const again = (known: string) =>
      call(
        slack.workspace(),
        method,
        method === 'views.publish'
          ? { user_id: 'U0MAYA', view, hash: known }
          : { view_id: id, view: modal, hash: known },
      );

    expect(await again(hash)).toMatchObject({ ok: true });
    expect(await again(hash)).toMatchObject({ ok: false, error: 'hash_conflict' });
  });
});

it('lets a trigger be used for three seconds', () => {
  let at = 1000;
  const triggers = createTriggers(() => at);
  const [first, second] = [0, 1].map(() => triggers.issue({ user: 'U0ANA', fromModal: false }));

  at += 3000;
  const inTime = triggers.exchange(first ?? '');
  at += 1;
  const tooLate = triggers.exchange(second ?? '');

  expect([inTime, tooLate]).toMatchObject([{ user: 'U0ANA' }, 'expired_trigger_id']);
});
