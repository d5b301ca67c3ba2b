import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import type { TestContext } from '../../../../test/support/context.ts';
import { give, goOn, rosterLines, storedImport } from '../../../../test/support/imports.ts';
import { CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { queuedMessages } from '../../../../test/support/queued-messages.ts';
import { addShifts, newShift } from '../../../../test/support/shifts.ts';
import { slackError, type TestSlack, northwindSlack } from '../../../../test/support/slack-reads.ts';
import { chooseColumns, columnsOf } from './choose-columns.ts';
import { dropImport, startImport } from './decide-import.ts';
import type { GiveFile } from './inputs.ts';

let database: TestDatabase;
let northwind: Northwind;
let maya: TestContext;
let slack: TestSlack;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  maya = northwind.as('maya');
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate shifts, roster_imports, roster_layouts, jobs, outbox_messages, posted_messages, outbox_lanes cascade`;
  await database.sql`update people set email = lower(name) || '@northwind.example'`;
  slack = northwindSlack();
});

const heading = 'shift_id,email,start_local,end_local,zone';
const ana = 's1,ana@northwind.example,2026-03-16T06:00,2026-03-16T14:00,';
const ben = 's2,Ben@Northwind.example,2026-03-16T14:00,2026-03-16T22:00,';
const open = 's3,,2026-03-17T14:00,2026-03-17T22:00,';
const csv = (...rows: readonly string[]) => `${[heading, ...rows].join('\n')}\n`;

/** Looks at a file and imports what can be. */
async function importFile(text: string, others: Partial<GiveFile> = {}) {
  const importId = await give(maya, slack, text, others);
  const { look } = await goOn(maya, slack, importId);
  await startImport(maya, { importId, look }, { onlyGood: false });
  return goOn(maya, slack, importId);
}

async function lastWords(): Promise<string> {
  const queued = await queuedMessages(database.sql);
  return queued.findLast(({ kind }) => kind === 'edit' || kind === 'post')?.payload ?? '';
}

describe('an import', () => {
  test('changes nothing before it is pressed, then everything, once', async () => {
    const importId = await give(maya, slack, csv(ana, ben, open));

    const looked = await goOn(maya, slack, importId);

    expect(looked).toMatchObject({ state: 'checked', counts: { rows: 3, added: 3, bad: 0 } });
    expect(await rosterLines(database.sql)).toEqual([]);
    expect(await lastWords()).toContain('3 rows: 3 new, 0 changed, 0 as they are.');

    const button = { importId, look: looked.look };
    await startImport(maya, button, { onlyGood: false });
    await startImport(maya, button, { onlyGood: false });
    await goOn(maya, slack, importId);
    const done = await goOn(maya, slack, importId);

    expect(done).toMatchObject({ state: 'imported', content: '' });
    expect(await rosterLines(database.sql)).toEqual([
      's1 U0ANA 2026-03-16T06:00 2026-03-16T14:00 v1',
      's2 U0BEN 2026-03-16T14:00 2026-03-16T22:00 v1',
      's3 open 2026-03-17T14:00 2026-03-17T22:00 v1',
    ]);
    expect(await lastWords()).toContain('is imported: 3 new, 0 changed, 0 as they were.');
  });

  test('of the same file again makes no new versions', async () => {
    await importFile(csv(ana, ben, open));

    const { counts } = await importFile(csv(open, ana, ben));

    expect(counts).toMatchObject({ added: 0, changed: 0, same: 3 });
    expect((await rosterLines(database.sql)).every((line) => line.endsWith('v1'))).toBe(true);
  });

  test('with a broken row changes nothing, says which, and keeps the file for the good ones', async () => {
    const broken = 's4,zoe@elsewhere.example,2026-03-16T06:00,2026-03-16T14:00,';
    const importId = await give(maya, slack, csv(ana, broken, ben, '=cmd|x,ana@northwind.example,x,y,'));

    const { look, counts } = await goOn(maya, slack, importId);

    expect(counts).toMatchObject({ rows: 4, bad: 2 });
    const queued = await queuedMessages(database.sql);
    expect(queued.find(({ kind }) => kind === 'edit')?.payload).toContain(
      'Line 3: Nobody in this workspace has the address zoe@elsewhere.example.',
    );
    const file = queued.find(({ kind }) => kind === 'file')?.payload ?? '';
    expect(file).toContain(broken);
    expect(file).toContain(`'=cmd|x,`);
    expect(await rosterLines(database.sql)).toEqual([]);

    await startImport(maya, { importId, look }, { onlyGood: true });
    const done = await goOn(maya, slack, importId);

    expect(done).toMatchObject({ state: 'imported', counts: { added: 2, bad: 2 } });
    expect(await rosterLines(database.sql)).toHaveLength(2);
  });

  test('is shown again where the roster has come to stand in its way meanwhile', async () => {
    const importId = await give(maya, slack, csv(ana, ben));
    const { look } = await goOn(maya, slack, importId);
    await addShifts(
      northwind.as('lou'),
      newShift('U0ANA', '2026-03-16T12:00', '2026-03-16T20:00', { teamId: CARE_US }),
    );

    await startImport(maya, { importId, look }, { onlyGood: false });
    const again = await goOn(maya, slack, importId);

    expect(again).toMatchObject({ state: 'checked', counts: { bad: 1 } });
    expect(await rosterLines(database.sql)).toHaveLength(1);
    expect(await lastWords()).toContain('it overlaps the shift of Northwind Care US on Mon 16 Mar, 12:00–20:00.');
    await expect(startImport(maya, { importId, look }, { onlyGood: true })).rejects.toThrow('looked at again since');
  });

  test('cancels what is missing only where that was asked for', async () => {
    await importFile(csv(ana, ben, open));

    await importFile(csv(ana, open));
    const { counts } = await importFile(csv(ana, open), { cancelsMissing: true });

    expect(counts).toMatchObject({ missing: 1, same: 2 });
    expect(await rosterLines(database.sql)).toContain('s2 U0BEN 2026-03-16T14:00 2026-03-16T22:00 v2 cancelled');
  });

  test('that is dropped leaves nothing behind', async () => {
    const importId = await give(maya, slack, csv(ana));
    const { look } = await goOn(maya, slack, importId);

    await dropImport(maya, { importId, look });

    expect(await goOn(maya, slack, importId)).toMatchObject({ state: 'dropped', content: '' });
    expect(await rosterLines(database.sql)).toEqual([]);
  });

  test('of two at once comes after the other, whole', async () => {
    const ids = await Promise.all(
      [csv(ana, ben), csv(ana.replace('14:00', '13:00'), ben)].map((text) => give(maya, slack, text)),
    );
    for (const importId of ids) {
      const { look } = await goOn(maya, slack, importId);
      await startImport(maya, { importId, look }, { onlyGood: false });
    }

    const done = await Promise.all(ids.map((importId) => goOn(maya, slack, importId)));

    expect(done.map(({ state }) => state)).toEqual(['imported', 'imported']);
    expect(await rosterLines(database.sql)).toHaveLength(2);
  });

  test('taken on by two workers at once is done once', async () => {
    const importId = await give(maya, slack, csv(ana, ben));
    const { look } = await goOn(maya, slack, importId);
    await startImport(maya, { importId, look }, { onlyGood: false });

    await Promise.all([goOn(maya, slack, importId), goOn(maya, slack, importId)]);

    expect(await rosterLines(database.sql)).toEqual([
      's1 U0ANA 2026-03-16T06:00 2026-03-16T14:00 v1',
      's2 U0BEN 2026-03-16T14:00 2026-03-16T22:00 v1',
    ]);
  });

  test('is for managers and directors only, also when its turn comes', async () => {
    await expect(give(northwind.as('leo'), slack, csv(ana))).rejects.toThrow(
      'Only managers and directors of Northwind Care can import',
    );
    const importId = await give(maya, slack, csv(ana));
    await database.sql`update members set role = 'agent' where slack_id = 'U0MAYA'`;

    const ended = await goOn(maya, slack, importId);
    await database.sql`update members set role = 'manager' where slack_id = 'U0MAYA'`;

    expect(ended.state).toBe('failed');
    expect(await lastWords()).toContain('Nothing has changed.');
  });
});

