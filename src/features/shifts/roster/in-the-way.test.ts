import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Fingers, fingersOn } from '../../../../test/support/fingers.ts';
import { openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { transaction, type Ctx } from '../../../core/context.ts';
import { absencesOf } from './absences.ts';
import { availabilityOf } from './availability.ts';
import { awayListeners } from './forms/away-listeners.ts';

let database: TestDatabase;
let leo: Ctx;
let ana: Ctx;
let fingers: Fingers;

beforeAll(async () => {
  database = await createTestDatabase();
  const northwind = await openNorthwind(database);
  leo = northwind.as('leo');
  ana = northwind.as('ana');
});
afterAll(() => database.close());
beforeEach(async () => {
  fingers = fingersOn(awayListeners);
  await database.sql`truncate shifts, absences, roster_people, jobs cascade`;
});

const hoursOfAna = () => transaction(ana, (tx) => availabilityOf(tx, ana));
const awayOfAna = () => transaction(ana, (tx) => absencesOf(tx, ana, 'U0ANA'));

test('what was shown is looked at again: a shift that came meanwhile is shown before it is saved', async () => {
  await addShifts(leo, newShift('U0ANA', '2026-03-20T06:00', '2026-03-20T14:00'));
  await fingers.press(ana, 'shift.away', '');
  await fingers.send(ana, { from: '20 Mar', to: '21 Mar' });
  const first = JSON.stringify(fingers.last());
  await addShifts(leo, newShift('U0ANA', '2026-03-21T06:00', '2026-03-21T14:00'));

  await fingers.send(ana);

  const second = JSON.stringify(fingers.last());
  expect([first, second]).toEqual([expect.stringContaining('have a shift then'), expect.stringContaining('2 shifts')]);
  expect(await awayOfAna()).toEqual([]);
  await fingers.send(ana);
  expect(await awayOfAna()).toHaveLength(1);
});

describe('hours outside of which somebody has shifts', () => {
  const hours = 'Mon-Fri 07:00-20:00';

  test('are saved once they have seen them, each with a way to swap it', async () => {
    const [late] = await addShifts(
      leo,
      newShift('U0ANA', '2026-03-20T14:00', '2026-03-20T22:00'),
      newShift('U0ANA', '2026-03-23T08:00', '2026-03-23T16:00'),
    );

    await fingers.press(ana, 'shift.hours', '');
    await fingers.send(ana, { hours });

    const asked = JSON.stringify(fingers.last().blocks);
    expect(asked).toContain('Not saved yet: You have a shift outside of these hours.');
    expect(asked).toContain(`"swap.start:${late?.id}"`);
    expect(await hoursOfAna()).toBeNull();
    await fingers.send(ana);

    expect(JSON.stringify(fingers.last().blocks)).toContain('Saved. In every week you can work Mon-Fri 07:00-20:00.');
    expect(await hoursOfAna()).toHaveLength(5);
  });

  test('are saved at once where they have none', async () => {
    await addShifts(leo, newShift('U0ANA', '2026-03-23T08:00', '2026-03-23T16:00'));

    await fingers.press(ana, 'shift.hours', '');
    await fingers.send(ana, { hours });

    expect(await hoursOfAna()).toHaveLength(5);
  });
});
