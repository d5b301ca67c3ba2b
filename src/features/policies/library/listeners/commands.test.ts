import { describe, expect, it } from 'vitest';
import { messageProblems } from '../../../../../test/support/block-check.ts';
import { fingersOn } from '../../../../../test/support/fingers.ts';
import { CARE_US, type CastName } from '../../../../../test/support/northwind.ts';
import { draftedPolicy, publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { policies } from '../../index.ts';
import { archive } from '../publishing/archive.ts';

const world = usePolicyWorld();

/** What somebody gets who types it: the title of the window that opens, or what is answered. */
async function typed(name: CastName, words: string): Promise<{ opened?: string; said?: string; buttons: string[] }> {
  const fingers = fingersOn(policies({ slack: { file: () => Promise.resolve(undefined) } }).listeners ?? []);
  const ctx = world.as(name);
  ctx.clock.set(world.maya.clock.now());
  const answer = await fingers.type(ctx, `/policy ${words}`, 'C0CARE');
  if (!answer) return { opened: fingers.last()?.title.text ?? '', buttons: [] };
  expect(messageProblems(answer)).toEqual([]);
  const labels = JSON.stringify(answer.blocks ?? []).matchAll(
    /"type":"button","text":\{"type":"plain_text","text":"([^"]*)"/g,
  );
  return { said: answer.text, buttons: [...labels].map(([, label = '']) => label) };
}

const archived = async () => {
  const { policy } = await publishedPolicy(world.maya);
  world.maya.clock.advance(60_000);
  await archive(world.maya, { policyId: policy.id, because: 'It was replaced.' });
};
const ASK = 'Only managers and directors of Northwind Care can';

describe('an order by the title of a policy', () => {
  it.each<[CastName, string, string]>([
    ['ana', 'show late returns', 'Policy'],
    ['ana', 'history late returns', 'History'],
    ['leo', 'edit LATE', 'Change a policy'],
    ['leo', 'settings late returns', 'Settings'],
    ['leo', 'questions late returns', 'Questions'],
    ['maya', 'archive late returns', 'Archive'],
    ['maya', 'publish late returns', 'Policy'],
    ['maya', 'must-read late returns', 'Have people read it'],
    ['leo', 'new late returns', 'New policy'],
    ['leo', 'edit', 'Policies'],
    ['ana', 'history', 'Policies'],
    ['ana', 'list late', 'Policy'],
  ])('%s, who may give it, types %j and sees %j', async (name, words, opened) => {
    await publishedPolicy(world.maya);

    expect((await typed(name, words)).opened).toBe(opened);
  });

  it('publishes at once where something waits for it', async () => {
    await draftedPolicy(world.as('leo'), { title: 'Dogs in the showroom' });

    expect((await typed('maya', 'publish dogs')).opened).toBe('Publish');
  });

  it.each<[CastName, string, string]>([
    ['leo', 'archive late returns', `${ASK} archive this policy. Ask Maya.`],
    ['leo', 'publish late returns', `${ASK} publish this team's policies. Ask Maya.`],
    ['leo', 'must-read late returns', `${ASK} have people read this policy. Ask Maya.`],
    ['ana', 'must-read late returns', `${ASK} have people read this policy. Ask Maya.`],
    ['ana', 'import', `${ASK} import policies for this team. Ask Maya.`],
    ['leo', 'import', `${ASK} import policies for this team. Ask Maya.`],
    ['ana', 'new', "Only leads, managers and directors of Northwind Care can write this team's policies. Ask Maya."],
    ['ana', 'edit late returns', 'Only leads, managers and directors of Northwind Care can write'],
    ['ana', 'archive late returns', `${ASK} archive this policy. Ask Maya.`],
  ])('%s, who may not, types %j and is told who may and whom to ask', async (name, words, said) => {
    await publishedPolicy(world.maya);

    expect((await typed(name, words)).said).toContain(said);
  });

  it.each<[CastName, string]>([
    ['ana', 'archive my photos'],
    ['leo', 'publish my order'],
    ['ana', 'edit my order'],
  ])('%s, who may not, types %j, which names none, and hears that', async (name, words) => {
    await publishedPolicy(world.maya);

    expect((await typed(name, words)).said).toMatch(/^No policy has “my (?:photos|order)” in its title\./);
  });

  it('says at the list it opens without a title what it is for', async () => {
    await publishedPolicy(world.maya);
    const fingers = fingersOn(policies({ slack: { file: () => Promise.resolve(undefined) } }).listeners ?? []);

    await fingers.type(world.as('leo'), '/policy history', 'C0CARE');

    const shown = JSON.stringify(fingers.last());
    expect(shown).toContain('Which policy? Open it here, or type words of its title behind the order.');
    expect(shown).toContain('Late returns');
  });

  it('archives nothing that never was published, and publishes nothing that waits for nobody', async () => {
    await draftedPolicy(world.as('leo'), { title: 'Dogs in the showroom' });
    await publishedPolicy(world.maya);
    const fingers = fingersOn(policies({ slack: { file: () => Promise.resolve(undefined) } }).listeners ?? []);

    await expect(fingers.type(world.maya, '/policy archive dogs', 'C0CARE')).rejects.toThrow(
      'Nothing of it was published, so there is nothing to archive. *Drop*, on its page, gives the draft up.',
    );
    await fingers.type(world.maya, '/policy publish late returns', 'C0CARE');
    expect(JSON.stringify(fingers.last())).toContain('Nothing of it waits to be published.');
  });

  it.each(['edit my order', 'questions about my refund', 'archive of my mails', 'must-read the label'])(
    '%j names none, and may be a question',
    async (words) => {
      await publishedPolicy(world.maya);

      expect(await typed('maya', words)).toMatchObject({
        said: expect.stringMatching(/^No policy has “.*” in its title\.$/),
        buttons: ['Look it up'],
      });
    },
  );
});

