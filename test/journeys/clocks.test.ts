import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate, localWeekday, toInstant } from '../../src/core/local-time.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const BERLIN = 'Europe/Berlin';

describe('a High case that nobody sees to in time', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace);
    await connectTo(workspace.url).moveClock({ to: nextWednesdayAt(10).toISOString() });
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  const card = { in: '#care-escalations', on: 'Broken lamp' } as const;

  test('is raised, and its card says until when it is to be claimed', async () => {
    const ana = workspace.as('ana');
    await ana.command('/escalate', { in: '#care' });
    await ana.fill('Summary', 'Broken lamp, furious customer');
    await ana.choose('What does the customer want?', 'Answer');
    await ana.choose('Urgency', 'High');
    await ana.submit();

    await workspace.as('leo').sees('Claim by', card);
    await ana.sees('First answer by', { in: '@floorwalker' });
  });

  test('12 minutes later nothing is late', async () => {
    await workspace.forward({ minutes: 12 });

    expect(await breaches()).toEqual([]);
  });

  test('a quarter of an hour after it was raised the claim is late: once, as of that second, on the card', async () => {
    await workspace.forward({ minutes: 4 });

    await workspace.as('leo').sees('Claim was due', card);
    expect(await breaches()).toEqual([{ kind: 'claim', after: 15 * 60 }]);
  });

  test('whoever claims it is reminded before the answer is due', async () => {
    const leo = workspace.as('leo');
    await leo.click('Claim', card);
    await leo.sees('First answer by', card);

    await workspace.forward({ minutes: 32 });

    await leo.sees('Broken lamp', { in: '@floorwalker' });
    expect(await breaches()).toHaveLength(1);
  });

  test('an hour after it was raised the answer is late', async () => {
    await workspace.forward({ minutes: 15 });

    await workspace.as('leo').sees('First answer was due', card);
    expect(await breaches()).toEqual([
      { kind: 'claim', after: 15 * 60 },
      { kind: 'answer', after: 60 * 60 },
    ]);
  });

  test('while it waits for Ana it is paused, over night too, and goes on with her answer', async () => {
    const [leo, ana] = [workspace.as('leo'), workspace.as('ana')];
    await leo.click('Ask for info', card);
    await leo.fill('What do you need to know?', 'Which lamp?');
    await leo.submit();
    await leo.sees('Waiting on', card);

    await workspace.forward({ hours: 24 });
    expect(await breaches()).toHaveLength(2);

    await ana.click('Answer', { in: '@floorwalker', on: 'Which lamp?' });
    await ana.fill('Your answer', 'The tall one.');
    await ana.submit();
    await leo.sees('First answer was due', card);
  });

  /** What was recorded as late, in order, and how many seconds after the case was raised it was due. */
  async function breaches(): Promise<readonly unknown[]> {
    await eventually(async () => {
      const due = await database.sql`select from jobs where kind = 'case.clock' and run_at <= business_now()`;
      expect(due).toHaveLength(0);
    });
    return database.sql`
      select detail ->> 'clock' as kind,
        extract(epoch from (detail ->> 'dueAt')::timestamptz - date_trunc('second', cases.raised_at))::int as after
      from audit_log join cases on audit_log.subject = 'case:' || cases.id
      where action = 'case.clock-breached' order by audit_log.id`;
  }
});

/** The next Wednesday at that hour in Berlin: a day on which the team works. */
function nextWednesdayAt(hour: number): Date {
  const days = [1, 2, 3, 4, 5, 6, 7].map((ahead) => new Date(Date.now() + ahead * DAY_MS));
  const wednesday = days.find((day) => localWeekday(day, BERLIN) === 3) ?? new Date();
  return toInstant(localDate(wednesday, BERLIN), hour * 60, BERLIN);
}
