import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';

let world: ChainWorld;

beforeAll(async () => {
  world = await openChainWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  const { sql } = world.database;
  await sql`truncate jobs, outbox_messages, member_turns, reminders, cases cascade`;
  await sql`update people set working_hours = null`;
});

const SUMMARY = 'Lamp arrived broken';

test('asks the first of the next role who is there at once, where no lead is', async () => {
  await away('leo', 'lia');
  const { number } = await world.raise('10:00', { urgency: 'high' });

  expect(await firstCalled()).toEqual(['U0MAYA']);
  await world.until('10:15');
  expect(await world.said()).toEqual([`@U0DORA Nobody has claimed #${number} for 15 min. ${SUMMARY}`]);
});

test('asks one person who is alone there once, and then tells the managers', async () => {
  await away('leo', 'lia', 'dora');
  const { number } = await world.raise('10:00', { urgency: 'critical' });

  expect(await firstCalled()).toEqual(['U0MAYA']);
  await world.until('10:59');
  expect(await world.said()).toEqual([`@U0MAYA Nobody took #${number}: everybody who is there was asked. ${SUMMARY}`]);
});

async function firstCalled(): Promise<readonly string[]> {
  const [card] = await world.database.sql<{ text: string }[]>`
    select payload -> 'message' ->> 'text' as text from outbox_messages
    where kind = 'post' and message_key like '%:card' order by sequence desc limit 1`;
  return [...(card?.text.matchAll(/<@(\w+)>/g) ?? [])].map(([, slackId]) => slackId ?? '');
}

/** They work in the evening alone. */
async function away(...names: readonly string[]): Promise<void> {
  const { sql } = world.database;
  const spans = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 20 * 60, close: 21 * 60 }));
  await sql`
    update people set working_hours = ${sql.json(spans)} where slack_id = any(${names.map((name) => `U0${name.toUpperCase()}`)})`;
}
