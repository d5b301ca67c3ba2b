import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE, CARE_US } from '../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { queuedMessages } from '../../test/support/queued-messages.ts';

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
});

async function setUp(by: string, changes: Parameters<typeof careTeam>[0] = {}) {
  return setUpTeam(await world.as(by), world.slack, careTeam(changes));
}

describe('setting up a team', () => {
  it('keeps the team and its people, joins its channels, welcomes the team and has its agents looked up', async () => {
    const { team, isNew } = await setUp('U0ADMIN');

    expect(isNew).toBe(true);
    expect(team).toMatchObject({ id: CARE, name: 'Northwind Care', setUpBy: 'U0ADMIN', agentsFrom: 'channel' });
    expect(await world.membersOf()).toEqual(['U0LEO lead picked', 'U0MAYA manager picked']);
    expect(world.slack.asked).toEqual(expect.arrayContaining(['join C0CARE', 'join C0CAREESC']));
    const [welcome, ...others] = await queuedMessages(database.sql);
    expect(others).toEqual([]);
    expect(welcome).toMatchObject({ channel: 'C0CARE', dedupeKey: `team:${CARE}:welcome` });
    expect(await database.sql`select kind, dedupe_key from jobs where kind = 'people.sync-team'`).toEqual([
      { kind: 'people.sync-team', dedupe_key: CARE },
    ]);
    expect(await database.sql`select action, actor_slack_id from audit_log`).toEqual([
      { action: 'team.set-up', actor_slack_id: 'U0ADMIN' },
    ]);
  });

  it('sent twice, sets up one team and welcomes it once', async () => {
    await setUp('U0ADMIN');
    await setUp('U0ADMIN');

    expect(await database.sql`select id from teams`).toHaveLength(1);
    expect(await queuedMessages(database.sql)).toHaveLength(1);
  });

  it('is for admins and whoever installed the app', async () => {
    await expect(setUp('U0MAYA')).rejects.toThrow(
      'Only workspace admins and whoever installed Floorwalker can set up a team.',
    );
    await expect(setUp('U0BEN')).resolves.toMatchObject({ isNew: true });
  });

  it('gives somebody named twice the role that may do more', async () => {
    await setUp('U0ADMIN', { leads: ['U0MAYA', 'U0LEO'], directors: ['U0LEO'] });

    expect(await world.membersOf()).toEqual(['U0LEO director picked', 'U0MAYA manager picked']);
  });

  it.each([
    ['managers', 'U0GUS', 'Gus'],
    ['leads', 'U0STRANGER', 'Sven'],
    ['directors', 'U0FLOORWALK', 'Floorwalker'],
    ['managers', 'U0NOBODY', 'U0NOBODY'],
  ] as const)('refuses %s without a full account: %s', async (field, slackId, name) => {
    const refusal = { message: `Only people with a full account can be on a team. Take out ${name}.`, field };

    await expect(setUp('U0ADMIN', { [field]: [slackId] })).rejects.toMatchObject(refusal);
    expect(await database.sql`select id from teams`).toEqual([]);
  });

  it('asks to be invited into a private channel, at its field', async () => {
    await expect(setUp('U0ADMIN', { escalationsChannel: 'C0SECRET' })).rejects.toMatchObject({
      message: 'Invite me first: type /invite @Floorwalker in that channel, then choose it again.',
      field: 'escalationsChannel',
    });
  });

  it('refuses an archived channel', async () => {
    await expect(setUp('U0ADMIN', { teamChannel: 'C0OLD' })).rejects.toMatchObject({ field: 'teamChannel' });
  });

  it('refuses the name of another team, at its field', async () => {
    await setUp('U0ADMIN');

    await expect(setUp('U0ADMIN', { teamId: CARE_US })).rejects.toMatchObject({
      message: 'There is already a team called Northwind Care.',
      field: 'name',
    });
  });
});

describe('changing a team', () => {
  beforeEach(async () => {
    await setUp('U0ADMIN');
  });

  it('is for its managers and admins', async () => {
    await expect(setUp('U0LEO', { name: 'Care' })).rejects.toThrow(
      'Only managers of Northwind Care and workspace admins',
    );
    await expect(setUp('U0BEN', { name: 'Care' })).rejects.toThrow(
      'Only managers of Northwind Care and workspace admins',
    );
    const { team, isNew } = await setUp('U0MAYA', { name: 'Care' });

    expect({ name: team.name, isNew, setUpBy: team.setUpBy }).toEqual({
      name: 'Care',
      isNew: false,
      setUpBy: 'U0ADMIN',
    });
  });

  it('takes the right from a removed manager at once', async () => {
    await setUp('U0MAYA', { managers: ['U0LEO'], leads: [] });

    await expect(setUp('U0MAYA')).rejects.toThrow('Only managers of Northwind Care');
    expect(await world.membersOf()).toEqual(['U0LEO manager picked']);
  });

  it('keeps agents of the channel and agents added since, while it follows the channel', async () => {
    await database.sql`insert into members values
      ('T0NORTHWIND', ${CARE}, 'U0ANA', 'agent', 'channel'), ('T0NORTHWIND', ${CARE}, 'U0BEN', 'agent', 'picked')`;

    await setUp('U0MAYA', { name: 'Care' });

    expect(await world.membersOf()).toEqual(expect.arrayContaining(['U0ANA agent channel', 'U0BEN agent picked']));
  });

  it('keeps only those picked when agents are picked', async () => {
    await database.sql`insert into members values
      ('T0NORTHWIND', ${CARE}, 'U0ANA', 'agent', 'channel'), ('T0NORTHWIND', ${CARE}, 'U0ADMIN', 'agent', 'picked')`;

    await setUp('U0MAYA', { agentsFrom: 'picked', agents: ['U0BEN'] });

    expect(await world.membersOf()).toEqual(['U0BEN agent picked', 'U0LEO lead picked', 'U0MAYA manager picked']);
  });

  it('drops the agents of the old channel when the team moves to another', async () => {
    await database.sql`insert into members values ('T0NORTHWIND', ${CARE}, 'U0ANA', 'agent', 'channel')`;

    await setUp('U0MAYA', { teamChannel: 'C0CAREUS' });

    expect(await world.membersOf()).toEqual(['U0LEO lead picked', 'U0MAYA manager picked']);
  });

  it('sends what waited for a channel that is open again', async () => {
    await database.sql`update outbox_lanes set blocked_reason = 'not_in_channel', blocked_at = now() where channel = 'C0CARE'`;

    await setUp('U0MAYA');

    expect(await database.sql`select blocked_reason from outbox_lanes where channel = 'C0CARE'`).toEqual([
      { blocked_reason: null },
    ]);
  });

  it.each<[string, Parameters<typeof careTeam>[0]]>([
    ['taken out', {}],
    ['made a manager', { managers: ['U0MAYA', 'U0BEN'], directors: ['U0BEN'] }],
    ['joined by another', { directors: ['U0BEN', 'U0ANA'] }],
  ])('lets no manager have its director %s; an admin may', async (_what, changes) => {
    await setUp('U0ADMIN', { directors: ['U0BEN'] });

    await expect(setUp('U0MAYA', changes)).rejects.toThrow('Only workspace admins can change who the directors of');
    expect(await world.membersOf()).toContain('U0BEN director picked');
    await setUp('U0MAYA', { directors: ['U0BEN'], leads: ['U0ANA'] });
    await setUp('U0ADMIN', changes);
  });

  it('lets a manager name the first directors', async () => {
    await setUp('U0MAYA', { directors: ['U0BEN'] });

    expect(await world.membersOf()).toContain('U0BEN director picked');
  });
});
