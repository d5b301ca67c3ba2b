import { expect, it } from 'vitest';
import { meanwhile } from '../../../../../test/support/between-statements.ts';
import { askedToRead, readersFollowed } from '../../../../../test/support/must-reads.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { acknowledge } from './acknowledge.ts';

const world = usePolicyWorld();

it.each([1, 2, 3, 4])(
  'who has read it is soon not missing, also where that is summed up after %i statements',
  async (moment) => {
    const { policy } = await publishedPolicy(world.maya);
    const { mustRead } = await askedToRead(world.maya, policy.id, { audience: { teams: [CARE], roles: ['agent'] } });
    await readersFollowed(world.database, '2026-03-16T07:30:00Z');
    const ana = world.asAt('ana', '2026-03-16T08:00:00Z');

    await meanwhile(world.database, {
      work: (db) => acknowledge({ ...ana, db }, mustRead.id),
      other: () => readersFollowed(world.database, '2026-03-16T08:00:00Z'),
      moment,
    });
    await readersFollowed(world.database, '2026-03-16T12:00:00Z');

    const summaries = await world.database.sql<{ payload: object }[]>`
    select payload from outbox_messages where channel = 'U0MAYA' and message_key like '%summary%' order by sequence`;
    expect(JSON.stringify(summaries.at(-1))).toContain('Still missing: ');
    expect(JSON.stringify(summaries.at(-1))).not.toMatch(/Still missing: [^"]*Ana/);
  },
);
