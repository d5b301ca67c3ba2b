import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type TestDatabase, createTestDatabase } from '../../test/support/database.ts';
import { type PeopleWorld, careTeam, openPeopleWorld, setUpTeam } from '../../test/support/people-world.ts';
import { clearOutbox, queuedMessages } from '../../test/support/queued-messages.ts';
import { refusedOfMessage } from '../../test/support/slack-rules.ts';
import { transaction } from '../core/context.ts';
import { tellManagersOfBlockedChannel } from './blocked-channel.ts';
import { blockedChannelMessage } from './messages.ts';

let database: TestDatabase;
let world: PeopleWorld;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  world = await openPeopleWorld(database);
  await setUpTeam(await world.as('U0ADMIN'), world.slack, careTeam({ managers: ['U0MAYA', 'U0ANA'] }));
  await clearOutbox(database.sql);
});

async function blocked(channel: string, code = 'not_in_channel'): Promise<void> {
  await database.sql`insert into outbox_lanes (workspace_id, channel, last_sequence, blocked_reason, blocked_at)
    values ('T0NORTHWIND', ${channel}, 1, ${code}, clock_timestamp())
    on conflict (workspace_id, channel) do update set blocked_reason = ${code}, blocked_at = clock_timestamp()`;
  await told(channel, code);
}

async function told(channel: string, code = 'not_in_channel'): Promise<void> {
  const app = world.app();
  await transaction(app, (tx) => tellManagersOfBlockedChannel(tx, app, channel, code));
}

describe('a channel the app cannot post in', () => {
  it('is told to each manager of its team, once per outage', async () => {
    await blocked('C0CAREESC');
    await told('C0CAREESC');
    const first = await queuedMessages(database.sql);
    await blocked('C0CAREESC');

    expect(first.map(({ channel }) => channel)).toEqual(['U0ANA', 'U0MAYA']);
    expect(first[0]?.payload).toContain('/invite @Floorwalker');
    expect(await queuedMessages(database.sql)).toHaveLength(4);
  });

  it('is nobody’s business when it belongs to no team', async () => {
    await blocked('C0GENERAL');

    expect(await queuedMessages(database.sql)).toEqual([]);
  });

  it.each([
    ['not_in_channel', "I'm not in <#C0CARE> any more."],
    ['is_archived', 'Unarchive it, or choose another channel.'],
    ['channel_not_found', 'If it was made private'],
    ['restricted_action', "Allow it in the channel's settings"],
  ])('says how to mend %s', async (code, words) => {
    const [team] = await database.sql`select name, id from teams`;
    const message = blockedChannelMessage(
      { name: 'Care', id: team?.['id'] } as Parameters<typeof blockedChannelMessage>[0],
      'C0CARE',
      code,
    );

    expect(message.text).toContain(words);
    expect(refusedOfMessage(message)).toEqual([]);
  });
});
