import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimedByLeo, newRequest, openCaseOfAna, resolving } from '../../../../test/support/cases.ts';
import { testContext, type TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { createDatabase, type Database } from '../../../db/client.ts';
import { askForInfo } from '../handling/ask-for-info.ts';
import { changeUrgency } from '../handling/change-urgency.ts';
import { claimCase } from '../handling/claim-case.ts';
import { reopenCase } from '../handling/reopen-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { tellClocks } from './tell-clocks.ts';

/** The case is raised on a Tuesday at 10:00 in Berlin, Normal: to be claimed by 11:00, answered by 14:00. */
let database: TestDatabase;
let northwind: Northwind;
/** The pool of a second process. */
let second: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  second = createDatabase({ url: database.url });
});
afterAll(async () => {
  await second.close();
  await database.close();
});

const at = (time: string, day = 10) => new Date(`2026-03-${day}T${time}:00+01:00`);

/** The worker, at some time. */
function worker(now: Date, db: Database = database.db): TestContext {
  return testContext(db, { now, kind: 'system', slackId: 'app' });
}

/** Leo or Ana, at some time. */
function as(name: 'leo' | 'ana', now: Date): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(now);
  return ctx;
}

interface Told {
  readonly kind: string;
  readonly run: number;
  readonly warned: boolean;
  readonly breached: boolean;
}

function clocksOf(caseId: string): Promise<Told[]> {
  return database.sql<Told[]>`
    select kind, run, warned_at is not null as warned, breached_at is not null as breached
    from case_clocks where case_id = ${caseId} order by kind, run`;
}

async function audit(caseId: string): Promise<string[]> {
  const rows = await database.sql<{ line: string }[]>`
    select action || ' ' || (detail ->> 'clock') as line from audit_log
    where subject = ${`case:${caseId}`} and action like '%breach%' order by id`;
  return rows.map(({ line }) => line);
}

async function reminded(caseId: string): Promise<string[]> {
  const rows = await database.sql<{ line: string }[]>`
    select kind || ' ' || slack_id || ' ' || run as line from reminders where case_id = ${caseId} order by id`;
  return rows.map(({ line }) => line);
}

async function timerOf(caseId: string): Promise<Date | undefined> {
  const [row] = await database.sql<{ runAt: Date }[]>`
    select run_at as "runAt" from jobs where kind = 'case.clock' and dedupe_key = ${caseId}`;
  return row?.runAt;
}

/** As the worker takes the job before it runs it. */
async function takeTimer(caseId: string): Promise<void> {
  await database.sql`delete from jobs where kind = 'case.clock' and dedupe_key = ${caseId}`;
}

async function editsOfCard(caseId: string): Promise<number> {
  const [row] = await database.sql<{ n: number }[]>`
    select count(*)::int as n from outbox_messages where message_key = ${`case:${caseId}:card`} and kind = 'edit'`;
  return row?.n ?? 0;
}

test('rule 19: of many workers at once on two processes one tells of a breach', async () => {
  const { id } = await openCaseOfAna(northwind);
  const workers = Array.from({ length: 12 }, (_, each) => worker(at('11:00'), each % 2 === 0 ? database.db : second));

  await Promise.all(workers.map((ctx) => tellClocks(ctx, id)));

  expect(await audit(id)).toEqual(['case.clock-breached claim']);
});

test('rule 19: a breach is told once, a warning once and before it is due', async () => {
  const { id } = await claimedByLeo(northwind);

  for (const time of ['12:59', '13:00', '13:01', '13:59', '14:00', '14:01']) await tellClocks(worker(at(time)), id);

  expect(await reminded(id)).toEqual(['answer-soon U0LEO answer:1', 'answer-late U0LEO answer:1']);
  expect(await audit(id)).toEqual(['case.clock-breached answer']);
});

test('rule 19: after downtime what is due already is not warned of', async () => {
  const { id } = await claimedByLeo(northwind);

  await tellClocks(worker(at('15:00')), id);

  expect(await reminded(id)).toEqual(['answer-late U0LEO answer:1']);
});

test('rule 19: after downtime a warning comes late as long as it is not due', async () => {
  const { id } = await claimedByLeo(northwind);

  await tellClocks(worker(at('13:50')), id);

  expect(await reminded(id)).toEqual(['answer-soon U0LEO answer:1']);
});

