import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { openNorthwind } from '../../test/support/northwind.ts';
import { forgetPolicies } from '../../test/support/policies.ts';
import { policiesCommand } from '../../test/support/policies-command.ts';

const TEAM = ['--team', 'Northwind Care', '--as', 'U0MAYA'];

let database: TestDatabase;
let folder: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await openNorthwind(database);
  await database.sql`
    insert into installations (workspace_id, name, domain, app_id, bot_id, bot_user_id, installed_at)
    values ('T0NORTHWIND', 'Northwind', 'northwind', 'A0', 'B0', 'U0BOT', now())`;
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  folder = await mkdtemp(join(tmpdir(), 'policies-'));
  return () => rm(folder, { recursive: true });
});

async function put(path: string, content: string | Buffer): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}

const command = (what: 'import' | 'export', ...words: readonly string[]) => policiesCommand(database, what, words);

test('a folder is imported, changed, and tells what has no file any more', async () => {
  await put('money/refunds.md', '# Refunds\n\nRefunds take 10 days.\n');
  await put('returns.md', '# Returns\n\nWithin 30 days.\n');
  await put('.git/config.md', '# Hidden\n\nNo policy.\n');
  await put('picture.png', 'no policy');

  const dry = await command('import', folder, ...TEAM, '--dry-run');
  const first = await command('import', folder, ...TEAM);
  const again = await command('import', folder, ...TEAM);
  await put('money/refunds.md', '# Refunds\n\nRefunds take 14 working days.\n');
  await rm(join(folder, 'returns.md'));
  const changed = await command('import', folder, ...TEAM);
  const dryArchived = await command('import', folder, ...TEAM, '--archive-gone', '--dry-run');
  const archived = await command('import', folder, ...TEAM, '--archive-gone');

  expect(dry.said).toMatch(
    /^new {6}money\/refunds\.md {2}Refunds\n[^]*Would be: 2 new, 0 changed, 0 as they were\. [\d.]+ s\.\n$/,
  );
  expect(first).toEqual({ said: expect.stringMatching(/\n2 new, 0 changed, 0 as they were\./), code: 0 });
  expect(again.said).toMatch(/^0 new, 0 changed, 2 as they were\. [\d.]+ s\.\n$/);
  expect(changed.said).toContain('changed  money/refunds.md  Refunds  +2 −1 words\n');
  expect(changed.said).toContain('gone     returns.md  Returns has no file any more\n');
  expect(dryArchived.said).toContain('gone     returns.md  Returns has no file any more\nWould be archived: 1\n');
  expect(archived.said).toContain('Archived: 1\n');
  expect(await database.sql`select title from policies where archived_at is null`).toEqual([{ title: 'Refunds' }]);
}, 60_000);

test('what would archive most of a folder is refused unless that is said, and a folder without policies is no folder', async () => {
  for (const name of ['one', 'two', 'three']) await put(`${name}.md`, `# ${name}\n\nText of ${name}.\n`);
  await command('import', folder, ...TEAM);
  await rm(join(folder, 'one.md'));
  await rm(join(folder, 'two.md'));

  const refused = await command('import', folder, ...TEAM, '--archive-gone');
  const meant = await command('import', folder, ...TEAM, '--archive-most');
  await rm(join(folder, 'three.md'));
  const empty = await command('import', folder, ...TEAM, '--archive-most');
  const missing = await command('import', join(folder, 'none'), ...TEAM);

  expect(refused).toMatchObject({ code: 1, said: expect.stringContaining('Nothing is archived: 2 of the 3 policies') });
  expect(meant).toMatchObject({ code: 0, said: expect.stringContaining('Archived: 2\n') });
  expect([empty.code, missing.code]).toEqual([1, 1]);
  expect(await database.sql`select title from policies where archived_at is null`).toEqual([{ title: 'three' }]);
}, 60_000);

test('an export leaves what was changed in its folder, and says so', async () => {
  await put('refunds.md', '# Refunds\n\nRefunds take 10 days.\n');
  await command('import', folder, ...TEAM);
  const out = join(folder, 'out');
  await command('export', out, ...TEAM);
  await put('out/refunds.md', 'My change');

  const kept = await command('export', out, ...TEAM);
  const mine = await readFile(join(out, 'refunds.md'), 'utf8');
  const overwritten = await command('export', out, ...TEAM, '--overwrite');

  expect(mine).toBe('My change');
  expect(kept.said).toContain('kept     refunds.md');
  expect(overwritten.said).toContain('Files written: 1');
}, 60_000);

test('bad files are named with their lines, and the others are imported', async () => {
  await put('good.md', '# Good\n\nText.\n');
  await put('roles.md', '---\nroles: boss\n---\n\nText.\n');
  await put('binary.md', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 1, 2, 3]));
  await put('huge.md', 'x'.repeat(8_000_001));

  const { said, code } = await command('import', folder, ...TEAM, '--draft');

  expect(code).toBe(1);
  expect(said).toContain('refused  binary.md  This is a picture.');
  expect(said).toContain('refused  huge.md  It is larger than 8 MB.');
  expect(said).toContain('refused  roles.md:2  roles: there is no role “boss”.');
  expect(said).toContain('1 new, 0 changed, 0 as they were, 3 refused.');
  expect(await database.sql`select title, verified_at from policies`).toEqual([{ title: 'Good', verified_at: null }]);
}, 60_000);

test('an export is written into files, and importing them changes nothing', async () => {
  await put('money/refunds.md', '---\nlayout: page\nkeywords: money back\n---\n\n# Refunds\n\nText.\n');
  await command('import', folder, ...TEAM);
  const out = join(folder, 'out');

  const exported = await command('export', out, ...TEAM);
  const again = await command('export', out, ...TEAM);
  const back = await command('import', out, ...TEAM);

  expect(exported.said).toContain('Policies of Northwind Care');
  expect(again.said).toContain('Files written: 0');
  expect(await readFile(join(out, 'money/refunds.md'), 'utf8')).toMatch(
    /^---\ntitle: Refunds\nowner: Maya\n[^]*layout: page/,
  );
  expect(back.said).toMatch(/^0 new, 0 changed, 1 as they were\./);
}, 60_000);

test.each([
  [['x'], 'Use: npm run policies:import'],
  [['x', '--team', 'A', '--publish', '--draft'], 'Use: npm run policies:import'],
  [['x', '--team', 'Southwind'], 'There is no team “Southwind”.'],
  [['x', '--team', 'Northwind Care'], 'Say in whose name: --as with one of U0DORA (Dora), U0MAYA (Maya).'],
  [['x', '--team', 'Northwind Care', '--as', 'U0ANA'], 'x cannot be read'],
  [['.', '--team', 'Northwind Care', '--as', 'U0NOBODY'], 'Nobody with the Slack id U0NOBODY'],
  [['docs', '--team', 'Northwind Care', '--as', 'U0LEO'], 'Only managers and directors of Northwind Care can import'],
])('%j is answered in a line', async (words, says) => {
  const { said, code } = await command('import', ...words);

  expect(said).toContain(says);
  expect(code).toBe(1);
});
