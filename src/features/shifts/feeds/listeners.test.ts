import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messageProblems } from '../../../../test/support/block-check.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type Fingers, fingersOn } from '../../../../test/support/fingers.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { viewListeners } from '../views/listeners.ts';
import { feedJobs } from './jobs.ts';
import { feedListeners, feedWords } from './listeners.ts';

const HOST = 'https://floorwalker.example';
let database: TestDatabase;
let northwind: Northwind;
let fingers: Fingers;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, feed_addresses, jobs, outbox_messages cascade`;
  fingers = fingersAt(HOST);
});

function fingersAt(publicUrl: string | undefined): Fingers {
  return fingersOn([...viewListeners(feedWords(publicUrl)), ...feedListeners(publicUrl)]);
}

/** All that is said, after making sure that Slack would take it. */
async function said(answer: Promise<Message | undefined | void>): Promise<string> {
  const message = (await answer) ?? { text: '' };
  expect(messageProblems(message)).toEqual([]);
  return JSON.stringify(message);
}

describe('/shift feed', () => {
  test('offers one’s own shifts and those of one’s teams', async () => {
    const text = await said(fingers.type(northwind.as('ana'), '/shift feed'));

    expect(text).toContain('*Your own shifts*: off');
    expect(text).toContain('*Northwind Care*: off');
    expect(text).not.toContain('Northwind Care US');
  });

  test('shows an address once; afterwards only that there is one', async () => {
    const made = await said(fingers.press(northwind.as('ana'), 'shift.feed-new', 'own'));
    const again = await said(fingers.type(northwind.as('ana'), '/shift feed'));

    const [address = ''] = /https:\/\/floorwalker\.example\/feeds\/T0NORTHWIND\/[\w-]{43}\.ics/.exec(made) ?? [];
    expect(address).not.toBe('');
    expect(again).toContain('*Your own shifts*: on, since');
    expect(again).not.toContain(address);
  });

  test('keeps the address that there is when an older button asks for one; New address asks first, and replaces it', async () => {
    const hashOf = async () => JSON.stringify(await database.sql`select secret_hash from feed_addresses`);
    await fingers.press(northwind.as('ana'), 'shift.feed-new', 'own');
    const before = await hashOf();

    const old = await said(fingers.press(northwind.as('ana'), 'shift.feed-new', 'own'));
    const kept = await hashOf();
    const renewed = await said(fingers.press(northwind.as('ana'), 'shift.feed-again', 'own'));

    expect(old).toContain('There is an address already, and it still works.');
    expect(old).toContain('The address you have now stops working');
    expect(old).not.toContain(`${HOST}/feeds`);
    expect(kept).toBe(before);
    expect(renewed).toContain(`${HOST}/feeds`);
    expect(await hashOf()).not.toBe(before);
  });

  test('is switched off, also twice', async () => {
    await fingers.press(northwind.as('ana'), 'shift.feed-new', CARE);

    const first = await said(fingers.press(northwind.as('ana'), 'shift.feed-off', CARE));
    const second = await said(fingers.press(northwind.as('ana'), 'shift.feed-off', CARE));

    expect(first).toContain('Nobody can read the shifts of Northwind Care by that address any more');
    expect(second).toContain('There is no address');
  });

  test('says what is missing where no calendar could reach the app', async () => {
    const text = await said(fingersAt(undefined).type(northwind.as('ana'), '/shift feed'));

    expect(text).toContain('FLOORWALKER_PUBLIC_URL');
  });

  test.each(['teamless', CARE_US])('a forged button for %s is refused', async (value) => {
    await expect(fingers.press(northwind.as('ana'), 'shift.feed-new', value)).rejects.toThrow(
      /out of date|Only agents/,
    );
  });
});

describe('/shift export', () => {
  async function exported(): Promise<readonly Record<string, string>[]> {
    const jobs = await database.sql<{ payload: unknown }[]>`select payload from jobs where kind = 'shifts.export'`;
    const lease = { confirm: () => Promise.resolve() };
    for (const { payload } of jobs) await feedJobs[0]?.run(northwind.as('leo'), payload, lease);
    const [file] = await database.sql<{ payload: { content: string } }[]>`
      select payload from outbox_messages where kind = 'file'`;
    return parse(file?.payload.content ?? '', { bom: true, columns: true });
  }

  test('sends a lead the roster of the team, drafts and open shifts included', async () => {
    const leo = northwind.as('leo');
    const shifts = Array.from({ length: 1100 }, (_, nth) => {
      const date = new Date(Date.UTC(2026, 2, 1 + (nth % 300))).toISOString().slice(0, 10);
      return newShift(null, `${date}T06:00`, `${date}T14:00`, { isPublished: nth % 2 === 0 });
    });
    await addShifts(leo, ...shifts, newShift('U0ANA', '2026-03-16T06:00', '2026-03-16T14:00'));
    await addShifts(leo, newShift('U0AMY', '2026-03-16T06:00', '2026-03-16T14:00', { teamId: CARE_US }));

    const text = await said(fingers.type(leo, '/shift export'));
    const rows = await exported();

    expect(text).toContain('The roster of Northwind Care comes as a file');
    expect(rows).toHaveLength(1101);
    expect(new Set(rows.map((row) => row['shift_id'])).size).toBe(1101);
    expect(rows.filter((row) => row['email'] === 'U0ANA')).toMatchObject([
      { start_local: '2026-03-16T06:00', open: 'No' },
    ]);
  });

  test('is not for agents', async () => {
    await expect(fingers.type(northwind.as('ana'), '/shift export')).rejects.toThrow(
      'Only leads, managers and directors',
    );
  });

  test('sends nothing to somebody who may not any more when the file is ready', async () => {
    await fingers.type(northwind.as('leo'), '/shift export');
    await database.sql`update members set role = 'agent' where slack_id = 'U0LEO'`;

    expect(await exported()).toEqual([]);

    await database.sql`update members set role = 'lead' where slack_id = 'U0LEO'`;
  });
});
