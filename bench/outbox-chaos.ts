/**
 * `npm run bench:outbox-chaos`: two processes deliver 400 messages, and 400 edits of the first of each lane, on 80 lanes while
 * Slack loses answers and limits, ten of the processes are killed with -9, and one is frozen for 40 s. Prints what is missing,
 * double, out of order or not as last edited (goal: none).
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { testContext } from '../test/support/context.ts';
import { createTestDatabase } from '../test/support/database.ts';
import { queue } from '../test/support/deliver.ts';
import { type Fault, TinySlack } from '../test/support/tiny-slack.ts';

const LANES = 80;
const PER_LANE = 5;
const KILLS = 10;

const seed = Number(process.argv[2] ?? Date.now() % 1_000_000);
const random = seededRandom(seed);
const database = await createTestDatabase();
const context = testContext(database.db);
const slack = new TinySlack();
await slack.start();
for (const method of ['chat.postMessage', 'chat.update'])
  slack.fail(method, ...Array.from({ length: LANES * PER_LANE }, randomFault));
console.log(`seed ${seed}`);

const workers = [startWorker(), startWorker()];
const began = performance.now();
for (let number = 0; number < PER_LANE; number += 1) {
  const lanes = Array.from({ length: LANES }, (_, lane) => lane);
  await Promise.all(lanes.map((lane) => queue(context, post(lane, number), edit(lane, number))));
}
const frozen = pick();
frozen.kill('SIGSTOP');
const thaw = sleep(40_000).then(() => frozen.kill('SIGCONT'));
for (let kills = 0; kills < KILLS; kills += 1) {
  await sleep(300 + random() * 4_000);
  const victim = workers.find((worker) => worker !== frozen) ?? pick();
  workers[workers.indexOf(victim)] = startWorker();
  victim.kill('SIGKILL');
}
await thaw;
while ((await unsent()) > 0 && performance.now() - began < 400_000) await sleep(500);
await sleep(3_000);
judge();
for (const worker of workers) worker.kill('SIGKILL');
await slack.stop();
await database.close();

function judge(): void {
  const counts = new Map<string, number>();
  for (const { text } of slack.messages) counts.set(nameOf(text), (counts.get(nameOf(text)) ?? 0) + 1);
  const missing = LANES * PER_LANE - counts.size;
  const extra = slack.messages.length - counts.size;
  let disordered = 0;
  let stale = 0;
  for (let lane = 0; lane < LANES; lane += 1) {
    const texts = slack.texts(`C${lane}`);
    const names = [...new Set(texts.map(nameOf))];
    if (names.join() !== names.toSorted().join()) disordered += 1;
    if (!texts.includes(edit(lane, PER_LANE - 1).message.text)) stale += 1;
  }
  const took = Math.round((performance.now() - began) / 1000);
  console.log(
    `${LANES * PER_LANE} messages and as many edits, ${KILLS} kills, 1 freeze of 40 s, ${took} s (goal: 0 in each line)`,
  );
  console.log(
    `missing: ${missing}\nextra posts: ${extra}\nlanes out of order: ${disordered}\nnot as last edited: ${stale}`,
  );
}

function post(lane: number, number: number) {
  const text = `${lane}-${number}`;
  const key = number === 0 ? { messageKey: `card ${lane}` } : {};
  return { kind: 'post', to: `C${lane}`, message: { text }, dedupeKey: text, ...key } as const;
}

function edit(lane: number, number: number) {
  return { kind: 'edit', messageKey: `card ${lane}`, message: { text: `${lane}-0 edit ${number}` } } as const;
}

/** What a message was called before it was edited. */
function nameOf(text: string): string {
  return text.split(' ')[0]!;
}

function startWorker(): ChildProcess {
  const file = fileURLToPath(new URL('outbox-chaos-worker.ts', import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', file, database.url, `${slack.url}/api/`], { stdio: 'inherit' });
}

function pick(): ChildProcess {
  return workers[Math.floor(random() * workers.length)]!;
}

function randomFault(): Fault | undefined {
  const dice = random();
  if (dice < 0.05) return 'lost after';
  if (dice < 0.07) return '500 after';
  if (dice < 0.08) return 'hang after';
  if (dice < 0.1) return 'reset before';
  if (dice < 0.12) return { retryAfterS: 1 };
  return undefined;
}

async function unsent(): Promise<number> {
  const [row] = await database.sql<{ unsent: number }[]>`
    select count(*)::int as unsent from outbox_messages where state in ('queued', 'sending')`;
  return row?.unsent ?? 0;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** mulberry32: small, and the same on each machine. */
function seededRandom(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
