import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.ts';
import { asked, lookedUp } from '../../../../../test/support/gaps.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../../test/support/policies.ts';
import { theApp, transaction } from '../../../../core/context.ts';
import { gapsWeek, keepWeek, startWeek, tellOfWeek, whenToTell } from './tell-week.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  await database.sql`truncate policy_look_ups, schedules cascade`;
});

const MONDAY = '2026-03-16';
/** 08:00 in Berlin, an hour before anybody is there. */
const EIGHT = new Date('2026-03-16T07:00:00Z');
const LAST_EIGHT = new Date('2026-03-09T07:00:00Z');

function app(at: Date = EIGHT) {
  const ctx = { ...northwind.as('maya'), actor: theApp };
  ctx.clock.set(at);
  return ctx;
}

function monday(key = CARE) {
  return { key, localDate: MONDAY, scheduledFor: EIGHT, isLate: false };
}

async function told(slackId: string): Promise<string> {
  await tellOfWeek(app(), { slackId, week: MONDAY, since: LAST_EIGHT.toISOString(), until: EIGHT.toISOString() });
  const rows =
    await database.sql`select payload from outbox_messages where channel = ${slackId} and dedupe_key like 'policy-week:%'`;
  return JSON.stringify(rows);
}

async function looked(name: CastName, times: number, given: Parameters<typeof lookedUp>[2]): Promise<void> {
  const at = new Date('2026-03-12T10:00:00Z');
  for (let nth = 0; nth < times; nth += 1) await lookedUp(database, northwind.as(name), { at, ...given });
}

it('is told on Monday at eight of each team’s zone, to those it concerns when they are there', async () => {
  await publishedPolicy(northwind.as('maya'), { owner: 'U0LIA' });
  await asked(database, northwind.as('ana'), 'is there a phone number');
  await database.sql`update policy_gaps set owner = 'U0LEO'`;
  const ctx = app();
  await transaction(ctx, (tx) => keepWeek(tx, ctx, CARE));

  await startWeek(ctx, monday());

  const rule = await database.sql`select rule from schedules where kind = ${gapsWeek.name}`;
  expect(rule).toEqual([{ rule: { minutes: 480, weekdays: [1], timeZone: 'Europe/Berlin' } }]);
  const jobs = await database.sql<{ who: string; at: Date }[]>`
    select payload->>'slackId' as who, run_at as at from jobs where kind = 'policies.tell-week' order by 1`;
  expect(jobs.map(({ who, at }) => [who, at.toISOString()])).toEqual(
    ['U0LEO', 'U0LIA', 'U0MAYA'].map((who) => [who, '2026-03-16T08:00:00.000Z']),
  );
});

it.each([
  ['loses an hour', '2026-03-30', '2026-03-23T07:00:00.000Z', '2026-03-30T06:00:00.000Z'],
  ['has an hour more', '2026-10-26', '2026-10-19T06:00:00.000Z', '2026-10-26T07:00:00.000Z'],
])('is from Monday at eight to Monday at eight where the week %s', async (_what, localDate, since, until) => {
  const ctx = app(new Date(until));

  await startWeek(ctx, { key: CARE, localDate, scheduledFor: new Date(until), isLate: false });

  const spans = await database.sql`
    select distinct payload->>'since' as since, payload->>'until' as until from jobs where kind = 'policies.tell-week'`;
  expect(spans).toEqual([{ since, until }]);
});

it('says what waits, what was looked up most, and what was not this, to the owner alone', async () => {
  const { policy } = await publishedPolicy(northwind.as('maya'), { owner: 'U0LIA' });
  await looked('ana', 3, { query: 'late return', policyId: policy.id });
  await looked('ben', 2, { query: 'return late', policyId: policy.id });
  await looked('ana', 1, { query: 'vouchers', policyId: policy.id, verdict: 'not-this' });

  const message = await told('U0LIA');

  expect(message).toContain('Late returns · 6 times, by 2 people');
  expect(message).toContain('“vouchers” · once');
  expect(message).not.toContain('Nothing was found');
  expect(message).not.toMatch(/Ana|Ben/);
  expect(await told('U0LEO')).toBe('[]');
});

it('tells the team’s managers what was not found, in groups, without what was asked of somebody', async () => {
  await looked('ana', 2, { query: 'gift card lost' });
  await looked('ben', 1, { query: 'lost gift cards' });
  await looked('amy', 4, { query: 'tax in texas', teamId: CARE_US });
  await looked('ana', 4, { query: 'gift card found', at: new Date('2026-03-09T06:59:00Z') });
  await asked(database, northwind.as('ana'), 'is there a phone number');
  await looked('ana', 1, { query: 'Is there a phone number?' });

  const message = await told('U0MAYA');

  expect(message).toContain('“gift card lost” · 3 times, in other words too');
  expect(message).not.toMatch(/texas|gift card found/);
  expect(message.match(/is there a phone number/gi)?.length).toBe(1);
  expect(await told('U0LOU')).toContain('tax in texas');
});

it('is one message, however often it is queued, and none where there is nothing to say', async () => {
  await looked('ana', 1, { query: 'gift card lost' });

  await told('U0MAYA');
  await told('U0MAYA');

  expect(await database.sql`select 1 from outbox_messages`).toHaveLength(1);
  expect(await told('U0DORA')).toBe('[]');
  expect(await told('U0NOBODY')).toBe('[]');
});

it.each([
  ['there', { isThere: true, nextThere: EIGHT }, EIGHT],
  ['back in an hour', { isThere: false, nextThere: new Date('2026-03-16T08:00Z') }, new Date('2026-03-16T08:00Z')],
  ['away all week', { isThere: false, nextThere: new Date('2026-03-23T08:00Z') }, undefined],
  ['without hours', { isThere: false, nextThere: undefined }, EIGHT],
])('whoever is %s hears then', (_who, presence, at) => {
  expect(whenToTell({ slackId: 'U0LEO', thereUntil: undefined, ...presence }, EIGHT)).toEqual(at);
});
