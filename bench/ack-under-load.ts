/**
 * `npm run bench:ack-load -- [seconds] [requests a second] [cases]` (60, 50, 100,000 unless given): the app as it runs,
 * one process that takes requests and does the work behind them, on a database with two years of cases. Prints how long
 * people wait for their ack, how far behind the work is, and what the process costs. Promise on 2 cores: p99 at most
 * 500 ms, none over 2.5 s, no request refused.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { createTestDatabase } from '../test/support/database.ts';
import { type RealApp, realApp } from '../test/support/real-app.ts';
import { signed, SIGNING_SECRET } from '../test/support/slack-requests.ts';
import { type Kind, requestsOf } from './ack-load/requests.ts';
import { seed } from './ack-load/seed.ts';

const [seconds = 60, rate = 50, count = 100_000] = process.argv.slice(2).map(Number);
const WARM_UP_S = 3;
/** Linux counts a process's time in hundredths of a second. */
const TICKS_PER_SECOND = 100;

interface Sample {
  readonly kind: Kind;
  readonly ms: number;
  readonly problem: string | undefined;
}

const database = await createTestDatabase();
const seeded = await seed(database.sql, count);
const slack = fork(new URL('ack-load-slack.ts', import.meta.url), [], { execArgv: ['--import', 'tsx'] });
const slackUrl = `http://127.0.0.1:${await portOf(slack)}`;
const app = await realApp('ack-load', {
  SLACK_API_URL: `${slackUrl}/api/`,
  SLACK_BOT_TOKEN: 'xoxb-bench',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  DATABASE_URL: database.url,
  LOG_LEVEL: 'warn',
});
app.spawn();
await app.ready();
const ask = requestsOf(seeded, `${slackUrl}/commands/T0/1/respond`);
const agent = new Agent({ connections: 64, keepAliveTimeout: 60_000 });
console.log(
  `${count} cases, ${seeded.open.length} of them open; ${rate} requests/s for ${seconds} s; ${WARM_UP_S} s of warm-up`,
);

await rush(0, WARM_UP_S);
const before = await costOf(app);
const samples = await rush(1_000_000, seconds);
const after = await costOf(app);
report(samples, before, after);
await workBehind();
await app.stop();
slack.kill();
await agent.close();
await database.close();

/** Each request when it is due, not when the one before has been answered. */
async function rush(firstNumber: number, forSeconds: number): Promise<Sample[]> {
  const began = performance.now();
  const answers: Promise<Sample>[] = [];
  for (let index = 0; index < rate * forSeconds; index += 1) {
    const due = began + (index * 1000) / rate;
    const early = due - performance.now();
    if (early > 1) await pause(early);
    answers.push(send(firstNumber + index, due));
  }
  return Promise.all(answers);
}

async function send(number: number, due: number): Promise<Sample> {
  const { kind, payload } = ask(number);
  const { headers, body } = signed(payload);
  try {
    const answer = await request(app.url, { method: 'POST', headers, body, dispatcher: agent });
    const words = await answer.body.text();
    return { kind, ms: performance.now() - due, problem: problemIn(answer.statusCode, words) };
  } catch (error) {
    return { kind, ms: performance.now() - due, problem: String(error) };
  }
}

function problemIn(status: number, words: string): string | undefined {
  if (status !== 200) return `status ${status}`;
  const refused = /Not saved|try again|went wrong|out of date|older version/i.exec(words);
  return refused ? refused[0] : undefined;
}

interface Cost {
  readonly cpuSeconds: number;
  readonly rssMb: number;
}

async function costOf({ pid }: RealApp): Promise<Cost> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]);
  return { cpuSeconds: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND, rssMb: kilobytes / 1024 };
}

function report(all: readonly Sample[], from: Cost, to: Cost): void {
  console.log(`ack of ${all.length}: ${quantiles(all)}`);
  for (const kind of new Set(all.map((sample) => sample.kind))) {
    console.log(`  ${kind}: ${quantiles(all.filter((sample) => sample.kind === kind))}`);
  }
  const problems = new Map<string, number>();
  for (const { kind, problem } of all) {
    if (problem !== undefined) problems.set(`${kind}: ${problem}`, (problems.get(`${kind}: ${problem}`) ?? 0) + 1);
  }
  console.log(`errors: ${[...problems].map(([what, times]) => `${times} × ${what}`).join(', ') || 'none'}`);
  const cores = (to.cpuSeconds - from.cpuSeconds) / seconds;
  console.log(`CPU ${cores.toFixed(2)} of a core; memory ${from.rssMb.toFixed(0)} MB, then ${to.rssMb.toFixed(0)} MB`);
}

function quantiles(of: readonly Sample[]): string {
  const sorted = of.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(0);
  return `p50 ${at(0.5)} p95 ${at(0.95)} p99 ${at(0.99)} max ${at(1)} ms`;
}

/** How long stored requests waited for their work, once all of it is done. */
async function workBehind(): Promise<void> {
  const undone = async () => (await database.sql`select from intake where done_at is null limit 1`).length > 0;
  for (const giveUpAt = performance.now() + 60_000; (await undone()) && performance.now() < giveUpAt;) await pause(250);
  const [row] = await database.sql<{ stored: number; left: number; p50: number; p99: number }[]>`
    select count(*)::int as stored, count(*) filter (where done_at is null)::int as left,
      coalesce(percentile_cont(0.5) within group (order by extract(epoch from done_at - received_at)), 0)::float8 as p50,
      coalesce(percentile_cont(0.99) within group (order by extract(epoch from done_at - received_at)), 0)::float8 as p99
    from intake`;
  if (!row) return;
  console.log(
    `work of ${row.stored} stored requests: done after p50 ${row.p50.toFixed(2)} p99 ${row.p99.toFixed(2)} s, ${row.left} left`,
  );
}

function portOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`Slack's process ended with ${code}`)));
    child.once('message', (message) => resolve((message as { port: number }).port));
  });
}
