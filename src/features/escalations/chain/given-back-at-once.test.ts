import { afterAll, beforeAll, expect, it } from 'vitest';
import { meanwhile } from '../../../../test/support/between-statements.ts';
import { newRequest } from '../../../../test/support/cases.ts';
import { berlin, type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { systemAt } from '../../../../test/support/timers.ts';
import { claimCase } from '../handling/claim-case.ts';
import { checkOwner } from './check-owner.ts';
import { giveBackCase } from './give-back-case.ts';

let world: ChainWorld;
beforeAll(async () => {
  world = await openChainWorld();
});
afterAll(() => world.database.close());

it.each([1, 2, 3, 4])(
  'who is asked whether they are still on a case has nothing to press once they gave it back, after %i statements',
  async (moment) => {
    const { id } = await world.raise('10:00', { urgency: 'high' });
    await claimCase(world.at('10:00', 'leo'), { caseId: id });

    await meanwhile(world.database, {
      work: (db) => giveBackCase({ ...world.at('12:00', 'leo'), db }, { caseId: id, requestId: newRequest() }),
      other: () => checkOwner(systemAt(world.database, berlin('12:00')), { caseId: id }),
      moment,
    });

    const asked = await world.database.sql<{ payload: object }[]>`
      select payload from outbox_messages where message_key like ${`case:${id}:still-on-it:%`} order by sequence`;
    expect(JSON.stringify(asked.at(-1) ?? '')).not.toContain('"actions"');
  },
);
