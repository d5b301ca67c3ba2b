import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/core/local-time.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { instantOf } from './support/days.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { putShift, worksIt } from './support/roster.ts';

const BERLIN = 'Europe/Berlin';
const team = { in: '#care' } as const;
const direct = { in: '@floorwalker' } as const;
const modal = { in: 'modal' } as const;

describe('the night in which the clocks go forward', { timeout: 120_000 }, () => {
  const SUNDAY = lastSundayOf(3);
  const SATURDAY = addDays(SUNDAY, -1);
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startDaysBefore(database, SATURDAY);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('is seven hours long on the form and on the card, and has no half past two to be cut at', async () => {
    const ana = workspace.as('ana');
    await putShift(database, 'U0ANA', SATURDAY, ['22:00', '06:00'], { type: 'Night' });

    await ana.command(`/swap ${SATURDAY}`, team);
    await ana.sees('7 h: the clocks go forward 1 h in it', modal);
    await ana.choose('How much of it?', 'Its end');
    await expect(ana.choose('From', '02:30, next day')).rejects.toThrow('there is no such option');
    await ana.choose('From', '03:00, next day');
    await ana.submit();
    await ana.close();

    await workspace.as('leo').sees('03:00–06:00', { in: '#care', on: 'Ana gives away a part of a shift' });
    const [request] = await database.sql`select to_at - from_at as length from swap_requests`;
    expect(String(request?.['length'])).toBe('03:00:00');
  });

  test('leaves Jonas ten hours of rest where the clock on the wall says eleven, which is too little', async () => {
    const [sofia, jonas] = [workspace.as('sofia'), workspace.as('jonas')];
    const early = await putShift(database, 'U0SOFIA', SUNDAY, ['07:00', '15:00']);
    await putShift(database, 'U0JONAS', SATURDAY, ['12:00', '20:00']);
    await sofia.command(`/swap ${SUNDAY}`, team);
    await sofia.submit();
    await sofia.close();

    await jonas.click('Take it', { in: '#care', on: 'Sofia gives away a shift' });

    await jonas.sees(
      /Jonas: rest between .* 20:00 and .* 07:00: 10 h 00 as clocks change that night; 11 h 00 needed/,
      team,
    );
    expect(await worksIt(database, early)).toBe('U0SOFIA');
  });

  test('is paid as it passes: for a shift of eight hours Maya is told that the night has seven', async () => {
    const [leo, sofia, maya] = [workspace.as('leo'), workspace.as('sofia'), workspace.as('maya')];
    const nextDay = addDays(SUNDAY, 2);
    const night = await putShift(database, 'U0LEO', SATURDAY, ['22:00', '06:00'], { type: 'Night' });
    const day = await putShift(database, 'U0SOFIA', nextDay, ['08:00', '16:00']);
    await database.sql`update shifts set slack_id = null where slack_id = 'U0SOFIA' and starts_local like ${`${SUNDAY}%`}`;

    await leo.command(`/swap ${SATURDAY}`, team);
    await leo.choose('What do you want?', 'Trade it');
    await leo.submit();
    await leo.close();
    await sofia.click('Offer a shift', { in: '#care', on: 'Leo would trade a shift' });
    await sofia.submit();
    await sofia.close();
    await leo.click('Choose this one', { ...direct, on: 'Sofia offers you a swap' });
    await maya.sees('Paid time is not equal: Leo +1 h 00, Sofia −1 h 00', { ...direct, on: 'A swap to approve' });
    await maya.click('Approve', { ...direct, on: 'A swap to approve' });

    await eventually(async () => expect(await worksIt(database, night)).toBe('U0SOFIA'));
    expect(await worksIt(database, day)).toBe('U0LEO');
  });
});

