import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Ctx, transaction } from '../../../core/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { changeShifts } from './change-shifts.ts';
import type { ShiftChange } from './shift-change.ts';
import { reassigned } from './cut-shift.ts';
import { OverlappingShift, StaleShift } from './roster-errors.ts';
import type { ShiftRow } from './tables.ts';

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
  await database.sql`truncate shifts cascade`;
});

function change(ctx: Ctx, changes: readonly ShiftChange[]): Promise<readonly ShiftRow[]> {
  return transaction(ctx, (tx) => changeShifts(tx, ctx, changes, { cause: 'swap' }));
}

function roster(): Promise<readonly string[]> {
  return database.sql<{ line: string }[]>`
    select coalesce(slack_id, 'open') || ' ' || starts_local || ' ' || ends_local || ' v' || version as line
    from shifts where state = 'planned' order by starts_at, slack_id`.then((rows) => rows.map(({ line }) => line));
}

async function two(): Promise<readonly [ShiftRow, ShiftRow]> {
  const rows = await addShifts(
    leo,
    newShift('U0ANA', '2026-03-16T06:00', '2026-03-16T14:00'),
    newShift('U0BEN', '2026-03-16T10:00', '2026-03-16T18:00'),
  );
  return rows as unknown as [ShiftRow, ShiftRow];
}

test('exchanges two shifts that overlap each other in one statement, and remembers each version', async () => {
  const [early, late] = await two();

  await change(leo, [
    { shift: early, set: { slackId: 'U0BEN' } },
    { shift: late, set: { slackId: 'U0ANA' } },
  ]);

  expect(await roster()).toEqual([
    'U0BEN 2026-03-16T06:00 2026-03-16T14:00 v2',
    'U0ANA 2026-03-16T10:00 2026-03-16T18:00 v2',
  ]);
  const versions = await database.sql`
    select version, slack_id, cause, by from shift_versions where shift_id = ${early.id} order by version`;
  expect([...versions]).toEqual([
    { version: 1, slack_id: 'U0ANA', cause: 'edit', by: 'U0LEO' },
    { version: 2, slack_id: 'U0BEN', cause: 'swap', by: 'U0LEO' },
  ]);
});

test('changes none of several where one has changed meanwhile, and names it as it is now', async () => {
  const [early, late] = await two();
  await change(leo, [{ shift: late, set: { slackId: null } }]);

  const both = change(leo, [
    { shift: early, set: { slackId: null } },
    { shift: late, set: { slackId: 'U0ANA' } },
  ]);

  await expect(both).rejects.toThrow(StaleShift);
  await expect(both).rejects.toThrow(
    'Ben’s shift on Mon 16 Mar, 10:00–18:00 has changed meanwhile; it is the open shift on Mon 16 Mar, 10:00–18:00 now.',
  );
  expect(await roster()).toEqual([
    'U0ANA 2026-03-16T06:00 2026-03-16T14:00 v1',
    'open 2026-03-16T10:00 2026-03-16T18:00 v2',
  ]);
});

test('refuses a second shift at the same time, also of another team, and says whose and which', async () => {
  const [early] = await two();
  const abroad = newShift('U0AMY', '2026-03-16T00:00', '2026-03-16T08:00', {
    teamId: CARE_US,
    timeZone: 'America/Chicago',
  });
  await addShifts(leo, abroad);

  const refused = change(leo, [{ shift: early, set: { slackId: 'U0AMY' } }]);

  await expect(refused).rejects.toThrow(OverlappingShift);
  await expect(refused).rejects.toThrow(
    'Amy’s shift on Mon 16 Mar, 06:00–14:00 overlaps Amy’s shift on Mon 16 Mar, 00:00–08:00. Nobody can work two at once.',
  );
});

test('gives the middle of a shift away and leaves both ends with its owner, unpaid minutes shared', async () => {
  const [night] = await addShifts(
    leo,
    newShift('U0ANA', '2026-03-28T22:00', '2026-03-29T06:00', { breakMinutes: 35, sourceKey: 'x1' }),
  );
  if (!night) throw new Error('nothing was added');
  const part = { from: new Date('2026-03-29T00:00:00Z'), to: new Date('2026-03-29T02:00:00Z') };

  const pieces = await change(leo, reassigned(night, 'U0BEN', part));

  expect(await roster()).toEqual([
    'U0ANA 2026-03-28T22:00 2026-03-29T01:00 v2',
    'U0BEN 2026-03-29T01:00 2026-03-29T04:00 v1',
    'U0ANA 2026-03-29T04:00 2026-03-29T06:00 v1',
  ]);
  expect(pieces.map(({ breakMinutes }) => breakMinutes)).toEqual([15, 10, 10]);
  expect(pieces.map(({ startOffset, cutFrom, sourceKey }) => [startOffset, cutFrom, sourceKey])).toEqual([
    ['+01:00', null, 'x1'],
    ['+01:00', night.id, null],
    ['+02:00', night.id, null],
  ]);
});

test('of two who change the same shift at once one wins', async () => {
  const [early] = await two();

  const ends = await Promise.allSettled([
    change(leo, [{ shift: early, set: { type: 'E' } }]),
    change(leo, [{ shift: early, set: { type: 'L' } }]),
  ]);

  expect(ends.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('takes a statement for the shifts, one for what follows and one for Homes', async () => {
  const [early, late] = await two();
  database.queries.length = 0;

  await change(leo, [
    { shift: early, set: { slackId: 'U0BEN' } },
    { shift: late, set: { slackId: 'U0ANA' } },
  ]);

  expect(database.queries.filter((query) => query.includes('update shifts'))).toHaveLength(1);
});
