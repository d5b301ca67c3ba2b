import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';

/** Of the next five on which a team in Spain would work, one is always among these. */
const SPANISH = /Epiphany|Labour Day|Assumption|Immaculate Conception|Christmas Day/;
/** A Monday, far enough away not to pass while the test runs. */
const MONDAY = nextMonday();

describe('Maya has the team’s clocks rest when the team does', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace);
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function openCalendar(): Promise<void> {
    const maya = workspace.as('maya');
    await maya.command('/floorwalker', { in: '#care' });
    await maya.click('Settings', { in: '#care' });
    await maya.seesModal('Settings');
    await maya.click('Change Calendar of Northwind Care', { in: 'modal' });
    await maya.seesModal('Calendar');
  }

  test('she finds her hours, and sees Spain’s holidays as soon as she chooses it', async () => {
    const maya = workspace.as('maya');
    await openCalendar();
    await maya.sees('Europe/Berlin', { in: 'modal' });
    await maya.sees('None in sight', { in: 'modal' });

    await maya.choose('Public holidays of', 'Spain');

    await maya.sees(SPANISH, { in: 'modal' });
  });

  test('what cannot be read is said at its field, and nothing typed is lost', async () => {
    const maya = workspace.as('maya');
    await maya.fill('Own days, a line each', 'on Monday we are closed');
    await maya.fill('Address of an iCal calendar', 'http://127.0.0.1:1/private.ics');

    expect(await maya.submitRefused()).toHaveProperty('Own days, a line each');

    await maya.fill('Own days, a line each', `${MONDAY} closed Stocktaking`);
    await maya.submit();
    await maya.sees('That address is in a private network.', { in: 'modal' });
    await maya.sees('Stocktaking', { in: 'modal' });
  });

  test('she saves, and is told the next closed days', async () => {
    const maya = workspace.as('maya');
    await maya.fill('Address of an iCal calendar', '');
    await maya.submit();

    await maya.sees('is saved', { in: 'modal' });
    await maya.sees('Stocktaking', { in: 'modal' });
    await maya.close();
  });

  test('she gives a file of days off in place of an address, and a wrong one is told at its field', async () => {
    const maya = workspace.as('maya');
    await openCalendar();
    await maya.attach('Or an iCal file', 'days-off.pdf', 'Inventory');
    expect(await maya.submitRefused()).toEqual({ 'Or an iCal file': 'Choose an iCal file; its name ends in .ics.' });

    await maya.attach('Or an iCal file', 'days-off.ics', dayOff('Inventory', dayAfter(MONDAY)));
    await maya.submit();

    await maya.sees('is saved', { in: 'modal' });
    await maya.sees('Inventory', { in: 'modal' });
    await maya.close();
  });

  test('the calendar is there when she comes back', async () => {
    await openCalendar();

    await workspace.as('maya').sees('days-off.ics', { in: 'modal' });

    await workspace.as('maya').sees('Stocktaking', { in: 'modal' });
    await workspace.as('maya').sees('Spain', { in: 'modal' });
  });

  test('Leo, who may not change it, is offered no settings', async () => {
    const leo = workspace.as('leo');
    await leo.command('/floorwalker', { in: '#care' });
    await leo.sees('Northwind Care', { in: '#care' });

    expect(await leo.canSee('Settings', { in: '#care' })).toBe(false);
  });
});

function dayOff(name: string, date: string): string {
  const event = [
    'BEGIN:VEVENT',
    'UID:1',
    `SUMMARY:${name}`,
    `DTSTART;VALUE=DATE:${date.replaceAll('-', '')}`,
    'END:VEVENT',
  ];
  return ['BEGIN:VCALENDAR', ...event, 'END:VCALENDAR'].join('\n');
}

function dayAfter(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

function nextMonday(): string {
  const day = 24 * 60 * 60 * 1000;
  const soon = new Date(Date.now() + 2 * day);
  const daysToMonday = (8 - soon.getUTCDay()) % 7;
  return new Date(soon.getTime() + daysToMonday * day).toISOString().slice(0, 10);
}