describe('a title that several have', () => {
  it('is the published one, whatever is drafted under the same name', async () => {
    await publishedPolicy(world.maya);
    await draftedPolicy(world.as('leo'), { title: 'late returns' });

    for (const words of ['show late returns', 'history Late returns', 'must-read late returns'])
      expect((await typed('maya', words)).opened).toBeDefined();
  });

  it('has a button for each where both can be meant, which does what was ordered', async () => {
    await publishedPolicy(world.maya);
    const { policy } = await draftedPolicy(world.as('leo'), { title: 'late returns' });

    const { said, buttons } = await typed('maya', 'edit late returns');

    expect(said).toBe('Several have “late returns” in their title. Which one?');
    expect(buttons).toEqual(['Late returns', 'late returns (draft)']);
    const fingers = fingersOn(policies({ slack: { file: () => Promise.resolve(undefined) } }).listeners ?? []);
    await fingers.press(world.maya, 'policy.edit', policy.id, { channel: 'C0CARE' });
    expect(fingers.last()?.title.text).toBe('Change a policy');
  });

  it.each([
    ['publish', 'Publish'],
    ['archive', 'Archive'],
  ])('is the one of which that can be done: %s', async (order, opened) => {
    await publishedPolicy(world.maya);
    await draftedPolicy(world.as('leo'), { title: 'late returns' });

    expect((await typed('maya', `${order} late returns`)).opened).toBe(opened);
  });

  it('of several drafts has a button for each that opens the form to publish it', async () => {
    await draftedPolicy(world.as('leo'), { title: 'Dogs in the showroom' });
    const { policy } = await draftedPolicy(world.as('leo'), { title: 'Dogs at the door' });

    expect((await typed('maya', 'publish dogs')).buttons).toEqual([
      'Dogs at the door (draft)',
      'Dogs in the showroom (draft)',
    ]);
    const fingers = fingersOn(policies({ slack: { file: () => Promise.resolve(undefined) } }).listeners ?? []);
    await fingers.press(world.maya, 'policy.publish-what-waits', policy.id, { channel: 'C0CARE' });
    expect(fingers.last()?.title.text).toBe('Publish');
  });

  it('is what is called just so, however many have it among other words', async () => {
    for (let at = 1; at <= 25; at += 1) await publishedPolicy(world.maya, { title: `Rule ${at} of returns` });
    await publishedPolicy(world.maya, { title: 'Returns' });

    expect((await typed('ana', 'show returns')).opened).toBe('Policy');
  });

  it('of many titles with a word eight are offered', async () => {
    for (let at = 1; at <= 10; at += 1) await publishedPolicy(world.maya, { title: `Returns ${at}` });

    const { said, buttons } = await typed('ana', 'show returns');

    expect(said).toBe('Several have “returns” in their title. Which one? Write more of it if it is none of these.');
    expect(buttons).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((at) => `Returns ${at}`));
  });
});

describe('a policy in the archive', () => {
  it.each(['edit', 'settings', 'questions', 'publish', 'archive', 'must-read'])(
    'is named to whoever orders %s of it',
    async (order) => {
      await archived();

      expect(await typed('maya', `${order} late returns`)).toEqual({
        said: '*Late returns* is in the archive since 10 March 2026. To go on with it, restore it first.',
        buttons: ['Open it'],
      });
    },
  );

  it.each(['edit', 'settings', 'questions'])(
    'is named to who may not restore it, with whom to ask, when they order %s of it',
    async (order) => {
      await archived();

      expect(await typed('leo', `${order} late returns`)).toEqual({
        said: '*Late returns* is in the archive since 10 March 2026. Only managers and directors of Northwind Care can restore it. Ask Maya.',
        buttons: ['Open it'],
      });
    },
  );

  it.each(['show', 'history', 'changes'])('can be read as what ended by who could before: %s', async (order) => {
    await archived();

    expect(await typed('ana', `${order} late returns`)).toEqual({
      said: ':hourglass: *Late returns* ended on 10 March 2026. It does not count any more.',
      buttons: ['What it said'],
    });
    expect((await typed('leo', `${order} late returns`)).opened).toBeDefined();
  });

  it('is named with the others that had the word', async () => {
    for (const title of ['Zebra feeding', 'Zebra housing']) {
      const { policy } = await publishedPolicy(world.maya, { title });
      world.maya.clock.advance(60_000);
      await archive(world.maya, { policyId: policy.id, because: 'No zebras.' });
    }

    const { said, buttons } = await typed('ana', 'show zebra');

    expect(said).toMatch(/\*Zebra (feeding|housing)\* ended .*\n.*ended .*\nNone of them counts any more\./);
    expect(buttons.toSorted()).toEqual(['Zebra feeding', 'Zebra housing']);
  });

  it('does not exist for who could not', async () => {
    const { policy } = await publishedPolicy(world.maya, { audience: { teams: [CARE_US], roles: null } });
    world.maya.clock.advance(60_000);
    await archive(world.maya, { policyId: policy.id, because: 'It was replaced.' });

    expect((await typed('ana', 'show late returns')).said).toContain('No policy has “late returns” in its title.');
  });
});
