import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { newRequest } from '../../../../test/support/cases.ts';
import { type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { claimCase } from '../handling/claim-case.ts';
import { giveBackCase } from './give-back-case.ts';

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

test('says in the thread, in order, who was asked before and did not take it', async () => {
  await away('lia');
  await world.raise('10:00', { urgency: 'high' });

  expect(await firstCalled()).toEqual(['U0LEO']);
  await world.until('10:45');
  expect(await reasons()).toEqual([
    'Leo did not take it.',
    'Maya did not take it.',
    'All were asked, and nobody took it: it is your turn once more.',
  ]);
});

test('does not say that they did not take it of whoever had it and gave it back', async () => {
  const { id: caseId } = await world.raise('10:00', { urgency: 'high' });
  await claimCase(world.at('10:05', 'leo'), { caseId });
  await giveBackCase(world.at('10:06', 'leo'), { caseId, note: '', requestId: newRequest() });

  await world.until('10:36');
  expect(await reasons()).toEqual(['Lia did not take it.', 'Maya did not take it.']);
});

/** Why those were asked whom the thread calls. */
async function reasons(): Promise<readonly string[]> {
  const rows = await world.database.sql<{ said: string }[]>`
    select payload -> 'message' ->> 'blocks' as said from outbox_messages
    where kind = 'post' and payload ->> 'inThreadOf' like '%:card' order by sequence`;
  return rows.flatMap(({ said }) => /"([^"]*) Next: /.exec(said)?.[1] ?? []);
}

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
