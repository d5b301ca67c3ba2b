import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { CARE, CARE_US } from '../../test/support/northwind.ts';
import {
  type PeopleWorld,
  careTeam,
  openPeopleWorld,
  peopleAlone,
  setUpTeam,
} from '../../test/support/people-world.ts';
import { addMember } from './add-member.ts';
import { joinedChannel, leftChannel, personChanged } from './slack-events.ts';
import { syncTeamWithChannel } from './sync-team.ts';
import { type TeamChangeHook, lookAtAllTeams } from './team-changed.ts';

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam());
});

/** Ids of the teams that are to be looked at anew since this was last asked. */
async function queued(): Promise<readonly unknown[]> {
  const rows = await database.sql`
    delete from jobs where kind = 'people.team-changed' returning payload->>'teamId' as "teamId"`;
  return rows.map((row) => String(row['teamId'])).toSorted((a, b) => a.localeCompare(b));
}

describe('a team that has changed', () => {
  it('is looked at anew after it was set up', async () => {
    expect(await queued()).toEqual([CARE]);
  });

  it('is looked at anew when somebody joins or leaves, and only then', async () => {
    await queued();
    const ana = { user: 'U0ANA', channel: 'C0CARE' };
    await world.as('U0ANA');

    await joinedChannel(world.app(), ana);
    expect(await queued()).toEqual([CARE]);
    await joinedChannel(world.app(), ana);
    expect(await queued()).toEqual([]);
    await leftChannel(world.app(), ana);
    expect(await queued()).toEqual([CARE]);
    await leftChannel(world.app(), ana);
    expect(await queued()).toEqual([]);
  });

  it('is looked at anew when its channel was read and somebody was missing', async () => {
    await queued();

    await syncTeamWithChannel(world.app(), world.slack, CARE);
    expect(await queued()).toEqual([CARE]);
    await syncTeamWithChannel(world.app(), world.slack, CARE);
    expect(await queued()).toEqual([]);
  });

  it('is looked at anew when a manager adds somebody', async () => {
    await queued();
    await world.as('U0ANA');

    await addMember(await world.as('U0MAYA'), { teamId: CARE, slackId: 'U0ANA', date: '2026-03-10' });

    expect(await queued()).toEqual([CARE]);
  });

  it('is looked at anew when one of its people is deactivated, told by an event or found out later', async () => {
    await queued();
    await personChanged(world.app(), { user: { id: 'U0LEO', real_name: 'Leo', deleted: true } });
    expect(await queued()).toEqual([CARE]);

    world.slack.users.delete('U0MAYA');
    world.clock.advance(25 * 60 * 60 * 1000);
    await world.as('U0MAYA');

    await expect.poll(queued).toEqual([CARE]);
  });

  it('is looked at anew at start, as every other', async () => {
    await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam({ teamId: CARE_US, name: 'Northwind Care US' }));
    await queued();

    await lookAtAllTeams(world.app());
    await lookAtAllTeams(world.app());

    expect(await queued()).toEqual([CARE, CARE_US].toSorted());
  });

  it('reaches every feature, although one of them fails', async () => {
    const seen: string[] = [];
    const fails: TeamChangeHook = () => Promise.reject(new Error('no clocks'));
    const sees: TeamChangeHook = async (_ctx, teamId) => {
      seen.push(teamId);
    };
    const { jobs } = peopleAlone(world.slack, { onTeamChange: () => [fails, sees] });
    const job = jobs.find(({ kind }) => kind.name === 'people.team-changed');

    const run = job?.run(world.app(), { teamId: CARE }, { confirm: () => Promise.resolve() });

    await expect(run).rejects.toThrow('no clocks');
    expect(seen).toEqual([CARE]);
  });
});
