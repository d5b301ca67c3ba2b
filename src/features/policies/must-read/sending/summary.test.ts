import { describe, expect, it } from 'vitest';
import { askedToRead, readersFollowed } from '../../../../../test/support/must-reads.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { systemAt } from '../../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { mustReadList } from '../must-read-list.ts';
import { acknowledge } from '../readers/acknowledge.ts';
import { exportReaders } from '../readers/export-readers.ts';
import { readersPage } from '../readers/readers-page.ts';
import { readersWindow } from '../windows/readers-window.ts';
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

  it('counts whoever joined later apart, until their own deadline', async () => {
    const id = await overdue();
    await world.database.sql`
      insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
      values ('T0NORTHWIND', 'U0NEW', 'Nora', 'full', false, 'America/Los_Angeles', now())`;
    await world.database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0NEW', 'agent', 'picked')`;

    await followTeam(systemAt(world.database, new Date(LATER)), CARE);
    await world.database.sql`update jobs set run_at = ${new Date(LATER)} where kind = 'policies.must-read'`;
    await readersFollowed(world.database, LATER);
    const inTime = await summary();
    const page = await readersPage(world.asAt('maya', LATER), id);
    const list = await mustReadList(world.asAt('maya', LATER));
    const reminded = await remindAgain(world.asAt('maya', LATER), id);
    await exportReaders(world.asAt('maya', LATER), id);
    await readersFollowed(world.database, '2026-03-24T08:00:00Z');

    expect(inTime).toContain('0 of 2 (0\u00A0%) have read it');
    expect(inTime).toContain('1 joined later: until Monday 23 March.');
    expect(inTime).toContain('Still missing: Ana, Ben\\nJoined later: Nora"');
    expect(page.report).toMatchObject({ total: { read: 0, of: 2 }, later: { count: 1 } });
    expect(JSON.stringify(readersWindow(page))).toContain('1 joined later: until Monday 23 March');
    expect(list.rows).toMatchObject([{ count: { read: 0, of: 2 } }]);
    expect(reminded).toBe(2);
    const [file] = await world.database.sql<{ payload: { content: string; comment: string } }[]>`
      select payload from outbox_messages where kind = 'file'`;
    expect(file?.payload.comment).toContain('0 of 2');
    expect(file?.payload.content).toMatch(/Nora,.*,joined later,/);
    expect(await summary()).toContain('0 of 3 (0\u00A0%) have read it');
    expect(await summary()).toContain('Still missing: Ana, Ben, Nora');
    await world.database.sql`delete from members where slack_id = 'U0NEW'`;
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
