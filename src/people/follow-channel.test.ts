import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE } from '../../test/support/northwind.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { clearOutbox, queuedMessages } from '../../test/support/queued-messages.ts';
import { userOf } from '../../test/support/slack-reads.ts';
import { channelIsBack, joinedChannel, leftChannel, personChanged, personJoined } from './slack-events.ts';
import { syncTeamWithChannel } from './sync-team.ts';

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam());
  await database.sql`delete from jobs`;
  await clearOutbox(database.sql);
});

const sync = () => syncTeamWithChannel(world.app(), world.slack, CARE);
const joins = async (user: string, channel = 'C0CARE') =>
  joinedChannel(user === 'U0FLOORWALK' ? world.app() : await world.as(user), { user, channel });
const leaves = (user: string, channel = 'C0CARE') => leftChannel(world.app(), { user, channel });

async function waitingSyncs(): Promise<readonly number[]> {
  const rows = await database.sql<{ minutes: number }[]>`
    select round(extract(epoch from run_at - business_now()) / 60)::int as minutes from jobs where kind = 'people.sync-team'`;
  return rows.map(({ minutes }) => minutes);
}

describe('a team that follows its channel', () => {
  it('has everybody in it as agents, without guests, apps and strangers; roles stay', async () => {
    await sync();

    expect(await world.membersOf()).toEqual([
      'U0ANA agent channel',
      'U0BEN agent channel',
      'U0LEO lead picked',
      'U0MAYA manager picked',
    ]);
    expect(await waitingSyncs()).toEqual([24 * 60]);
  });

  it('loses who has gone, and who is a guest now, when it looks again', async () => {
    await sync();
    world.slack.channels.set('C0CARE', { is_member: true, members: ['U0FLOORWALK', 'U0BEN'] });
    await personChanged(world.app(), { user: userOf('U0BEN', { is_restricted: true }) });

    await sync();

    expect(await world.membersOf()).toEqual(['U0LEO lead picked', 'U0MAYA manager picked']);
  });

  it('reads a large channel in slices, a minute apart', async () => {
    const crowd = Array.from({ length: 100 }, (_, index) => `U0CROWD${index}`);
    for (const id of crowd) world.slack.users.set(id, { real_name: id });
    world.slack.channels.set('C0CARE', { is_member: true, members: crowd });

    await sync();
    const afterOne = (await world.membersOf()).length - 2;
    const pause = await waitingSyncs();
    await database.sql`delete from jobs`;
    await sync();

    expect(afterOne).toBe(60);
    expect(pause).toEqual([1]);
    expect((await world.membersOf()).length - 2).toBe(100);
    expect(await waitingSyncs()).toEqual([24 * 60]);
  });

  it('is read to its end though Slack does not show one of its people', async () => {
    world.slack.channels.set('C0CARE', { is_member: true, members: ['U0NOBODY', 'U0ANA'] });

    await sync();

    expect(await world.membersOf()).toContain('U0ANA agent channel');
    expect(await waitingSyncs()).toEqual([24 * 60]);
  });

  it('gains who joins and loses who leaves', async () => {
    await joins('U0ANA');
    const joined = await world.membersOf();
    await leaves('U0ANA');

    expect(joined).toContain('U0ANA agent channel');
    expect(await world.membersOf()).toEqual(['U0LEO lead picked', 'U0MAYA manager picked']);
    const trail = await database.sql`select detail from audit_log where action = 'team.followed-channel' order by id`;
    expect(trail.map((row) => row['detail'])).toEqual([
      { joined: ['U0ANA'], left: [] },
      { joined: [], left: ['U0ANA'] },
    ]);
  });

  it.each(['U0GUS', 'U0STRANGER'])('does not take %s in', async (user) => {
    await joins(user);

    expect(await world.membersOf()).toEqual(['U0LEO lead picked', 'U0MAYA manager picked']);
  });

  it('keeps a lead who leaves the channel, and one who joins it stays lead', async () => {
    await joins('U0LEO');
    await leaves('U0LEO');

    expect(await world.membersOf()).toContain('U0LEO lead picked');
  });

  it('does not follow its escalations channel', async () => {
    await joins('U0ANA', 'C0CAREESC');

    expect(await world.membersOf()).toHaveLength(2);
  });

  it('does not follow at all when its agents are picked', async () => {
    const picked = careTeam({ agentsFrom: 'picked', agents: ['U0BEN'] });
    await setUpTeam(await world.as('U0MAYA'), world.slack, picked);

    await sync();
    await joins('U0ANA');

    expect(await world.membersOf()).toEqual(['U0BEN agent picked', 'U0LEO lead picked', 'U0MAYA manager picked']);
  });

  it('tells its managers once when the app cannot look into the channel, and looks again when it is back', async () => {
    world.slack.channels.set('C0CARE', { is_member: false });

    await sync();
    await sync();
    const told = await queuedMessages(database.sql);
    await joins('U0FLOORWALK');

    expect(told.map(({ channel }) => channel)).toEqual(['U0MAYA']);
    expect(told[0]?.payload).toContain('/invite @Floorwalker');
    expect(await waitingSyncs()).toEqual([0]);
  });
});

describe('a channel that is open again', () => {
  it.each([
    ['the app joins', () => joins('U0FLOORWALK', 'C0CAREESC')],
    ['it is unarchived', () => channelIsBack(world.app(), { channel: 'C0CAREESC' })],
  ])('sends what waited: %s', async (_, opens) => {
    await database.sql`insert into outbox_lanes (workspace_id, channel, last_sequence, blocked_reason, blocked_at)
      values ('T0NORTHWIND', 'C0CAREESC', 1, 'is_archived', now())`;

    await opens();

    expect(await database.sql`select blocked_reason from outbox_lanes where channel = 'C0CAREESC'`).toEqual([
      { blocked_reason: null },
    ]);
    expect(await database.sql`select dedupe_key from jobs where kind = 'outbox.deliver'`).toEqual([
      { dedupe_key: 'C0CAREESC' },
    ]);
  });
});

describe('people as Slack changes them', () => {
  it('are known from the day they join', async () => {
    await personJoined(world.app(), { user: userOf('U0NEW', { real_name: 'Nia' }) });
    world.slack.asked.length = 0;

    expect((await world.as('U0NEW')).actor.kind).toBe('full');
    expect(world.slack.asked).toEqual([]);
  });

  it('lose every right the moment they are deactivated', async () => {
    await personChanged(world.app(), { user: userOf('U0MAYA', { deleted: true }) });

    const maya = await world.as('U0MAYA');
    await expect(setUpTeam(maya, world.slack, careTeam())).rejects.toThrow('full account');
  });

  it('are looked for in the teams when they stop being guests', async () => {
    await world.as('U0GUS');

    await personChanged(world.app(), { user: userOf('U0GUS') });

    expect(await waitingSyncs()).toEqual([0]);
  });

  it('cost nothing when nobody here knows them', async () => {
    await personChanged(world.app(), { user: userOf('U0UNKNOWN') });

    expect(await database.sql`select slack_id from people where slack_id = 'U0UNKNOWN'`).toEqual([]);
  });
});
