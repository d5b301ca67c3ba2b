import { expect, it } from 'vitest';
import { meanwhile } from '../../../../test/support/between-statements.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { onDay } from '../../../../test/support/policy-days.ts';
import { systemAt } from '../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { changeSettings } from '../library/settings/change-settings.ts';
import { handleTellTeams } from './news/tell-teams.ts';
import { givePolicy } from './owners/give-policies.ts';
import { handleAskForReviews } from './reviews/ask-for-reviews.ts';
import { sayStillTrue } from './reviews/say-still-true.ts';

const world = usePolicyWorld();
const lease = { confirm: () => Promise.resolve() };
const DUE = '2026-06-08';

/** What was queued for somebody last, and what of it is left to press. */
async function lastFor(channel: string): Promise<string> {
  const rows = await world.database.sql<{ payload: object }[]>`
    select payload from outbox_messages where channel = ${channel} order by queued_at, sequence`;
  return JSON.stringify(rows.at(-1)?.payload ?? '');
}

it.each([1, 2, 3, 4, 5, 6])(
  'no channel goes on naming what is closed to it while it is told, after %i statements',
  async (moment) => {
    const { policy } = await publishedPolicy(world.maya);
    await world.database.sql`truncate outbox_messages`;
    const system = systemAt(world.database, new Date('2026-03-10T09:02:00Z'));
    const audience = { teams: [CARE], roles: ['lead' as const] };

    await meanwhile(world.database, {
      work: (db) => handleTellTeams.run({ ...system, db }, { teamId: CARE }, lease),
      other: () => changeSettings(world.maya, { policyId: policy.id, audience }),
      moment,
    });

    expect(await lastFor('C0CARE')).not.toContain('Late returns');
  },
);

/** Leo is asked whether his policy is true while somebody sees to it. */
async function askedWhile(moment: number, other: (policyId: string) => Promise<unknown>): Promise<void> {
  const { policy } = await publishedPolicy(world.asAt('maya', '2026-03-10T09:00:00Z'), { owner: 'U0LEO' });
  await world.database.sql`truncate outbox_messages`;
  const system = systemAt(world.database, new Date(`${DUE}T09:00:00Z`));
  await meanwhile(world.database, {
    work: (db) => handleAskForReviews.run({ ...system, db }, { teamId: CARE, owner: 'U0LEO' }, lease),
    other: () => other(policy.id),
    moment,
  });
}

it.each([3, 5, 7, 9, 11, 13])(
  'nobody goes on being asked of what is verified while they are, after %i statements',
  async (moment) => {
    await askedWhile(moment, (policyId) => sayStillTrue(onDay(world.maya, DUE), policyId));

    expect(await lastFor('U0LEO')).not.toContain('"actions"');
  },
);

it.each([3, 5, 7, 9, 11, 13])(
  'nobody goes on being asked of what is given to somebody else, after %i statements',
  async (moment) => {
    await askedWhile(moment, (policyId) =>
      givePolicy(onDay(world.leo, DUE), { policyId, from: 'U0LEO', to: 'U0MAYA' }),
    );

    expect(await lastFor('U0LEO')).not.toContain('"actions"');
  },
);
