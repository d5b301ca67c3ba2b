import { setTimeout as pause } from 'node:timers/promises';
import { testContext } from '../../support/context.ts';
import { createTestDatabase } from '../../support/database.ts';
import { startWebApiProxy } from '../../support/faults/web-api-proxy.ts';
import { CARE, openNorthwind } from '../../support/northwind.ts';
import { type RealApp, realApp } from '../../support/real-app.ts';
import { startWorkspace } from '../../support/workspace.ts';
import { type Bench, type Cell, type Row, settleIn } from './cell.ts';
import { type Column, columnNames, columns } from './columns.ts';
import { callsTooEarly, judge, longestCall, percentile, type Verdict } from './judge.ts';
import { joinedOnTheWay, unknownBefore, wordsTo } from './people-rows.ts';
import { startProbes } from './probes.ts';
import { rows } from './rows.ts';

export interface MatrixOutcome {
  readonly verdicts: readonly Verdict[];
  /** Faults that no call met: the method was never called as the row says. */
  readonly unmet: readonly string[];
  readonly longestCall: { readonly method: string; readonly ms: number };
  readonly callsTooEarly: readonly string[];
  /** 95th percentile of how late messages to channels without any fault were. */
  readonly othersLateMs: number;
  readonly probes: number;
  /** The same while nothing met a fault, though as much was going on: what the machine costs. 0 where that was not measured. */
  readonly calmLateMs: number;
}

type Pair = readonly [Row, Cell];

/** So many act at a time, so that two slow processors are not the fault that is looked at; they wait all together. */
const ACTING_AT_ONCE = 5;
/** A bare 429 is left alone for half a minute; what has no outcome after this long is silence. */
const PATIENCE_MS = 75_000;
/** After the first sign, the rest of what a person is told may be under way. */
const AFTERWARDS_MS = 2_500;
const DOWN_MS = 2_500;

/**
 * Lets each chosen method meet each chosen fault, in the real app, and tells what became of it. Before, it lets each method
 * be called so many times `calmly`, without any fault.
 */
export async function runMatrix(
  isChosen: (row: number, column: number) => boolean,
  calmly = 0,
): Promise<MatrixOutcome> {
  const bench = await openBench();
  const places = [...chosen(isChosen), ...withoutFault(calmly)];
  const all = await Promise.all(places.map(([row, column], at) => cellFor(bench, row, column, at)));
  const pairs = all.filter(([, { column }]) => column !== 'none');
  const calm = all.filter(([, { column }]) => column === 'none');
  let app: RealApp | undefined;
  const looking = new AbortController();
  try {
    await introduce(bench, all);
    app = await startApp(bench);
    void look(bench, looking.signal);
    const before = startProbes(bench, 'calm');
    await meetFaults(bench, calm);
    const usual = await before.stop();
    const probes = startProbes(bench, 'probe');
    const isRefused = ([, { column }]: Pair) => column === 'refused';
    await meetFaults(
      bench,
      pairs.filter((pair) => !isRefused(pair)),
    );
    const late = await probes.stop();
    await meetNobody(bench, pairs.filter(isRefused));
    await pause(AFTERWARDS_MS);
    return report(bench, pairs, { late, usual });
  } finally {
    looking.abort();
    await app?.stop();
    await Promise.all(all.map(([, { proxy }]) => proxy.close()));
    await bench.proxy.close();
    await bench.workspace.close();
    await bench.database.close();
  }
}

function chosen(isChosen: (row: number, column: number) => boolean): (readonly [Row, Column])[] {
  return columnNames.flatMap((column, place) =>
    rows.flatMap((row, index) => (isChosen(index, place) ? [[row, column] as const] : [])),
  );
}

function withoutFault(times: number): (readonly [Row, 'none'])[] {
  const acting = rows.filter(({ act, ownLine }) => act && !ownLine);
  return Array.from({ length: times }, () => acting.map((row) => [row, 'none'] as const)).flat();
}

let appUrl = 'http://127.0.0.1:9/';

async function openBench(): Promise<Bench> {
  const database = await createTestDatabase();
  const workspace = await startWorkspace({ app: { url: () => appUrl } });
  await openNorthwind(database);
  const proxy = await startWebApiProxy(() => workspace.url);
  // Response URLs, upload URLs and sockets go by the line as well.
  Object.assign(workspace.world, { baseUrl: proxy.url });
  const seen = { lanes: new Set<string>(), teams: new Set<string>() };
  return { workspace, proxy, database, ctx: testContext(database.db, { kind: 'system' }), seen };
}

async function cellFor(bench: Bench, row: Row, column: Cell['column'], at: number): Promise<Pair> {
  const number = String(at).padStart(3, '0');
  const proxy = row.ownLine ? await startWebApiProxy(() => bench.workspace.url) : bench.proxy;
  const cell: Cell = { column, person: `U0X${number}`, channel: `C0X${number}`, word: `cell${number}`, proxy };
  settleIn(bench, cell, !joinedOnTheWay.has(row.method));
  return [row, cell];
}

