import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programArguments } from '../support/built-program.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { setUpCare } from './support/northwind-team.ts';

const run = promisify(execFile);

let database: TestDatabase;
let workspace: Workspace;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({ app: { databaseUrl: database.url } });
  folder = await mkdtemp(join(tmpdir(), 'policies-'));
  await setUpCare(workspace);
}, 120_000);
afterAll(async () => {
  await workspace?.close();
  await database?.close();
  await rm(folder, { recursive: true, force: true });
});

const REFUNDS = `---
title: Refunds
keywords: money back
layout: page
---

Refunds go back the way they were paid, within 10 days after the parcel has come back.

## Cash

Nobody refunds in cash.
`;
const CHANGED = REFUNDS.replace('within 10 days', 'within 14 working days');
const SECRET = '---\ntitle: Goodwill of leads\nroles: leads\n---\n\nLeads give up to 50 € of goodwill, marked zebra.\n';

async function importFolder(...words: readonly string[]): Promise<string> {
  const program = await programArguments('src/cli/policies-import.ts');
  const command = [...program, folder, '--team', 'Northwind Care', ...words];
  const { stdout } = await run(process.execPath, command, { env: { ...process.env, DATABASE_URL: database.url } });
  return stdout;
}

async function put(path: string, content: string): Promise<void> {
  await mkdir(join(folder, 'money'), { recursive: true });
  await writeFile(join(folder, path), content);
}

const policies = () => database.sql`
  select p.title, p.verified_at is not null as out, count(r.*)::int as revisions
  from policies p left join policy_revisions r on r.policy_id = p.id group by 1, 2, p.id order by title`;

test('an operator imports a folder in Maya’s name, and again after it has changed', async () => {
  await put('money/refunds.md', REFUNDS);
  await put('money/goodwill.md', SECRET);
  const asMaya = ['--as', workspace.as('maya').id];

  const first = await importFolder(...asMaya);
  const again = await importFolder(...asMaya);

  expect(first).toContain('2 new, 0 changed, 0 as they were.');
  expect(again).toContain('0 new, 0 changed, 2 as they were.');
  await put('money/goodwill.md', SECRET.replace('50 €', '60 €'));
  expect(await importFolder(...asMaya, '--dry-run')).toContain('Goodwill of leads  +1 −1 words');
  expect(await importFolder(...asMaya)).toContain('0 new, 1 changed, 1 as they were.');
}, 60_000);

test('Maya sends a changed file and a new one to Floorwalker, looks at what changes, and publishes', async () => {
  const maya = workspace.as('maya');

  await maya.give({ 'refunds.md': CHANGED, 'returns.md': '# Returns\n\nWithin 30 days.\n' }, { in: '@floorwalker' });
  await maya.sees('Changes Refunds: +2 −1 words', { in: '@floorwalker' });
  await maya.sees('New policy: Returns, 1 passage', { in: '@floorwalker' });
  await maya.click('Look at changes', { in: '@floorwalker', on: 'New policy: Returns' });
  await maya.sees('working', { in: 'modal' });
  await maya.click('Next ›', { in: 'modal' });
  await maya.sees('Within 30 days.', { in: 'modal' });
  await maya.close();
  await maya.click('Publish', { in: '@floorwalker', on: 'New policy: Returns' });

  await maya.sees('Published: Refunds, Returns.', { in: '@floorwalker' });
  expect(await policies()).toMatchObject([
    { title: 'Goodwill of leads', out: true, revisions: 2 },
    { title: 'Refunds', out: true, revisions: 2 },
    { title: 'Returns', out: true, revisions: 1 },
  ]);
}, 60_000);

test('a broken file is named with its line, and a leaver of files gets what they want: nothing, or a draft', async () => {
  const maya = workspace.as('maya');

  await maya.give({ 'broken.md': '---\nroles: boss\n---\n\nText.\n', 'picture.png': 'x' }, { in: '@floorwalker' });
  await maya.sees('broken.md, line 2: roles: there is no role “boss”.', { in: '@floorwalker' });
  await maya.sees('picture.png is left out: its name does not end in .md', { in: '@floorwalker' });
  await maya.give({ 'left.md': '# Left\n\nText.\n' }, { in: '@floorwalker' });
  await maya.click('Leave it', { in: '@floorwalker', on: 'New policy: Left' });
  await maya.sees('Left as it was: nothing was imported.', { in: '@floorwalker' });
  await maya.give({ 'late.md': '# Late parcels\n\nText.\n' }, { in: '@floorwalker' });
  await maya.click('Keep as draft', { in: '@floorwalker', on: 'New policy: Late parcels' });

  await maya.sees('Kept as drafts: Late parcels.', { in: '@floorwalker' });
  expect((await policies()).map(({ title, out }) => `${title} ${out}`)).toContain('Late parcels false');
  expect((await policies()).map(({ title }) => title)).not.toContain('Left');
}, 60_000);

test('Ana, who may not import, is told who may; other words and files are answered as ever', async () => {
  const ana = workspace.as('ana');

  await ana.give({ 'refunds.md': CHANGED }, { in: '@floorwalker' });
  await ana.sees('Only managers and directors of Northwind Care can import policies', { in: '@floorwalker' });
  await ana.give({ 'photo.png': 'x' }, { in: '@floorwalker' });
  await ana.sees('Nobody reads what is written here.', { in: '@floorwalker' });
}, 60_000);

test('an export is what its reader may see, and given back it changes nothing', async () => {
  const [ana, maya] = [workspace.as('ana'), workspace.as('maya')];

  await ana.command('/policy export', { in: '#care' });
  await ana.submit();
  await ana.sees('2 policies of Northwind Care, those that you may read.', { in: '@floorwalker' });
  await maya.command('/policy export', { in: '#care' });
  await maya.submit();
  await maya.sees('3 policies of Northwind Care, those that you may read.', { in: '@floorwalker' });

  const [ofAna, ofMaya] = [exportOf(ana.id), exportOf(maya.id)];
  expect(ofAna).not.toContain('zebra');
  expect(ofMaya).toContain('zebra');
  expect(ofMaya).toContain('layout: page');
  await maya.command('/policy import', { in: '#care' });
  await maya.attach('File', 'policies.md', ofMaya);
  await maya.submit();
  await maya.close();
  await maya.sees('For Northwind Care: 3 as before.', { in: '@floorwalker' });
}, 60_000);

/** What is in the export that came to somebody. */
function exportOf(person: string): string {
  const { files, channels } = workspace.world.state;
  const own = Object.values(channels).filter(({ kind, members }) => kind === 'dm' && members.includes(person));
  const file = Object.values(files).find(
    ({ name, channels: where }) => name.startsWith('policies-') && own.some(({ id }) => where.includes(id)),
  );
  return Buffer.from(file?.contentBase64 ?? '', 'base64').toString();
}
