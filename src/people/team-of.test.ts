import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { transaction } from '../core/context.ts';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE, CARE_US } from '../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { rememberTeam, teamFor } from './team-of.ts';

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
});

const usTeam = careTeam({
  teamId: CARE_US,
  name: 'Northwind Care US',
  teamChannel: 'C0CAREUS',
  leads: ['U0ANA', 'U0LEO'],
});

async function setUpBoth(): Promise<void> {
  const admin = await world.as('U0ADMIN');
  await setUpTeam(admin, world.slack, careTeam());
  await setUpTeam(admin, world.slack, usTeam);
}

async function answerFor(slackId: string, channel?: string) {
  const found = await teamFor(await world.as(slackId), channel);
  if (found.kind === 'team') return found.team.id;
  if (found.kind === 'several') return found.teams.map((team) => team.name);
  return JSON.stringify(found.message.blocks);
}

describe('the team a request is for', () => {
  it('is the only one somebody is on, wherever they ask', async () => {
    await setUpBoth();

    expect(await answerFor('U0ANA', 'C0GENERAL')).toBe(CARE_US);
    expect(await answerFor('U0ANA', 'C0CARE')).toBe(CARE_US);
  });

  it('is the team of the channel for somebody on several', async () => {
    await setUpBoth();

    expect(await answerFor('U0LEO', 'C0CARE')).toBe(CARE);
    expect(await answerFor('U0LEO', 'C0CAREUS')).toBe(CARE_US);
  });

  it('has to be said where the channel does not tell, until one was used', async () => {
    await setUpBoth();
    const asked = await answerFor('U0LEO', 'C0GENERAL');
    const leo = await world.as('U0LEO');
    await transaction(leo, (tx) => rememberTeam(tx, leo, CARE_US));

    expect(asked).toEqual(['Northwind Care', 'Northwind Care US']);
    expect(await answerFor('U0LEO', 'C0GENERAL')).toBe(CARE_US);
    expect(await answerFor('U0LEO', 'C0CARE')).toBe(CARE);
  });

  it('is asked for among the teams that share a channel', async () => {
    await setUpBoth();

    expect(await answerFor('U0LEO', 'C0CAREESC')).toEqual(['Northwind Care', 'Northwind Care US']);
  });

  it('is not one used last that has nothing to do with the channel', async () => {
    await setUpBoth();
    const third = { teamId: '00000000-0000-4000-8000-000000000003', name: 'Returns', teamChannel: 'C0CAREUS' };
    await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam({ ...third, escalationsChannel: 'C0CAREUS' }));
    const leo = await world.as('U0LEO');
    await transaction(leo, (tx) => rememberTeam(tx, leo, third.teamId));

    expect(await answerFor('U0LEO', 'C0CAREESC')).toEqual(['Northwind Care', 'Northwind Care US']);
  });

  it('cannot be one they used to be on', async () => {
    await setUpBoth();
    const leo = await world.as('U0LEO');
    await transaction(leo, (tx) => rememberTeam(tx, leo, CARE_US));
    await database.sql`delete from members where slack_id = 'U0LEO' and team_id = ${CARE_US}`;

    expect(await answerFor('U0LEO')).toBe(CARE);
  });
});

describe('somebody on no team', () => {
  it('may ask the managers of the team whose channel it is', async () => {
    await setUpBoth();

    const message = await answerFor('U0BEN', 'C0CARE');

    expect(message).toContain("You're not on a team yet.");
    expect(message).toContain(`"action_id":"team.ask-to-join","value":"${CARE}"`);
  });

  it('chooses a team where the channel does not tell', async () => {
    await setUpBoth();

    expect(await answerFor('U0BEN', 'C0GENERAL')).toContain('"action_id":"team.choose"');
  });

  it('is told how the first team comes to be', async () => {
    expect(await answerFor('U0BEN')).toContain('/floorwalker setup');
  });
});
