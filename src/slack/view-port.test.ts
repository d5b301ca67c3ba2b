import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient } from '@slack/web-api';
import { afterEach, expect, test } from 'vitest';
import { modal } from './modal.ts';
import { viewPort } from './view-port.ts';

interface Answer {
  readonly status?: number;
  readonly body?: object;
}

const OPENED: Answer = { body: { ok: true, view: { id: 'V0NEW', hash: 'h' } } };
const LOST: Answer = { status: 500 };
const says = (error: string): Answer => ({ body: { ok: false, error } });

let server: Server | undefined;
afterEach(() => server?.close());

/** A port whose Slack gives these answers, one after the other. */
async function portWith(answers: readonly Answer[]) {
  const calls: string[] = [];
  server = createServer((request, response) => {
    request.resume();
    const { status = 200, body = {} } = answers[calls.length] ?? says('not_expected');
    calls.push(request.url ?? '');
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const client = new WebClient('xoxb-test', {
    slackApiUrl: `http://127.0.0.1:${port}/api/`,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  });
  return { calls, views: viewPort(() => Promise.resolve(client), { triggerId: '1.2.trigger' }) };
}

const form = modal({ callbackId: 'case.raise', title: 'Escalate', blocks: [] });

test.each([
  ['at once', [OPENED], 1],
  ['after an answer that was lost', [LOST, OPENED], 2],
  ['though both the answer and the news that it had opened came late', [LOST, says('exchanged_trigger_id')], 2],
  ['after Slack stumbled', [says('internal_error'), OPENED], 2],
] as const)('a form opens %s', async (_name, answers, tries) => {
  const { views, calls } = await portWith(answers);

  await views.open(form);

  expect(calls).toEqual(Array.from({ length: tries }, () => '/api/views.open'));
});

test('a form on top of another is tried twice as well', async () => {
  const { views, calls } = await portWith([LOST, OPENED]);

  await views.push(form);

  expect(calls).toEqual(['/api/views.push', '/api/views.push']);
});

test.each([
  ['twice lost', [LOST, LOST], 2, /500/],
  ['refused', [says('invalid_arguments')], 1, /invalid_arguments/],
  ['used before it was tried', [says('exchanged_trigger_id')], 1, /took too long on our side/],
  ['too late the second time', [LOST, says('expired_trigger_id')], 2, /took too long on our side/],
  ['busy the second time', [LOST, says('ratelimited')], 2, /Slack is busy/],
] as const)('a form that is %s is not opened, and the person hears of it', async (_name, answers, tries, words) => {
  const { views, calls } = await portWith(answers);

  await expect(views.open(form)).rejects.toThrow(words);

  expect(calls).toHaveLength(tries);
});
