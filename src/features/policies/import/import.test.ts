import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, LATE_RETURNS, publishedPolicy } from '../../../../test/support/policies.ts';
import { transaction } from '../../../core/context.ts';
import { search } from '../../../search/index.ts';
import { archive } from '../library/archive.ts';
import { readerKeys } from '../library/audience.ts';
import { COLLECTION } from '../library/index-policy.ts';
import { exportPolicies } from './export-policies.ts';
import type { GivenFile } from './given-files.ts';
import { previewImport, runImport } from './import-policies.ts';
import { countsOf, problemsOf } from './report.ts';
import type { ImportMode } from './plan.ts';

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
function look(files: readonly GivenFile[], mode: ImportMode = 'publish', ctx = maya) {
  return previewImport(ctx, { teamId: CARE, given: { files, problems: [] }, mode });
}
const fates = async (report: ReturnType<typeof look>) => (await report).files.map(({ fate }) => fate);
const said = async (report: ReturnType<typeof look>) =>
  problemsOf(await report).map(({ path, line, message }) => `${path}:${line} ${message}`);

const rows = () => database.sql`
  select title, owner, audience, products, keywords, source, other_front_matter, review_days, language from policies order by title`;
const revisions = () =>
  database.sql`select title, number, state, effective_from, expires_on from policy_revisions order by created_at, number`;

async function found(query: string, ctx = maya): Promise<readonly string[]> {
  const wanted = { collection: COLLECTION, query, audience: readerKeys(ctx.actor), at: ctx.clock.now(), limit: 5 };
  const { hits } = await transaction(ctx, (tx) => search(tx, ctx, wanted));
  const titles = await database.sql`select id, title from policies`;
  return [...new Set(hits.map(({ documentId }) => String(titles.find(({ id }) => id === documentId)?.['title'])))];
}

describe('a folder', () => {
  it('becomes policies that are found, with all that its front matter says', async () => {
    const matter = ['owner: "@Leo"', 'products: [shoes]', 'keywords: money back', 'language: de', 'layout: page'];

    const report = await give([refunds('Refunds take 10 days.', ...matter, 'review_interval_days: 30'), returns]);

    expect(countsOf(report)).toMatchObject({ new: 2, refused: 0 });
    expect(await rows()).toMatchObject([
      { title: 'Late returns', owner: 'U0MAYA', audience: [`team:${CARE}`], source: 'returns.md' },
      {
        title: 'Refunds',
        owner: 'U0LEO',
        products: ['shoes'],
        keywords: ['money back'],
        source: 'money/refunds.md',
        other_front_matter: 'layout: page\n',
        review_days: 30,
        language: 'german',
      },
    ]);
    expect((await found('store credit for late returns'))[0]).toBe('Late returns');
  });

  it('given again changes nothing', async () => {
    const files = [
      refunds('Refunds take 10 days.', 'aliases: [Where is my money?]', 'effective_from: 2024-01-01'),
      returns,
    ];
    await give(files);
    const before = await revisions();

    const again = await give(files);

    expect(countsOf(again)).toMatchObject({ new: 0, changed: 0, same: 2 });
    expect(await revisions()).toEqual(before);
  });

  it('says which words are other, and what else', async () => {
    await give([refunds('Refunds take 10 days.', 'keywords: money'), returns]);

    const report = await look([refunds('Refunds take 14 working days.', 'keywords: cash', 'roles: leads'), returns]);

    expect(report.files).toMatchObject([
      { fate: 'changed', change: { wordsAdded: 2, wordsRemoved: 1, settings: ['keywords', 'who may read it'] } },
      { fate: 'same' },
    ]);
    expect(await revisions()).toHaveLength(2);
  });

  it('names what has no file any more, and leaves it', async () => {
    await give([refunds('Refunds take 10 days.'), returns]);
    await publishedPolicy(maya, { title: 'Written in Slack' });

    const report = await give([returns]);

    expect(report.gone.map(({ source }) => source)).toEqual(['money/refunds.md']);
    expect((await found('refunds take 10 days'))[0]).toBe('Refunds');
  });

  it('changes what it says at once, or as a draft that counts for nothing yet', async () => {
    await give([refunds('Refunds take 10 days.', 'keywords: money')]);
    const changed = [refunds('Refunds take 14 days.', 'keywords: cash')];

    await give(changed, 'draft');
    const asDraft = await revisions();
    const keywordsThen = (await rows())[0]?.['keywords'];
    const again = await fates(look(changed, 'draft'));
    const published = await fates(give(changed));

    expect(asDraft).toMatchObject([{ state: 'published' }, { state: 'draft', number: 2 }]);
    expect(keywordsThen).toEqual(['money']);
    expect(again).toEqual(['same']);
    expect(published).toEqual(['waiting']);
    expect(await revisions()).toMatchObject([{ state: 'published' }, { state: 'published' }]);
    expect((await rows())[0]).toMatchObject({ keywords: ['cash'] });
    expect(await fates(look(changed))).toEqual(['same']);
  });

  it('takes the place of a draft of its own, and never of somebody’s', async () => {
    await give([refunds('Refunds take 10 days.')], 'draft');
    await give([refunds('Refunds take 11 days.')], 'draft');
    expect(await revisions()).toMatchObject([{ state: 'dropped' }, { state: 'draft' }]);
    await database.sql`update policy_revisions set markdown = 'By Leo, in Slack' where state = 'draft'`;

    const report = await give([refunds('Refunds take 12 days.')]);

    expect(report.files[0]?.problems[0]?.message).toMatch('Somebody has begun a change of this policy in Slack');
    expect(await database.sql`select 1 from policy_revisions where markdown = 'By Leo, in Slack'`).toHaveLength(1);
  });

  it('goes on where it was ended', async () => {
    const files = Array.from({ length: 45 }, (_, at): GivenFile => ({
      path: `p${at}.md`,
      content: `# Policy ${at}\n\nText ${at}`,
    }));
    const ended = runImport(maya, {
      teamId: CARE,
      given: { files, problems: [] },
      mode: 'publish',
      run: 'ended',
      onProgress: (done) => {
        if (done >= 20) throw new Error('the power went');
      },
    });
    await expect(ended).rejects.toThrow('the power went');
    expect(await rows()).toHaveLength(32);

    const report = await give(files);

    expect(countsOf(report)).toMatchObject({ new: 13, same: 32 });
    expect(await database.sql`select 1 from policies where verified_at is null`).toHaveLength(0);
  });

  it('leaves what was archived alone', async () => {
    await give([returns]);
    const [row] = await database.sql`select id from policies`;
    await archive(maya, { policyId: String(row?.['id']), because: 'Old.' });

    expect(await fates(give([returns]))).toEqual(['archived']);
  });

  it('finds a policy by the name of its file alone, by the id of an export, or by its title', async () => {
    await give([refunds('Refunds take 10 days.')]);
    await publishedPolicy(maya, { title: 'Goodwill', markdown: 'Up to 20 €.\n' });
    const { files } = await exportPolicies(maya, CARE);
    const goodwill = files.find(({ content }) => content.includes('Up to 20'))?.content ?? '';

    expect(
      await fates(
        look([
          { ...refunds('Refunds take 14 days.'), path: 'refunds.md' },
          { path: 'other.md', content: goodwill.replace('title: Goodwill', 'title: Gestures').replace('20', '30') },
        ]),
      ),
    ).toEqual(['changed', 'changed']);
    expect(await fates(look([{ path: 'new.md', content: '# Goodwill\n\nUp to 40 €.\n' }]))).toEqual(['changed']);
  });
});

