import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { give, goOn } from '../../../../test/support/imports.ts';
import { openNorthwind } from '../../../../test/support/northwind.ts';
import { northwindSlack, type TestSlack } from '../../../../test/support/slack-reads.ts';
import { startImport } from './decide-import.ts';
import type { ImportKind } from './tables.ts';

let database: TestDatabase;
let maya: TestContext;
let slack: TestSlack;

beforeAll(async () => {
  database = await createTestDatabase();
  maya = (await openNorthwind(database)).as('maya');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate absences, qualifications, roster_imports, jobs, outbox_messages, posted_messages, outbox_lanes cascade`;
  await database.sql`update people set email = lower(name) || '@northwind.example'`;
  slack = northwindSlack();
});

async function importFile(kind: ImportKind, text: string, onlyGood = false) {
  const importId = await give(maya, slack, text, { kind });
  const looked = await goOn(maya, slack, importId);
  if (looked.state !== 'checked') return looked;
  await startImport(maya, { importId, look: looked.look }, { onlyGood });
  return goOn(maya, slack, importId);
}

const absences = () =>
  database.sql`
  select slack_id || ' ' || kind || ' ' || to_char(starts_at at time zone 'UTC', 'MM-DD HH24:MI') as line
  from absences order by starts_at`.then((rows) => rows.map((row) => String(row['line'])));

test('absences come as whole days or with times; the same file again changes nothing', async () => {
  const text = [
    'email,from,to,kind',
    'ana@northwind.example,2026-12-24,2026-12-31,leave',
    'ben@northwind.example,2026-12-24 14:00,18:00,unavailable',
  ].join('\n');

  const first = await importFile('absences', text);
  const second = await importFile('absences', text);

  expect(first).toMatchObject({ state: 'imported', counts: { added: 2, changed: 0, same: 0 } });
  expect(second.counts).toMatchObject({ added: 0, changed: 0, same: 2 });
  expect(await absences()).toEqual(['U0ANA leave 12-23 23:00', 'U0BEN unavailable 12-24 13:00']);
});

test('absences with a broken row change nothing until the good ones are asked for', async () => {
  const text = 'email,from,to\nana@northwind.example,2026-12-24,2026-12-23\nana@northwind.example,2026-12-27,\n';

  const importId = await give(maya, slack, text, { kind: 'absences' });
  const looked = await goOn(maya, slack, importId);

  expect(looked).toMatchObject({ state: 'checked', counts: { rows: 2, bad: 1 } });
  expect(looked.firstProblems).toEqual([{ line: 2, reason: 'It ends before it starts.' }]);
  expect(await absences()).toEqual([]);
  expect(await importFile('absences', text, true)).toMatchObject({ state: 'imported', counts: { added: 1, bad: 1 } });
});

test('what changes of absences and skills is said by name', async () => {
  const away =
    'email,from,to\nana@northwind.example,2026-12-24,2026-12-31\nben@northwind.example,2026-12-24 14:00,18:00\n';
  await importFile('skills', 'email,skill,until\nben@northwind.example,chat,\n');

  await goOn(maya, slack, await give(maya, slack, away, { kind: 'absences' }));
  const skills = 'email,skill,until\nana@northwind.example,chat,\nben@northwind.example,chat,2027-03-01\n';
  await goOn(maya, slack, await give(maya, slack, skills, { kind: 'skills' }));

  const edits =
    await database.sql`select payload::text as words from outbox_messages where kind = 'edit' order by sequence`;
  const [ofAbsences, ofSkills] = edits.slice(-2).map((edit) => String(edit['words']));
  expect(ofAbsences).toContain('• new: Ana: Thu 24 Dec to Thu 31 Dec · leave');
  expect(ofAbsences).toContain('• new: Ben: Thu 24 Dec, 14:00 to 18:00 · leave');
  expect(ofSkills).toContain('• new: Ana: chat');
  expect(ofSkills).toContain('• Ben: chat until 2027-03-01');
});

test('skills come with a last day, or for good', async () => {
  const text = 'Email,Skill,Until\nana@northwind.example,first aid,2027-03-01\nana@northwind.example,chat,\n';

  await importFile('skills', text);
  const again = await importFile('skills', text.replace('2027-03-01', '2028-03-01'));

  expect(again.counts).toMatchObject({ added: 0, changed: 1, same: 1 });
  expect(await database.sql`select name, valid_until::text as until from qualifications order by name`).toMatchObject([
    { name: 'chat', until: null },
    { name: 'first aid', until: '2028-03-01' },
  ]);
});

test('a file without the columns it needs is answered in words', async () => {
  const ended = await importFile('skills', 'who,what\nana,chat\n');

  expect(ended.state).toBe('failed');
  const [edit] = await database.sql`select payload::text as words from outbox_messages where kind = 'edit'`;
  expect(edit?.['words']).toContain('The file has no column email and no column skill.');
});
