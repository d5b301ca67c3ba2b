import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.ts';
import { mondayLate } from '../../../../../test/support/swap-looks.ts';
import { newSubmission, openSwapWorld, refusalOf, type SwapWorld } from '../../../../../test/support/swap-world.ts';
import { coverNow } from '../cover-now.ts';
import { coverPage, coverPeople } from './cover-page.ts';

let database: TestDatabase;
let world: SwapWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
});
afterAll(() => database.close());

test('everybody who is on offer for a cover is judged, managers too, and the cover itself finds the same', async () => {
  const shift = await mondayLate(world);
  await world.shift('ben', '2026-03-16T14:00', '2026-03-16T22:00');
  const leo = world.as('leo');

  const offered = await coverPeople(leo, shift.id, '');
  const { look } = await coverPage(leo, shift.id);

  const saying = new Map(offered.map(({ value, description }) => [value, description?.text]));
  expect(look.considered).toBe(offered.length);
  expect(saying.get('U0MAYA')).toBe('Every rule allows it');
  expect(saying.get('U0BEN')).toBe('A rule does not allow it');
  const denied = offered.filter(({ description }) => description?.text === 'A rule does not allow it');
  for (const { value: to = '' } of denied) {
    const cover = coverNow(leo, { shiftId: shift.id, to, because: 'Ill', submission: newSubmission() });
    expect(await refusalOf(cover)).toContain('The rules do not allow it');
  }
});
