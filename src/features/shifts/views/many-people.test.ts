import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { withinPromised } from '../../../../test/support/long-form.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { home } from './home.ts';
import { showRoster } from './show-roster.ts';
import type { Target } from './targets.ts';

/** A Tuesday, 10:00 in Berlin. */
const NOW = new Date('2026-03-10T09:00:00Z');
const PEOPLE = 1000;
/** When somebody is told that it takes longer; on a quiet machine it is a tenth of that. */
const IN_TIME_MS = withinPromised(1_500);
/** Longer than any that Slack lets people have, with what would be markup. */
const LONG = '*Maximiliane* <Annabelle> & Eugénie-Charlotte von und zu Hohenstein-Langenburg 🦊'.padEnd(80, 'x');

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  const { sql } = database;
  await sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select 'T0NORTHWIND', 'U0P' || n, ${LONG} || n, 'full', false, 'Europe/Berlin', now() from generate_series(1, ${PEOPLE}) as n`;
  await sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select 'T0NORTHWIND', ${CARE}, 'U0P' || n, 'agent', 'picked' from generate_series(1, ${PEOPLE}) as n`;
  // Everybody works each day of three weeks, in forty different kinds of shifts; some are open.
  await sql`
    insert into shifts (workspace_id, team_id, slack_id, starts_local, ends_local, time_zone, start_offset, end_offset,
      starts_at, ends_at, type, role, site, comment, is_published, changed_at)
    select 'T0NORTHWIND', ${CARE}, case when n > 950 then null when n = 1 then 'U0ANA' else 'U0P' || n end,
      to_char(date + time, 'YYYY-MM-DD"T"HH24:MI'), to_char(date + time + interval '8 h', 'YYYY-MM-DD"T"HH24:MI'),
      'Europe/Berlin', '+01:00', '+01:00',
      (date + time) at time zone 'Europe/Berlin', (date + time + interval '8 h') at time zone 'Europe/Berlin',
      ${LONG} || n % 40, ${LONG}, ${LONG}, repeat('long ', 600), true, now()
    from generate_series(1, ${PEOPLE}) as n, generate_series('2026-03-02'::date, '2026-03-22', '1 day') as date,
      lateral (select make_time((n % 15) + 1, 0, 0) as time) as t`;
  await sql`analyze shifts`;
}, 60_000);
afterAll(() => database.close());

function as(name: CastName): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(NOW);
  return ctx;
}

const targets: readonly (readonly [string, CastName, Target])[] = [
  ['my week', 'ana', { kind: 'person', slackId: 'U0ANA', date: '2026-03-09' }],
  ["a colleague's week", 'leo', { kind: 'person', slackId: 'U0P2', date: '2026-03-09' }],
  ["the team's week", 'maya', { kind: 'team', teamId: CARE, date: '2026-03-09' }],
  ['a day', 'maya', { kind: 'day', teamId: CARE, date: '2026-03-10' }],
  ['another day', 'maya', { kind: 'day', teamId: CARE, date: '2026-03-12' }],
  ['open shifts', 'ana', { kind: 'open', teamId: CARE, date: '2026-03-10' }],
  ['an empty week', 'ana', { kind: 'team', teamId: CARE, date: '2026-08-03' }],
  ['the week of a team without a roster', 'amy', { kind: 'team', teamId: CARE_US, date: '2026-03-09' }],
];

test.each(targets)('%s of a team of a thousand is one that Slack takes, in time', async (_what, name, target) => {
  const began = performance.now();
  const view = await showRoster(as(name), target);
  const took = performance.now() - began;

  expect(viewProblems(view)).toEqual([]);
  expect(JSON.stringify(view).length).toBeLessThan(250_000);
  expect(took).toBeLessThan(IN_TIME_MS);
});

test('so is App Home, in time', async () => {
  const began = performance.now();
  const blocks = await home.blocks(as('ana'));

  expect(messageProblems({ text: 'Home', blocks: [...blocks] })).toEqual([]);
  expect(blocks.length).toBeLessThan(30);
  expect(performance.now() - began).toBeLessThan(IN_TIME_MS);
});
