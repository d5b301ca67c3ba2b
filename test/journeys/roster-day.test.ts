import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, localDate, toInstant, weekdayOf } from '../../src/core/local-time.ts';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';

const BERLIN = 'Europe/Berlin';
/** The Wednesday after the next Sunday, so that the week before it has begun nowhere. */
const WEDNESDAY = nextWednesday();

function nextWednesday(): string {
  const today = localDate(new Date(), BERLIN);
  return addDays(today, 7 - weekdayOf(today) + 3);
}

const rows: readonly (readonly [id: string, who: string, from: string, to: string, type: string])[] = [
  ['leo', 'U0LEO', '08:00', '15:00', 'Early'],
  ['dana', 'U0DANA', '14:00', '22:00', 'Late'],
  ['ana', 'U0ANA', '08:00', '15:00', 'Early'],
  ['jonas', 'U0JONAS', '14:00', '22:00', 'Late'],
  ['open', '', '14:00', '22:00', 'Late'],
];

/** The leads work the two days after it as well: whoever has a shift or two only is there by their hours besides. */
function roster(): string {
  const leads = rows.filter(([, who]) => ['U0LEO', 'U0DANA'].includes(who));
  const lines = [
    ...rows.map((row) => line(row, WEDNESDAY)),
    ...[1, 2].flatMap((days) => leads.map((row) => line(row, addDays(WEDNESDAY, days)))),
  ];
  return ['shift_id,email,start_local,end_local,zone,type,published,open', ...lines].join('\n');
}

function line([id, who, from, to, type]: (typeof rows)[number], date: string): string {
  const isOpen = who === '' ? 'yes' : 'no';
  return [`${id}-${date}`, who, `${date}T${from}`, `${date}T${to}`, BERLIN, type, 'yes', isOpen].join(',');
}

/** The team is closed from 14:00 to 16:00: by its hours nobody would hand over at three. */
describe('a day by the roster', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace, { leads: ['Dana Okafor'] });
    await moveTo(9, 30);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function moveTo(hour: number, minute: number): Promise<void> {
    const to = toInstant(WEDNESDAY, hour * 60 + minute, BERLIN).toISOString();
    await connectTo(workspace.url).moveClock({ to });
  }

  test('Maya imports it', async () => {
    const maya = workspace.as('maya');
    await maya.command('/shift import', { in: '#care' });
    await maya.attach('File', 'wednesday.csv', roster());
    await maya.submit();
    await maya.click('Import', { in: '@floorwalker', on: 'wednesday.csv' });

    await maya.sees('is imported: 9 new', { in: '@floorwalker' });
  });

  test('Ana sees when she works, with whom, and who is on', async () => {
    const ana = workspace.as('ana');
    await ana.command('/shift', { in: '#care' });
    await ana.sees('08:00–15:00 · Early', { in: 'modal' });
    await ana.sees('with Dana, Jonas and Leo', { in: 'modal' });
    await ana.close();

    await ana.command('/shift today', { in: '#care' });
    await ana.sees('On now', { in: 'modal' });
    await ana.sees('Ana and Leo · Early', { in: 'modal' });
    await ana.sees('1 open · Late', { in: 'modal' });
    await ana.close();

    await ana.openHome();
    await ana.sees('My shifts', { in: 'home' });
    await ana.sees('Ana and Leo until 15:00', { in: 'home' });
    await ana.sees('Next: Dana and Jonas, 14:00–22:00', { in: 'home' });
  });

  test('Ana does not know the word she typed, and is told what there is', async () => {
    const ana = workspace.as('ana');
    await ana.command('/shift whatever', { in: '#care' });

    await ana.sees('I know no “whatever”', { in: '#care' });
  });

  test('a quarter of an hour before the end of his shift Leo is asked, with Dana for heir', async () => {
    const [ana, leo] = [workspace.as('ana'), workspace.as('leo')];
    await ana.command('/escalate lamp', { in: '#care' });
    await ana.fill('Summary', 'Broken lamp');
    await ana.choose('What does the customer want?', 'Answer');
    await ana.submit();
    await leo.click('Claim', { in: '#care-escalations', on: 'Broken lamp' });
    await leo.sees(/claimed it|has it/, { in: '#care-escalations', on: 'Broken lamp' });

    await moveTo(14, 46);

    await leo.sees('Before you go: one open case', { in: '@floorwalker' });
    await leo.sees('→ Dana', { in: '@floorwalker', on: 'Before you go' });
    expect(await workspace.as('dana').canSee('hands over', { in: '@floorwalker' })).toBe(false);
  });

  test('she has it when he has gone without a word', async () => {
    await moveTo(15, 1);
    const dana = workspace.as('dana');
    await dana.click('Accept', { in: '@floorwalker', on: 'hands over' });

    await dana.sees('Broken lamp', { in: '#care-escalations' });
    await dana.sees(/Dana\S* (Okafor )?has it|accepted/, { in: '#care-escalations', on: 'Broken lamp' });
  });
});
