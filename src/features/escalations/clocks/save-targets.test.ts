import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimedByLeo, openCaseOfAna, outcomeOf } from '../../../../test/support/cases.ts';
import { testContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { claimCase } from '../handling/claim-case.ts';
import { followTeam, recomputeClocks } from './recompute-clocks.ts';
import { saveTargets, targetsPage } from './save-targets.ts';
import { tellClocks } from './tell-clocks.ts';
import { defaultTargets, type Targets, type TeamTargets } from './targets.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate case_targets, cases, jobs cascade`);

const at = (time: string) => new Date(`2026-03-10T${time}:00+01:00`);

function normal(more: Partial<Targets>, revision = 0): { teamId: string; targets: TeamTargets } {
  const { byUrgency } = defaultTargets;
  return { teamId: CARE, targets: { revision, byUrgency: { ...byUrgency, normal: { ...byUrgency.normal, ...more } } } };
}

/** Works the queued batches off, as the worker does; resolves to how many there were. */
async function workOff(now = at('10:05')): Promise<number> {
  for (let batches = 0; ; batches += 1) {
    const [job] = await database.sql<{ payload: { teamId: string; after: number } }[]>`
      delete from jobs where id = (select id from jobs where kind = 'case.clocks-anew' order by id limit 1) returning payload`;
    if (!job) return batches;
    await recomputeClocks(testContext(database.db, { now, kind: 'system', slackId: 'app' }), job.payload);
  }
}

async function clock(caseId: string, kind: string) {
  const [row] = await database.sql<
    { dueAt: Date; verdict: string | null; breachedAt: Date | null; targetRevision: number }[]
  >`
    select due_at as "dueAt", verdict, breached_at as "breachedAt", target_revision as "targetRevision"
    from case_clocks where case_id = ${caseId} and kind = ${kind}`;
  return row;
}

test('a manager saves targets as the next revision, agents and leads may not', async () => {
  const saved = await saveTargets(northwind.as('maya'), normal({ claim: 600 }));

  expect(saved.revision).toBe(1);
  expect((await targetsPage(northwind.as('maya'), CARE)).targets.byUrgency.normal.claim).toBe(600);
  for (const name of ['ana', 'leo'] as const) {
    const refused = await outcomeOf((ctx) => saveTargets(ctx, normal({ claim: 60 }, 1)), northwind.as(name));
    expect(refused).toContain('can change this team');
  }
});

test('the same targets saved twice are one revision', async () => {
  await saveTargets(northwind.as('maya'), normal({ claim: 600 }));

  expect((await saveTargets(northwind.as('maya'), normal({ claim: 600 }))).revision).toBe(1);
});

test('of two who save over the same revision at once one is told of the other', async () => {
  const outcomes = await Promise.all(
    [600, 1200].map((claim) => outcomeOf((ctx) => saveTargets(ctx, normal({ claim })), northwind.as('maya'))),
  );

  const refused = outcomes.filter((outcome) => typeof outcome === 'string');
  expect(refused).toEqual([expect.stringContaining('Somebody else has changed the targets')]);
});

test('a batch of cases reads the calendar that counts for all of them once', async () => {
  for (let count = 0; count < 3; count += 1) await openCaseOfAna(northwind);
  await saveTargets(northwind.as('maya'), normal({ claim: 1200 }));
  database.queries.length = 0;

  await workOff();

  expect(database.queries.filter((statement) => statement.includes('"team_calendars"')).length).toBe(1);
  const followed = await database.sql`select 1 from case_clocks where kind = 'claim' and target_seconds = 1200`;
  expect(followed).toHaveLength(3);
});

test('rule 16: open cases follow new targets from their own start, and their timers with them', async () => {
  const { id } = await openCaseOfAna(northwind);

  await saveTargets(northwind.as('maya'), normal({ claim: 600 }));
  await workOff();

  expect(await clock(id, 'claim')).toMatchObject({ dueAt: at('10:10'), targetRevision: 1 });
  const [timer] =
    await database.sql`select run_at as "runAt" from jobs where kind = 'case.clock' and dedupe_key = ${id}`;
  expect(timer).toEqual({ runAt: new Date('2026-03-10T10:07:30+01:00') });
});

test('rule 16: what stopped keeps its verdict, a target that is gone takes its clock with it', async () => {
  const { id } = await openCaseOfAna(northwind);
  const leo = northwind.as('leo');
  leo.clock.set(at('11:30'));
  await claimCase(leo, { caseId: id });

  await saveTargets(northwind.as('maya'), normal({ claim: 28_800, answer: 0, resolve: 0 }));
  await workOff(at('11:31'));

  expect(await clock(id, 'claim')).toMatchObject({ verdict: 'breached', targetRevision: 0 });
  expect(await clock(id, 'answer')).toBeUndefined();
});

test('rule 16: a breach that is none by the new target is taken back, on the card and in the audit', async () => {
  const { id } = await openCaseOfAna(northwind);
  await tellClocks(testContext(database.db, { now: at('11:00'), kind: 'system' }), id);

  await saveTargets(northwind.as('maya'), normal({ claim: 7200 }));
  await workOff(at('11:05'));

  expect(await clock(id, 'claim')).toMatchObject({ breachedAt: null, verdict: null, dueAt: at('12:00') });
  const rows = await database.sql`
    select action from audit_log where subject = ${`case:${id}`} and action like '%breach%' order by id`;
  expect(rows.map(({ action }) => action as string)).toEqual(['case.clock-breached', 'case.breach-withdrawn']);
});

test('rule 17: a team has one row of targets per urgency, however often they are saved', async () => {
  await saveTargets(northwind.as('maya'), normal({ claim: 600 }));
  await saveTargets(northwind.as('maya'), normal({ claim: 900 }, 1));

  const rows = await database.sql`select urgency, revision from case_targets order by urgency`;
  expect(rows).toEqual([
    { urgency: 'critical', revision: 2 },
    { urgency: 'high', revision: 2 },
    { urgency: 'normal', revision: 2 },
  ]);
});

test('a change of the team that is none of calendar or targets has nothing worked out anew', async () => {
  await claimedByLeo(northwind);

  await followTeam(northwind.as('maya'), CARE);

  expect(await workOff()).toBe(0);
});

test('open cases are worked out anew in batches of 200, closed ones not at all', async () => {
  const { id } = await openCaseOfAna(northwind);
  await database.sql`
    insert into cases select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number', 1000 + n,
      'request_id', 'r' || n, 'state', case when n <= 230 then 'open' else 'resolved' end))).*
    from cases c, generate_series(1, 260) as n where c.id = ${id}`;

  await saveTargets(northwind.as('maya'), normal({ claim: 600 }));

  expect(await workOff()).toBe(2);
  const [done] =
    await database.sql`select count(distinct case_id)::int as n from case_clocks where target_revision = 1`;
  expect(done).toEqual({ n: 231 });
});
