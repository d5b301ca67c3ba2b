import type { Database } from '../../src/db/client.ts';
import { defaultRules } from '../../src/features/shifts/policy/current-policy.ts';
import type { ShiftRow } from '../../src/features/shifts/roster/tables.ts';
import type { HouseRules } from '../../src/features/shifts/policy/tables.ts';
import type { NewShift } from '../../src/features/shifts/roster/shift-change.ts';
import type { PostRequestInput } from '../../src/features/shifts/swaps/inputs.ts';
import { swapsJobs } from '../../src/features/shifts/swaps/jobs.ts';
import { postRequest } from '../../src/features/shifts/swaps/requests/post-request.ts';
import type { SwapRequest } from '../../src/features/shifts/swaps/tables.ts';
import { TEST_NOW, type TestContext } from './context.ts';
import type { TestDatabase } from './database.ts';
import { type CastName, CARE, idOf, type Northwind, openNorthwind } from './northwind.ts';
import { addShifts, newShift } from './shifts.ts';
import { passTime } from './timers.ts';

/** Northwind with a roster that tests fill, and its swaps. */
export interface SwapWorld {
  readonly database: TestDatabase;
  readonly northwind: Northwind;
  /** This person, at that time. */
  as(name: CastName, now?: Date, db?: Database): TestContext;
  /** A shift of somebody (null: open), by the wall clock of Berlin: `2026-03-16T06:00`. */
  shift(name: CastName | null, start: string, end: string, others?: Partial<NewShift>): Promise<ShiftRow>;
  /** Somebody gives a shift away, or whatever else they ask. */
  post(name: CastName, shift: ShiftRow, more?: Partial<PostRequestInput>, now?: Date): Promise<SwapRequest>;
  /** Everything due by then happens, each at its time. */
  until(now: Date): Promise<void>;
  /** What is due now happens; now is how far time has passed, unless given. */
  settle(now?: Date): Promise<void>;
  /** Whoever has this shift now; `open`, `cancelled`. */
  holderOf(shift: Pick<ShiftRow, 'id'>): Promise<string>;
  /** Saves rules of the team over the defaults. */
  rules(changes: HouseRules['rules'], others?: Partial<HouseRules>): Promise<void>;
  /** Forgets all shifts and swaps, what people said of themselves, and what was told; it is the first day again. */
  clear(): Promise<void>;
}

let submissions = 0;

/** Identity of a submission that has not been made before. */
export function newSubmission(): string {
  submissions += 1;
  return `swap:${submissions}`;
}

export async function openSwapWorld(database: TestDatabase): Promise<SwapWorld> {
  const northwind = await openNorthwind(database);
  let latest = TEST_NOW;
  const as = (name: CastName, now: Date = TEST_NOW, db?: Database) => {
    const ctx = northwind.as(name, db);
    ctx.clock.set(now);
    return ctx;
  };
  return {
    database,
    northwind,
    as,
    async shift(name, start, end, others) {
      const [row] = await addShifts(as('maya'), newShift(name === null ? null : idOf(name), start, end, others));
      if (!row) throw new Error('no shift was added');
      return row;
    },
    post: (name, { id }, more = {}, now = TEST_NOW) =>
      postRequest(as(name, now), { shiftId: id, kind: 'give', submission: newSubmission(), ...more }),
    until(now) {
      latest = now;
      return passTime(database, swapsJobs, now);
    },
    settle: (now = latest) => passTime(database, swapsJobs, now),
    async holderOf({ id }) {
      const [row] = await database.sql<{ slackId: string | null; state: string }[]>`
        select slack_id as "slackId", state from shifts where id = ${id}`;
      return row?.state === 'planned' ? (row.slackId ?? 'open') : 'cancelled';
    },
    async rules(changes, others = {}) {
      const policy = { ...defaultRules, ...others, rules: { ...defaultRules.rules, ...changes } };
      await database.sql`
        insert into swap_policies (workspace_id, team_id, revision, effective_from, policy, changed_by, changed_at)
        select 'T0NORTHWIND', ${CARE}, coalesce(max(revision), 0) + 1, '2020-01-01', ${database.sql.json(JSON.parse(JSON.stringify(policy)))},
          'U0MAYA', now() from swap_policies`;
    },
    async clear() {
      await database.sql`delete from fairness_facts`;
      await database.sql`delete from shifts`;
      await database.sql`delete from swap_proposals`;
      await database.sql`delete from swap_policies`;
      await database.sql`delete from absences`;
      await database.sql`delete from roster_people`;
      await database.sql`delete from outbox_messages`;
      await database.sql`delete from jobs`;
      latest = TEST_NOW;
    },
  };
}

/** What a use case answered: its value, or the words it refused with. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'it was not refused';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
