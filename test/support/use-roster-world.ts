import type { ModalView } from '@slack/types';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { showRoster } from '../../src/features/shifts/views/show-roster.ts';
import type { Target } from '../../src/features/shifts/views/targets.ts';
import { viewProblems } from './block-check.ts';
import type { TestContext } from './context.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type CastName, openNorthwind } from './northwind.ts';
import { addShifts, newShift } from './shifts.ts';

/** A Tuesday, 10:00 in Berlin. */
const NOW = new Date('2026-03-10T09:00:00Z');

/** Northwind with a roster of its own making, looked at on Tuesday 10 March 2026 at 10:00 in Berlin. */
export interface RosterWorld {
  readonly database: TestDatabase;
  as(name: CastName): TestContext;
  /** Adds these shifts, each told as to `newShift`. */
  plan(...shifts: Readonly<Parameters<typeof newShift>>[]): Promise<unknown>;
  /** What this person can read there, a line for each text. */
  seen(name: CastName, target: Target): Promise<string>;
}

/** For the tests of one file: opened before the first, without shifts before each. */
export function useRosterWorld(): RosterWorld {
  // Filled before the first test: whoever holds it has the same object all along.
  const world = {} as RosterWorld;
  beforeAll(async () => {
    const database = await createTestDatabase();
    const northwind = await openNorthwind(database);
    const as = (name: CastName): TestContext => {
      const ctx = northwind.as(name);
      ctx.clock.set(NOW);
      return ctx;
    };
    const plan = (...shifts: Readonly<Parameters<typeof newShift>>[]) =>
      addShifts(as('leo'), ...shifts.map((shift) => newShift(...shift)));
    const seen = async (name: CastName, target: Target) => {
      const view = await showRoster(as(name), target);
      expect(viewProblems(view)).toEqual([]);
      return textOf(view);
    };
    Object.assign(world, { database, as, plan, seen });
  });
  beforeEach(async () => {
    await world.database.sql`truncate shifts, absences cascade`;
  });
  afterAll(() => world.database.close());
  return world;
}

/** What can be read in it, a line for each text. */
export function textOf(shown: Pick<ModalView, 'blocks'> | readonly unknown[]): string {
  const texts: string[] = [];
  JSON.stringify(shown, (key, value: unknown) => {
    if (key === 'text' && typeof value === 'string') texts.push(value);
    return value;
  });
  return texts.join('\n');
}
