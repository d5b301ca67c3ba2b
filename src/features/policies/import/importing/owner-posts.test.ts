import { expect, it } from 'vitest';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { transaction } from '../../../../core/context.ts';
import { newPoliciesPosts } from './owner-posts.ts';

const world = usePolicyWorld();

const published = async (owner: string, title: string) =>
  (await publishedPolicy(world.maya, { owner, title })).policy.id;

const told = async (all: readonly string[]) =>
  (await transaction(world.maya, (tx) => newPoliciesPosts(tx, world.maya, all))).map(({ kind, ...one }) => ({
    kind,
    to: 'to' in one ? one.to : '',
    message: 'message' in one ? JSON.stringify(one.message) : '',
  }));

it('tells whoever answers for new policies by files of somebody else, once for all of theirs', async () => {
  const all = [
    await published('U0LEO', 'Refunds'),
    await published('U0LEO', 'Warranty'),
    await published('U0LIA', 'Parcels'),
    await published('U0MAYA', 'Balloons'),
  ];

  const messages = (await told(all)).toSorted((one, other) => one.to.localeCompare(other.to));

  expect(messages.map(({ to }) => to)).toEqual(['U0LEO', 'U0LIA']);
  expect(messages[0]?.message).toContain('Maya has published 2 policies that you answer for.');
  expect(messages[0]?.message).toContain('"value":"mine:0"');
  expect(messages[1]?.message).toContain('Maya has published the policy *Parcels*, which you answer for.');
  expect(messages[1]?.message).toContain(all[2]);
});

it('tells nobody of nothing', async () => {
  expect(await told([])).toEqual([]);
});
