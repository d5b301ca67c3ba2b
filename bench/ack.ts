/**
 * `npm run bench:ack`: from a signed submission to its ack, with the intake stored. Our app with everything it listens
 * to, against a bare Bolt app that makes the same INSERT by hand, turn by turn in one run. What counts are the ratios.
 */
import { realClock } from '../src/core/clock.ts';
import { fork, type ChildProcess } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'undici';
import { escalateModal } from '../src/features/escalations/modals/escalate.ts';
import { createTestDatabase } from '../test/support/database.ts';

const SECRET = 'bench-signing-secret';
const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 7);
const REQUESTS = 2000;
const CONNECTIONS = 16;
const RATE = 100;
const PACED_SECONDS = 3;

interface Side {
  readonly name: string;
  readonly process: ChildProcess;
  readonly url: string;
}

interface Round {
  readonly perSecond: number;
  readonly cpuMs: number;
  /** Milliseconds from when a request was due to its answer, at 100 a second. */
  readonly latencies: readonly number[];
}

const database = await createTestDatabase();
const sides = await Promise.all(['ours', 'bare'].map(startSide));
const results = new Map(sides.map(({ name }) => [name, [] as Round[]]));
for (let round = -1; round < ROUNDS; round += 1) {
  // Each goes first in every other round; the first of all only warms up.
  for (const side of round % 2 === 0 ? sides : sides.toReversed()) {
    await database.sql`truncate intake, jobs`;
    const measured = await measure(side);
    if (round >= 0) results.get(side.name)?.push(measured);
  }
}
report();
for (const side of sides) side.process.kill();
await database.close();

async function startSide(name: string): Promise<Side> {
  const child = fork(new URL('ack-server.ts', import.meta.url), [name, database.url], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, BENCH_SECRET: SECRET },
  });
  const { port } = await answerOf<{ port: number }>(child);
  return { name, process: child, url: `http://127.0.0.1:${port}` };
}

function answerOf<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const onExit = (code: number | null) => reject(new Error(`a server ended with ${code}`));
    child.once('exit', onExit);
    child.once('message', (message) => {
      child.removeListener('exit', onExit);
      resolve(message as T);
    });
  });
}

async function cpuMs(side: Side): Promise<number> {
  const answer = answerOf<{ cpuMs: number }>(side.process);
  side.process.send('cpu');
  return (await answer).cpuMs;
}

async function measure(side: Side): Promise<Round> {
  const bodies = Array.from({ length: REQUESTS }, () => submission());
  const clients = Array.from({ length: CONNECTIONS }, () => new Client(side.url, { pipelining: 1 }));
  const cpuBefore = await cpuMs(side);
  const began = performance.now();
  await Promise.all(clients.map((client) => sendAll(client, bodies)));
  const seconds = (performance.now() - began) / 1000;
  const cpu = (await cpuMs(side)) - cpuBefore;

  const latencies = await paced(clients);
  await Promise.all(clients.map((client) => client.close()));
  return { perSecond: REQUESTS / seconds, cpuMs: cpu / REQUESTS, latencies };
}

async function sendAll(client: Client, bodies: string[]): Promise<void> {
  for (let body = bodies.pop(); body !== undefined; body = bodies.pop()) await send(client, body);
}

/** As Slack sends: when a request is due, not when the one before has been answered. */
async function paced(clients: readonly Client[]): Promise<number[]> {
  const total = RATE * PACED_SECONDS;
  const began = performance.now();
  const answers: Promise<number>[] = [];
  for (let index = 0; index < total; index += 1) {
    const due = began + (index * 1000) / RATE;
    const early = due - performance.now();
    if (early > 1) await sleep(early);
    const client = clients[index % clients.length]!;
    answers.push(send(client, submission()).then(() => performance.now() - due));
  }
  return Promise.all(answers);
}

async function send(client: Client, body: string): Promise<void> {
  const timestamp = String(Math.floor(Date.now() / 1000));
  const signature = createHmac('sha256', SECRET).update(`v0:${timestamp}:${body}`).digest('hex');
  const answer = await client.request({
    method: 'POST',
    path: '/slack/events',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  const text = await answer.body.text();
  if (answer.statusCode !== 200 || text !== '') throw new Error(`answered ${answer.statusCode}: ${text}`);
}

/** A filled-in escalation, each from a form of its own. */
function submission(): string {
  submission.last += 1;
  const teams = [{ id: '7b0c7f3e-6f5b-4c43-9a39-1c9a0a3b9d10', name: 'Northwind Care', currency: 'EUR' }];
  const form = escalateModal({ teams, domain: 'northwind-support', now: realClock.now() });
  const option = (value: string) => ({ selected_option: { text: { type: 'plain_text', text: value }, value } });
  const state = {
    values: {
      summary: {
        summary: { type: 'plain_text_input', value: 'The parcel of order 4711 is lost, she waits since May' },
      },
      wanted: { 'case.escalate-change': { type: 'static_select', ...option('refund') } },
      urgency: { urgency: { type: 'static_select', ...option('high') } },
      customer: { customer: { type: 'plain_text_input', value: 'Ms Okafor' } },
    },
  };
  const payload = {
    type: 'view_submission',
    team: { id: 'T0NORTHWIND', domain: 'northwind-support' },
    user: { id: 'U0ANA', username: 'ana', name: 'ana', team_id: 'T0NORTHWIND' },
    api_app_id: 'A0FLOORWALK',
    token: 'old',
    trigger_id: '1.2.3',
    view: { id: `V${submission.last}`, hash: '1700000000.abc', team_id: 'T0NORTHWIND', ...form, state },
    response_urls: [],
  };
  return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
}
submission.last = 0;

function report(): void {
  const [ours = [], bare = []] = ['ours', 'bare'].map((name) => results.get(name));
  const lines = [ours, bare].map((rounds, index) => {
    const all = rounds.flatMap((round) => round.latencies);
    const [p50, p95, p99] = [0.5, 0.95, 0.99].map((share) => quantile(all, share).toFixed(1));
    const rate = median(rounds.map((round) => round.perSecond)).toFixed(0);
    const cpu = median(rounds.map((round) => round.cpuMs)).toFixed(3);
    return `${index === 0 ? 'ours' : 'bare Bolt'}: ${rate} requests/s, ${cpu} CPU ms each; at ${RATE}/s p50 ${p50} p95 ${p95} p99 ${p99} ms`;
  });
  const throughput = median(ours.map((round, index) => round.perSecond / (bare[index]?.perSecond ?? 0)));
  const cpu = median(ours.map((round, index) => round.cpuMs / (bare[index]?.cpuMs ?? 0)));
  lines.push(
    `throughput ${throughput.toFixed(2)} of bare Bolt (goal ≥ 0.7), CPU ${cpu.toFixed(2)} (goal ≤ 1.4), medians of ${ours.length}`,
  );
  for (const line of lines) console.log(line);
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
