import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { askedToRead, readersFollowed } from '../../../../test/support/must-reads.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { systemAt } from '../../../../test/support/timers.ts';
import { acknowledge } from './acknowledge.ts';
import { endMustRead } from './end.ts';
import { followTeam } from './follow.ts';
import { remindAgain } from './remind-again.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(() => forgetPolicies(database));

const AFTER = '2026-03-16T08:00:00Z';
const LATER = '2026-03-16T09:00:00Z';

function as(name: Parameters<Northwind['as']>[0], at: string) {
  const ctx = northwind.as(name);
  ctx.clock.set(new Date(at));
  return ctx;
}

/** Nobody of two has read it by its deadline, and Maya has been told. */
async function overdue(): Promise<string> {
  const maya = northwind.as('maya');
  const { policy } = await publishedPolicy(maya);
  const { mustRead } = await askedToRead(maya, policy.id, { audience: { teams: [CARE], roles: ['agent'] } });
  await readersFollowed(database, AFTER);
  return mustRead.id;
}

/** As Maya reads it now. */
async function summary(): Promise<string> {
  const [last] = await database.sql<{ payload: string }[]>`
    select payload::text from outbox_messages where channel = 'U0MAYA' and kind = 'edit' order by sequence desc limit 1`;
  return last?.payload ?? 'as it was';
}

describe('what whoever asked was told after the deadline', () => {
  it('has lost its button once those who are missing were reminded', async () => {
    const id = await overdue();

    await remindAgain(as('maya', LATER), id);
    await readersFollowed(database, LATER);

    expect(await summary()).toContain('Those who were missing are reminded once more.');
    expect(await summary()).not.toContain('Remind them once more');
  });

  it('has lost its button once it was ended', async () => {
    const id = await overdue();

    await endMustRead(as('maya', LATER), id);

    expect(await summary()).toContain('It has ended: nobody has to read it any more.');
    expect(await summary()).not.toContain('Remind them once more');
  });

  it('counts whoever reads it afterwards', async () => {
    const id = await overdue();

    await acknowledge(as('ana', LATER), id);
    await readersFollowed(database, LATER);

    expect(await summary()).toContain('1 of 2 (50\u00A0%) has read it');
    expect(await summary()).toContain('Still missing: Ben');
  });

  it('names nobody who has left', async () => {
    await overdue();
    const [ben] = await database.sql`delete from members where slack_id = 'U0BEN' returning *`;

    await followTeam(systemAt(database, new Date(LATER)), CARE);
    await database.sql`update jobs set run_at = ${new Date(LATER)} where kind = 'policies.must-read'`;
    await readersFollowed(database, LATER);

    expect(await summary()).toContain('0 of 1');
    expect(await summary()).toContain('Still missing: Ana');
    await database.sql`insert into members ${database.sql(ben ?? {})}`;
  });
});
