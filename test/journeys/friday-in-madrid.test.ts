import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '../../src/core/local-time.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { instantOf, nextDay } from './support/days.ts';
import { setUpCare } from './support/northwind-team.ts';
import { lineOf, minuteIn, postedSince } from './support/posted.ts';

const MADRID = 'Europe/Madrid';
const FRIDAY = nextDay(5, MADRID);
const TUESDAY = addDays(FRIDAY, 4);

/** A whole life of one case, over an evening, a weekend, a holiday and a siesta; and the app is killed twice. */
describe('a High case in Madrid, raised on Friday at 16:50 before a long weekend', { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, {
      leads: ['Sofia Rossi'],
      directors: ['Iris Haddad'],
      timeZone: 'Madrid',
      hours: 'Mon-Fri 09:00-13:00, 16:00-20:00',
    });
    await closeOn(addDays(FRIDAY, 3));
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  const channel = { in: '#care-escalations' } as const;
  const card = { in: '#care-escalations', on: 'Broken lamp' } as const;

  test('is claimed by nobody: one person after another is asked, and whoever is asked by a killed app is asked late', async () => {
    await moveTo(FRIDAY, '16:50');
    await raise('Broken lamp');
    await workspace.as('leo').sees(/Asked .*next: another lead/, card);

    await moveTo(FRIDAY, '17:15');
    await dieUntil(FRIDAY, '17:28');
    await moveTo(FRIDAY, '18:00');

    // The steps of High are a quarter of an hour apart. The third came 8 min late, and its successor waits from then.
    expect(await posted('case:chain')).toEqual([
      'Fri 17:05 case:chain #care-escalations sofia', // 15 min after Leo, who is mentioned on the card
      'Fri 17:28 case:chain #care-escalations maya', // was due 17:20
      'Fri 17:43 case:chain #care-escalations iris',
      'Fri 17:58 case:chain #care-escalations leo', // once more from the first
    ]);
    await workspace.as('maya').sees(/Nobody has claimed #1 for 38 min.*This comes late/s, channel);
  });

  test('is claimed by Leo, whom nobody asks at night, at the weekend or on the holiday', async () => {
    const leo = workspace.as('leo');
    await leo.click('Claim', card);
    await leo.sees('Leo claimed it', card);

    await moveTo(TUESDAY, '09:10');

    // 120 silent minutes were over at 20:00, when he went home.
    expect(await posted('case:still-on-it')).toEqual(['Tue 09:00 case:still-on-it #care-escalations leo']);
  });

  test('waits half an hour for Ana, which no clock counts', async () => {
    const [leo, ana] = [workspace.as('leo'), workspace.as('ana')];
    await leo.click('Ask for info', card);
    await leo.fill('What do you need to know?', 'Which lamp?');
    await leo.submit();
    await ana.sees('Which lamp?', { in: '@floorwalker' });

    await moveTo(TUESDAY, '09:40');
    await ana.click('Answer', { in: '@floorwalker', on: 'Which lamp?' });
    await ana.fill('Your answer', 'The tall one.');
    await ana.submit();
    await leo.sees('The tall one.', channel);
  });

  test('gives Leo a warning, a siesta and no second question while he writes about it', async () => {
    await moveTo(TUESDAY, '11:30');
    const leo = workspace.as('leo');
    await leo.say('I have called the warehouse', { ...channel, replyTo: 'Broken lamp' });
    await leo.sees('Leo noted', card);

    await moveTo(TUESDAY, '16:45');

    expect(await posted('reminders')).toEqual(['Tue 12:20 reminders @leo leo']);
    expect(await posted('case:still-on-it')).toEqual([
      'Tue 09:00 case:still-on-it #care-escalations leo',
      'Tue 16:30 case:still-on-it #care-escalations leo', // 11:30 to 13:00 are 90 min, and 30 more after 16:00
    ]);
  });

  test('is late while the app is down: once, as of its minute, and Leo hears of it when the app is back', async () => {
    await dieUntil(TUESDAY, '17:25');

    await moveTo(TUESDAY, '17:27');

    await workspace.as('leo').sees('Not resolved yet, it was due 17:20.', { in: '@floorwalker' });
    expect(await posted('reminders')).toEqual(['Tue 12:20 reminders @leo leo', 'Tue 17:25 reminders @leo leo']);
    await workspace.as('leo').click('Still on it', { ...channel, on: 'Still on #1?' });
  });

  test('had each warning and each breach at its minute', async () => {
    expect(await clocks()).toEqual([
      // of High: 15, 60 and 480 min; a warning at 75 %
      ['claim', 'Fri 17:01', 'Fri 17:05'], // 11:15 and 15 min after 16:50
      ['answer', 'Fri 17:35', 'Fri 17:50'], // 45 and 60 min after 16:50
      // Friday 16:50 to 20:00 is 190 min. Tuesday from 09:00 to 09:10 it is 200, and again from 09:40: 360 min at 12:20,
      // 400 at 13:00, and 480 at 17:20.
      ['resolve', 'Tue 12:20', 'Tue 17:20'],
    ]);
    expect(await breaches()).toEqual(['claim', 'answer', 'resolve']);
  });

  test('posted these messages and no others', async () => {
    expect(await posted()).toEqual([
      'Fri 16:50 case:card #care-escalations leo',
      'Fri 16:50 case:status @ana ana',
      'Fri 17:05 case:chain #care-escalations sofia',
      'Fri 17:28 case:chain #care-escalations maya',
      'Fri 17:43 case:chain #care-escalations iris',
      'Fri 17:58 case:chain #care-escalations leo',
      'Tue 09:00 case:still-on-it #care-escalations leo',
      'Tue 09:10 case:entry:raiser @ana ana',
      'Tue 09:40 case:entry:deciders #care-escalations leo',
      'Tue 12:20 reminders @leo leo',
      'Tue 16:30 case:still-on-it #care-escalations leo',
      'Tue 17:25 reminders @leo leo',
    ]);
  });

  /** Maya closes the team for a day of its own. */
  async function closeOn(date: string): Promise<void> {
    const maya = workspace.as('maya');
    await maya.command('/floorwalker', { in: '#care' });
    await maya.click('Settings', { in: '#care' });
    await maya.click('Change Calendar of Northwind Care', { in: 'modal' });
    await maya.seesModal('Calendar');
    await maya.fill('Own days, a line each', `${date} closed Patron saint`);
    await maya.submit();
    await maya.sees('is saved', { in: 'modal' });
    await maya.close();
  }

  async function raise(summary: string): Promise<void> {
    const ana = workspace.as('ana');
    await ana.command('/escalate', { in: '#care' });
    await ana.fill('Summary', summary);
    await ana.choose('What does the customer want?', 'Answer');
    await ana.choose('Urgency', 'High');
    await ana.submit();
  }

  async function moveTo(date: string, time: string): Promise<void> {
    await connectTo(workspace.url).moveClock({ to: instant(date, time).toISOString() });
  }

  /** `kill -9`; the time passes before there is another process. */
  async function dieUntil(date: string, time: string): Promise<void> {
    const [app] = workspace.apps;
    app?.signal('SIGKILL');
    const offsetMs = instant(date, time).getTime() - Date.now();
    await database.sql`update business_clock set offset_ms = ${offsetMs}`;
    workspace.world.state.clockOffsetMs = offsetMs;
    await eventually(() => expect(app?.isReady()).toBe(false));
    await app?.ready(60_000);
  }

  async function posted(kind?: string): Promise<readonly string[]> {
    const all = await postedSince(instant(FRIDAY, '16:50'), workspace, database);
    return all
      .filter((one) => kind === undefined || one.kind === kind)
      .map((one) => lineOf(MADRID, one))
      .toSorted();
  }

  async function clocks(): Promise<readonly string[][]> {
    const kept = await database.sql<{ kind: string; warnedAt: Date; breachedAt: Date }[]>`
      select kind, warned_at as "warnedAt", breached_at as "breachedAt" from case_clocks order by breached_at`;
    return kept.map(({ kind, warnedAt, breachedAt }) => [
      kind,
      minuteIn(MADRID, warnedAt),
      minuteIn(MADRID, breachedAt),
    ]);
  }

  async function breaches(): Promise<readonly string[]> {
    const told = await database.sql<{ clock: string }[]>`
      select detail ->> 'clock' as clock from audit_log where action = 'case.clock-breached' order by id`;
    return told.map(({ clock }) => clock);
  }
});

function instant(date: string, time: string): Date {
  return instantOf(date, time, MADRID);
}
