/**
 * `npm run bench:clocks`: what the timers of open cases cost. A tick takes what is due, tells of each breach (its row, the
 * audit, card and Homes), and sets the timers anew. As many are due at 1,000 open cases as at 100,000, so it has to cost
 * the same. Ends with 1 if a tick at 100,000 costs twice one at 1,000, or would read a table from end to end.
 */
import { performance } from 'node:perf_hooks';
import { createTestDatabase } from '../test/support/database.ts';
import { makeDue, openUntil, plansThatScan, tick } from '../test/support/many-cases.ts';
import { openNorthwind } from '../test/support/northwind.ts';

const OPEN = [1_000, 10_000, 100_000];
const DUE = 50;
const ROUNDS = 15;

const database = await createTestDatabase();
try {
  const northwind = await openNorthwind(database);
  const medians: number[] = [];
  for (const open of OPEN) {
    await openUntil(database, northwind, open);
    const idle = await median(0);
    const due = await median(DUE);
    medians.push(due);
    console.log(`${open} open cases: a tick with nothing due ${ms(idle)}, with ${DUE} breaches ${ms(due)}`);
  }
  const scanning = await scans();
  const ratio = (medians.at(-1) ?? Number.NaN) / (medians[0] ?? Number.NaN);
  console.log(`100 times as many open cases: a tick takes ${ratio.toFixed(2)} times as long`);
  console.log(`statements of a tick that read a table from end to end: ${scanning.length}`);
  for (const plan of scanning) console.log(plan);
  if (!(ratio < 2) || scanning.length > 0) process.exitCode = 1;
} finally {
  await database.close();
}

/** Milliseconds of a tick in which so many cases are due. The first one, which opens connections and plans, is left out. */
async function median(due: number): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    await makeDue(database.sql, due);
    const began = performance.now();
    const done = await tick(database);
    if (round > 0) took.push(performance.now() - began);
    if (done !== due) throw new Error(`${done} timers were due instead of ${due}`);
  }
  return took.toSorted((one, other) => one - other)[Math.floor(took.length / 2)] ?? Number.NaN;
}

/** The plans of everything a tick asks. */
async function scans(): Promise<string[]> {
  await makeDue(database.sql, DUE);
  database.queries.length = 0;
  await tick(database);
  return plansThatScan(database.sql, database.queries.splice(0));
}

function ms(value: number): string {
  return `${value.toFixed(1)} ms`;
}
