/**
 * `npm run bench:import`: a roster of 20,000 shifts (200 people, 100 days) in one go, as the job does it: the file read in
 * slices, compared to the roster in slices, then one transaction, with 500 swaps asked for that follow it. It has to end well
 * within the 8 s of a transaction, with thousands of rows a statement, and never keep others waiting for long. Ends with 1 if it
 * does not.
 */
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { transaction } from '../src/core/context.ts';
import { guessColumns } from '../src/features/shifts/import/known-layouts.ts';
import { mergeShifts, planShifts } from '../src/features/shifts/import/merge-shifts.ts';
import { readCsv } from '../src/features/shifts/import/read-csv.ts';
import { type Drafts, readDrafts } from '../src/features/shifts/import/read-drafts.ts';
import { createTestDatabase } from '../test/support/database.ts';
import { addAgents, rosterCsv } from '../test/support/many-rows.ts';
import { CARE, openNorthwind } from '../test/support/northwind.ts';

const AGENTS = 200;
const DAYS = 100;
/** Half of what a transaction may take, for machines half as fast. */
const MOST_MS = 4_000;
const MOST_STATEMENTS = 30;
/** An answer to Slack may take 3 s; nobody should feel this. */
const MOST_WAIT_MS = 250;

const database = await createTestDatabase();
try {
  const northwind = await openNorthwind(database);
  await addAgents(database, AGENTS);
  const ctx = northwind.as('maya');
  const first = await timed('read 20,000 rows', () => read(rosterCsv(AGENTS, DAYS)));
  const counts: number[] = [];
  for (const [what, rows] of [
    ['import them', first],
    ['import them again, nothing new', first],
    [
      'import them with every tenth changed',
      await read(rosterCsv(AGENTS, DAYS, (line) => (line % 10 === 0 ? { comment: 'x' } : {}))),
    ],
    ['import them with every one changed', await read(rosterCsv(AGENTS, DAYS, () => ({ comment: 'y' })))],
  ] as const) {
    database.queries.length = 0;
    const wish = { cancelsMissing: true, onlyGood: false };
    const plan = await timed(`plan: ${what}`, () => planShifts(ctx, CARE, rows, wish));
    await timed(`write: ${what}`, () => transaction(ctx, (tx) => mergeShifts(tx, ctx, CARE, plan)));
    counts.push(database.queries.length);
    await askForSwaps();
    console.log(`  ${JSON.stringify(plan.counts)} in ${database.queries.length} statements`);
  }
  if (Math.max(...counts) > MOST_STATEMENTS) process.exitCode = 1;
} finally {
  await database.close();
}

async function read(text: string): Promise<Drafts> {
  const file = await readCsv(text);
  return readDrafts(file, {
    layout: { columns: guessColumns(file.heading), dateOrder: 'ymd' },
    team: { name: 'Northwind Care', timeZone: 'Europe/Berlin' },
    personOf: (written) => ({ slackId: `U0P${/\d+/.exec(written)?.[0].padStart(3, '0')}` }),
  });
}

/** For some shifts of the roster, once. */
async function askForSwaps(): Promise<void> {
  await database.sql`
    insert into swap_requests (workspace_id, team_id, kind, state, owner, posted_by, shift_id, shift_version, from_at, to_at,
      expires_at, submission, created_at, changed_at)
    select workspace_id, team_id, 'give', 'open', slack_id, slack_id, id, version, starts_at, ends_at, starts_at, id, now(), now()
    from shifts order by id limit 500
    on conflict do nothing`;
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const began = performance.now();
  const result = await work();
  const took = performance.now() - began;
  delay.disable();
  console.log(`${what}: ${took.toFixed(0)} ms, others waited ${(delay.max / 1e6).toFixed(0)} ms at most`);
  if (took > MOST_MS || delay.max / 1e6 > MOST_WAIT_MS) process.exitCode = 1;
  return result;
}
