import { describe, expect, it } from 'vitest';
import { fates, givenPolicies, refunds, refusals, returns } from '../../../../../test/support/given-policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { archive } from '../../library/publishing/archive.ts';
import { exportPolicies } from '../export-policies.ts';
import type { GivenFile } from '../files/given-files.ts';
import { runImport } from './import-policies.ts';
import { countsOf } from './report.ts';

const world = usePolicyWorld();

const { give, look, fatesOf } = givenPolicies(world);

const rows = () => world.database.sql`
  select title, owner, audience, products, keywords, source, other_front_matter, review_days, language from policies order by title`;
const revisions = () =>
  world.database
    .sql`select title, number, state, effective_from, expires_on from policy_revisions order by created_at, number`;

async function found(query: string): Promise<readonly string[]> {
  const titles = await world.database.sql`select id, title from policies`;
  const hits = await world.finds(world.maya, query);
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

  it('names what came from it and has no file any more, and leaves it', async () => {
    const care = { folder: 'care' };
    await give([refunds('Refunds take 10 days.'), returns], care);
    await give([{ path: 'sent.md', content: '# Sent as a message\n\nText.\n' }]);
    await give([{ path: 'other.md', content: '# Of another folder\n\nText.\n' }], { folder: 'shop' });
    await publishedPolicy(world.maya, { title: 'Written in Slack' });
    const goneOf = async (how: Parameters<typeof look>[1]) =>
      (await look([returns], how)).gone.map(({ title }) => title);

    expect(await goneOf(care)).toEqual(['Refunds']);
    expect(await goneOf({ folder: 'shop' })).toEqual(['Of another folder']);
    expect(await goneOf({})).toEqual([]);
    const unread = [{ path: 'money/refunds.md', line: 1, message: 'This is no text.' }];
    expect(await goneOf({ ...care, problems: unread })).toEqual([]);
    expect((await found('refunds take 10 days'))[0]).toBe('Refunds');
  });

  it('says of a new policy that another is called so', async () => {
    await give([returns]);

    const report = await look([{ ...returns, path: 'copy/late.md' }]);

    expect(report.files[0]).toMatchObject({
      fate: 'new',
      wanted: { notes: [{ message: expect.stringMatching(/^Another policy here is called “Late returns” too\./) }] },
    });
  });

  it('is where a policy is from whose file it has, also as it was', async () => {
    await give([returns]);

    await give([returns], { folder: 'care' });

    expect((await look([], { folder: 'care' })).gone.map(({ title }) => title)).toEqual(['Late returns']);
  });

  it('has a new policy at the path from which another has moved away', async () => {
    await give([returns], { folder: 'care' });
    const [taken] = (await exportPolicies(world.maya, CARE)).files;
    const moved = { path: 'z/returns.md', content: taken?.content ?? '' };

    const other = { path: 'returns.md', content: '# Something else\n\nText.\n' };
    const report = await give([other, moved], { folder: 'care' });

    expect(fates(report)).toEqual(['new', 'same']);
  });

  it('changes no policy that came from another folder, whatever its file is called', async () => {
    await give([refunds('Refunds take 10 days.')], { folder: 'care' });
    const swiss = { path: 'money/refunds.md', content: '# Refunds in Switzerland\n\nIn francs.\n' };
    const abroad = { folder: 'abroad' };

    const first = await give([swiss], abroad);
    const again = await give([swiss], abroad);
    const care = await look([refunds('Refunds take 10 days.')], { folder: 'care' });

    expect([fates(first), fates(again), fates(care)]).toEqual([['new'], ['same'], ['same']]);
    expect([again.ofFolder, care.ofFolder, care.gone]).toEqual([1, 1, []]);
  });

  it('changes what it says at once, or as a draft that counts for nothing yet', async () => {
    await give([refunds('Refunds take 10 days.', 'keywords: money')]);
    const changed = [refunds('Refunds take 14 days.', 'keywords: cash')];

    await give(changed, { mode: 'draft' });
    const asDraft = await revisions();
    const keywordsThen = (await rows())[0]?.['keywords'];
    const again = await fatesOf(changed, { mode: 'draft' });
    const published = fates(await give(changed));

    expect(asDraft).toMatchObject([{ state: 'published' }, { state: 'draft', number: 2 }]);
    expect(keywordsThen).toEqual(['money']);
    expect(again).toEqual(['same']);
    expect(published).toEqual(['waiting']);
    expect(await revisions()).toMatchObject([{ state: 'published' }, { state: 'published' }]);
    expect((await rows())[0]).toMatchObject({ keywords: ['cash'] });
    expect(await fatesOf(changed)).toEqual(['same']);
  });

  it('takes the place of a draft of its own, and never of somebody’s', async () => {
    await give([refunds('Refunds take 10 days.')], { mode: 'draft' });
    await give([refunds('Refunds take 11 days.')], { mode: 'draft' });
    expect(await revisions()).toMatchObject([{ state: 'dropped' }, { state: 'draft' }]);
    await world.database.sql`update policy_revisions set markdown = 'By Leo, in Slack' where state = 'draft'`;

    const report = await give([refunds('Refunds take 12 days.')]);

    expect(report.files[0]?.problems[0]?.message).toMatch('Somebody has begun a change of this policy in Slack');
    expect(await world.database.sql`select 1 from policy_revisions where markdown = 'By Leo, in Slack'`).toHaveLength(
      1,
    );
  });

  it('goes on where it was ended', async () => {
    const files = Array.from({ length: 45 }, (_, at): GivenFile => ({
      path: `p${at}.md`,
      content: `# Policy ${at}\n\nText ${at}`,
    }));
    const ended = runImport(world.maya, {
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
    expect(await world.database.sql`select 1 from policies where verified_at is null`).toHaveLength(0);
  });

  it('leaves what was archived alone', async () => {
    await give([returns]);
    const [row] = await world.database.sql`select id from policies`;
    await archive(world.maya, { policyId: String(row?.['id']), because: 'Old.' });

    expect(fates(await give([returns]))).toEqual(['archived']);
  });

  it('finds a policy by the name of its file alone, by the id of an export, or by its title', async () => {
    await give([refunds('Refunds take 10 days.')]);
    await publishedPolicy(world.maya, { title: 'Goodwill', markdown: 'Up to 20 €.\n' });
    const { files } = await exportPolicies(world.maya, CARE);
    const goodwill = files.find(({ content }) => content.includes('Up to 20'))?.content ?? '';

    expect(
      await fatesOf([
        { ...refunds('Refunds take 14 days.'), path: 'refunds.md' },
        { path: 'other.md', content: goodwill.replace('title: Goodwill', 'title: Gestures').replace('20', '30') },
      ]),
    ).toEqual(['changed', 'changed']);
    expect(await fatesOf([{ path: 'new.md', content: '# Goodwill\n\nUp to 40 €.\n' }])).toEqual(['changed']);
  });
});

describe('a file that cannot be taken', () => {
  it('is named with its line, and the others are imported', async () => {
    const files = [
      refunds('Text.', 'keywords: a', 'roles: boss'),
      { path: 'owner.md', content: '---\ntitle: A\nowner: Nobody Here\n---\n\nText.\n' },
      { path: 'long.md', content: `---\ntitle: A\nproducts: ${'x'.repeat(61)}\n---\n\nText.\n` },
      { path: 'team.md', content: '---\nteams: Southwind\n---\n\nText.\n' },
      { path: 'yaml.md', content: '---\ntitle: Refunds: the rules\n---\n\nText.\n' },
      {
        path: 'two.md',
        content: '---\nroles: boss\ntitle: A\nexpires: 22.11.2026\nreview_interval_days: 0\n---\n\nText.\n',
      },
      { path: 'empty.md', content: '---\ntitle: A\n---\n' },
      { path: '---.md', content: 'Text without a title' },
      { path: 'over.md', content: '---\nexpires: 2024-01-01\n---\n\nText.\n' },
      { path: 'language.md', content: '---\nlanguage: Klingonisch\n---\n\nText.\n' },
      returns,
      { ...returns, content: '# Other\n\nText' },
    ];

    const report = await give(files);

    expect(countsOf(report)).toMatchObject({ new: 1, refused: 11 });
    expect((await rows()).map(({ title }) => title)).toEqual(['Late returns']);
    expect(refusals(report)).toEqual([
      expect.stringMatching(/^money\/refunds\.md:3 roles: there is no role “boss”\. There are agent, lead, manager/),
      expect.stringMatching(/^owner\.md:3 owner: nobody on Northwind Care is called “Nobody Here”/),
      expect.stringMatching(/^long\.md:3 product: “x+…” is too long: each has at most 60 characters\.$/),
      expect.stringMatching(/^team\.md:2 teams: there is no team “Southwind”\. There are Northwind Care/),
      expect.stringMatching(/^yaml\.md:2 What stands between the --- lines cannot be read/),
      expect.stringMatching(/^two\.md:2 roles: there is no role “boss”/),
      'two.md:4 expires: a date like 2026-11-22 is expected.',
      'two.md:5 review_interval_days: a number of days from 1 to 1,100 is expected.',
      expect.stringMatching(/^empty\.md It says nothing/),
      expect.stringMatching(/^---\.md:1 It has no title/),
      expect.stringMatching(/^over\.md:2 expires: 2024-01-01 is over/),
      expect.stringMatching(/^language\.md:2 language: “Klingonisch” is none/),
      'returns.md Another file has the same name. Rename one of them.',
    ]);
  });

  it('by the library itself leaves nothing of it', async () => {
    await publishedPolicy(world.maya, { title: 'Refunds', owner: 'U0ANA' });

    const report = await give([refunds('Other text.', 'roles: [manager]'), returns]);

    expect(report.files.map(({ fate }) => fate)).toEqual(['refused', 'new']);
    expect(refusals(report)).toEqual(['money/refunds.md Its owner has to be among those who may read it.']);
    expect(await world.database.sql`select 1 from policies where source = 'money/refunds.md'`).toHaveLength(0);
  });
});

describe('who may', () => {
  it.each(['leo', 'ana', 'lou'] as const)('%s may not, and is told who does', async (name) => {
    await expect(look([returns], {}, world.as(name))).rejects.toThrow(
      'Only managers and directors of Northwind Care can import policies for this team.',
    );
  });
});
