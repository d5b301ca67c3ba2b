import { expect, it } from 'vitest';
import { lookedUp } from '../../../../../test/support/gaps.ts';
import { live } from '../../../../../test/support/policy-days.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';

const world = usePolicyWorld();

it('what was looked up is kept for 400 days, by the daily round', async () => {
  const ctx = world.as('ana');
  const ago = (days: number) => new Date(ctx.clock.now().getTime() - days * 86_400_000);
  await lookedUp(world.database, ctx, { query: 'lately', at: ago(1) });
  await lookedUp(world.database, ctx, { query: 'a year ago', at: ago(399) });
  await lookedUp(world.database, ctx, { query: 'long ago', at: ago(401) });

  await live(world.database, '2026-03-11');

  const kept = await world.database.sql`select query from policy_look_ups order by at`;
  expect(kept.map(({ query }) => String(query))).toEqual(['a year ago', 'lately']);
});
