import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { slackError, userOf } from '../../test/support/slack-reads.ts';
import { testContext } from '../../test/support/context.ts';
import { eventually } from '../../test/support/worker.ts';
import { actorFor } from './actor.ts';
import { personFacts, type SlackUser } from './person.ts';

const HOUR = 60 * 60 * 1000;

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
});

describe('who acts', () => {
  it('is read from Slack when first seen, then from one query', async () => {
    const first = await world.as('U0ANA');
    database.queries.length = 0;
    const second = await world.as('U0ANA');

    expect(first.actor).toMatchObject({ kind: 'full', isAdmin: false, timeZone: 'Europe/Berlin', memberships: [] });
    expect(second.actor).toEqual(first.actor);
    expect(world.slack.asked).toEqual(['user U0ANA']);
    expect(database.queries).toHaveLength(1);
  });

  it('is found by every name that Slack has for them', () => {
    const user: SlackUser = { id: 'U1', name: 'leo.b', real_name: 'Leo Brandt', profile: { display_name: 'Leo' } };

    expect(personFacts(user, 'T1')).toMatchObject({ name: 'Leo', alsoCalled: 'Leo Brandt leo.b' });
    expect(personFacts({ id: 'U1', name: 'leo' }, 'T1')).toMatchObject({ name: 'leo', alsoCalled: '' });
  });

  it('is read again after a day behind the request, once, in case an event was missed', async () => {
    await world.as('U0ANA');
    world.slack.users.set('U0ANA', { real_name: 'Ana', is_restricted: true });
    world.clock.advance(25 * HOUR);

    const [first] = await Promise.all([world.as('U0ANA'), world.as('U0ANA')]);

    expect(first.actor.kind).toBe('full');
    await eventually(async () => expect((await world.as('U0ANA')).actor.kind).toBe('guest'));
    expect(world.slack.asked).toEqual(['user U0ANA', 'user U0ANA']);
  });

  it('is a stranger once Slack knows them no more', async () => {
    await world.as('U0ADMIN');
    world.slack.users.delete('U0ADMIN');
    world.clock.advance(25 * HOUR);

    await world.as('U0ADMIN');

    await eventually(async () =>
      expect((await world.as('U0ADMIN')).actor).toMatchObject({ kind: 'stranger', isAdmin: false }),
    );
  });

  it('acts on what is known without waiting, while Slack does not answer', async () => {
    await world.as('U0ANA');
    world.clock.advance(25 * HOUR);
    world.slack.user = () => new Promise(() => {});

    expect((await world.as('U0ANA')).actor.kind).toBe('full');
  });

  it('is not asked about all the time while Slack fails', async () => {
    await world.as('U0ANA');
    world.clock.advance(25 * HOUR);
    world.slack.trouble = new Error('timeout');

    await world.as('U0ANA');
    await eventually(() => expect(world.slack.asked).toHaveLength(2));
    await world.as('U0ANA');
    world.clock.advance(HOUR);
    await world.as('U0ANA');

    await eventually(() => expect(world.slack.asked).toHaveLength(3));
  });

  it('cannot be told for somebody new while Slack does not answer', async () => {
    world.slack.trouble = slackError('internal_error');

    await expect(world.as('U0ANA')).rejects.toThrow('internal_error');
  });

  it.each<[string, string, Partial<SlackUser>]>([
    ['stranger', 'another workspace', {}],
    ['stranger', 'nobody here', { is_stranger: true, enterprise_user: { teams: ['T0NORTHWIND'] } }],
    ['full', 'several workspaces of an Enterprise Grid', { enterprise_user: { teams: ['T0OTHER', 'T0NORTHWIND'] } }],
  ])('is %s with an account of %s, as Slack says, who is asked once', async (kind, _of, traits) => {
    const { db, log } = testContext(database.db);
    world.slack.users.set('U0FAR', { ...traits, team_id: 'T0OTHER' });
    const sources = { db, slack: world.slack, clock: world.clock, log };
    const who = { workspaceId: 'T0NORTHWIND', slackId: 'U0FAR', homeWorkspace: 'T0OTHER' };

    const first = await actorFor(sources, who);
    const second = await actorFor(sources, who);

    expect(first).toMatchObject({ kind, memberships: [] });
    expect(second).toEqual(first);
    expect(world.slack.asked).toEqual(['user U0FAR']);
  });

  it('is a stranger when Slack knows nobody of that id', async () => {
    expect((await world.as('U0NOBODY')).actor.kind).toBe('stranger');
  });

  it('has the rights that hold at the next request', async () => {
    const admin = await world.as('U0ADMIN');
    await setUpTeam(admin, world.slack, careTeam());
    const before = (await world.as('U0LEO')).actor.memberships;
    await setUpTeam(admin, world.slack, careTeam({ leads: [] }));

    expect(before.map(({ role }) => role)).toEqual(['lead']);
    expect((await world.as('U0LEO')).actor.memberships).toEqual([]);
  });
});

describe('what Slack says of a person', () => {
  it.each([
    ['full', {}],
    ['guest', { is_restricted: true }],
    ['guest', { is_ultra_restricted: true }],
    ['bot', { is_bot: true }],
    ['bot', { is_workflow_bot: true }],
    ['deactivated', { deleted: true, is_restricted: true }],
    ['stranger', { team_id: 'T0OTHER' }],
    ['stranger', { is_stranger: true }],
    ['full', { team_id: 'T0OTHER', enterprise_user: { teams: ['T0NORTHWIND'] } }],
  ] as const)('makes them %s: %o', (kind, traits) => {
    const user = userOf('U0ANA', {
      ...traits,
      enterprise_user: 'enterprise_user' in traits ? { teams: ['T0NORTHWIND'] } : undefined,
    });

    expect(personFacts(user, 'T0NORTHWIND').kind).toBe(kind);
  });

  it.each([{ is_admin: true }, { is_owner: true }, { is_primary_owner: true }])('makes them an admin: %o', (traits) => {
    expect(personFacts(userOf('U0ANA', traits), 'T0NORTHWIND').isAdmin).toBe(true);
  });

  it('names them as colleagues do, and falls back to UTC for a zone nobody knows', () => {
    const user = userOf('U0ANA', {
      name: 'ana.k',
      real_name: 'Ana K',
      profile: { display_name: 'Ana', real_name: '' },
      tz: 'Moon',
    });

    expect(personFacts(user, 'T0NORTHWIND')).toMatchObject({ name: 'Ana', timeZone: 'UTC' });
    expect(personFacts({ ...user, profile: { display_name: '', real_name: '' } }, 'T').name).toBe('Ana K');
  });
});