describe('columns that nobody knows', () => {
  const strange = 'Who,Day,Begin,Finish\nana@northwind.example,04/03/2026,09:00,17:00\n';
  const columns = { person: 0, startDate: 1, startTime: 2, endTime: 3 };

  test('are asked about once, the order of dates with them', async () => {
    const importId = await give(maya, slack, strange);

    expect(await goOn(maya, slack, importId)).toMatchObject({ state: 'asking' });
    expect(await columnsOf(maya, importId)).toMatchObject({ heading: ['Who', 'Day', 'Begin', 'Finish'] });
    await expect(chooseColumns(maya, { importId, columns, dateOrder: undefined })).rejects.toThrow(
      'day first or month first',
    );

    await chooseColumns(maya, { importId, columns, dateOrder: 'dmy' });
    expect(await goOn(maya, slack, importId)).toMatchObject({ state: 'checked', counts: { added: 1 } });
    const second = await importFile(strange);

    expect(second.state).toBe('imported');
    expect(await rosterLines(database.sql)).toEqual([
      'row|U0ANA|2026-03-04T09:00|| U0ANA 2026-03-04T09:00 2026-03-04T17:00 v1',
    ]);
  });
});

describe('a long file whose columns nobody knows', () => {
  test('is asked about by its first rows; what its dates mean is seen in all of them', async () => {
    const row = 'ana@northwind.example,04/03/2026,09:00,17:00\n';
    const last = 'ana@northwind.example,24/03/2026,09:00,17:00\n';
    const importId = await give(maya, slack, `Who,Day,Begin,Finish\n${row.repeat(5_000)}${last}`);
    await goOn(maya, slack, importId);

    const { orders } = await columnsOf(maya, importId);
    await chooseColumns(maya, {
      importId,
      columns: { person: 0, startDate: 1, startTime: 2, endTime: 3 },
      dateOrder: undefined,
    });
    const { layout } = await storedImport(maya, importId);

    expect(orders).toEqual(['dmy', 'mdy']);
    expect(layout?.dateOrder).toBe('dmy');
  });
});

