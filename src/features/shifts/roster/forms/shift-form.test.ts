import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestContext } from '../../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.ts';
import { type Fingers, fingersOn } from '../../../../../test/support/fingers.ts';
import { CARE, type CastName, type Northwind, openNorthwind } from '../../../../../test/support/northwind.ts';
import { openForm } from '../../../../../test/support/open-form.ts';
import { addShifts, newShift } from '../../../../../test/support/shifts.ts';
import type { Surface } from '../../../../slack/listener.ts';
import { viewListeners } from '../../views/listeners.ts';
import type { ShiftRow } from '../tables.ts';
import { rosterListeners } from './listeners.ts';

/** A Tuesday, 10:00 in Berlin. */
const NOW = new Date('2026-03-10T09:00:00Z');

let database: TestDatabase;
let northwind: Northwind;
let fingers: Fingers;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts cascade`;
  fingers = fingersOn([...viewListeners([]), ...rosterListeners]);
});

function as(name: CastName): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(NOW);
  return ctx;
}

async function shiftOf(slackId: string, date = '2026-03-12'): Promise<ShiftRow> {
  const [row] = await addShifts(as('leo'), newShift(slackId, `${date}T06:00`, `${date}T14:00`));
  if (!row) throw new Error('no shift was added');
  return row;
}

/** The window shown last, as it is when something is pressed in it. */
function inLast(): Surface {
  return { view: openForm(fingers.last()) };
}

/** What can be read in the window shown last, a line for each text, and what its fields hold. */
function text(): string {
  const texts: string[] = [];
  JSON.stringify(fingers.last(), (key, value: unknown) => {
    if ((key === 'text' || key === 'initial_value') && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

async function changeInTheDay(shift: ShiftRow): Promise<void> {
  await fingers.type(as('leo'), `/shift ${shift.startsLocal.slice(0, 10)}`, 'C0CARE');
  await fingers.press(as('leo'), 'shift.edit', shift.id, inLast());
  expect(fingers.shown.at(-1)?.how).toBe('update');
  expect(fingers.last().title.text).toBe('Change a shift');
}

describe('Change a shift, from the day', () => {
  test('is back in the day when it is saved, which has the new time and says so', async () => {
    await changeInTheDay(await shiftOf('U0ANA'));

    await fingers.send(as('leo'), { end: '15:00' });

    expect(fingers.last().title.text).toBe('Northwind Care');
    expect(text()).toMatch(/^:white_check_mark: Saved: Ana’s shift on Thu 12 Mar, 06:00–15:00\./m);
    expect(text()).toContain('06:00–15:00\n  \nAna');
  });

  test('says in the form why it was refused, with everything typed', async () => {
    const shift = await shiftOf('U0ANA');
    await addShifts(as('leo'), newShift('U0ANA', '2026-03-12T18:00', '2026-03-12T22:00'));
    await changeInTheDay(shift);

    await fingers.send(as('leo'), { end: '20:00', comment: 'Stocktaking', break: '45', type: 'Long' });

    expect(fingers.last().title.text).toBe('Change a shift');
    expect(text()).toContain('Not done.* Ana’s shift on Thu 12 Mar, 06:00–20:00 overlaps Ana’s shift');
    for (const typed of ['2026-03-12 06:00', '20:00', 'Stocktaking', '45', 'Long']) expect(text()).toContain(typed);
    await fingers.send(as('leo'), { end: '17:00' });
    expect(text()).toContain('Saved: Ana’s shift on Thu 12 Mar, 06:00–17:00.');
  });

  test('has a wrong time refused at its field, before anything is sent', async () => {
    await changeInTheDay(await shiftOf('U0ANA'));

    expect(await fingers.send(as('leo'), { start: 'noon' })).toHaveProperty('start');
  });

  test('may be saved over what somebody else changed, once that was read', async () => {
    const shift = await shiftOf('U0ANA');
    await changeInTheDay(shift);
    const lias = fingersOn(rosterListeners);
    await lias.press(as('lia'), 'shift.edit', shift.id);
    await lias.send(as('lia'), { start: '2026-03-12 07:00' });

    await fingers.send(as('leo'), { end: '15:00' });
    expect(text()).toContain('it is Ana’s shift on Thu 12 Mar, 07:00–14:00 now. Look again, then decide.');
    await fingers.send(as('leo'));

    expect(text()).toContain('Saved: Ana’s shift on Thu 12 Mar, 06:00–15:00.');
  });

  test('has a way back that changes nothing', async () => {
    await changeInTheDay(await shiftOf('U0ANA'));

    await fingers.press(as('leo'), 'shift.show', `day/${CARE}/2026-03-12`, inLast());

    expect(fingers.last().title.text).toBe('Northwind Care');
  });

  test('cancelled, it is gone from the day, which says so', async () => {
    const shift = await shiftOf('U0ANA');
    await changeInTheDay(shift);

    await fingers.press(as('leo'), 'shift.cancel', shift.id, inLast());

    expect(text()).toContain('The shift on Thu 12 Mar, 06:00–14:00 is cancelled.');
    expect(text()).toContain('Nobody is on the roster that day.');
  });
});

describe('Add a shift', () => {
  test('from the window is back there when it is saved', async () => {
    await fingers.type(as('leo'), '/shift team', 'C0CARE');
    await fingers.press(as('leo'), 'shift.add', CARE, inLast());

    await fingers.send(as('leo'), { start: '2026-03-13 06:00', end: '14:00', person: ['U0BEN'], team: CARE });

    expect(text()).toContain('Saved: Ben’s shift on Fri 13 Mar, 06:00–14:00.');
    expect(text()).toContain('9 Mar – 15 Mar');
  });

  test('typed, it shows the day of the shift; refused, the form with everything typed', async () => {
    await shiftOf('U0BEN', '2026-03-13');
    await fingers.type(as('leo'), '/shift add', 'C0CARE');

    await fingers.send(as('leo'), { start: '2026-03-13 08:00', end: '12:00', person: ['U0BEN'], team: CARE });
    expect(fingers.last().title.text).toBe('Add a shift');
    expect(text()).toContain('overlaps Ben’s shift');
    expect(text()).toContain('2026-03-13 08:00');
    await fingers.send(as('leo'), { start: '2026-03-13 14:00', end: '16:00' });

    expect(text()).toContain('Saved: Ben’s shift on Fri 13 Mar, 14:00–16:00.');
    expect(text()).toContain('Friday 13 March · times of Berlin');
  });
});
