import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type ChainWorld, berlin, openChainWorld } from '../../../test/support/chain-world.ts';
import { newRequest } from '../../../test/support/cases.ts';
import { systemAt } from '../../../test/support/timers.ts';
import { claimCase } from './handling/claim-case.ts';
import { tellClocks } from './clocks/tell-clocks.ts';
import { makePromise } from './promises/make-promise.ts';
import { lookAtPromise } from './promises/watch-promise.ts';
import { tellWaitingReminders } from './reminders/tell-reminders.ts';

let world: ChainWorld;

beforeAll(async () => {
  world = await openChainWorld();
});
afterAll(() => world.database.close());
beforeEach(() => world.database.sql`truncate reminders, promises, cases, jobs, outbox_messages cascade`);

/** Cases of Leo's, each with a promise, whose clocks and promises are over at noon. */
async function overAtNoon(count: number) {
  const made: { caseId: string; promiseId: string }[] = [];
  for (let index = 0; index < count; index += 1) {
    const { id: caseId } = await world.raise('10:00', { urgency: 'critical' });
    await claimCase(world.at('10:00', 'leo'), { caseId });
    const promise = { requestId: newRequest(), caseId, what: 'A call', dueAt: berlin('12:00') };
    made.push({ caseId, promiseId: (await makePromise(world.at('10:00', 'leo'), promise)).id });
  }
  world.database.queries.length = 0;
  return made;
}

const noon = () => systemAt(world.database, berlin('12:01'));
const reminding = () => world.database.queries.filter((statement) => statement.includes('insert into reminders'));

test.each([
  ['a clock', (of: { caseId: string }) => tellClocks(noon(), of.caseId)],
  ['a promise', (of: { promiseId: string }) => lookAtPromise(noon(), of.promiseId)],
  [
    'a digest',
    async (of: { caseId: string; promiseId: string }) => {
      await tellClocks(noon(), of.caseId);
      await world.database.sql`update reminders set look_at = ${berlin('15:00')} where kind = 'answer-late'`;
      world.database.queries.length = 0;
      await tellWaitingReminders(noon(), 'U0LEO');
    },
  ],
])('%s takes the reminders of people before the lanes of messages', async (_name, tell) => {
  const [over] = await overAtNoon(1);

  await tell(over!);

  const order = world.database.queries.flatMap((statement) =>
    ['reminders.tell', 'outbox_lanes'].filter((name) =>
      statement.includes(name === 'reminders.tell' ? 'insert into reminders' : `insert into ${name}`),
    ),
  );
  expect(order).toEqual(['reminders.tell', 'outbox_lanes']);
});

test('thirty timers of one owner that are due at once never wait for each other in a circle', async () => {
  const over = await overAtNoon(15);

  await Promise.all(
    over.flatMap(({ caseId, promiseId }) => [lookAtPromise(noon(), promiseId), tellClocks(noon(), caseId)]),
  );

  // Whoever is thrown out of a circle begins anew, and notes its reminders once more.
  expect(reminding()).toHaveLength(30);
});
