import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import { connectTo, type WorkspaceClient } from '../../src/sandbox/hands/client.ts';
import { Hands } from '../../src/sandbox/hands/hands.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';
import { startTinyApp, type TinyApp } from './tiny-app.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });

const form: ModalView = {
  type: 'modal',
  title: plain('Ticket'),
  submit: plain('Send'),
  blocks: [
    { type: 'input', block_id: 'what', label: plain('What'), element: { type: 'plain_text_input', action_id: 'what' } },
    {
      type: 'input',
      block_id: 'size',
      label: plain('Size'),
      element: {
        type: 'static_select',
        action_id: 'size',
        options: ['Small', 'Large'].map((text) => ({ text: plain(text), value: text.toLowerCase() })),
      },
    },
  ],
};

let workspace: Workspace;
let tiny: TinyApp;
let client: WorkspaceClient;
let ana: Hands;

beforeAll(async () => {
  const port = await freePort();
  workspace = await startWorkspace({ app: { url: () => `http://127.0.0.1:${port}/slack/events` } });
  tiny = await startTinyApp(workspace, 'http', port);
  register(tiny.app);
  client = connectTo(workspace.url, undefined, 300);
  ana = new Hands(client, 'U0ANA', 'Ana');
  await call(workspace, 'conversations.join', { channel: 'C0CARE' });
  await call(workspace, 'chat.postMessage', {
    channel: 'C0CARE',
    text: 'A ticket',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'The *old desk* wobbles' } },
      { type: 'actions', elements: [{ type: 'button', action_id: 'take', text: plain('Take'), value: '1' }] },
    ],
  });
});

afterAll(async () => {
  client.close();
  await tiny.stop();
  await workspace.close();
});

function register(app: App): void {
  app.command('/escalate', async ({ ack, body, client: slack }) => {
    await ack();
    await slack.views.open({ trigger_id: body.trigger_id, view: form });
  });
}

/** What the test would print. */
async function failure(of: Promise<unknown>): Promise<string> {
  const error = await of.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error instanceof Error ? error.message : 'did not fail';
}

describe('a person who looks in vain', () => {
  it('says who, what, where, on what, and which buttons there were', async () => {
    const text = await failure(ana.click('Claim', { in: '#care', on: 'old desk' }));

    expect(text).toBe(
      [
        'Ana waited 0.3 s in vain to press “Claim” in #care, on what says “old desk”',
        'There was:',
        '  #care:',
        '    Floorwalker: The old desk wobbles',
        '      buttons: [Take]',
      ].join('\n'),
    );
  });

  it('says that no message is the one that was meant', async () => {
    expect(await failure(ana.click('Take', { in: '#care', on: 'oak table' }))).toContain(
      '#care, where nothing says “oak table”:',
    );
  });

  it('says that a place is empty, or not there for them', async () => {
    workspace.world.state.messages['C0RANDOM'] = [];

    expect(await failure(ana.sees('anything', { in: '#random' }))).toContain('#random: nothing here yet');
    expect(await failure(ana.sees('anything', { in: '#nowhere' }))).toMatch(/no #nowhere for them; there are .*#care/);
    expect(await failure(ana.sees('anything', { in: 'home' }))).toContain('Home: nothing here yet');
  });

  it('says that no modal came, and what was refused and which faults were met meanwhile', async () => {
    workspace.world.faults.add({ method: 'views.open', fault: { kind: 'refuse', error: 'internal_error' } });
    await call(workspace, 'chat.postMessage', {
      channel: 'C0CARE',
      blocks: [{ type: 'divider' }, { type: 'nonsense' }],
    });
    await ana.command('/escalate', { in: '#care' });

    const text = await failure(ana.seesModal('Ticket'));

    expect(text).toMatch(/^Ana waited 0\.3 s in vain to see the modal “Ticket”\nThere was:\n {2}no modal/);
    expect(text).toContain('Between the app and the workspace, lately:');
    expect(text).toMatch(/s before, chat\.postMessage: refused, invalid_blocks, \[ERROR\] .*\/blocks\/1/);
    expect(text).toMatch(/s before, views\.open: met a fault, refuse/);
  });
});

describe('a person in a form', () => {
  beforeAll(async () => {
    await ana.command('/escalate', { in: '#care' });
    await ana.seesModal('Ticket');
  });

  it('says which fields there are, and leaves the rest of the workspace out', async () => {
    const text = await failure(ana.fill('Amount', '180'));

    expect(text).toContain('Ana waited 0.3 s in vain to find the field “Amount”');
    expect(text).toContain('fields: “What”, “Size” (Small / Large)');
    expect(text).not.toContain('old desk');
  });

  it('says which options a field has', async () => {
    expect(await failure(ana.choose('Size', 'Huge'))).toContain(
      'Ana could not choose “Huge” in “Size”: there is no such option; there are: Small / Large',
    );
  });

  it('says what a form was refused for, by the labels', async () => {
    expect(await failure(ana.submit())).toContain('Ana could not submit: “What”: Please complete this required field.');
  });
});

it('reacts and takes it back', async () => {
  await ana.close();
  const reactions = async () => (await ana.seesMessage('old desk')).reactions.map(({ name }) => name);

  await ana.react('eyes', { in: '#care', on: 'old desk' });
  const between = await reactions();
  await ana.unreact('eyes', { in: '#care', on: 'old desk' });

  expect([between, await reactions()]).toEqual([['eyes'], []]);
});

it('says which shortcuts there are', async () => {
  expect(await failure(ana.shortcut('Escalade'))).toContain(
    'Ana found no global shortcut “Escalade”: there are “Escalate”',
  );
});