describe('whom an address means', () => {
  test('is asked of Slack once and kept; whoever is not on the team is no answer', async () => {
    await database.sql`update people set email = null`;
    slack.users.set('U0ANA', { real_name: 'Ana', profile: { email: 'ana@northwind.example' } });
    slack.users.set('U0AMY', { real_name: 'Amy', profile: { email: 'amy@northwind.example' } });
    const text = csv(
      ana,
      ana.replace('s1', 's9').replaceAll('16T', '18T'),
      's5,amy@northwind.example,2026-03-16T06:00,2026-03-16T14:00,',
      's6,U0LIA,2026-03-16T06:00,2026-03-16T14:00,',
    );

    const importId = await give(maya, slack, text);
    const { counts, firstProblems } = await goOn(maya, slack, importId);

    expect(counts).toMatchObject({ added: 3, bad: 1 });
    expect(firstProblems).toEqual([{ line: 4, reason: 'Amy is not on the team Northwind Care.' }]);
    expect(slack.asked.filter((asked) => asked.startsWith('e-mail'))).toEqual([
      'e-mail ana@northwind.example',
      'e-mail amy@northwind.example',
    ]);
  });

  test('is said by name where their account is deactivated', async () => {
    await database.sql`update people set kind = 'deactivated' where slack_id = 'U0BEN'`;
    const importId = await give(maya, slack, csv(ana, ben));

    const { firstProblems } = await goOn(maya, slack, importId);
    await database.sql`update people set kind = 'full' where slack_id = 'U0BEN'`;

    expect(firstProblems).toEqual([{ line: 3, reason: 'The account of Ben is deactivated.' }]);
  });

  test('is asked again where Slack was busy, and the rows are kept', async () => {
    await database.sql`update people set email = null`;
    const importId = await give(maya, slack, csv(ana));
    slack.trouble = slackError('ratelimited');

    await expect(goOn(maya, slack, importId)).rejects.toThrow('ratelimited');
    slack.trouble = undefined;
    slack.users.set('U0ANA', { real_name: 'Ana', profile: { email: 'ana@northwind.example' } });

    expect(await storedImport(maya, importId)).toMatchObject({ state: 'reading' });
    expect(await goOn(maya, slack, importId)).toMatchObject({ state: 'checked', counts: { added: 1, bad: 0 } });
  });
});

test('a file that is empty is refused at its field', async () => {
  await expect(give(maya, slack, '')).rejects.toMatchObject({ message: 'That file is empty.', field: 'file' });
});
