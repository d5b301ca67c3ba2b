import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { startTinyApp, type TinyApp } from './tiny-app.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const form: ModalView = {
  type: 'modal',
  callback_id: 'ticket',
  title: plain('Ticket'),
  submit: plain('Send'),
  notify_on_close: true,
  blocks: [
    { type: 'input', block_id: 'what', label: plain('What'), element: { type: 'plain_text_input', action_id: 'text' } },
    {
      type: 'input',
      block_id: 'size',
      label: plain('Size'),
      dispatch_action: true,
      element: {
        type: 'static_select',
        action_id: 'size',
        options: ['Small', 'Large'].map((text) => ({ text: plain(text), value: text.toLowerCase() })),
      },
    },
    {
      type: 'input',
      block_id: 'city',
      optional: true,
      label: plain('City'),
      element: { type: 'external_select', action_id: 'city', min_query_length: 1 },
    },
  ],
};

/** One listener of each kind, as an app would write them. */
function register(app: App, seen: string[]): void {
  app.command('/escalate', async ({ ack, body, client, respond }) => {
    await ack();
    if (body.text === 'quick') await respond({ text: 'Quick answer & more', response_type: 'ephemeral' });
    else await client.views.open({ trigger_id: body.trigger_id, view: form });
  });
  app.command('/case', async ({ ack }) => ack('Straight from the ack'));
  app.action('size', async ({ ack, body, client }) => {
    await ack();
    if (body.type !== 'block_actions' || !body.view) return;
    const note = { type: 'section' as const, block_id: 'note', text: plain('Large ones take longer') };
    await client.views.update({
      view_id: body.view.id,
      hash: body.view.hash,
      view: { ...form, blocks: [...form.blocks, note] },
    });
  });
  app.options('city', async ({ ack, options }) => {
    const cities = ['Hamburg', 'Hannover', 'Berlin'].filter((city) =>
      city.toLowerCase().startsWith(options.value.toLowerCase()),
    );
    await ack({ options: cities.map((city) => ({ text: plain(city), value: city })) });
  });
  app.view({ callback_id: 'ticket', type: 'view_submission' }, async ({ ack, view, body, client }) => {
    const what = view.state.values['what']?.['text']?.value ?? '';
    if (what === 'wrong') return ack({ response_action: 'errors', errors: { what: 'Say more' } });
    await ack();
    const city = view.state.values['city']?.['city']?.selected_option?.value ?? 'nowhere';
    await client.chat.postMessage({
      channel: 'C0CARE',
      text: `${what} from <@${body.user.id}>`,
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: `*${what}* for <@U0LEO>, ${city}` } },
        { type: 'actions', elements: [{ type: 'button', action_id: 'take', text: plain('Take'), value: 'ticket-1' }] },
      ],
    });
  });
  app.view({ callback_id: 'ticket', type: 'view_closed' }, async ({ ack, body }) => {
    await ack();
    seen.push(`closed by ${body.user.id}`);
  });
  app.action('take', async ({ ack, body, respond, payload }) => {
    await ack();
    const value = 'value' in payload ? payload.value : '';
    await respond({ replace_original: true, text: `${value} taken by <@${body.user.id}>` });
  });
  app.shortcut('escalate', async ({ ack, client, shortcut }) => {
    await ack();
    await client.views.open({ trigger_id: shortcut.trigger_id, view: form });
  });
  app.shortcut('escalate_message', async ({ ack, shortcut, respond }) => {
    await ack();
    if (shortcut.type === 'message_action') await respond(`You picked: ${shortcut.message.text ?? ''}`);
  });
  app.event('app_home_opened', async ({ event, client }) => {
    await client.views.publish({
      user_id: event.user,
      view: { type: 'home', blocks: [{ type: 'header', text: plain('At home') }] },
    });
  });
  app.message(async ({ message }) => {
    if (message.subtype === undefined) seen.push(`heard ${message.text ?? ''}`);
  });
}

describe.each(['http', 'socket'] as const)('a Bolt app by %s', (mode) => {
  let workspace: Workspace;
  let tiny: TinyApp;
  const seen: string[] = [];

  beforeAll(async () => {
    const port = await freePort();
    workspace = await startWorkspace({ mode, app: { url: () => `http://127.0.0.1:${port}/slack/events` } });
    tiny = await startTinyApp(workspace, mode, port);
    register(tiny.app, seen);
    await tiny.app.client.conversations.join({ channel: 'C0CARE' });
  });

  afterAll(async () => {
    await tiny.stop();
    await workspace.close();
  });

  it('answers a command by response_url where it is no member, for the person only', async () => {
    const ana = workspace.as('ana');

    await ana.command('/escalate quick', { in: '#general' });

    await ana.sees('Quick answer & more', { in: '#general' });
    expect(await workspace.as('leo').canSee('Quick answer')).toBe(false);
  });

  it('answers a command in the ack', async () => {
    const ana = workspace.as('ana');

    await ana.command('/case', { in: '#random' });

    expect(await ana.sees('Straight from the ack', { in: '#random' })).toBeTruthy();
  });

  it('opens a form, redraws it without losing what was typed, shows field errors and posts', async () => {
    const ana = workspace.as('ana');
    const leo = workspace.as('leo');

    await ana.command('/escalate', { in: '#care' });
    await ana.fill('What', 'wrong');
    await ana.choose('Size', 'Large');
    await ana.sees('Large ones take longer', { in: 'modal' });
    await ana.choose('City', 'Ham');
    const errors = await ana.submitRefused();
    await ana.fill('What', 'Broken lamp');
    await ana.submit();

    expect(errors).toEqual({ What: 'Say more' });
    await leo.sees('Broken lamp for @Leo Brandt, Hamburg', { in: '#care' });
    const { channels } = await leo.screen();
    expect(channels.find(({ id }) => id === 'C0CARE')?.mentions).toBe(1);
  });

  it('refuses a form with an empty required input before the app is asked', async () => {
    const ana = workspace.as('ana');
    await ana.shortcut('Escalate');
    const before = workspace.requests.length;

    const errors = await ana.submitRefused();

    expect(errors).toMatchObject({ What: 'Please complete this required field.' });
    expect(workspace.requests).toHaveLength(before);
    await ana.close();
    await expect.poll(() => seen).toContain('closed by U0ANA');
  });

  it('changes the message a button stands in', async () => {
    const leo = workspace.as('leo');

    await leo.click('Take', { in: '#care' });

    await leo.sees('ticket-1 taken by @Leo Brandt', { in: '#care' });
    expect(await leo.canSee('Broken lamp')).toBe(false);
  });

  it('runs a message shortcut on a message in a channel it is not in', async () => {
    const cole = workspace.as('cole');

    await cole.messageShortcut('Escalate message', { on: 'charged twice', in: '#care-us' });

    expect(await cole.sees('You picked', { in: '#care-us' })).toContain('You picked: Ms. Hollis was charged twice');
  });

  it('publishes Home when somebody opens it', async () => {
    const maya = workspace.as('maya');

    await maya.openHome();

    expect(await maya.sees('At home', { in: 'home' })).toBe('At home');
  });

  it('hears messages only in channels it is in', async () => {
    const ana = workspace.as('ana');

    await ana.say('anybody there?', { in: '#random' });
    await ana.say('a < b & c', { in: '#care' });

    await expect.poll(() => seen).toContain('heard a &lt; b &amp; c');
    expect(seen).not.toContain('heard anybody there?');
  });
});
