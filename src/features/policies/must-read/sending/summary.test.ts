import { describe, expect, it } from 'vitest';
import { askedToRead, readersFollowed } from '../../../../../test/support/must-reads.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { systemAt } from '../../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { acknowledge } from '../readers/acknowledge.ts';
import { endMustRead } from '../end.ts';
import { followTeam } from '../asking/follow.ts';
import { remindAgain } from './remind-again.ts';

const world = usePolicyWorld();

const AFTER = '2026-03-16T08:00:00Z';
const LATER = '2026-03-16T09:00:00Z';

/** Nobody of two has read it by its deadline, and Maya has been told. */
async function overdue(): Promise<string> {
  const maya = world.as('maya');
  const { policy } = await publishedPolicy(maya);
  const { mustRead } = await askedToRead(maya, policy.id, { audience: { teams: [CARE], roles: ['agent'] } });
  await readersFollowed(world.database, AFTER);
  return mustRead.id;
}

/** As Maya reads it now. */
async function summary(): Promise<string> {
  const [last] = await world.database.sql<{ payload: string }[]>`
    select payload::text from outbox_messages where channel = 'U0MAYA' and kind = 'edit' order by sequence desc limit 1`;
  return last?.payload ?? 'as it was';
}

describe('what whoever asked was told after the deadline', () => {
  it('has lost its button once those who are missing were reminded', async () => {
    const id = await overdue();

    await remindAgain(world.asAt('maya', LATER), id);
    await readersFollowed(world.database, LATER);

    expect(await summary()).toContain('Those who were missing are reminded once more.');
    expect(await summary()).not.toContain('Remind them once more');
  });

  it('has lost its button once it was ended', async () => {
    const id = await overdue();

    await endMustRead(world.asAt('maya', LATER), id);

    expect(await summary()).toContain('It has ended: nobody has to read it any more.');
    expect(await summary()).not.toContain('Remind them once more');
  });

  it('counts whoever reads it afterwards', async () => {
    const id = await overdue();

    await acknowledge(world.asAt('ana', LATER), id);
    await readersFollowed(world.database, LATER);

    expect(await summary()).toContain('1 of 2 (50\u00A0%) has read it');
    expect(await summary()).toContain('Still missing: Ben');
  });

  it('names nobody who has left', async () => {
    await overdue();
    const [ben] = await world.database.sql`delete from members where slack_id = 'U0BEN' returning *`;

    await followTeam(systemAt(world.database, new Date(LATER)), CARE);
    await world.database.sql`update jobs set run_at = ${new Date(LATER)} where kind = 'policies.must-read'`;
    await readersFollowed(world.database, LATER);

    expect(await summary()).toContain('0 of 1');
    expect(await summary()).toContain('Still missing: Ana');
    await world.database.sql`insert into members ${world.database.sql(ben ?? {})}`;
  });
});
