import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { calendarOf, neverOpen, plainClock } from '../../../../test/support/calendars.ts';
import { berlin, type ChainWorld, openChainWorld } from '../../../../test/support/chain-world.ts';
import { CARE } from '../../../../test/support/northwind.ts';
import { systemAt } from '../../../../test/support/timers.ts';
import type { Calendar } from '../../../core/business-time/calendar.ts';
import { claimCase } from '../handling/claim-case.ts';
import { followTeamWithChains } from './follow-team.ts';
import { sweepStaleCases } from './stale-cases.ts';
import { quietSince, sweepMinutes } from './stale-rules.ts';

const madrid = calendarOf('Europe/Madrid', 'Mon-Fri 09:00-18:00', { holidays: ['2026-03-11'] });
const at = (time: string) => new Date(`${time.replace(' ', 'T')}:00+01:00`);

function isQuiet(calendar: Calendar, changedAt: string, today: string): boolean {
  const since = quietSince(calendar, today);
  return since !== undefined && at(changedAt) < since;
}

describe('a case is quiet', () => {
  test.each([
    ['not on the next working day', '2026-03-02 10:00', '2026-03-03', false],
    ['not after one whole working day', '2026-03-02 10:00', '2026-03-04', false],
    ['after two', '2026-03-02 10:00', '2026-03-05', true],
    ['not over a weekend', '2026-03-06 10:00', '2026-03-10', false],
    ['not over a holiday', '2026-03-09 10:00', '2026-03-12', false],
    ['after a weekend and two whole days', '2026-03-05 17:59', '2026-03-10', true],
  ] as const)('%s', (_name, changed, today, expected) => {
    expect(isQuiet(madrid, changed, today)).toBe(expected);
  });

  test('after two whole days where the team never closes, and where it closes for the weekend only', () => {
    const quiet = (calendar: Calendar, today: string) => isQuiet(calendar, '2026-03-03 10:00', today);
    const weekdays = calendarOf('Europe/Madrid', 'Mon-Fri 24h');

    for (const calendar of [plainClock('Europe/Madrid'), weekdays]) {
      expect([quiet(calendar, '2026-03-05'), quiet(calendar, '2026-03-06')]).toEqual([false, true]);
    }
  });

  test('never where the team has not been open for two days', () => {
    expect(quietSince(neverOpen('Europe/Madrid'), '2026-03-10')).toBeUndefined();
  });
});

/** What differs between copies of a case. */
const anew: Readonly<Record<string, string>> = {
  id: 'gen_random_uuid()',
  number: 'number + i',
  request_id: 'request_id || i',
};

test('the sweep comes when the team first opens on a weekday, and not on one it is closed', () => {
  const split = { weekly: calendarOf('UTC', 'Mon-Fri 14:00-18:00, 09:30-12:00').weekly, isRoundTheClock: false };

  expect([1, 5, 6].map((weekday) => sweepMinutes(split, weekday))).toEqual([570, 570, undefined]);
  expect(sweepMinutes({ weekly: [], isRoundTheClock: true }, 7)).toBe(540);
});

