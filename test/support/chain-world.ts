import { chainJobs } from '../../src/features/escalations/chain/jobs.ts';
import { raiseCase } from '../../src/features/escalations/raising/raise-case.ts';
import type { RaiseCaseInput } from '../../src/features/escalations/inputs.ts';
import type { Case } from '../../src/features/escalations/tables.ts';
import { raising } from './cases.ts';
import type { TestContext } from './context.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { type CastName, openNorthwind } from './northwind.ts';
import { passTime } from './timers.ts';

/** Northwind with hours (Mon-Fri 09:00-17:00 in Berlin) and people who keep them: where chains run. */
export interface ChainWorld {
  readonly database: TestDatabase;
  /** A person at a time of Tuesday 10 March 2026 (`10:05`), or of another day (`2026-03-13 16:50`), in Berlin. */
  at(time: string, name: CastName): TestContext;
  raise(time: string, more?: Partial<RaiseCaseInput>): Promise<Case>;
  /** Everything due up to that time happens at its minute. */
  until(time: string): Promise<void>;
  /** The app was not running: what was due by then happens only then. */
  downUntil(time: string): Promise<void>;
  /** Replies in the threads of cards: `10:15 @U0LEO Nobody has …`, oldest first, emptied by reading. */
  said(): Promise<readonly string[]>;
}

const HOURS = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 9 * 60, close: 17 * 60 }));

export async function openChainWorld(): Promise<ChainWorld> {
  const database = await createTestDatabase();
  const northwind = await openNorthwind(database);
  await database.sql`update teams set business_hours = ${database.sql.json(HOURS)}`;
  return {
    database,
    at: (time, name) => {
      const ctx = northwind.as(name);
      ctx.clock.set(berlin(time));
      return ctx;
    },
    raise: async (time, more = {}) => {
      const ctx = northwind.as('ana');
      ctx.clock.set(berlin(time));
      return (await raiseCase(ctx, raising(more))).case;
    },
    until: (time) => passTime(database, chainJobs, berlin(time)),
    downUntil: (time) => passTime(database, chainJobs, berlin(time), berlin(time)),
    said: () => takeReplies(database),
  };
}

/** Berlin is an hour ahead of UTC until 29 March 2026. */
export function berlin(time: string): Date {
  const [date, clock] = time.includes(' ') ? time.split(' ') : ['2026-03-10', time];
  return new Date(`${date}T${clock}:00+01:00`);
}

async function takeReplies({ sql }: TestDatabase): Promise<readonly string[]> {
  const rows = await sql<{ text: string }[]>`
    with taken as (
      delete from outbox_messages where kind = 'post' and payload ->> 'inThreadOf' like '%:card' returning sequence, payload)
    select payload -> 'message' ->> 'text' as text from taken order by sequence`;
  return rows.map(({ text }) => text.replaceAll(/<@(\w+)>/g, '@$1'));
}
