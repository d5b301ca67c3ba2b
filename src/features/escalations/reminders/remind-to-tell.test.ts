import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { resolving } from '../../../../test/support/cases.ts';
import { berlin, type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { passTime, systemAt } from '../../../../test/support/timers.ts';
import { markTold } from '../handling/mark-told.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import type { Case } from '../tables.ts';
import { remindersJobs } from './jobs.ts';
import { tellWaitingReminders } from './tell-reminders.ts';
import { tellCustomer } from './watch-customer.ts';

let world: ChainWorld;

beforeAll(async () => {
  world = await openChainWorld();
});
afterAll(() => world.database.close());
beforeEach(async () => {
  await world.database.sql`truncate jobs, outbox_messages, reminders, cases cascade`;
});

async function decidedAt(time: string): Promise<Case> {
  const { id } = await world.raise('10:00');
  return resolveCase(world.at(time, 'leo'), resolving(id));
}

async function remindedUntil(time: string): Promise<readonly string[]> {
  const timers = remindersJobs.filter(({ kind }) => kind === tellCustomer);
  await passTime(world.database, timers, berlin(time));
  await tellWaitingReminders(systemAt(world.database, berlin(time)), 'U0ANA');
  const rows = await world.database.sql<{ channel: string; text: string }[]>`
    select channel, payload -> 'message' ->> 'text' as text from outbox_messages
    where dedupe_key like 'reminders:%' order by sequence`;
  return rows.map(({ channel, text }) => `${channel} ${text}`);
}

test('who raised a case is reminded to tell the customer a working hour after the decision, then once a working day', async () => {
  await decidedAt('11:00');

  expect(await remindedUntil('11:59')).toEqual([]);
  expect(await remindedUntil('12:05')).toEqual([expect.stringMatching(/^U0ANA .*Decided: tell the customer/s)]);
  expect(await remindedUntil('17:00')).toHaveLength(1);
  expect(await remindedUntil('2026-03-11 12:05')).toHaveLength(2);
});

test('who has told the customer is not reminded', async () => {
  const { id } = await decidedAt('11:00');
  await markTold(world.at('11:30', 'ana'), { caseId: id });

  expect(await remindedUntil('2026-03-11 17:00')).toEqual([]);
});

test('in the evening it waits for the next morning', async () => {
  await decidedAt('16:30');

  expect(await remindedUntil('2026-03-11 09:29')).toEqual([]);
  expect(await remindedUntil('2026-03-11 09:35')).toHaveLength(1);
});
