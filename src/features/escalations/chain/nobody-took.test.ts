import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { claimCase } from '../claim-case.ts';

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

test('reminds its managers each working hour once nobody took it, until somebody does', async () => {
  const { id } = await world.raise('10:00', { urgency: 'high' });

  await world.until('12:59');
  expect(await reminded()).toEqual([]);
  await world.until('14:05');
  expect(await reminded()).toEqual(['U0MAYA claim-late 1:1', 'U0MAYA claim-late 1:2']);
  await claimCase(world.at('14:10', 'leo'), { caseId: id });
  await world.until('16:59');
  expect(await reminded()).toHaveLength(2);
});

test('reminds them of a normal one each working day', async () => {
  await world.raise('09:30');

  await world.until('2026-03-12 16:00');

  expect(await reminded()).toEqual(['U0MAYA claim-late 1:1', 'U0MAYA claim-late 1:2']);
});

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

async function reminded(): Promise<readonly string[]> {
  const rows = await world.database.sql`select slack_id, kind, run from reminders order by id`;
  return rows.map((row) => [row['slack_id'], row['kind'], row['run']].join(' '));
}

/** They work in the evening alone. */
async function away(...names: readonly string[]): Promise<void> {
  const { sql } = world.database;
  const spans = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 20 * 60, close: 21 * 60 }));
  await sql`
    update people set working_hours = ${sql.json(spans)} where slack_id = any(${names.map((name) => `U0${name.toUpperCase()}`)})`;
}
