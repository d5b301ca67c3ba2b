import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { give, goOn, storedImport } from '../../../../test/support/imports.ts';
import { openNorthwind } from '../../../../test/support/northwind.ts';
import { queuedMessages } from '../../../../test/support/queued-messages.ts';
import { type TestSlack, northwindSlack } from '../../../../test/support/slack-reads.ts';
import { chooseColumns } from './choose-columns.ts';
import { startImport } from './decide-import.ts';

let database: TestDatabase;
let maya: TestContext;
let slack: TestSlack;

beforeAll(async () => {
  database = await createTestDatabase();
  maya = (await openNorthwind(database)).as('maya');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, roster_imports, roster_layouts, jobs, outbox_messages, posted_messages, outbox_lanes cascade`;
  await database.sql`update people set email = lower(name) || '@northwind.example'`;
  slack = northwindSlack();
});

const heading = 'shift_id,email,start_local,end_local,zone';
const ana = 's1,ana@northwind.example,2026-03-16T06:00,2026-03-16T14:00,';
const ben = 's2,ben@northwind.example,2026-03-16T14:00,2026-03-16T22:00,';
const open = 's3,,2026-03-17T14:00,2026-03-17T22:00,';
const csv = (...rows: readonly string[]) => `${[heading, ...rows].join('\n')}\n`;

async function importFile(text: string) {
  const importId = await give(maya, slack, text);
  const { look } = await goOn(maya, slack, importId);
  await startImport(maya, { importId, look }, { onlyGood: false });
  return goOn(maya, slack, importId);
}

async function lastEdit(): Promise<string> {
  const queued = await queuedMessages(database.sql);
  return queued.findLast(({ kind }) => kind === 'edit')?.payload ?? '';
}

test('an import pressed twice at the same moment is done once, and nobody is told off', async () => {
  const importId = await give(maya, slack, csv(ana, ben));
  const { look } = await goOn(maya, slack, importId);
  const press = () => startImport(maya, { importId, look }, { onlyGood: false });

  const presses = await Promise.allSettled([press(), press(), press(), press()]);

  expect(presses.map(({ status }) => status)).toEqual(presses.map(() => 'fulfilled'));
  expect(await storedImport(maya, importId)).toMatchObject({ state: 'importing' });
});

test('an import says what changes, by name, before it is pressed', async () => {
  await importFile(csv(ana, ben));
  const later = ana.replace('T06:00', 'T08:00').replace('T14:00', 'T16:00');

  const importId = await give(maya, slack, csv(later, ben.replace('ben@', 'leo@'), open));
  await goOn(maya, slack, importId);

  const words = await lastEdit();
  expect(words).toContain('• Ana: Mon 16 Mar, 06:00–14:00 → 08:00–16:00');
  expect(words).toContain('• Ben → Leo: Mon 16 Mar, 14:00–22:00');
  expect(words).toContain('• new: open: Tue 17 Mar, 14:00–22:00');
});

test('an import that would cancel many more by now than somebody agreed to is shown again', async () => {
  const days = ['16', '17', '18', '19', '20', '23'];
  const rows = days.map((day) => ana.replace('s1', `a${day}`).replaceAll('03-16', `03-${day}`));
  await importFile(csv(...rows.slice(0, 1)));
  const importId = await give(maya, slack, csv(ana, ben.replaceAll('03-16', '03-24')), { cancelsMissing: true });
  const { look, counts } = await goOn(maya, slack, importId);
  await importFile(csv(...rows));

  await startImport(maya, { importId, look }, { onlyGood: false });
  const again = await goOn(maya, slack, importId);

  expect(counts).toMatchObject({ missing: 1 });
  expect(again).toMatchObject({ state: 'checked', counts: { missing: 6 } });
  expect(await lastEdit()).toContain('Import and cancel 6 shifts');
  expect(await database.sql`select from shifts where state = 'cancelled'`).toEqual([]);
});

test('columns that were chosen wrongly can be chosen anew, and are remembered so', async () => {
  const text = 'Wer;Beginn;Ende\nana@northwind.example;2026-03-16 06:00;2026-03-16 14:00\n';
  const importId = await give(maya, slack, text);
  await goOn(maya, slack, importId);
  await chooseColumns(maya, { importId, columns: { person: 0, start: 2, end: 1 }, dateOrder: undefined });
  const wrong = await goOn(maya, slack, importId);
  const words = await lastEdit();

  await chooseColumns(maya, { importId, columns: { person: 0, start: 1, end: 2 }, dateOrder: undefined });
  const right = await goOn(maya, slack, importId);
  const again = await goOn(maya, slack, await give(maya, slack, text));

  expect(wrong).toMatchObject({ state: 'checked', counts: { bad: 1 } });
  expect(words).toContain('Choose columns');
  expect(right).toMatchObject({ state: 'checked', counts: { added: 1, bad: 0 } });
  expect(again).toMatchObject({ state: 'checked', counts: { added: 1, bad: 0 } });
});

test('columns that are chosen when it goes on already are refused in words, unless they are the same', async () => {
  const importId = await give(
    maya,
    slack,
    'Wer;Beginn;Ende\nana@northwind.example;2026-03-16 06:00;2026-03-16 14:00\n',
  );
  await goOn(maya, slack, importId);
  const chosen = { importId, columns: { person: 0, start: 1, end: 2 }, dateOrder: undefined };
  await chooseColumns(maya, chosen);
  const { look } = await goOn(maya, slack, importId);
  await startImport(maya, { importId, look }, { onlyGood: false });

  await chooseColumns(maya, chosen);
  const others = chooseColumns(maya, { ...chosen, columns: { person: 0, start: 2, end: 1 } });

  await expect(others).rejects.toThrow('The file has gone on with the columns as they were.');
});