/** What the app knows before it starts: the people, and whatever a row needs. */
async function introduce(bench: Bench, pairs: readonly Pair[]): Promise<void> {
  const { sql } = bench.database;
  const known = pairs.filter(([row]) => !unknownBefore.has(row.method)).map(([, { person }]) => person);
  await sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select 'T0NORTHWIND', id, 'Agent', 'full', true, 'Europe/Berlin', now() from unnest(${known}::text[]) as id`;
  await sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select 'T0NORTHWIND', ${CARE}, id, 'agent', 'picked' from unnest(${known}::text[]) as id`;
  for (const row of rows) {
    const own = pairs.filter(([one]) => one === row).map(([, cell]) => cell);
    if (own.length > 0) await row.prepare?.(bench, own);
  }
}

async function startApp({ workspace, proxy, database }: Bench): Promise<RealApp> {
  const { botToken, signingSecret } = workspace.world.identity;
  const app = await realApp('slack-matrix', {
    SLACK_API_URL: `${proxy.url}/api/`,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    DATABASE_URL: database.url,
  });
  appUrl = app.url;
  app.spawn();
  await app.ready();
  return app;
}

/** One look at the database for all cells. */
async function look({ database: { sql }, seen }: Bench, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const lanes = await sql<{ channel: string }[]>`
      select distinct channel from outbox_messages where state in ('queued', 'sending')`;
    const teams = await sql<{ id: string }[]>`select distinct team_id as id from members where source = 'channel'`;
    seen.lanes = new Set(lanes.map(({ channel }) => channel));
    seen.teams = new Set(teams.map(({ id }) => id));
    await pause(300);
  }
}

async function meetFaults(bench: Bench, pairs: readonly Pair[]): Promise<void> {
  const inTurn = turns(ACTING_AT_ONCE);
  const running = pairs.map(async ([row, cell]) => {
    if (!row.isMeantLate) addFault(row, cell);
    await inTurn(() =>
      attempt(cell, async () => {
        await row.lead?.(bench, cell);
        if (row.isMeantLate) addFault(row, cell);
        await row.act?.(bench, cell);
      }),
    );
    await settled(bench, [row, cell]);
  });
  await Promise.all(running);
}

function addFault(row: Row, cell: Cell): void {
  const { word, ...where } = row.meant(cell);
  const fault = cell.column === 'none' ? undefined : columns[cell.column];
  if (fault) cell.proxy.faults.add({ method: row.method, ...where, fault }, word);
}

/** Lets so many at a time do their work; the others wait in line. */
function turns(most: number): (work: () => Promise<void>) => Promise<void> {
  const line: (() => void)[] = [];
  let busy = 0;
  return async (work) => {
    if (busy >= most) await new Promise<void>((resolve) => line.push(resolve));
    busy += 1;
    await work();
    busy -= 1;
    line.shift()?.();
  };
}

/** Nobody answers at all for a while. What has lost an answer goes last: the app soon looks for it. */
async function meetNobody(bench: Bench, pairs: readonly Pair[]): Promise<void> {
  const lines = [...new Set(pairs.map(([, { proxy }]) => proxy))];
  const inDoubt = pairs.filter(([row]) => row.act === undefined);
  const others = pairs.filter(([row]) => row.act !== undefined);
  const inTurn = turns(ACTING_AT_ONCE);
  await Promise.all(others.map(([row, cell]) => inTurn(() => attempt(cell, async () => row.lead?.(bench, cell)))));
  await Promise.all(inDoubt.map(([row, cell]) => attempt(cell, async () => row.lead?.(bench, cell))));
  await Promise.all(lines.map((proxy) => proxy.goDown()));
  const acting = others.map(([row, cell]) => attempt(cell, async () => row.act?.(bench, cell)));
  await pause(DOWN_MS);
  await Promise.all(lines.map((proxy) => proxy.comeBack()));
  await Promise.all(acting);
  await Promise.all(pairs.map((pair) => settled(bench, pair)));
}

/** Whoever acts may be told by Slack itself that the app did not answer; what counts is what they see in the end. */
async function attempt(cell: Cell, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    cell.note = String(error).split('\n', 1).join();
  }
}

async function settled(bench: Bench, [row, cell]: Pair): Promise<void> {
  // What was queued a moment ago has to have been looked at.
  await pause(700);
  for (const giveUpAt = performance.now() + PATIENCE_MS; performance.now() < giveUpAt; await pause(200)) {
    if (row.isSettled(bench, cell)) return;
  }
}

interface Lateness {
  readonly late: readonly number[];
  readonly usual: readonly number[];
}

function report(bench: Bench, pairs: readonly Pair[], { late, usual }: Lateness): MatrixOutcome {
  const proxies = [...new Set([bench.proxy, ...pairs.map(([, { proxy }]) => proxy)])];
  return {
    verdicts: pairs.map(([row, cell]) => judge(row, cell, row.outcome(bench, cell), wordsTo(bench, cell))),
    unmet: proxies.flatMap(({ faults }) => faults.list().map(({ method, fault }) => `${method} ${fault.kind}`)),
    longestCall: longestCall(proxies),
    callsTooEarly: callsTooEarly(proxies),
    othersLateMs: percentile(late, 0.95),
    probes: late.length,
    calmLateMs: percentile(usual, 0.95),
  };
}