describe('each morning', () => {
  let world: ChainWorld;

  beforeAll(async () => {
    world = await openChainWorld();
  });
  afterAll(() => world.database.close());
  beforeEach(() => world.database.sql`truncate cases, jobs, outbox_messages, schedules cascade`);

  const sweep = (date: string, isLate = false) =>
    sweepStaleCases(systemAt(world.database, berlin(`${date} 09:00`)), {
      key: `${CARE}:2`,
      localDate: date,
      scheduledFor: berlin(`${date} 09:00`),
      isLate,
    });

  const ownDay = (day: object) => world.database.sql`
    insert into team_calendars (workspace_id, team_id, revision, days)
    values ('T0NORTHWIND', ${CARE}, 2, ${world.database.sql.json([day as never])})`;

  async function posted(): Promise<readonly string[]> {
    const rows = await world.database.sql<{ message: string }[]>`
      select payload ->> 'message' as message from outbox_messages where dedupe_key like 'stale:%'`;
    return rows.map(({ message }) => message);
  }

  test('lists once what nobody touched for two working days, without a mention', async () => {
    const quiet = await world.raise('2026-03-10 10:00', { summary: 'Refund <@U0EVE> overdue', urgency: 'high' });
    await claimCase(world.at('2026-03-10 10:05', 'leo'), { caseId: quiet.id });
    await world.raise('2026-03-12 16:00');
    await world.database.sql`update cases set is_private = true where raised_at < ${berlin('2026-03-10 09:00')}`;

    await sweep('2026-03-13');
    await sweep('2026-03-13');

    const [message, ...others] = await posted();
    expect(others).toEqual([]);
    expect(message).toContain('1 case has been quiet for 2 working days.');
    expect(message).toContain(
      `#${quiet.number} · 🟠 High · Refund <@U0EVE> overdue\\nLeo · quiet since Tuesday 10 March`,
    );
    expect(message).toContain(`"action_id": "case.view:${quiet.number}"`);
    expect(message).not.toContain('"type": "user"');
  });

  test('lists what is urgent before what is quiet for longer', async () => {
    const normal = await world.raise('2026-03-09 10:00');
    const [high, critical] = [
      await world.raise('2026-03-10 10:00', { urgency: 'high' }),
      await world.raise('2026-03-10 11:00', { urgency: 'critical' }),
    ];

    await sweep('2026-03-13');

    const numbers = [...((await posted())[0] ?? '').matchAll(/case\.view:(\d+)/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual([critical.number, high.number, normal.number]);
  });

  test('says nothing where nothing is quiet, of private cases, and on days off', async () => {
    const secret = await world.raise('2026-03-02 10:00');
    await world.database.sql`update cases set is_private = true where id = ${secret.id}`;
    await sweep('2026-03-13');
    await world.raise('2026-03-02 10:00');
    await sweep('2026-03-14');

    expect(await posted()).toEqual([]);
  });

  test.each([
    ['the team stands together first', { kind: 'break', spans: [{ open: 540, close: 570 }] }],
    ['the team opens later that day', { kind: 'hours', spans: [{ open: 660, close: 1020 }] }],
  ])('lists them at its time also where %s', async (_name, day) => {
    await ownDay({ ...day, date: '2026-03-13', name: '' });
    await world.raise('2026-03-10 10:00');

    await sweep('2026-03-13');

    expect(await posted()).toHaveLength(1);
    await world.database.sql`delete from team_calendars`;
  });

  test('says when it comes late', async () => {
    await world.raise('2026-03-10 10:00');

    await sweep('2026-03-13', true);

    expect(await posted()).toEqual([expect.stringContaining('This comes late: it was due at <!date')]);
  });

  test('lists the first ten and counts the rest, however many there are', async () => {
    const { sql } = world.database;
    const { id } = await world.raise('2026-03-10 10:00');
    const columns = (await sql`select column_name as name from information_schema.columns where table_name = 'cases'`)
      .map(({ name }) => String(name))
      .map((name) => [`"${name}"`, anew[name] ?? `"${name}"`] as const);
    await sql.unsafe(`insert into cases (${columns.map(([name]) => name).join()})
      select ${columns.map(([, value]) => value).join()} from cases, generate_series(1, 20000) i where id = '${id}'`);

    await sweep('2026-03-13');

    expect(await posted()).toEqual([expect.stringContaining('20001 cases have been quiet')]);
    expect((await posted())[0]).toContain('And 19991 more');
  });

  test('has a schedule for each working day, which follows the hours of the team', async () => {
    const { sql } = world.database;
    await followTeamWithChains(systemAt(world.database, berlin('09:00')), CARE);
    const days = () => sql`select key, rule from schedules where kind = 'case.stale-sweep' order by key`;

    expect((await days()).map(({ key }) => String(key).at(-1))).toEqual(['1', '2', '3', '4', '5']);
    expect((await days())[0]?.['rule']).toEqual({ minutes: 540, weekdays: [1], timeZone: 'Europe/Berlin' });
  });
});

test('chains follow a change of the hours from where they count', async () => {
  const world = await openChainWorld();
  try {
    const { sql } = world.database;
    const { id } = await world.raise('16:50', { urgency: 'high' });
    const nextAt = async () =>
      (await sql<{ at: Date }[]>`select next_at as at from case_chains where case_id = ${id}`)[0]?.at;
    expect(await nextAt()).toEqual(berlin('2026-03-11 09:05'));

    const longer = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 9 * 60, close: 20 * 60 }));
    await sql`update teams set business_hours = ${sql.json(longer)}`;
    await followTeamWithChains(systemAt(world.database, berlin('16:55')), CARE);

    expect(await nextAt()).toEqual(berlin('17:05'));
    await world.until('17:05');
    expect(await world.said()).toEqual([expect.stringContaining('@U0LIA Nobody has claimed')]);
  } finally {
    await world.database.close();
  }
});
