import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.ts';
import type { TestContext } from '../../../../../test/support/context.ts';
import { give, goOn, rosterLines } from '../../../../../test/support/imports.ts';
import { CARE, openNorthwind } from '../../../../../test/support/northwind.ts';
import { queuedMessages } from '../../../../../test/support/queued-messages.ts';
import { addShifts, newShift } from '../../../../../test/support/shifts.ts';
import { northwindSlack, type TestSlack } from '../../../../../test/support/slack-reads.ts';
import { CannotRead, type Fetched } from '../../../../people/calendar/fetch-calendar.ts';
import { startImport } from '../decide-import.ts';
import { addCalendar, calendarsInSight, removeCalendar } from './roster-calendars.ts';
import { parseCalendar } from './inputs.ts';
import { calendarNotRead, refreshCalendar } from './refresh-calendar.ts';
import { readIcsShifts } from './read-shifts.ts';

const CALENDAR = '00000000-0000-4000-8000-0000000fe3d0';
const URL = 'https://calendar.example.com/secret/roster.ics';

let database: TestDatabase;
let maya: TestContext;
let leo: TestContext;
let slack: TestSlack;
let answer: Fetched | CannotRead;

beforeAll(async () => {
  database = await createTestDatabase();
  const northwind = await openNorthwind(database);
  maya = northwind.as('maya');
  leo = northwind.as('leo');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, roster_imports, roster_calendars, jobs, outbox_messages, posted_messages, outbox_lanes cascade`;
  await database.sql`update people set email = lower(name) || '@northwind.example'`;
  slack = northwindSlack();
});

function event(uid: string, start: string, end: string, ...more: readonly string[]): string {
  const times = [`DTSTART;TZID=Europe/Berlin:${start}`, `DTEND;TZID=Europe/Berlin:${end}`];
  return ['BEGIN:VEVENT', `UID:${uid}`, ...times, 'SUMMARY:Night', ...more, 'END:VEVENT'].join('\r\n');
}

function calendar(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:test', ...events, 'END:VCALENDAR', ''].join('\r\n');
}

const ana = 'ATTENDEE;CN=Ana:mailto:Ana@Northwind.example';
const night = event('n1', '20260328T220000', '20260329T060000', ana);

function refresh(): Promise<void> {
  const fetchCalendar = async () => {
    if (answer instanceof CannotRead) throw answer;
    return answer;
  };
  return refreshCalendar(maya, { fetchCalendar, slack }, CALENDAR);
}

function holds(...events: readonly string[]): void {
  answer = { kind: 'text', text: calendar(...events), etag: null };
}

const follow = (slackId: string | null = null) =>
  addCalendar(maya, { calendarId: CALENDAR, teamId: CARE, url: URL, slackId });

describe('a calendar given as a file', () => {
  test('is looked at and imported like any other', async () => {
    const importId = await give(maya, slack, calendar(night, event('n2', '20260329T220000', '20260330T060000')));

    const { look, counts } = await goOn(maya, slack, importId);
    await startImport(maya, { importId, look }, { onlyGood: false });
    await goOn(maya, slack, importId);

    expect(counts).toMatchObject({ rows: 2, added: 2, bad: 0 });
    expect(await rosterLines(database.sql)).toEqual([
      'n1 U0ANA 2026-03-28T22:00 2026-03-29T06:00 v1',
      'n2 open 2026-03-29T22:00 2026-03-30T06:00 v1',
    ]);
  });
});

describe('a calendar that is followed', () => {
  test('brings its shifts, follows its changes, and cancels what it has no more', async () => {
    await follow();
    holds(night, event('n2', '20260401T220000', '20260402T060000'));
    await refresh();
    holds(night.replace('T060000', 'T070000'));

    await refresh();
    await refresh();

    expect(await rosterLines(database.sql)).toEqual([
      `calendar:${CALENDAR}:n1 U0ANA 2026-03-28T22:00 2026-03-29T07:00 v2`,
      `calendar:${CALENDAR}:n2 open 2026-04-01T22:00 2026-04-02T06:00 v2 cancelled`,
    ]);
  });

  test('is of the person it was said to be of, recurring events worked out by the wall clock', async () => {
    await follow('U0BEN');
    holds(event('w', '20260323T090000', '20260323T170000', 'RRULE:FREQ=WEEKLY;COUNT=2', ana));

    await refresh();

    expect(await rosterLines(database.sql)).toEqual([
      `calendar:${CALENDAR}:w@2026-03-23T09:00 U0BEN 2026-03-23T09:00 2026-03-23T17:00 v1`,
      `calendar:${CALENDAR}:w@2026-03-30T09:00 U0BEN 2026-03-30T09:00 2026-03-30T17:00 v1`,
    ]);
  });

  test('leaves shifts alone that it did not bring', async () => {
    await addShifts(maya, newShift('U0BEN', '2026-03-20T06:00', '2026-03-20T14:00', { sourceKey: 's1' }));
    await follow();
    holds(night);

    await refresh();

    expect(await rosterLines(database.sql)).toContain('s1 U0BEN 2026-03-20T06:00 2026-03-20T14:00 v1');
  });

  test('cancels nothing of somebody who has left the team, nor what stands in it unreadably, and says why', async () => {
    await follow();
    holds(night, event('n2', '20260401T220000', '20260402T060000'));
    await refresh();
    const kept = await rosterLines(database.sql);
    await database.sql`delete from members where slack_id = 'U0ANA'`;
    holds(night.replace('T060000', 'T070000'), event('n2', '20260401T220000', '20260402T060000'));

    await refresh();
    holds(event('n2', '20260401T220000', 'whenever'));
    await refresh();

    const told = (await queuedMessages(database.sql)).find(({ channel }) => channel === 'U0MAYA');
    await database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source) values ('T0NORTHWIND', ${CARE}, 'U0ANA', 'agent', 'picked')`;
    expect(await rosterLines(database.sql)).toEqual(kept);
    expect(told?.payload).toContain('“Night”: Ana is not on the team Northwind Care.');
    expect(told?.payload).toContain('stay as they were');
  });

  test('that is suddenly empty cancels nothing, and the managers are told once', async () => {
    await follow();
    const days = ['16', '17', '18', '19', '20', '23'];
    holds(...days.map((day) => event(`n${day}`, `202603${day}T060000`, `202603${day}T140000`)));
    await refresh();
    holds();

    await refresh();
    await refresh();

    const told = (await queuedMessages(database.sql)).filter(({ channel }) => channel === 'U0MAYA');
    expect(told).toHaveLength(1);
    expect(told[0]?.payload).toContain('6 of the 6 shifts that it brought are not in it any more.');
    expect(await database.sql`select from shifts where state = 'planned'`).toHaveLength(6);
  });

  test('tells the managers once that an attendee has left the team, though it says what it said', async () => {
    await follow();
    holds(night);
    await refresh();
    await database.sql`delete from members where slack_id = 'U0ANA'`;

    await refresh();
    const told = (await queuedMessages(database.sql)).filter(({ channel }) => channel === 'U0MAYA');
    await database.sql`truncate outbox_messages`;
    await refresh();

    const again = (await queuedMessages(database.sql)).filter(({ channel }) => channel === 'U0MAYA');
    await database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source) values ('T0NORTHWIND', ${CARE}, 'U0ANA', 'agent', 'picked')`;
    expect([told.length, again.length]).toEqual([1, 0]);
    expect(told[0]?.payload).toContain('“Night”: Ana is not on the team Northwind Care.');
  });

  test('tells whoever is its attendee no more, or has another shift by it, as of any other change', async () => {
    const ben = ana.replaceAll('Ana', 'Ben');
    await follow();
    holds(night, event('n2', '20260401T220000', '20260402T060000', ben));
    await refresh();
    holds(night.replace(`${ana}\r\n`, ''), event('n2', '20260401T220000', '20260402T060000', ana));

    await refresh();

    const told = await queuedMessages(database.sql);
    const to = (person: string) =>
      told
        .filter(({ channel }) => channel === person)
        .map(({ payload }) => payload)
        .join();
    expect(to('U0ANA')).toContain('Your shift on Saturday 28 March, 22:00–06:00 is *not yours any more*: it is open.');
    expect(to('U0ANA')).toContain('New for you: *Wednesday 1 April, 22:00–06:00');
    expect(to('U0BEN')).toContain('is *not yours any more*: <@U0ANA> has it.');
  });

  test('leaves out what is no shift, and tells the managers once', async () => {
    await follow();
    const allDay = 'BEGIN:VEVENT\r\nUID:d\r\nDTSTART;VALUE=DATE:20260320\r\nSUMMARY:Fair\r\nEND:VEVENT';
    holds(night, allDay, event('n3', '20260328T230000', '20260329T010000', ana));

    await refresh();
    await refresh();

    const told = (await queuedMessages(database.sql)).filter(({ channel }) => channel === 'U0MAYA');
    expect(told).toHaveLength(1);
    expect(told[0]?.payload).toContain('“Fair” lasts whole days, so it is no shift.');
    expect(await rosterLines(database.sql)).toHaveLength(1);
  });

  test('that cannot be read leaves the roster as it was; the managers are told once, and it is tried again', async () => {
    await follow();
    holds(night);
    await refresh();
    await database.sql`truncate jobs`;
    const failure = new CannotRead('That address did not answer in time.');
    answer = failure;

    await expect(refresh()).rejects.toThrow(failure);
    await calendarNotRead(maya, CALENDAR, failure);
    await calendarNotRead(maya, CALENDAR, failure);

    const told = (await queuedMessages(database.sql)).filter(({ channel }) => channel === 'U0MAYA');
    expect(told).toHaveLength(1);
    expect(told[0]?.payload).toContain('calendar.example.com');
    expect(told[0]?.payload).not.toContain('secret');
    expect(await rosterLines(database.sql)).toHaveLength(1);
    expect(await database.sql`select from jobs where kind = 'shifts.read-calendar'`).toHaveLength(1);
  });

  test('is added, seen and removed by managers and directors only', async () => {
    await expect(addCalendar(leo, { calendarId: CALENDAR, teamId: CARE, url: URL, slackId: null })).rejects.toThrow(
      'Only managers',
    );
    await expect(calendarsInSight(leo)).rejects.toThrow('Only managers');
    await follow();
    await expect(removeCalendar(leo, CALENDAR)).rejects.toThrow('Only managers');

    await removeCalendar(maya, CALENDAR);

    expect((await calendarsInSight(maya)).calendars).toEqual([]);
    holds(night);
    await refresh();
    expect(await rosterLines(database.sql)).toEqual([]);
  });

  test('has an address on the web', () => {
    const typed = (url: string) =>
      parseCalendar({
        id: 'V',
        hash: 'h',
        type: 'modal',
        callbackId: 'x',
        privateMetadata: CALENDAR,
        state: { url: { x: { value: url } }, team: { x: { selected_option: { value: CARE } } } },
      });

    expect(typed('file:///etc/passwd')).toMatchObject({ errors: { url: expect.stringContaining('https://') } });
    expect(typed('webcal://calendar.example.com/a.ics')).toMatchObject({
      input: { url: 'https://calendar.example.com/a.ics' },
    });
  });
});

test('an occurrence that was moved keeps its key', () => {
  const series = event('w', '20260323T090000', '20260323T170000', 'RRULE:FREQ=WEEKLY;COUNT=2');
  const moved = event('w', '20260330T100000', '20260330T180000', 'RECURRENCE-ID;TZID=Europe/Berlin:20260330T090000');
  const range = { timeZone: 'Europe/Berlin', from: '2026-03-01', to: '2026-05-01' };

  const { shifts } = readIcsShifts(calendar(series, moved), range);

  expect(shifts.map(({ key, start }) => [key, new Date(start).toISOString()])).toEqual([
    ['w@2026-03-23T09:00', '2026-03-23T08:00:00.000Z'],
    ['w@2026-03-30T09:00', '2026-03-30T08:00:00.000Z'],
  ]);
});
