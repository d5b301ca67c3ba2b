import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AppRequest } from '../../src/sandbox/delivery/app-link.ts';
import { commandPayload } from '../../src/sandbox/delivery/payloads.ts';
import { type TcpProxy, tcpProxy } from '../support/faults/tcp-proxy.ts';
import { withinPromised } from '../support/long-form.ts';
import { insist } from './support/colleague.ts';
import { cardOf, type Office, openOffice, settled, shows } from './support/office.ts';
import { until } from './support/until.ts';

/** Slack gives up after 3 s. */
const ANSWER_WITHIN_MS = withinPromised(2_500);
const RECOVER_WITHIN_MS = withinPromised(5_000);

let proxy: TcpProxy;
let office: Office;
beforeAll(async () => {
  office = await openOffice({
    databaseUrl: async (url) => {
      proxy = await tcpProxy(url);
      return proxy.url;
    },
  });
}, 90_000);
afterAll(async () => {
  proxy?.thaw();
  await office?.close();
  await proxy?.close();
});

test('while the line to the database is silently dead everybody is answered in time, and right after all goes on', async () => {
  const [ana, jonas] = office.agents;
  const [leo] = office.leads;
  await insist(() => ana!.raise('Mirror has a crack'));
  const card = await cardOf(office, 'Mirror has a crack');
  const reply = await leo!.reply(card, 'On it');
  const anas = office.workspace.as('ana');
  await anas.command('/escalate Chair has three legs', { in: '#care' });
  await anas.seesModal('Escalate');
  await settled(office, 20_000);

  const pressAgain = async () => {
    await insist(() => leo!.claim(card));
    return false;
  };

  proxy.freeze();
  const answers = await Promise.all([
    timed('form', () => anas.submitRefused().then(Object.values)),
    timed('click', () => leo!.claim(card)),
    timed('event', () => office.workspace.deliver(eventOf(reply.ts))),
    timed('command', () => office.workspace.deliver(escalateBy(jonas!.id))),
  ]);
  proxy.thaw();
  const back = performance.now();
  // Until the app has a line again, whoever presses is told that nothing was saved, and does so once more.
  await until('the claim shows', async () => shows(card, 'Leo has it') || pressAgain(), undefined, 250);
  const recoveredMs = performance.now() - back;
  await anas.submit();
  await cardOf(office, 'Chair has three legs');
  await settled(office, 20_000);

  console.log(
    answers.map(({ what, tookMs }) => `${what} ${tookMs} ms`).join(', '),
    `recovered ${Math.round(recoveredMs)} ms`,
  );
  expect(answers.map(({ what, answer }) => [what, answer])).toEqual([
    ['form', ['Not saved, your text is still here. Try again.']],
    ['click', 'taken'],
    ['event', { ok: false, reason: 'http_error', noRetry: false, status: 503 }],
    ['command', expect.objectContaining({ ok: true })],
  ]);
  for (const { tookMs } of answers) expect(tookMs).toBeLessThan(ANSWER_WITHIN_MS);
  expect(recoveredMs).toBeLessThan(RECOVER_WITHIN_MS);
  expect(await office.database.sql`select summary from cases order by number`).toEqual([
    { summary: 'Mirror has a crack' },
    { summary: 'Chair has three legs' },
  ]);
}, 60_000);

async function timed<T>(what: string, act: () => Promise<T>) {
  const started = performance.now();
  const answer = await act();
  return { what, answer, tookMs: Math.round(performance.now() - started) };
}

function escalateBy(user: string): AppRequest {
  const { world } = office.workspace;
  const payload = commandPayload(world, user, world.state.channels['C0CARE']!, '/escalate', 'late parcel');
  return { kind: 'slash_commands', payload };
}

function eventOf(ts: string): AppRequest {
  const { requests } = office.workspace;
  return requests.find(({ payload }) => (payload['event'] as { ts?: unknown } | undefined)?.ts === ts)!;
}
