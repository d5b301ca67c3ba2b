import { expect, it } from 'vitest';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { latestPolicies } from './latest-policies.ts';

const world = usePolicyWorld();

async function latest(at: Date): Promise<readonly string[]> {
  const ana = world.as('ana');
  ana.clock.set(at);
  return (await latestPolicies(ana)).map(({ policy }) => policy.title);
}

it('are the newest five that count, each once, however often one of them was changed', async () => {
  for (let at = 1; at <= 6; at += 1) {
    world.maya.clock.set(new Date(`2026-03-${9 + at}T09:00:00Z`));
    await publishedPolicy(world.maya, { title: `Policy ${at}` });
  }
  const { policy } = await publishedPolicy(world.maya, { title: 'Changed daily' });
  for (let at = 1; at <= 20; at += 1) {
    world.maya.clock.set(new Date(world.maya.clock.now().getTime() + 60_000));
    await publishedPolicy(world.maya, { policyId: policy.id, title: 'Changed daily', markdown: `Words ${at}.` });
  }

  const shown = await latest(world.maya.clock.now());

  expect(shown).toEqual(['Changed daily', 'Policy 6', 'Policy 5', 'Policy 4', 'Policy 3']);
});

it('are without one whose last revision has expired: what it replaced does not come back', async () => {
  const { policy } = await publishedPolicy(world.maya);
  world.maya.clock.set(new Date('2026-03-11T09:00:00Z'));
  await publishedPolicy(world.maya, { policyId: policy.id, markdown: 'For a week.', expiresOn: '2026-03-18' });

  const [during, afterwards] = [
    await latest(new Date('2026-03-18T09:00:00Z')),
    await latest(new Date('2026-03-19T09:00:00Z')),
  ];

  expect(during).toEqual(['Late returns']);
  expect(afterwards).toEqual([]);
});
