import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE } from '../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { clearOutbox, queuedMessages } from '../../test/support/queued-messages.ts';
import { addMember } from './add-member.ts';
import { askToJoin } from './ask-to-join.ts';

let database: TestDatabase;
let world: PeopleWorld;

const ask = { teamId: CARE, slackId: 'U0BEN', date: '2026-03-10' };

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam({ managers: ['U0MAYA', 'U0ANA'] }));
  await clearOutbox(database.sql);
});

describe('asking to be added', () => {
  it('reaches every manager of the team, once a day', async () => {
    const ben = await world.as('U0BEN');

    expect(await askToJoin(ben, CARE)).toEqual(['U0ANA', 'U0MAYA']);
    await askToJoin(ben, CARE);
    const today = await queuedMessages(database.sql);
    world.clock.advance(24 * 60 * 60 * 1000);
    await askToJoin(ben, CARE);

    expect(today.map(({ channel }) => channel)).toEqual(['U0ANA', 'U0MAYA']);
    expect(today[1]?.payload).toContain('Add Ben');
    expect(await queuedMessages(database.sql)).toHaveLength(4);
  });

  it('is not for guests, nor for somebody who is on it', async () => {
    await expect(askToJoin(await world.as('U0GUS'), CARE)).rejects.toThrow('full account');
    await expect(askToJoin(await world.as('U0LEO'), CARE)).rejects.toThrow("You're on Northwind Care already.");
  });
});

describe('adding somebody', () => {
  it('makes them an agent, tells them, and answers the request in every DM it went to', async () => {
    await askToJoin(await world.as('U0BEN'), CARE);
    await clearOutbox(database.sql);

    expect(await addMember(await world.as('U0MAYA'), ask)).toBe(true);

    expect(await world.membersOf()).toContain('U0BEN agent picked');
    const sent = await queuedMessages(database.sql);
    expect(sent.map(({ kind, channel }) => `${kind} ${channel}`)).toEqual(['edit U0ANA', 'post U0BEN', 'edit U0MAYA']);
    expect(sent[0]?.payload).toContain('added by <@U0MAYA>');
  });

  it('pressed twice, adds and tells once', async () => {
    const maya = await world.as('U0MAYA');
    await askToJoin(await world.as('U0BEN'), CARE);
    await addMember(maya, ask);
    await clearOutbox(database.sql);

    expect(await addMember(maya, ask)).toBe(false);
    expect(await queuedMessages(database.sql)).toEqual([]);
  });

  it.each(['U0LEO', 'U0BEN'])('is not for %s, whatever the button says', async (slackId) => {
    await world.as('U0BEN');

    await expect(addMember(await world.as(slackId), ask)).rejects.toThrow(
      'Only managers of Northwind Care and workspace admins can add people to this team.',
    );
  });

  it('never adds a guest', async () => {
    await world.as('U0GUS');

    await expect(addMember(await world.as('U0MAYA'), { ...ask, slackId: 'U0GUS' })).rejects.toThrow('full account');
  });

  it('refuses a team that never was', async () => {
    const forged = { ...ask, teamId: '00000000-0000-4000-8000-000000000000' };

    await expect(addMember(await world.as('U0ADMIN'), forged)).rejects.toThrow('That team is gone.');
  });
});
