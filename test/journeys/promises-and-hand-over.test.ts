import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localDate, localWeekday, toInstant } from '../../src/core/local-time.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const BERLIN = 'Europe/Berlin';

describe('a morning of Leo, who goes home at one', () => {
  let database: TestDatabase;
  let workspace: Workspace;
  let wednesday: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace);
    const mornings = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: 780 }));
    await database.sql`update people set working_hours = ${database.sql.json(mornings)} where slack_id = 'U0LEO'`;
    wednesday = nextWednesday();
    await moveTo(10, 1);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  const lamp = { in: '#care-escalations', on: 'Broken lamp' } as const;
  const desk = { in: '#care-escalations', on: 'Late desk' } as const;

  test('he claims two cases', async () => {
    for (const [summary, card] of [
      ['Broken lamp', lamp],
      ['Late desk', desk],
    ] as const) {
      await raise(summary);
      await workspace.as('leo').click('Claim', card);
      await workspace.as('leo').sees(/Leo\S* (Brandt )?has it|claimed it/, card);
    }
  });

  test('he promises, with the sentence to say before him, and keeps it', async () => {
    const leo = workspace.as('leo');
    await leo.click('Promise', lamp);
    await leo.sees('You will hear from us by 12:15 today.', { in: 'modal' });
    await leo.submit();
    await leo.sees('To hear from us', lamp);

    await leo.click('Promises', lamp);
    await leo.click('Kept', { in: 'modal' });
    await leo.sees('kept the promise', lamp);
  });

  test('another promise is forgotten: he is reminded, and it is broken at its time', async () => {
    const leo = workspace.as('leo');
    await leo.click('Promise', desk);
    await leo.submit();
    await leo.sees('To hear from us', desk);

    await moveTo(12, 0);
    await leo.sees(/promised to the customer/i, { in: '@floorwalker' });
    await moveTo(12, 20);
    await leo.sees('Promise broken', desk);
  });

  test('a quarter of an hour before one he is asked who takes his cases', async () => {
    const leo = workspace.as('leo');
    await moveTo(12, 46);

    await leo.sees('Before you go: 2 open cases', { in: '@floorwalker' });
    await leo.click('Offer to them', { in: '@floorwalker', on: 'Before you go' });
    await workspace.as('maya').sees('hands over 2 cases', { in: '@floorwalker' });
  });

  test('Maya accepts one of them', async () => {
    const maya = workspace.as('maya');
    await maya.click('Accept', { in: '@floorwalker', on: 'hands over 2 cases' });

    await eventually(async () => expect(await ownerOf('U0MAYA')).toHaveLength(1));
  });

  test("about the other she is silent: whoever is there is asked, and then it is everybody's again", async () => {
    await moveTo(13, 16);
    await workspace.as('maya').sees('Who takes over from', { in: '#care-escalations' });

    await moveTo(13, 35);

    await eventually(async () => expect(await ownerOf('U0LEO')).toHaveLength(0));
    expect(await database.sql`select from cases where state = 'open'`).toHaveLength(1);
  });

  async function raise(summary: string): Promise<void> {
    const ana = workspace.as('ana');
    await ana.command('/escalate', { in: '#care' });
    await ana.fill('Summary', summary);
    await ana.choose('What does the customer want?', 'Answer');
    await ana.choose('Urgency', 'Normal');
    await ana.submit();
    await workspace.as('leo').sees(summary, { in: '#care-escalations' });
  }

  async function ownerOf(slackId: string): Promise<readonly unknown[]> {
    return [...(await database.sql`select id from cases where owner = ${slackId} and state in ('claimed', 'waiting')`)];
  }

  async function moveTo(hour: number, minute: number): Promise<void> {
    const to = toInstant(wednesday, hour * 60 + minute, BERLIN).toISOString();
    await connectTo(workspace.url).moveClock({ to });
  }
});

function nextWednesday(): string {
  let at = new Date(Date.now() + DAY_MS);
  while (localWeekday(at, BERLIN) !== 3) at = new Date(at.getTime() + DAY_MS);
  return localDate(at, BERLIN);
}
