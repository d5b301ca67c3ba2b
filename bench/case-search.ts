/**
 * `npm run bench:case-search`: what `/case <words>` costs among 1,000, 10,000 and 100,000 cases of one team, for words that are
 * rare, frequent, several, or in no case, for a lead who sees them all and an agent who sees her own. Ends with 1 if any takes
 * more than 150 ms at 100,000.
 */
import { performance } from 'node:perf_hooks';
import { raising } from '../test/support/cases.ts';
import { createTestDatabase } from '../test/support/database.ts';
import { manyCopies } from '../test/support/many-copies.ts';
import { openNorthwind } from '../test/support/northwind.ts';
import { raiseCase } from '../src/features/escalations/raising/raise-case.ts';
import { searchCases } from '../src/features/escalations/finding/search-cases.ts';

const SIZES = [1_000, 10_000, 100_000];
const ROUNDS = 9;
const MOST_MS = 150;
/** The first words of 5,000 are in nearly all cases. */
const asked = { rare: 'zunder', frequent: 'word1', several: 'word1 word2 word3', none: 'nowhere', number: '42' };

const database = await createTestDatabase();
try {
  const northwind = await openNorthwind(database);
  await raiseCase(northwind.as('ana'), raising({ summary: 'The zunder is broken', whatHappened: 'It broke.' }));
  for (const size of SIZES) {
    await fillUpTo(size);
    for (const name of ['leo', 'ana'] as const) {
      const actor = northwind.as(name);
      const times: string[] = [];
      for (const [kind, words] of Object.entries(asked)) {
        const ms = await median(() => searchCases(actor, words));
        times.push(`${kind} ${ms.toFixed(1)} ms`);
        if (size === SIZES.at(-1) && ms > MOST_MS) process.exitCode = 1;
      }
      console.log(`${size} cases, ${name === 'leo' ? 'a lead' : 'an agent'}: ${times.join(', ')}`);
    }
  }
} finally {
  await database.close();
}

/** Copies of the one case with texts of their own; a hundredth of them are Ana's. */
async function fillUpTo(size: number): Promise<void> {
  const { sql } = database;
  await sql.unsafe(`create or replace function words(many int) returns text language sql volatile as
    $$ select string_agg('word' || floor(exp(random() * ln(5000)))::int, ' ') from generate_series(1, many) $$`);
  await manyCopies(sql, size, {
    raised_by: "case when n % 100 = 0 then 'U0ANA' else 'U0AGENT' || n % 50 end",
    customer: "'Customer ' || n",
    summary: 'words(7)',
    what_happened: 'words(60)',
    state: "'resolved'",
  });
  await sql`vacuum analyze cases`;
}

async function median(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const began = performance.now();
    await work();
    if (round > 0) took.push(performance.now() - began);
  }
  return took.toSorted((one, other) => one - other)[Math.floor(took.length / 2)] ?? Number.NaN;
}
