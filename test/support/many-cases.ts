import type { Sql, TransactionSql } from 'postgres';
import { clocksJobs } from '../../src/features/escalations/clocks/jobs.ts';
import { claimJobs } from '../../src/jobs/claim-jobs.ts';
import { completeJobs } from '../../src/jobs/finish-jobs.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { openCaseOfAna } from './cases.ts';
import { testContext } from './context.ts';
import type { TestDatabase } from './database.ts';
import type { Northwind } from './northwind.ts';

/** Open cases by the thousand, each with its log, its clocks and its timer, all due tomorrow. */

const LEASE_MS = 60_000;
const LARGE = ['cases', 'case_entries', 'case_clocks', 'jobs'] as const;

/** Makes copies of one case that the app opened until so many are open. */
export async function openUntil(database: TestDatabase, northwind: Northwind, count: number): Promise<void> {
  const { sql } = database;
  const [known] = await sql<{ n: number }[]>`select count(*)::int as n from cases`;
  if (known?.n === 0) await openCaseOfAna(northwind);
  const from = Math.max(known?.n ?? 0, 1) + 1;
  await sql`
    with copied as (
      select gen_random_uuid() as id, n from generate_series(${from}::int, ${count}::int) as n
    ), opened as (
      insert into cases
      select (jsonb_populate_record(one, jsonb_build_object('id', copied.id, 'number', n, 'request_id', 'copy ' || n))).*
      from cases as one, copied where one.number = 1
    ), logged as (
      insert into case_entries (workspace_id, case_id, kind, by, at)
      select one.workspace_id, copied.id, 'raised', one.raised_by, one.raised_at
      from cases as one, copied where one.number = 1
    ), clocked as (
      insert into case_clocks
      select (jsonb_populate_record(clock, jsonb_build_object('case_id', copied.id,
        'warn_at', now() + interval '1 day', 'due_at', now() + interval '1 day'))).*
      from case_clocks as clock join cases as one on one.id = clock.case_id, copied where one.number = 1
    )
    insert into jobs (workspace_id, kind, dedupe_key, payload, correlation_id, run_at)
    select 'T0NORTHWIND', 'case.clock', id, jsonb_build_object('caseId', id), 'copy', now() + interval '1 day' from copied`;
  await sql`delete from jobs where kind <> 'case.clock' or run_at < now() + interval '1 hour'`;
  for (const table of LARGE) await sql.unsafe(`vacuum analyze ${table}`);
}

/** Lets the claim of so many cases be a minute late, and their timers due. */
export async function makeDue(sql: Sql, count: number): Promise<void> {
  await sql`
    with chosen as (
      select (payload ->> 'caseId')::uuid as id, dedupe_key from jobs
      where kind = 'case.clock' and run_at > now() order by dedupe_key limit ${count}
    ), late as (
      update case_clocks set warn_at = now() - interval '2 min', due_at = now() - interval '1 min'
      from chosen where case_id = chosen.id and kind = 'claim'
    )
    update jobs set run_at = now() - interval '1 min' from chosen where jobs.dedupe_key = chosen.dedupe_key`;
}

/** Works off the timers that are due, as a worker does; resolves to how many there were. */
export async function tick({ db }: TestDatabase): Promise<number> {
  const [handler] = clocksJobs;
  if (!handler) throw new Error('nobody tells what is due');
  const runner = {
    sql: db.system,
    leaseMs: LEASE_MS,
    timeLimitMs: LEASE_MS,
    buildContext: (workspaceId: string) =>
      testContext(db, { workspaceId, kind: 'system', slackId: 'app', now: new Date() }),
    complete: (job: Parameters<typeof completeJobs>[1][number]) => completeJobs(db.system, [job]),
  };
  for (let done = 0; ;) {
    const claimed = await claimJobs(db.system, [handler.kind.name], 10, LEASE_MS);
    if (claimed.length === 0) return done;
    const outcomes = await Promise.all(claimed.map((job) => runJob(runner, handler, job)));
    if (outcomes.some((outcome) => outcome !== 'done')) throw new Error(`timers ended as ${outcomes.join(', ')}`);
    done += claimed.length;
  }
}

/** The statements that would read one of the large tables from end to end, with their plans. */
export async function plansThatScan(sql: Sql, statements: readonly string[]): Promise<string[]> {
  const scanning: string[] = [];
  for (const statement of new Set(statements)) {
    const plan = await sql.begin((tx) => genericPlan(tx, statement));
    if (LARGE.some((table) => new RegExp(`Seq Scan on ${table}\\b`).test(plan))) scanning.push(`${statement}\n${plan}`);
  }
  return scanning;
}

/** Whatever its parameters are. (`explain (generic_plan)` says the same, from PostgreSQL 16 on.) */
async function genericPlan(tx: TransactionSql, statement: string): Promise<string> {
  await tx.unsafe(`set local plan_cache_mode = force_generic_plan`);
  await tx.unsafe(`prepare looked_at as ${statement}`);
  const [{ types } = { types: 0 }] = await tx<{ types: number }[]>`
    select cardinality(parameter_types) as types from pg_prepared_statements where name = 'looked_at'`;
  const parameters = types === 0 ? '' : `(${Array(types).fill('null').join(', ')})`;
  const rows = await tx.unsafe<{ 'QUERY PLAN': string }[]>(`explain execute looked_at${parameters}`);
  await tx.unsafe('deallocate looked_at');
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}
