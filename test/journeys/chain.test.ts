import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate, localWeekday, toInstant } from '../../src/core/local-time.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const BERLIN = 'Europe/Berlin';

describe('a High case that nobody claims', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace, { leads: ['Sofia Rossi'], directors: ['Iris Haddad'] });
    await connectTo(workspace.url).moveClock({ to: nextWednesdayAt(9).toISOString() });
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  const card = { in: '#care-escalations', on: 'Broken lamp' } as const;
  const channel = { in: '#care-escalations' } as const;

  test('asks one lead on its card, then the other, the manager and the director, a quarter of an hour apart', async () => {
    await raise('Broken lamp');
    await workspace.as('leo').sees(/Asked .*next: another lead/, card);

    await workspace.forward({ minutes: 46 });

    await workspace.as('iris').sees('for 45 min', channel);
    const steps = await taken();
    expect(steps.map(({ minute }) => minute)).toEqual([0, 15, 30, 45]);
    const asked = steps.map(({ who }) => who);
    expect(asked.slice(0, 2).toSorted()).toEqual(['U0LEO', 'U0SOFIA']);
    expect(asked.slice(2)).toEqual(['U0MAYA', 'U0IRIS']);
  });

  test('asks nobody any more once Leo has claimed it', async () => {
    await workspace.as('leo').click('Claim', card);
    await workspace.as('leo').sees('Leo claimed it', card);

    await workspace.forward({ minutes: 60 });

    expect(await taken()).toHaveLength(4);
  });

  test('asks Leo after two silent hours, takes it back an hour later, and asks somebody else', async () => {
    const leo = workspace.as('leo');
    await workspace.forward({ minutes: 61 });
    await leo.sees('Still on #1?', channel);

    await workspace.forward({ minutes: 61 });

    await leo.sees('Leo was silent on #1 for too long', channel);
    await leo.sees('did not answer', channel);
    await leo.sees('Nobody has claimed it yet', card);
    expect((await taken()).at(-1)?.who).toBe('U0SOFIA');
  });

  test('lets Sofia give it back with a word for the next', async () => {
    const sofia = workspace.as('sofia');
    await sofia.click('Claim', card);
    await sofia.sees('Sofia claimed it', card);
    await sofia.click('Take over or give back', card);
    await sofia.fill('For whoever takes it next', 'She wants a call back');
    await sofia.submit();

    await workspace.as('leo').sees('Sofia gave #1 back', channel);
    await workspace.as('leo').sees('She wants a call back', channel);
    await workspace.as('leo').click('Claim', card);
    await workspace.as('leo').sees('Leo has it', card);
  });

  test('after the app was down over two steps, asks once, and says that it comes late', async () => {
    await raise('Torn sofa');
    await workspace.as('leo').sees(/Asked .*next: another lead/, { ...channel, on: 'Torn sofa' });
    const before = (await taken()).length;
    const [app] = workspace.apps;

    app?.signal('SIGSTOP');
    await database.sql`update business_clock set offset_ms = offset_ms + ${40 * 60_000}`;
    app?.signal('SIGCONT');

    await workspace.as('leo').sees('This comes late: it was due', channel);
    const late = (await taken()).slice(before);
    expect(late.map(({ who }) => who)).toEqual(['U0MAYA']);
  });

  async function raise(summary: string): Promise<void> {
    const ana = workspace.as('ana');
    await ana.command('/escalate', { in: '#care' });
    await ana.fill('Summary', summary);
    await ana.choose('What does the customer want?', 'Answer');
    await ana.choose('Urgency', 'High');
    await ana.submit();
  }

  /** Who was asked, and how many whole minutes after their case had to find somebody, once nothing is due any more. */
  async function taken(): Promise<{ who: string; minute: number }[]> {
    await eventually(async () => {
      const due = await database.sql`select from jobs where kind like 'case.%' and run_at <= business_now()`;
      expect(due).toHaveLength(0);
    });
    return database.sql<{ who: string; minute: number }[]>`
      select step.asked ->> 0 as who,
        round(extract(epoch from step.at - first.at) / 60)::int as minute
      from chain_steps as step
      join chain_steps as first on first.case_id = step.case_id and first.run = step.run and first.turn = 0
      where step.outcome = 'asked' order by step.at`;
  }
});

/** The next Wednesday at that hour in Berlin: a day on which the team works. */
function nextWednesdayAt(hour: number): Date {
  const days = [1, 2, 3, 4, 5, 6, 7].map((ahead) => new Date(Date.now() + ahead * DAY_MS));
  const wednesday = days.find((day) => localWeekday(day, BERLIN) === 3) ?? new Date();
  return toInstant(localDate(wednesday, BERLIN), hour * 60, BERLIN);
}
