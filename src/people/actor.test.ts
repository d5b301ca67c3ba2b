import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { type PeopleWorld, careTeam, openPeopleWorld } from '../../test/support/people-world.ts';
import { slackError, userOf } from '../../test/support/slack-reads.ts';
import { testContext } from '../../test/support/context.ts';
import { actorFor } from './actor.ts';
import { personFacts } from './person.ts';
import { setUpTeam } from './set-up-team.ts';

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

  it('is read again after a day, in case an event was missed', async () => {
    await world.as('U0ANA');
    world.slack.users.set('U0ANA', { real_name: 'Ana', is_restricted: true });
    world.clock.advance(25 * 60 * 60 * 1000);

    expect((await world.as('U0ANA')).actor.kind).toBe('guest');
  });

  it('acts on what is known while Slack does not answer', async () => {
    await world.as('U0ANA');
    world.clock.advance(25 * 60 * 60 * 1000);
    world.slack.trouble = new Error('timeout');

    expect((await world.as('U0ANA')).actor.kind).toBe('full');
  });

  it('cannot be told for somebody new while Slack does not answer', async () => {
    world.slack.trouble = slackError('internal_error');

    await expect(world.as('U0ANA')).rejects.toThrow('internal_error');
  });

  it('is a stranger when the account belongs to another workspace, without asking Slack', async () => {
    const { db, clock, log } = testContext(database.db);
    const who = { workspaceId: 'T0NORTHWIND', slackId: 'U0FAR', homeWorkspace: 'T0OTHER' };

    const actor = await actorFor({ db, slack: world.slack, clock, log }, who);

    expect(actor).toMatchObject({ kind: 'stranger', memberships: [] });
    expect(world.slack.asked).toEqual([]);
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
