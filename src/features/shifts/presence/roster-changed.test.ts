import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { transaction } from '../../../core/context.ts';
import type { RosterChange } from '../../../feature.ts';
import { changeShifts } from '../roster/change-shifts.ts';
import { presenceOf } from './presence-of.ts';
import { handleRosterChanged, queueAbsencesChanged } from './roster-changed.ts';

const NOW = new Date('2026-03-10T09:00:00Z');

let database: TestDatabase;
let northwind: Northwind;
let leo: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  leo = northwind.as('leo');
  leo.clock.set(NOW);
});
afterAll(() => database.close());
beforeEach(() => database.sql`truncate shifts, absences, jobs cascade`);

async function jobs(): Promise<readonly unknown[]> {
  const rows = await database.sql<{ payload: unknown }[]>`
    select payload from jobs where kind = 'shifts.roster-changed' order by payload::text`;
  return rows.map(({ payload }) => payload);
}

describe('a change of the roster is told once', () => {
  test('with whose shifts it was, and who has now what was taken', async () => {
    const [shift] = await addShifts(leo, newShift('U0ANA', '2026-03-12T06:00', '2026-03-12T14:00'));
    await database.sql`truncate jobs`;

    await transaction(leo, (tx) =>
      changeShifts(tx, leo, [{ shift: shift!, set: { slackId: 'U0BEN' } }], { cause: 'swap' }),
    );

    const taken = [{ from: 'U0ANA', to: 'U0BEN', startsAt: '2026-03-12T05:00:00.000Z' }];
    expect(await jobs()).toEqual([{ slackIds: ['U0ANA', 'U0BEN'], taken }]);
  });

  test('unless it is about shifts more than two weeks away', async () => {
    await addShifts(leo, newShift('U0ANA', '2026-03-25T06:00', '2026-03-25T14:00'));

    expect(await jobs()).toEqual([]);
  });

  test('for each team of an import, in however many parts', async () => {
    const days = Array.from({ length: 12 }, (_, day) => `2026-03-${day + 10}`);
    const shiftsOf = (name: string, teamId: string) =>
      days.map((day) => newShift(name, `${day}T06:00`, `${day}T14:00`, { teamId }));

    await addShifts(leo, ...shiftsOf('U0ANA', CARE), ...shiftsOf('U0AMY', CARE_US));
    await addShifts(leo, ...shiftsOf('U0BEN', CARE), ...shiftsOf('U0LOU', CARE_US));

    expect(await jobs()).toEqual([{ teamId: CARE }, { teamId: CARE_US }]);
  });

  test('for those whose absences changed', async () => {
    await transaction(leo, (tx) => queueAbsencesChanged(tx, leo, ['U0ANA']));

    expect(await jobs()).toEqual([{ slackIds: ['U0ANA'], taken: [] }]);
  });
});

test('every feature is told, also when one of them fails', async () => {
  const told: RosterChange[] = [];
  const job = handleRosterChanged(() => [
    () => Promise.reject(new Error('one of them')),
    async (_ctx, change) => void told.push(change),
  ]);

  await expect(job.run(leo, { teamId: CARE }, { confirm: () => Promise.resolve() })).rejects.toThrow(
    'could not follow',
  );

  expect(told).toEqual([{ teamId: CARE }]);
});

describe('who is there', () => {
  const presence = (...slackIds: string[]) => transaction(leo, (tx) => presenceOf(tx, leo, CARE, slackIds));
  const until = (text: string) => new Date(text);

  test('is read from the roster of any team, in the order asked, in three statements', async () => {
    const before = ['2026-03-05', '2026-03-06'].flatMap((day) =>
      ['U0LIA', 'U0ANA'].map((name) => newShift(name, `${day}T06:00`, `${day}T12:00`)),
    );
    await addShifts(
      leo,
      ...before,
      newShift('U0LIA', '2026-03-10T06:00', '2026-03-10T12:00', { teamId: CARE_US }),
      newShift('U0ANA', '2026-03-11T06:00', '2026-03-11T12:00'),
      newShift('U0BEN', '2026-03-10T06:00', '2026-03-10T12:00', { isPublished: false }),
      newShift('U0MAYA', '2026-03-10T06:00', '2026-03-10T12:00', { activity: 'training' }),
      newShift(null, '2026-03-10T06:00', '2026-03-10T12:00'),
    );
    database.queries.length = 0;

    const found = await presence('U0LIA', 'U0ANA', 'U0BEN', 'U0MAYA', 'U0AMY');

    const asked = database.queries.filter((query) => query.includes(' from '));
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(found).toMatchObject([
      { slackId: 'U0LIA', isThere: true, thereUntil: until('2026-03-10T11:00Z') },
      { slackId: 'U0ANA', isThere: false, nextThere: until('2026-03-11T05:00Z') },
      // A draft is no shift yet: by hours.
      { slackId: 'U0BEN', isThere: true, thereUntil: until('2026-03-10T16:00Z') },
      { slackId: 'U0MAYA', isThere: false, nextThere: until('2026-03-10T11:00Z') },
      // Of another team.
      { slackId: 'U0AMY', isThere: false, nextThere: undefined },
    ]);
  });

  test('leaves out who is on leave, whatever the roster says', async () => {
    await addShifts(leo, newShift('U0LIA', '2026-03-10T06:00', '2026-03-10T14:00'));
    await database.sql`
      insert into absences ${database.sql({
        workspace_id: 'T0NORTHWIND',
        slack_id: 'U0LIA',
        kind: 'leave',
        starts_at: until('2026-03-09T23:00Z'),
        ends_at: until('2026-03-10T23:00Z'),
        time_zone: 'Europe/Berlin',
        is_whole_dates: true,
      })}`;

    expect(await presence('U0LIA')).toMatchObject([{ isThere: false }]);
  });
});
