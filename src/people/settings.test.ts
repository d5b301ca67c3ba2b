import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE } from '../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { refusedOfView } from '../../test/support/slack-rules.ts';
import { openSettings } from './settings.ts';

let database: TestDatabase;
let world: PeopleWorld;

const team = { label: 'Team', what: 'Name and people.', actionId: 'team.edit' };
const targets = { label: 'Targets', actionId: 'case.targets' };
const forAll = { label: 'Exceptions', actionId: 'case.exceptions', permission: 'case.list-team' } as const;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam());
});

async function settingsOf(slackId: string, teamId = CARE): Promise<string> {
  const view = await openSettings(await world.as(slackId), teamId, [team, targets, forAll]);
  expect(refusedOfView(view)).toEqual([]);
  return JSON.stringify(view.blocks);
}

describe('settings of a team', () => {
  it('lists every form for a manager, each with its button for this team', async () => {
    const shown = await settingsOf('U0MAYA');

    expect(shown).toContain('*Team*\\nName and people.');
    expect(shown).toContain(`"action_id":"case.targets:${CARE}","value":"${CARE}"`);
  });

  it('shows others what is for them', async () => {
    const shown = await settingsOf('U0LEO');

    expect(shown).toContain('Exceptions');
    expect(shown).not.toContain('Targets');
  });

  it('says who may to those for whom nothing is', async () => {
    await expect(settingsOf('U0ANA')).rejects.toThrow('Only managers of Northwind Care');
    await expect(settingsOf('U0MAYA', 'made-up')).rejects.toThrow('That team is gone');
  });

  it('stays within what Slack takes when there are very many forms', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({ label: `Form ${index}`, actionId: `form.${index}` }));

    const view = await openSettings(await world.as('U0MAYA'), CARE, many);

    expect(refusedOfView(view)).toEqual([]);
  });
});
