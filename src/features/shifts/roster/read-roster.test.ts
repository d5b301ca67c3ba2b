import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ctx, transaction } from '../../../core/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { untilSomebodyWaits } from '../../../../test/support/lock-waits.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import type { Roster } from '../rules/roster.ts';
import { readRoster, type RosterWanted } from './read-roster.ts';

let database: TestDatabase;
let northwind: Northwind;
let leo: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  leo = northwind.as('leo');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, absences, roster_people, qualifications, swap_requests, swap_proposals, swap_executions cascade`;
});

const around = { from: Date.parse('2026-03-24T05:00Z'), to: Date.parse('2026-03-24T13:00Z') };

function read(wanted: Partial<RosterWanted> = {}): Promise<Roster> {
  return transaction(leo, (tx) => readRoster(tx, leo, { teamId: CARE, around, ...wanted }));
}

function starts(roster: Roster, person: string | null): readonly string[] {
  return (roster.shiftsOf.get(person) ?? []).map(({ start }) => new Date(start).toISOString());
}

test('has the shifts of each person in whichever team, in order, and what the team has open', async () => {
  await addShifts(
    leo,
    newShift('U0ANA', '2026-03-25T06:00', '2026-03-25T14:00'),
    newShift('U0ANA', '2026-03-24T06:00', '2026-03-24T14:00', { teamId: CARE_US }),
    newShift(null, '2026-03-26T06:00', '2026-03-26T14:00'),
    newShift(null, '2026-03-26T06:00', '2026-03-26T14:00', { teamId: CARE_US }),
    newShift('U0AMY', '2026-03-26T06:00', '2026-03-26T14:00'),
  );

  const roster = await read();

  expect(starts(roster, 'U0ANA')).toEqual(['2026-03-24T05:00:00.000Z', '2026-03-25T05:00:00.000Z']);
  expect(starts(roster, null)).toEqual(['2026-03-26T05:00:00.000Z']);
  expect(roster.people.has('U0AMY')).toBe(false);
  expect([...roster.people.keys()].toSorted()).toEqual(['U0ANA', 'U0BEN', 'U0DORA', 'U0LEO', 'U0LIA', 'U0MAYA']);
  expect(roster.zone).toBe('Europe/Berlin');
});

test('leaves out what was cancelled and what is further off than rules look', async () => {
  await addShifts(
    leo,
    newShift('U0ANA', '2026-03-24T06:00', '2026-03-24T14:00', { state: 'cancelled' }),
    newShift('U0ANA', '2026-02-17T06:00', '2026-02-17T14:00'),
    newShift('U0ANA', '2026-02-16T06:00', '2026-02-16T14:00'),
    newShift('U0ANA', '2026-04-28T06:00', '2026-04-28T14:00'),
    newShift('U0ANA', '2026-04-29T06:00', '2026-04-29T14:00'),
  );

  const roster = await read();

  expect(starts(roster, 'U0ANA')).toEqual(['2026-02-17T05:00:00.000Z', '2026-04-28T04:00:00.000Z']);
});

test('knows what each person can do, when they are away, and what they traded this month', async () => {
  const { sql } = database;
  await sql`insert into qualifications values ('T0NORTHWIND', 'U0ANA', 'billing', null), ('T0NORTHWIND', 'U0ANA', 'chat', '2026-04-01')`;
  await sql`insert into absences (workspace_id, slack_id, kind, starts_at, ends_at, time_zone, is_whole_dates) values
    ('T0NORTHWIND', 'U0ANA', 'leave', '2026-03-29T23:00Z', '2026-03-30T22:00Z', 'Europe/Berlin', true),
    ('T0NORTHWIND', 'U0ANA', 'unavailable', '2026-03-30T20:00Z', '2026-03-31T02:00Z', 'Europe/Berlin', false)`;
  await sql`insert into roster_people (workspace_id, slack_id, site, is_excluded, contract_minutes, born_on)
    values ('T0NORTHWIND', 'U0ANA', 'Madrid', true, 2400, '2001-02-03')`;

  const roster = await read();

  expect(roster.people.get('U0ANA')).toEqual({
    id: 'U0ANA',
    kind: 'full',
    qualifications: [
      { name: 'billing', validUntil: null },
      { name: 'chat', validUntil: '2026-04-01' },
    ],
    away: [{ from: Date.parse('2026-03-29T23:00Z'), to: Date.parse('2026-03-31T02:00Z') }],
    homeZone: 'Europe/Berlin',
    site: 'Madrid',
    tradesThisMonth: 0,
    openRequests: 0,
    isExcluded: true,
    hasOptedOut: false,
    bornOn: '2001-02-03',
    contractMinutes: 2400,
  });
});

test('counts who is away by their weekly availability, over a change of the clocks too', async () => {
  const availability = database.sql.json([
    { weekday: 6, open: 0, close: 1440 },
    { weekday: 7, open: 480, close: 1200 },
  ]);
  await database.sql`insert into roster_people (workspace_id, slack_id, availability) values ('T0NORTHWIND', 'U0ANA', ${availability})`;

  const roster = await read();

  const weekend = (roster.people.get('U0ANA')?.away ?? []).filter(
    ({ from }) => from >= Date.parse('2026-03-28T12:00Z') && from < Date.parse('2026-03-30T00:00Z'),
  );
  expect(weekend.map(({ from, to }) => [new Date(from).toISOString(), new Date(to).toISOString()])).toEqual([
    ['2026-03-28T23:00:00.000Z', '2026-03-29T06:00:00.000Z'],
    ['2026-03-29T18:00:00.000Z', '2026-04-03T22:00:00.000Z'],
  ]);
});

test('asks the same few statements however many people there are', async () => {
  await addShifts(leo, newShift('U0ANA', '2026-03-24T06:00', '2026-03-24T14:00'));
  database.queries.length = 0;

  await read();
  const all = database.queries.splice(0).length;
  await read({ people: ['U0ANA', 'U0BEN'], isHolding: true });
  const held = database.queries.splice(0).length;

  expect([all, held]).toEqual([3, 4]);
});

test('lets nobody else decide about the people who are held', async () => {
  const held = { people: ['U0BEN', 'U0ANA'], isHolding: true };

  const order: string[] = [];
  await transaction(leo, async (tx) => {
    await readRoster(tx, leo, { teamId: CARE, around, ...held });
    const second = transaction(leo, async (other) => {
      await readRoster(other, leo, { teamId: CARE, around, people: ['U0BEN'], isHolding: true });
      order.push('second');
    });
    const waiting = await untilSomebodyWaits(database.sql);
    order.push(`first ends while ${waiting} waits`);
    return { second };
  }).then(({ second }) => second);

  expect(order).toEqual(['first ends while 1 waits', 'second']);
});
