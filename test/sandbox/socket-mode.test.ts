import { afterAll, beforeAll, expect, it } from 'vitest';
import { freePort } from '../../src/sandbox/ports.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';
import { startTinyApp, type TinyApp } from './tiny-app.ts';

let workspace: Workspace;
let one: TinyApp;
let two: TinyApp;
const answered: string[] = [];

beforeAll(async () => {
  workspace = await startWorkspace({ mode: 'socket', app: { url: () => 'http://127.0.0.1:9/' } });
  one = await startTinyApp(workspace, 'socket', await freePort());
  two = await startTinyApp(workspace, 'socket', await freePort());
  one.app.command('/case', async ({ ack }) => void (await ack('one'), answered.push('one')));
  two.app.command('/case', async ({ ack }) => void (await ack('two'), answered.push('two')));
});

afterAll(async () => {
  await Promise.all([one.stop(), two.stop()]);
  await workspace.close();
});

it('gives each request to one of several connections', async () => {
  const ana = workspace.as('ana');

  await ana.command('/case', { in: '#care' });
  await ana.command('/case', { in: '#care' });

  expect(answered.toSorted()).toEqual(['one', 'two']);
});

it('lets the app come back after it was asked to reconnect', async () => {
  const before = workspace.sandbox.socket.opened();
  workspace.sandbox.socket.refresh('refresh_requested');

  await expect.poll(() => workspace.sandbox.socket.opened()).toBe(before + 2);
  await expect.poll(() => workspace.sandbox.socket.connections()).toBe(2);
  await workspace.as('ana').command('/case', { in: '#care' });
  expect(answered).toHaveLength(3);
});

it('opens connections for the app-level token only', async () => {
  expect(await call(workspace, 'apps.connections.open', {})).toMatchObject({ error: 'not_allowed_token_type' });
});
