import { expect, test } from 'vitest';
import { untilSomebodyWaits } from '../../../../../test/support/lock-waits.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { draftedPolicy, publishedPolicy } from '../../../../../test/support/policies.ts';
import { passTime } from '../../../../../test/support/timers.ts';
import { transaction } from '../../../../core/context.ts';
import { handleBeginRevision } from './begin-revision.ts';
import { afterPublishing, publishIn } from './publish.ts';

const world = usePolicyWorld();

async function titleOf(policyId: string): Promise<string | undefined> {
  const [row] = await world.database.sql<{ title: string }[]>`select title from policies where id = ${policyId}`;
  return row?.title;
}

test('a policy is called what counts, also where somebody publishes while a planned revision begins', async () => {
  const maya = world.as('maya');
  const { policy } = await publishedPolicy(maya);
  const planned = { policyId: policy.id, title: 'Planned title', effectiveFrom: '2026-03-29' };
  await publishedPolicy(maya, planned);
  expect(await titleOf(policy.id)).toBe('Late returns');
  const begins = new Date('2026-03-29T09:00:00Z');
  maya.clock.set(begins);
  const { revision } = await draftedPolicy(maya, { policyId: policy.id, title: 'Newest title' });

  let begun: Promise<void> | undefined;
  await transaction(maya, async (tx) => {
    const published = await publishIn(tx, maya, { revisionId: revision.id, version: revision.version });
    begun = passTime(world.database, [handleBeginRevision], begins, begins);
    await untilSomebodyWaits(world.database.sql);
    await afterPublishing(tx, maya, [published]);
  });
  await begun;

  expect(await titleOf(policy.id)).toBe('Newest title');
});

test('a policy is called as its planned revision says from the day on which that counts', async () => {
  const maya = world.as('maya');
  const { policy } = await publishedPolicy(maya);
  await publishedPolicy(maya, { policyId: policy.id, title: 'Planned title', effectiveFrom: '2026-04-10' });

  await passTime(world.database, [handleBeginRevision], new Date('2026-04-10T09:00:00Z'));

  expect(await titleOf(policy.id)).toBe('Planned title');
});