test('nobody is reminded of a case that nobody has: its card is edited, and no message is new', async () => {
  const { id } = await openCaseOfAna(northwind);
  const posts = database.sql`select count(*)::int as n from outbox_messages where kind <> 'edit'`;
  const [before] = await posts;

  await tellClocks(worker(at('11:00')), id);

  expect(await reminded(id)).toEqual([]);
  expect(await editsOfCard(id)).toBe(1);
  expect(await database.sql`select count(*)::int as n from outbox_messages where kind <> 'edit'`).toEqual([before]);
});

test('rule 22: the timer is a row that is due with the first thing to tell', async () => {
  const { id } = await openCaseOfAna(northwind);

  expect(await timerOf(id)).toEqual(at('10:45'));
});

test('rule 22: coming too early changes nothing but sets the timer anew', async () => {
  const { id } = await claimedByLeo(northwind);
  await takeTimer(id);

  await tellClocks(worker(at('10:45')), id);

  expect(await clocksOf(id)).toEqual([
    { kind: 'answer', run: 1, warned: false, breached: false },
    { kind: 'claim', run: 1, warned: false, breached: false },
    { kind: 'resolve', run: 1, warned: false, breached: false },
  ]);
  expect(await editsOfCard(id)).toBe(1);
  expect(await timerOf(id)).toEqual(at('13:00'));
});

test('rule 22: a timer of a case that is closed by now tells nothing and is set no more', async () => {
  const { id } = await claimedByLeo(northwind);
  await resolveCase(northwind.as('leo'), resolving(id));
  await takeTimer(id);

  await tellClocks(worker(at('15:00')), id);

  expect(await audit(id)).toEqual([]);
  expect(await timerOf(id)).toBeUndefined();
});

test('rule 13: a claim that came in before it was due and is worked off after it takes the breach back', async () => {
  const { id } = await openCaseOfAna(northwind);
  await tellClocks(worker(at('11:00')), id);

  await claimCase({ ...as('leo', at('11:20')), happenedAt: at('10:58') }, { caseId: id });

  expect(await audit(id)).toEqual(['case.clock-breached claim', 'case.breach-withdrawn claim']);
  expect(await clocksOf(id)).toContainEqual({ kind: 'claim', run: 1, warned: false, breached: false });
});

test('rule 13: a late act is a breach even if the timer has not come yet, and is told once', async () => {
  const { id } = await openCaseOfAna(northwind);

  await claimCase(as('leo', at('11:20')), { caseId: id });
  await tellClocks(worker(at('11:21')), id);

  expect(await audit(id)).toEqual(['case.clock-breached claim']);
});

test('rule 14: while it waits for the agent nothing is told, however late it gets', async () => {
  const { id } = await claimedByLeo(northwind);
  const question = { requestId: newRequest(), caseId: id, question: 'Which?', of: 'agent' } as const;
  await askForInfo(as('leo', at('10:30')), question);

  await tellClocks(worker(at('12:00', 12)), id);

  expect(await audit(id)).toEqual([]);
  expect(await reminded(id)).toEqual([]);
});

test('rule 15: a case that is opened again has a claim of its own and its resolve goes on', async () => {
  const { id } = await claimedByLeo(northwind);
  await resolveCase(as('leo', at('11:00')), resolving(id));

  await reopenCase(as('leo', at('12:00')), { requestId: newRequest(), caseId: id });

  const runs = (await clocksOf(id)).map(({ kind, run }) => `${kind}:${run}`);
  expect(runs).toEqual(['answer:1', 'claim:1', 'claim:2', 'resolve:1', 'resolve:2']);
});

test('rule 16: more urgency moves what runs from its own start', async () => {
  const { id } = await openCaseOfAna(northwind);

  await changeUrgency(as('ana', at('10:10')), { requestId: newRequest(), caseId: id, urgency: 'high' });

  const [row] = await database.sql<{ nextDueAt: Date; nextDueClock: string }[]>`
    select next_due_at as "nextDueAt", next_due_clock as "nextDueClock" from cases where id = ${id}`;
  expect(row).toEqual({ nextDueAt: at('10:15'), nextDueClock: 'claim' });
  expect(await timerOf(id)).toEqual(new Date('2026-03-10T10:11:15+01:00'));
});

test('rule 20: a fact is recorded at its time though nobody is there to be told', async () => {
  const { id } = await claimedByLeo(northwind, { urgency: 'critical' });

  await tellClocks(worker(at('23:00')), id);

  const dues = await database.sql<{ breachedAt: Date }[]>`
    select breached_at as "breachedAt" from case_clocks where case_id = ${id} and breached_at is not null order by 1`;
  expect(dues.map(({ breachedAt }) => breachedAt)).toEqual([at('10:15'), at('12:00')]);
});
