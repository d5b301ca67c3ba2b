import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messageProblems } from '../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { home } from './home.ts';

/** A Tuesday, 10:00 in Berlin. */
const NOW = new Date('2026-03-10T09:00:00Z');

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, absences cascade`;
});

function as(name: CastName): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(NOW);
  return ctx;
}

/** What can be read in it, a line for each text. */
function textOf(shown: Pick<ModalView, 'blocks'> | readonly unknown[]): string {
  const texts: string[] = [];
  JSON.stringify(shown, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}

const plan = (...shifts: Readonly<Parameters<typeof newShift>>[]) =>
  addShifts(as('leo'), ...shifts.map((shift) => newShift(...shift)));

describe('App Home', () => {
  test('has my next shifts with Swap, who is on until when, and who comes next', async () => {
    await plan(
      ['U0BEN', '2026-03-10T06:00', '2026-03-10T14:00'],
      ['U0ANA', '2026-03-10T14:00', '2026-03-10T22:00', { type: 'Late' }],
      ['U0ANA', '2026-03-30T14:00', '2026-03-30T22:00'],
    );

    const blocks = await home.blocks(as('ana'));

    expect(messageProblems({ text: 'Home', blocks: [...blocks] })).toEqual([]);
    const text = textOf(blocks);
    expect(text).toContain('Tue 10 Mar · today · 14:00–22:00 · Late · 8 h\non your own');
    expect(text).toContain('Ben until 14:00\nNext: Ana, 14:00–22:00');
    expect(text.match(/^Swap$/gm)).toHaveLength(1);
    expect(text).not.toContain('30 March');
  });

  test('has nothing for a team without a roster', async () => {
    expect(await home.blocks(as('ana'))).toEqual([]);
  });
});
