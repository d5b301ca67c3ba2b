import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../core/context.ts';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE } from '../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { managersToAsk } from './managers-to-ask.ts';

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
});

async function asked(
  team: { managers?: string[]; directors?: string[]; leads?: string[] },
  how?: Parameters<typeof managersToAsk>[3],
): Promise<readonly string[]> {
  const admin = await world.as('U0ADMIN');
  await setUpTeam(admin, world.slack, { ...careTeam(), managers: [], directors: [], leads: [], ...team });
  return transaction(admin, (tx) => managersToAsk(tx, admin, CARE, how));
}

describe('whom something of a team’s managers goes to', () => {
  it('is its managers, not its directors beside them', async () => {
    expect(await asked({ managers: ['U0MAYA', 'U0ANA'], directors: ['U0LEO'] })).toEqual(['U0ANA', 'U0MAYA']);
  });

  it('is its directors where it has no managers, and nobody where it has neither', async () => {
    expect(await asked({ directors: ['U0MAYA'], leads: ['U0LEO'] })).toEqual(['U0MAYA']);
    expect(await asked({ leads: ['U0LEO'] })).toEqual([]);
  });

  it('is its directors where the only manager is the one it is about', async () => {
    expect(await asked({ managers: ['U0MAYA'], directors: ['U0LEO'] }, { but: 'U0MAYA' })).toEqual(['U0LEO']);
  });

  it('is its leads where they stand in too and nobody is above them', async () => {
    expect(await asked({ leads: ['U0LEO'] }, { orElse: ['director', 'lead'] })).toEqual(['U0LEO']);
  });
});
