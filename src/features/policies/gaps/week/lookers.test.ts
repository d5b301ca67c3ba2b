import { describe, expect, it } from 'vitest';
import { lookedUp } from '../../../../../test/support/gaps.ts';
import type { CastName } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { transaction } from '../../../../core/context.ts';
import { readersAmongLookers } from './lookers.ts';

const world = usePolicyWorld();
const LOOKED_UP = 'xylobonus';

async function readersOfThose(names: readonly CastName[]) {
  for (const name of names) {
    const [membership] = world.as(name).actor.memberships;
    await lookedUp(world.database, world.as(name), { query: LOOKED_UP, ...membership });
  }
  const { policy } = await publishedPolicy(world.maya, { audience: { teams: null, roles: ['lead', 'manager'] } });
  world.database.queries.length = 0;
  const readers = await transaction(world.maya, (tx) => readersAmongLookers(tx, world.maya, policy, LOOKED_UP));
  return { readers, statements: world.database.queries.length };
}

describe('of those who looked something up in vain', () => {
  it.each<[string, readonly CastName[]]>([
    ['none', ['ana', 'ben']],
    ['some', ['ana', 'leo']],
    ['all', ['leo', 'lia']],
    ['all', ['leo', 'amy']],
  ])('%s may read a policy for leads, of %j: one query, and people of other teams count for nothing', async (...of) => {
    const [expected, names] = of;

    expect(await readersOfThose(names)).toEqual({ readers: expected, statements: 1 });
  });
});