describe('a file that cannot be taken', () => {
  it('is named with its line, and the others are imported', async () => {
    const files = [
      refunds('Text.', 'keywords: a', 'roles: boss'),
      { path: 'owner.md', content: '---\ntitle: A\nowner: Nobody Here\n---\n\nText.\n' },
      { path: 'team.md', content: '---\nteams: Southwind\n---\n\nText.\n' },
      { path: 'yaml.md', content: '---\ntitle: Refunds: the rules\n---\n\nText.\n' },
      { path: 'empty.md', content: '---\ntitle: A\n---\n' },
      { path: '---.md', content: 'Text without a title' },
      { path: 'over.md', content: '---\nexpires: 2024-01-01\n---\n\nText.\n' },
      { path: 'language.md', content: '---\nlanguage: Klingonisch\n---\n\nText.\n' },
      returns,
      { ...returns, content: '# Other\n\nText' },
    ];

    const report = await give(files);

    expect(countsOf(report)).toMatchObject({ new: 1, refused: 9 });
    expect((await rows()).map(({ title }) => title)).toEqual(['Late returns']);
    const lines = await said(Promise.resolve(report));
    expect(lines).toEqual([
      expect.stringMatching(/^money\/refunds\.md:3 roles: there is no role “boss”\. There are agent, lead, manager/),
      expect.stringMatching(/^owner\.md:3 owner: nobody on Northwind Care is called “Nobody Here”/),
      expect.stringMatching(/^team\.md:2 teams: there is no team “Southwind”\. There are Northwind Care/),
      expect.stringMatching(/^yaml\.md:2 What stands between the --- lines cannot be read/),
      expect.stringMatching(/^empty\.md:1 It says nothing/),
      expect.stringMatching(/^---\.md:1 It has no title/),
      expect.stringMatching(/^over\.md:2 expires: 2024-01-01 is over/),
      expect.stringMatching(/^language\.md:2 language: “Klingonisch” is none/),
      'returns.md:1 Another file has the same name. Rename one of them.',
    ]);
  });

  it('by the library itself leaves nothing of it', async () => {
    await publishedPolicy(maya, { title: 'Refunds', owner: 'U0ANA' });

    const report = await give([refunds('Other text.', 'roles: [manager]'), returns]);

    expect(report.files.map(({ fate }) => fate)).toEqual(['refused', 'new']);
    expect(await said(Promise.resolve(report))).toEqual([
      'money/refunds.md:1 Its owner has to be among those who may read it.',
    ]);
    expect(await database.sql`select 1 from policies where source = 'money/refunds.md'`).toHaveLength(0);
  });
});

describe('who may', () => {
  it.each(['leo', 'ana', 'lou'] as const)('%s may not, and is told who does', async (name) => {
    await expect(look([returns], 'publish', northwind.as(name))).rejects.toThrow(
      'Only managers and directors of Northwind Care can import policies for this team.',
    );
  });
});
