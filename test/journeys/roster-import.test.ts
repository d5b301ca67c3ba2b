import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { hire } from '../support/hire.ts';
import { rosterCsv } from '../support/many-rows.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { rosterSize, textsTo, watchFile } from './support/import-watch.ts';
import { setUpCare } from './support/northwind-team.ts';
import { dayAhead } from './support/roster.ts';

const AGENTS = 200;
const DAYS = 100;
const ROWS = AGENTS * DAYS;

/** A hundred days of two hundred people, by the addresses that only Slack knows. */
const YEAR = rosterCsv(AGENTS, DAYS, () => ({}), {
  from: dayAhead(7),
  emailOf: (agent) => `agent${agent + 1}@northwind-support.example`,
});

describe(`Maya imports a roster of ${ROWS.toLocaleString('en')} shifts`, () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace);
    await hire(workspace, database, 'agent', AGENTS);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function give(fileName: string, content: string) {
    const maya = workspace.as('maya');
    await maya.command('/shift import', { in: '#care' });
    await maya.attach('File', fileName, content);
    const watch = watchFile(workspace, maya.id, fileName);
    await maya.submit();
    await maya.close();
    return watch;
  }

  test('she sees how far the reading is, then what would change', async () => {
    const file = await give('year.csv', YEAR);

    const seconds = await file.says('20,000 new, 0 changed, 0 as they are.');
    file.stop();

    say(`looked at in ${seconds.toFixed(1)} s; she read ${file.seen.length} wordings of its message`);
    expect(file.seen.filter((text) => text.endsWith(' of 20,000 rows read …'))).not.toEqual([]);
    expect(await rosterSize(database)).toEqual({ shifts: 0, versions: 0, imports: 0 });
  }, 90_000);

  test('she presses Import once; meanwhile others are answered at once', async () => {
    const [maya, ana] = [workspace.as('maya'), workspace.as('ana')];
    const file = watchFile(workspace, maya.id, 'year.csv');
    await maya.click('Import', { in: '@floorwalker', on: 'year.csv' });

    const imported = file.says('is imported: 20,000 new');
    const waits = await answersUntil(imported, () => ana.command('/floorwalker', { in: '#care' }));
    file.stop();

    say(
      `imported in ${(await imported).toFixed(1)} s; Ana asked ${waits.length} times, at most ${Math.max(...waits)} ms`,
    );
    expect(await rosterSize(database)).toEqual({ shifts: ROWS, versions: ROWS, imports: 1 });
  }, 90_000);

  test('the same file again changes nothing, so there is nothing to press', async () => {
    const file = await give('again.csv', YEAR);
    const looked = await file.says('0 new, 0 changed, 20,000 as they are.');
    file.stop();

    say(`again: looked at in ${looked.toFixed(1)} s`);
    const answer = await workspace.as('maya').seesMessage('again.csv', { in: '@floorwalker' });
    expect(JSON.stringify(answer)).toContain('0 new, 0 changed');
    expect(JSON.stringify(answer)).not.toContain('"text":"Import');
    expect(await rosterSize(database)).toEqual({ shifts: ROWS, versions: ROWS, imports: 1 });
  }, 120_000);

  test('a broken one says which lines, changes nothing, and lets her have the good rows without giving it again', async () => {
    const maya = workspace.as('maya');
    const file = await give('broken.csv', broken(YEAR));

    await file.says('3 of 20,000 rows cannot be imported. Nothing has changed.');
    await maya.sees('Line 3: Nobody in this workspace has the address nobody@northwind-support.example.', {
      in: '@floorwalker',
    });
    await maya.sees('Line 4: Its start “soon” is no date with a time.', { in: '@floorwalker' });
    await maya.sees('Line 5: Its person already works then: it overlaps', { in: '@floorwalker' });
    await maya.sees('broken-problems.csv', { in: '@floorwalker' });
    expect(await rosterSize(database)).toEqual({ shifts: ROWS, versions: ROWS, imports: 1 });

    await maya.click('Import the 19,997 good rows', { in: '@floorwalker', on: 'broken.csv' });
    await file.says('is imported: 0 new, 1 changed, 19,996 as they were. 3 rows left out.');
    file.stop();

    expect(await rosterSize(database)).toEqual({ shifts: ROWS, versions: ROWS + 1, imports: 2 });
    expect(textsTo(workspace, maya.id).filter((text) => text.includes('is imported'))).toHaveLength(2);
  }, 120_000);
});

/** Line 2 says something new; three after it cannot be imported. */
function broken(csv: string): string {
  const lines = csv.split('\n');
  const change = (line: number, cell: number, text: string) => {
    const cells = lines[line - 1]?.split(',') ?? [];
    cells[cell] = text;
    lines[line - 1] = cells.join(',');
  };
  change(2, 14, 'bring the keys');
  change(3, 1, 'nobody@northwind-support.example');
  change(4, 2, 'soon');
  change(5, 1, 'agent1@northwind-support.example');
  change(5, 2, lines[1]?.split(',')[2] ?? '');
  change(5, 3, lines[1]?.split(',')[3] ?? '');
  return lines.join('\n');
}

/** Milliseconds that each of these acts took, one after the other until something has come. */
async function answersUntil(end: Promise<unknown>, act: () => Promise<void>): Promise<readonly number[]> {
  const waits: number[] = [];
  const seen = { end: false };
  const over = end.finally(() => {
    seen.end = true;
  });
  while (!seen.end) {
    const began = performance.now();
    await act();
    waits.push(Math.round(performance.now() - began));
  }
  await over;
  return waits;
}

function say(words: string): void {
  process.stdout.write(`${ROWS} rows ${words}\n`);
}
