import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { draftedPolicy, forgetPolicies, LATE_RETURNS, publishedPolicy } from '../../../../test/support/policies.ts';
import { exportPolicies } from './export-policies.ts';
import type { GivenFile } from './given-files.ts';
import { previewImport, runImport } from './import-policies.ts';
import type { ImportMode } from './plan.ts';
import { problemsOf } from './report.ts';

let database: TestDatabase;
let northwind: Northwind;
let maya: ReturnType<Northwind['as']>;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  maya = northwind.as('maya');
});

const refunds = (text: string, ...matter: string[]): GivenFile => ({
  path: 'money/refunds.md',
  content: [...(matter.length > 0 ? ['---', ...matter, '---', ''] : []), '# Refunds', '', text, ''].join('\n'),
});
const returns: GivenFile = { path: 'returns.md', content: `# Late returns\n\n${LATE_RETURNS}` };

let runs = 0;
function give(files: readonly GivenFile[], mode: ImportMode = 'publish') {
  runs += 1;
  return runImport(maya, { teamId: CARE, given: { files, problems: [] }, mode, run: `test${runs}` });
}
function look(files: readonly GivenFile[], mode: ImportMode = 'publish') {
  return previewImport(maya, { teamId: CARE, given: { files, problems: [] }, mode });
}
const fates = async (report: ReturnType<typeof look>) => (await report).files.map(({ fate }) => fate);
const said = async (report: ReturnType<typeof look>) =>
  problemsOf(await report).map(({ path, line, message }) => `${path}:${line} ${message}`);

describe('an export', () => {
  it('given back changes nothing, whatever the policies are like', async () => {
    await give([
      refunds(
        'Refunds take 10 days.',
        'owner: Leo',
        'roles: leads',
        'layout: "2026-01-01"',
        'aliases: "Money, please?"',
      ),
    ]);
    await give([
      { path: 'returns.md', content: `---\naudience: everyone\nexpires: 2027-01-01\n---\n\n${LATE_RETURNS}` },
    ]);
    await publishedPolicy(maya, {
      title: 'Title: with "quotes" & *stars*',
      markdown: '\n---\ntitle: no front matter\n---\r\n  indented\n',
      section: 'Money, all of it',
      keywords: ['a, b', '- c'],
      audience: { teams: null, roles: ['manager'] },
      effectiveFrom: '2026-06-01',
    });
    await draftedPolicy(maya, { title: 'Only a draft' });

    const { files } = await exportPolicies(maya, CARE);

    expect(files.map(({ path }) => path)).toEqual([
      'money/refunds.md',
      'returns.md',
      expect.stringMatching(/^title-with/),
    ]);
    expect(await fates(look(files))).toEqual(['same', 'same', 'same']);
    expect(await fates(look(files, 'draft'))).toEqual(['same', 'same', 'same']);
  });

  it('has only what its reader may see', async () => {
    await give([refunds('For leads alone.', 'roles: leads'), returns]);
    const everyone = '---\naudience: everyone\n---\n\nFor all teams.\n';
    await give([{ path: 'all.md', content: everyone }]);

    const paths = async (name: 'ana' | 'leo' | 'lou') =>
      (await exportPolicies(northwind.as(name), CARE)).files.map(({ path }) => path);

    expect(await paths('leo')).toEqual(['all.md', 'money/refunds.md', 'returns.md']);
    expect(await paths('ana')).toEqual(['all.md', 'returns.md']);
    expect(await paths('lou')).toEqual(['all.md']);
  });

  it('undoes nothing that was published in Slack after it was taken away', async () => {
    const { policy } = await publishedPolicy(maya, { title: 'Late returns' });
    const [taken] = (await exportPolicies(maya, CARE)).files;
    if (!taken) throw new Error('nothing was exported');
    const mine = { ...taken, content: taken.content.replace('30 days', '40 days') };
    expect(await fates(look([mine]))).toEqual(['changed']);
    await publishedPolicy(maya, {
      policyId: policy.id,
      title: 'Late returns',
      markdown: 'Take it back within 60 days.',
    });

    expect(await fates(look([taken]))).toEqual(['refused']);
    expect(await said(look([mine]))).toEqual([expect.stringContaining('Revision 2 was published in Slack after')]);
    const forced = { ...mine, content: mine.content.replace(/policy_revision: 1\n/, '') };
    await give([forced]);

    // What came from the folder itself may be followed from the same file.
    expect(await fates(look([{ ...mine, content: mine.content.replace('40', '45') }]))).toEqual(['changed']);
  });
});
