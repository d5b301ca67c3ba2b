import { afterAll, beforeAll, expect, test } from 'vitest';
import { rosterSize, textsTo, watchFile } from '../journeys/support/import-watch.ts';
import { dayAhead } from '../journeys/support/roster.ts';
import { rosterCsv } from '../support/many-rows.ts';
import { letLeasesRunOut, type Office, openOffice, settled } from './support/office.ts';
import { until } from './support/until.ts';

const AGENTS = 200;
const DAYS = 100;
const ROWS = AGENTS * DAYS;

let office: Office;
beforeAll(async () => {
  office = await openOffice({ moreAgents: AGENTS });
}, 120_000);
afterAll(() => office?.close());

test('an app that is killed while it reads and while it writes a roster goes on with it: nothing half, nothing twice', async () => {
  const { workspace, database } = office;
  const csv = rosterCsv(AGENTS, DAYS, () => ({}), {
    from: dayAhead(7),
    emailOf: (agent) => `agent${agent + 1}@northwind-support.example`,
  });
  const maya = workspace.as('maya');
  await maya.command('/shift import', { in: '#care' });
  await maya.attach('File', 'year.csv', csv);
  const file = watchFile(workspace, maya.id, 'year.csv');
  await maya.submit();

  await file.says(/ of 20,000 rows read/);
  await killed();
  await file.says('20,000 new, 0 changed');
  // Rows may be written, and the process killed, before she hears that her click was taken.
  const pressed = maya.click('Import', { in: '@floorwalker', on: 'year.csv' }).catch(() => undefined);
  for (let kills = 0; kills < 2; kills += 1) {
    await until('rows are being written', isWriting, 60_000, 2);
    await killed();
    expect(await rosterSize(database)).toEqual({ shifts: 0, versions: 0, imports: 0 });
  }
  await pressed;
  await file.says('is imported: 20,000 new');
  await settled(office, 60_000);
  file.stop();

  expect(await rosterSize(database)).toEqual({ shifts: ROWS, versions: ROWS, imports: 1 });
  expect(textsTo(workspace, maya.id).filter((text) => text.includes('year.csv'))).toEqual([
    expect.stringContaining('is imported: 20,000 new, 0 changed, 0 as they were.'),
  ]);
}, 240_000);

/** With nobody to say goodbye to; another process takes its place, which may go on before anybody sees that it is ready. */
async function killed(): Promise<void> {
  const [app] = office.apps;
  if (!app) throw new Error('an office has a process');
  await app.kill();
  // The server finds out by itself that nobody is there any more.
  await until('the server has taken back what was not committed', async () => !(await isWriting()));
  await letLeasesRunOut(office);
  app.spawn();
}

async function isWriting(): Promise<boolean> {
  const [found] = await office.database.sql<{ count: number }[]>`
    select count(*)::int as count from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and state <> 'idle' and query like '%from wanted%'`;
  return (found?.count ?? 0) > 0;
}
