import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.ts';
import { openNorthwind } from '../../test/support/northwind.ts';
import { forgetPolicies } from '../../test/support/policies.ts';
import { policiesCommand } from '../../test/support/policies-command.ts';
import { sharedData } from '../../test/support/shared-data.ts';

const TEAM = ['--team', 'Northwind Care', '--as', 'U0MAYA'];
const sample = join(import.meta.dirname, '../sandbox/sample/policies/care');
const procedures = sharedData('policies/abcd/procedures');

describe.each([
  ['the sample of the sandbox', sample, 14],
  ['55 procedures of a shop', procedures, 55],
])('%s', (_what, folder, count) => {
  let database: TestDatabase;
  let out: string;

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
    out = await mkdtemp(join(tmpdir(), 'policies-'));
    return () => rm(out, { recursive: true });
  });

  const command = (what: 'import' | 'export', ...words: readonly string[]) =>
    policiesCommand(database, what, [...words, ...TEAM]);

  test.skipIf(folder === undefined)(
    'taken away and brought back change nothing, as they were written or as they were exported',
    async () => {
      const given = await command('import', folder ?? '');
      const exported = await command('export', out);
      const back = await command('import', out);
      const again = await command('export', out);
      const asWritten = await command('import', folder ?? '', '--dry-run');
      const revisions = await database.sql`select 1 from policy_revisions`;

      expect(given).toEqual({ said: expect.stringContaining(`\n${count} new, 0 changed, 0 as they were.`), code: 0 });
      expect(exported.said).toContain(`: ${count}. Files written: ${count};`);
      expect(back.said).toMatch(new RegExp(`^0 new, 0 changed, ${count} as they were\\. [\\d.]+ s\\.\\n$`));
      expect(again.said).toContain('Files written: 0;');
      expect(asWritten.said).toContain(`Would be: 0 new, 0 changed, ${count} as they were.`);
      expect(revisions).toHaveLength(count);
    },
    120_000,
  );
});
