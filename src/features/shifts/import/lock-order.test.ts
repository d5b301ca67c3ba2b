import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { give, goOn } from '../../../../test/support/imports.ts';
import { untilSomebodyWaits } from '../../../../test/support/lock-waits.ts';
import { CARE, openNorthwind } from '../../../../test/support/northwind.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { northwindSlack } from '../../../../test/support/slack-reads.ts';
import { startImport } from './decide-import.ts';
import { addCalendar } from './ics/roster-calendars.ts';
import { refreshCalendar } from './ics/refresh-calendar.ts';

let database: TestDatabase;
let maya: TestContext;

beforeAll(async () => {
  database = await createTestDatabase();
  maya = (await openNorthwind(database)).as('maya');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, roster_imports, roster_calendars, jobs, outbox_messages, posted_messages, outbox_lanes, home_openings cascade`;
  await database.sql`update people set email = lower(name) || '@northwind.example'`;
  await database.sql`insert into home_openings (workspace_id, slack_id, opened_at) values ('T0NORTHWIND', 'U0ANA', ${maya.clock.now()})`;
});

/**
 * Does something in the order of swaps, which lock a person's lane and then a Home, while `work` runs into the lane. Has
 * `work` locked the Home before, this waits for it in turn and gives up.
 */
async function laneThenHome(work: () => Promise<void>): Promise<void> {
  let working = Promise.resolve();
  await database.sql.begin(async (swap) => {
    // Less than the second after which PostgreSQL finds a deadlock and has one of the two begin anew.
    await swap`set local lock_timeout = '500 ms'`;
    const lane = await swap`select from jobs where kind = 'outbox.deliver' and dedupe_key = 'U0MAYA' for update`;
    expect(lane).toHaveLength(1);
    working = work();
    await untilSomebodyWaits(swap);
    const home = await swap`select from jobs where kind = 'home.publish' and dedupe_key = 'U0ANA' for update`;
    expect(home).toHaveLength(1);
  });
  await working;
}

test('an import locks Homes after lanes, as swaps do', async () => {
  const slack = northwindSlack();
  await addShifts(maya, newShift('U0ANA', '2026-03-12T06:00', '2026-03-12T10:00'));
  const text = 'shift_id,email,start_local,end_local\ns1,ana@northwind.example,2026-03-16T06:00,2026-03-16T14:00\n';
  const importId = await give(maya, slack, text);
  const { look } = await goOn(maya, slack, importId);
  await startImport(maya, { importId, look }, { onlyGood: false });

  await laneThenHome(async () => void (await goOn(maya, slack, importId)));

  expect(await database.sql`select from shifts where source_key = 's1'`).toHaveLength(1);
});

test('a calendar that is read again locks Homes after lanes, as swaps do', async () => {
  const calendarId = '00000000-0000-4000-8000-0000000fe3d0';
  const times = ['DTSTART:20260316T060000Z', 'DTEND:20260316T140000Z', 'ATTENDEE:mailto:ana@northwind.example'];
  const event = (uid: string) => ['BEGIN:VEVENT', `UID:${uid}`, ...times, 'END:VEVENT'];
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:x', ...event('n1'), ...event('n2'), 'END:VCALENDAR', ''];
  await addShifts(maya, newShift('U0ANA', '2026-03-12T06:00', '2026-03-12T10:00'));
  await addCalendar(maya, { calendarId, teamId: CARE, url: 'https://calendar.example.com/x.ics', slackId: null });
  // Something else is on its way to her, so that there is a lane to wait for.
  await give(maya, northwindSlack(), 'shift_id\n');
  const fetchCalendar = async () => ({ kind: 'text', text: text.join('\r\n'), etag: null }) as const;

  await laneThenHome(() => refreshCalendar(maya, { fetchCalendar, slack: northwindSlack() }, calendarId));

  expect(await database.sql`select from shifts where source_key like 'calendar:%'`).toHaveLength(1);
});
