import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/core/local-time.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { nextDay } from './support/days.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { dayAhead, putShift, worksIt } from './support/roster.ts';

const DAY = ['08:00', '16:00'] as const;
const team = { in: '#care' } as const;
const direct = { in: '@floorwalker' } as const;
const modal = { in: 'modal' } as const;

describe('an open shift, and shifts that somebody plans for others', { timeout: 90_000 }, () => {
  let database: TestDatabase;
  let workspace: Workspace;
  const monday = addDays(nextDay(1, 'Europe/Berlin'), 7);
  const saturday = addDays(monday, 5);

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('is picked up by three: for Ana a manager has to look, Jonas and Sofia stand in line', async () => {
    for (const day of [0, 1, 2, 3, 4]) await putShift(database, 'U0ANA', addDays(monday, day), DAY);
    await putShift(database, null, saturday, DAY);

    await pickUp('ana');
    await workspace.as('ana').sees(/You asked for it\. It waits for \S+ to approve it\./, modal);
    await workspace.as('ana').sees('Until then nothing changes.', modal);
    await pickUp('jonas');
    await workspace.as('jonas').sees(/You are in line, with 1 other ahead of you\./, modal);
    await pickUp('sofia');
    await workspace.as('sofia').sees(/You are in line, with 2 others ahead of you\./, modal);

    await closeAll('ana', 'jonas', 'sofia');
    await workspace.as('leo').sees('In line: Jonas and Sofia.', { in: '#care', on: 'A shift is open' });
  });

  test('goes to the next in line when Maya refuses, and the last one hears why not', async () => {
    const maya = workspace.as('maya');
    await maya.click('Refuse', { ...direct, on: 'A swap to approve' });
    await maya.fill('Why?', 'You work enough that week.');
    await maya.submit();
    await maya.sees('Refused. Everybody in it is told.', modal);
    await maya.close();

    await workspace.as('ana').sees('You work enough that week.', direct);
    await workspace.as('jonas').sees('It is settled.', direct);
    await workspace.as('sofia').sees('Jonas was faster', direct);
    const [open] = await database.sql`select slack_id from shifts where starts_local like ${`${saturday}%`}`;
    expect(open?.['slack_id']).toBe('U0JONAS');
  });

  test('Leo asks for Ana, who has to agree, since she has not asked herself', async () => {
    const [leo, jonas, ana] = [workspace.as('leo'), workspace.as('jonas'), workspace.as('ana')];
    const [first] = await database.sql`select id from shifts where slack_id = 'U0ANA' order by starts_at limit 1`;

    await leo.command('/swap @ana', team);
    await leo.click('Swap for them', modal);
    await leo.sees("It stays Ana's until it is settled.", modal);
    await leo.submit();
    await leo.sees("It is in the team's channel.", modal);
    await leo.close();
    await jonas.click('Take it', { in: '#care', on: 'Leo asks for Ana: who takes a shift?' });
    await ana.click('Accept', { ...direct, on: 'Jonas would take your shift' });

    await eventually(async () => expect(await worksIt(database, String(first?.['id']))).toBe('U0JONAS'));
    await jonas.sees('It is settled.', direct);
  });

  test('an agent cannot ask for somebody else', async () => {
    await workspace.as('sofia').command('/swap @ana', team);

    await workspace.as('sofia').sees('Only leads, managers and directors ask for swaps of others.', team);
  });

  test('Maya has a shift covered at once, and both are told why', async () => {
    const [maya, ana, sofia] = [workspace.as('maya'), workspace.as('ana'), workspace.as('sofia')];
    const shift = await putShift(database, 'U0ANA', dayAhead(2), DAY);

    await maya.command('/swap @ana', team);
    await maya.click('Cover now', modal);
    await maya.sees('nobody is asked', modal);
    await maya.choose('Who works it?', 'Sofia');
    await maya.fill('Why at once?', 'Ana is ill.');
    await maya.submit();

    await eventually(async () => expect(await worksIt(database, shift)).toBe('U0SOFIA'));
    await ana.sees('Ana is ill.', direct);
    await sofia.sees('Ana is ill.', direct);
  });

  async function closeAll(...names: readonly string[]): Promise<void> {
    for (const name of names) await workspace.as(name).close();
  }

  async function pickUp(name: string): Promise<void> {
    const person = workspace.as(name);
    await person.command('/swap open', team);
    await person.click('Pick up', modal);
  }
});
