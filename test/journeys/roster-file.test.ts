import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { textsTo } from './support/import-watch.ts';
import { setUpCare } from './support/northwind-team.ts';
import { dayAhead } from './support/roster.ts';

const people = ['ana', 'jonas', 'sofia'] as const;
const DM = { in: '@floorwalker' } as const;

const DAYS = 5;

/** Three people on five days, in the columns of a German planner; on the first of them Ana may begin at another time. */
function plan(anaFrom = '08:00'): readonly string[] {
  const rows = Array.from({ length: DAYS }, (_, day) =>
    people.map((name) => {
      const [year, month, date] = dayAhead(7 + day).split('-');
      const start = name === 'ana' && day === 0 ? anaFrom : '08:00';
      return `${name}-${day};${name}@northwind-support.example;${date}.${month}.${year};${start};16:00`;
    }),
  );
  return ['Schicht-ID;Mitarbeiter;Datum;Beginn;Ende', ...rows.flat()];
}

describe('Maya imports the file of another planner', () => {
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

  async function give(fileName: string, lines: readonly unknown[], missing?: string): Promise<void> {
    const maya = workspace.as('maya');
    await maya.command('/shift import', { in: '#care' });
    await maya.attach('File', fileName, `${lines.join('\n')}\n`);
    if (missing) await maya.choose('Shifts of the file’s dates that are not in it', missing);
    await maya.submit();
    await maya.close();
  }

  const planned = async () => (await database.sql`select from shifts where state = 'planned'`).length;

  test('its columns are guessed, each with what its first row has, and only what is needed has to be said', async () => {
    const maya = workspace.as('maya');
    await give('dienstplan.csv', plan());
    await maya.click('Choose columns', { ...DM, on: 'dienstplan.csv' });

    await maya.sees('Mitarbeiter · ana@northwind-support.example', { in: 'modal' });
    await maya.sees('Beginn · 08:00', { in: 'modal' });
    await maya.submit();

    await maya.sees('15 rows: 15 new, 0 changed, 0 as they are.', DM);
    await maya.sees('new: Ana', DM);
    await maya.sees('… and 5 more, in the file that comes with this.', DM);
    await maya.sees('dienstplan-changes.csv', DM);
    expect(await planned()).toBe(0);
  });

  test('she presses Import twice: it is done once, and nothing is answered but that', async () => {
    const maya = workspace.as('maya');
    const imports = { ...DM, on: '15 new' };
    await Promise.allSettled([maya.click('Import', imports), maya.click('Import', imports)]);

    await maya.sees('is imported: 15 new', DM);
    expect(await planned()).toBe(15);
    expect(textsTo(workspace, maya.id).join('\n')).not.toContain('looked at again');
  });

  test('the next file says whose shift changes, and Ana reads of hers', async () => {
    const maya = workspace.as('maya');
    await give('later.csv', plan('10:00'));
    await maya.sees(/Ana[^:]*: .*, 08:00–16:00 → 10:00–16:00/, DM);
    await maya.click('Import', { ...DM, on: 'later.csv' });

    await maya.sees(/later\.csv.* is imported: 0 new, 1 changed, 14 as they were/, DM);
    await workspace.as('ana').sees('10:00–16:00', DM);
  });

  test('the same file again has nothing to press', async () => {
    await give('again.csv', plan('10:00'));

    const message = await workspace.as('maya').seesMessage('There is nothing to import.', DM);

    expect(JSON.stringify(message)).not.toContain('"button"');
  });

  test('a file that would cancel most of what it covers says how much, asks, and cancels as much', async () => {
    const maya = workspace.as('maya');
    const [heading, first, ...others] = plan('10:00');
    await give('half.csv', [heading, first, others.at(-1)], 'Cancel those that came from a file before');
    await maya.sees('Import and cancel 13 shifts', DM);
    expect(await planned()).toBe(15);

    await maya.click('Import and cancel 13 shifts', { ...DM, on: 'half.csv' });
    await maya.sees(/half\.csv.* is imported: .* 13 cancelled/, DM);

    expect(await planned()).toBe(2);
  });
});
