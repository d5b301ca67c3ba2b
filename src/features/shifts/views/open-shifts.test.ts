import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { viewProblems } from '../../../../test/support/block-check.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { showRoster } from './show-roster.ts';
import type { Target } from './targets.ts';

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

const open = (date: string): Target => ({ kind: 'open', teamId: CARE, date });

async function seen(name: CastName, target: Target): Promise<string> {
  const view = await showRoster(as(name), target);
  expect(viewProblems(view)).toEqual([]);
  return textOf(view);
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

describe('open shifts', () => {
  test('are listed from a day on, those that the rules allow to be picked up, the others with why not', async () => {
    await plan(
      [null, '2026-03-10T06:00', '2026-03-10T14:00'],
      [null, '2026-03-12T14:00', '2026-03-12T22:00', { role: 'chat' }],
      [null, '2026-03-13T14:00', '2026-03-13T22:00', { isPublished: false }],
      [null, '2026-03-17T06:00', '2026-03-17T14:00'],
      ['U0ANA', '2026-03-18T06:00', '2026-03-18T14:00'],
      [null, '2026-03-18T23:00', '2026-03-19T07:00'],
      [null, '2026-03-18T10:00', '2026-03-18T18:00'],
      ['U0BEN', '2026-03-12T14:00', '2026-03-12T22:00'],
    );

    const text = await seen('ana', open('2026-03-10'));

    expect(text).toContain('14:00–22:00 · chat · 8 h\nIt asks for chat, which you do not have as a skill.');
    expect(text).toContain('Tuesday 17 March\n06:00–14:00 · 8 h\nPick up');
    expect(text).toContain('23:00–07:00 · 8 h\nYou would have 9 h rest before it; 11 h are needed.');
    expect(text).toContain('10:00–18:00 · 8 h\nYou work Wed 18 Mar 06:00–14:00.');
    expect(text.match(/^Pick up$/gm)).toHaveLength(1);
    expect(text).not.toContain('Tuesday 10 March\n');
  });

  test('say where a manager has to say yes', async () => {
    const week = [16, 17, 18, 19, 20].map((day) => ['U0ANA', `2026-03-${day}T08:00`, `2026-03-${day}T16:00`] as const);
    await plan([null, '2026-03-21T08:00', '2026-03-21T16:00'], ...week);

    const text = await seen('ana', open('2026-03-10'));

    expect(text).toContain("Needs your manager's yes\nPick up");
  });

  test('have a way for those who plan to change what they cannot pick up themselves', async () => {
    await plan([null, '2026-03-12T14:00', '2026-03-12T22:00', { role: 'chat' }]);

    expect(await seen('leo', open('2026-03-10'))).toContain('as a skill.\nChange');
  });

  test('take as many statements for many as for one', async () => {
    const counted = [];
    for (const days of [[16], [18, 20, 24, 26, 28]]) {
      await plan(...days.map((day) => [null, `2026-03-${day}T08:00`, `2026-03-${day}T16:00`] as const));
      database.queries.length = 0;
      await showRoster(as('ana'), open('2026-03-10'));
      counted.push(database.queries.length);
    }

    expect(counted[1]).toBe(counted[0]);
  });
});