describe('the night in which the clocks go back', { timeout: 120_000 }, () => {
  const SUNDAY = lastSundayOf(10);
  const SATURDAY = addDays(SUNDAY, -1);
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startDaysBefore(database, SATURDAY);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('is nine hours long on the form and on the card, and has half past two twice to be cut at', async () => {
    const ana = workspace.as('ana');
    await putShift(database, 'U0ANA', SATURDAY, ['22:00', '06:00'], { type: 'Night' });

    await ana.command(`/swap ${SATURDAY}`, team);
    await ana.sees('9 h: the clocks go back 1 h in it', modal);
    await ana.choose('How much of it?', 'Its end');
    await ana.choose('From', '02:30 (UTC+02:00), next day');
    await ana.choose('From', '02:30 (UTC+01:00), next day');
    await ana.submit();
    await ana.close();

    await workspace.as('leo').sees('02:30 (UTC+01:00)–06:00', { in: '#care', on: 'Ana gives away a part of a shift' });
    const [request] = await database.sql`select to_at - from_at as length from swap_requests`;
    expect(String(request?.['length'])).toBe('03:30:00');
  });

  test('leaves Jonas eleven hours of rest where the clock on the wall says ten, which is enough', async () => {
    const [sofia, jonas] = [workspace.as('sofia'), workspace.as('jonas')];
    const early = await putShift(database, 'U0SOFIA', SUNDAY, ['07:00', '15:00']);
    await putShift(database, 'U0JONAS', SATURDAY, ['13:00', '21:00']);
    await sofia.command(`/swap ${SUNDAY}`, team);
    await sofia.submit();
    await sofia.close();

    await jonas.click('Take it', { in: '#care', on: 'Sofia gives away a shift' });

    await eventually(async () => expect(await worksIt(database, early)).toBe('U0JONAS'));
  });

  test('is paid as it passes: for a shift of eight hours Maya is told that the night has nine', async () => {
    const [leo, sofia, maya] = [workspace.as('leo'), workspace.as('sofia'), workspace.as('maya')];
    const nextDay = addDays(SUNDAY, 2);
    const night = await putShift(database, 'U0LEO', SATURDAY, ['22:00', '06:00'], { type: 'Night' });
    const day = await putShift(database, 'U0SOFIA', nextDay, ['08:00', '16:00']);

    await leo.command(`/swap ${SATURDAY}`, team);
    await leo.choose('What do you want?', 'Trade it');
    await leo.submit();
    await leo.close();
    await sofia.click('Offer a shift', { in: '#care', on: 'Leo would trade a shift' });
    await sofia.submit();
    await sofia.close();
    await leo.click('Choose this one', { ...direct, on: 'Sofia offers you a swap' });
    await maya.sees('Paid time is not equal: Leo −1 h 00, Sofia +1 h 00', { ...direct, on: 'A swap to approve' });
    await maya.click('Approve', { ...direct, on: 'A swap to approve' });

    await eventually(async () => expect(await worksIt(database, night)).toBe('U0SOFIA'));
    expect(await worksIt(database, day)).toBe('U0LEO');
  });
});

/** To step through months takes minutes: the clock stands a few days before that date when the app starts. */
async function startDaysBefore(database: TestDatabase, date: string): Promise<Workspace> {
  const offset = instantOf(date, '10:00', BERLIN).getTime() - 5 * 86_400_000 - Date.now();
  await database.sql`insert into business_clock ("only", offset_ms) values (true, ${Math.round(offset)})`;
  const workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
  await setUpCare(workspace, { hours: ALWAYS_OPEN });
  return workspace;
}

/** The next one of that month that is far enough ahead: in the night before it the clocks change. */
function lastSundayOf(month: 3 | 10): string {
  const now = new Date();
  for (const year of [now.getUTCFullYear(), now.getUTCFullYear() + 1]) {
    const end = new Date(Date.UTC(year, month, 0));
    const sunday = new Date(end.getTime() - end.getUTCDay() * 86_400_000);
    if (sunday.getTime() - now.getTime() > 8 * 86_400_000) return sunday.toISOString().slice(0, 10);
  }
  throw new Error('the clocks do not change any more');
}
