import { describe, expect, it } from 'vitest';
import { libraryHands } from '../../../../../test/support/library-hands.ts';
import { CARE, type CastName } from '../../../../../test/support/northwind.ts';
import { fingersOn } from '../../../../../test/support/fingers.ts';
import { openForm, type Typed } from '../../../../../test/support/open-form.ts';
import { draftedPolicy, publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { lookUpListeners } from '../../look-up/listeners.ts';
import { libraryIds as ids, othersIds, seenValue } from '../ids.ts';
import { libraryWords } from '../listeners/commands.ts';

const world = usePolicyWorld();
const handsOf = (name: CastName) => libraryHands(world, name);

describe('the settings of a policy', () => {
  it('open it to everybody only where that is chosen: an emptied field opens nothing', async () => {
    const { policy } = await publishedPolicy(world.maya);
    const hands = handsOf('leo');
    await hands.open(ids.settings, policy.id);

    expect(await hands.send({ teams: [] })).toEqual({ teams: expect.stringContaining('Choose at least one team.') });
    expect(await world.database.sql`select audience from policies`).toEqual([{ audience: [`team:${CARE}`] }]);
    await hands.send({ teams: [], reach: 'everybody' });

    expect(hands.shown()).toContain('Who may read it: Everybody');
  });

  it('say at their fields what is too long', async () => {
    const { policy } = await publishedPolicy(world.maya);
    const hands = handsOf('leo');
    await hands.open(ids.settings, policy.id);

    expect(await hands.send({ products: `${'x'.repeat(61)}, shoes`, reviewDays: 'zero' })).toEqual({
      products: `“${'x'.repeat(29)}…” is too long: each has at most 60 characters.`,
      reviewDays: 'Write such as 90: a number of days from 1 to 1,100 is expected.',
    });
  });
});

describe('the form of a policy', () => {
  it('begins with a template, keeps the title, and leaves what somebody wrote', async () => {
    const hands = handsOf('leo');
    await hands.open(ids.write, '');

    await hands.press(ids.template, 'how-to', { title: 'Reset a password', template: 'how-to' });
    expect(hands.shown()).toContain('## Before you begin');
    const before = hands.fingers.shown.length;
    await hands.press(ids.template, 'contact', { 'text0.how-to': 'My own words', template: 'contact' });

    expect(hands.fingers.shown).toHaveLength(before);
  });

  it('looks up what was typed behind “new” instead, on top of what is written', async () => {
    await publishedPolicy(world.maya);
    const hands = handsOf('leo');
    const newWord = libraryWords.find(({ words }) => words.includes('new'));
    await newWord?.run(
      world.as('leo'),
      'customer returns <late> after 40 days',
      { surface: {} } as never,
      hands.fingers.views,
    );
    const form = hands.shown();
    const lookUp = fingersOn(lookUpListeners);

    await hands.press(ids.template, 'how-to', { template: 'how-to' });
    const redrawn = hands.shown();
    await lookUp.press(world.as('leo'), othersIds.lookUpInstead, 'customer returns <late> after 40 days', {
      view: openForm(hands.fingers.last(), {}),
    });
    await hands.open(ids.write, '');

    for (const shown of [form, redrawn]) {
      expect(shown).toContain('"initial_value":"customer returns <late> after 40 days"');
      expect(shown).toContain('"value":"customer returns <late> after 40 days"');
    }
    expect(lookUp.shown.map(({ how }) => how)).toEqual(['open']);
    expect(JSON.stringify(lookUp.last())).toContain('Find policy');
    expect(JSON.stringify(lookUp.last())).toContain('Late returns');
    expect(hands.shown()).not.toContain('Look it up');
  });

  it('has a longer text in several fields, and saves them as one', async () => {
    const markdown = `${Array.from({ length: 9 }, (_, at) => `## Part ${at}\n\n${'Words of it. '.repeat(60)}`.trim()).join('\n\n')}\n`;
    const { policy } = await publishedPolicy(world.as('maya'), { markdown });
    const hands = handsOf('leo');

    await hands.open(ids.edit, policy.id);
    expect(hands.shown()).toContain('What it says, part 1 of');
    await hands.send({ title: 'Late returns, new' });

    const [saved] = await world.database.sql`select markdown, title from policy_revisions where state = 'draft'`;
    expect(saved).toEqual({ markdown, title: 'Late returns, new' });
  });

  it('takes a text that is too long for it as a file, and leaves it where none is given', async () => {
    const markdown = 'A sentence that is long. '.repeat(5000);
    const { policy } = await publishedPolicy(world.as('maya'), { markdown });
    const hands = handsOf('leo');
    await hands.open(ids.edit, policy.id);
    expect(hands.shown()).toContain('125,000 characters');

    await hands.press(ids.textFile, policy.id);
    const [file] = await world.database.sql<{ payload: { content: string; filename: string } }[]>`
      select payload from outbox_messages where kind = 'file'`;
    expect(file?.payload).toMatchObject({ content: markdown, filename: 'late-returns.md' });
    await hands.send({ title: 'Renamed' });

    const [saved] = await world.database.sql`select markdown, title from policy_revisions where state = 'draft'`;
    expect(saved).toEqual({ markdown, title: 'Renamed' });
  });

  it('says that somebody has saved meanwhile, with what was typed; saved again it counts, and nothing is lost', async () => {
    const { revision, policy } = await draftedPolicy(world.as('leo'), { markdown: 'Leo’s first' });
    const maya = handsOf('maya');
    const leo = handsOf('leo');
    await maya.open(ids.edit, policy.id);
    await leo.open(ids.edit, policy.id);
    await leo.send({ 'text0.now': 'Leo’s second' });

    await maya.send({ 'text0.now': 'Maya’s' });
    expect(maya.shown()).toContain('Leo has saved this draft since you opened it.');
    expect(maya.shown()).toContain('Maya’s');
    await maya.press(ids.lookAtSaved, policy.id, { 'text0.now': 'Maya’s' });
    expect(maya.shown()).toContain('Struck through is what only Leo has');
    expect(maya.shown()).toContain('second');
    maya.fingers.shown.pop();
    await maya.send({ 'text0.now': 'Maya’s' });

    expect(maya.shown()).toContain('Saved as a draft');
    const [saved] = await world.database.sql`select markdown from policy_revisions where id = ${revision.id}`;
    expect(saved).toEqual({ markdown: 'Maya’s\n' });
    const sent = await world.database.sql`
      select channel, payload ->> 'content' as content, payload ->> 'comment' as comment from outbox_messages
      where kind = 'file' order by channel`;
    expect(sent).toEqual([
      {
        channel: 'U0LEO',
        content: 'Leo’s second\n',
        comment: expect.stringMatching(/^Maya has saved over your draft/),
      },
      { channel: 'U0MAYA', content: 'Leo’s second\n', comment: expect.stringContaining('that yours has replaced') },
    ]);
    await maya.open(ids.open, policy.id);
    expect(maya.shown()).toContain('Revision 1, begun by Leo, last saved by Maya, is being written.');
  });

  it('says that somebody has published meanwhile, and shows what, before a change that was begun before it is saved', async () => {
    const { policy } = await publishedPolicy(world.maya, { markdown: 'Ten days.' });
    const leo = handsOf('leo');
    await leo.open(ids.edit, policy.id);
    await publishedPolicy(world.maya, { policyId: policy.id, markdown: 'Ten days. Fourteen for shoes.' });

    await leo.send({ 'text0.now': 'Twelve days.' });
    expect(leo.shown()).toContain('Maya has published revision 2 since you opened it.');
    expect(leo.shown()).toContain('Twelve days.');
    expect(await world.database.sql`select 1 from policy_revisions where state = 'draft'`).toHaveLength(0);
    await leo.press(ids.lookAtSaved, policy.id, { 'text0.now': 'Twelve days.' });
    expect(leo.shown()).toContain('Struck through is what only Maya has');
    leo.fingers.shown.pop();
    await leo.send({ 'text0.now': 'Twelve days. Fourteen for shoes.' });

    expect(leo.shown()).toContain('Saved as a draft, revision 3.');
  });

  it('of the same text with another title or another *What is new*, nothing of those is lost either', async () => {
    const { policy } = await draftedPolicy(world.as('leo'), { markdown: 'The same' });
    const [maya, leo] = [handsOf('maya'), handsOf('leo')];
    await maya.open(ids.edit, policy.id);
    await leo.open(ids.edit, policy.id);
    await leo.send({ changeNote: '45 days' });

    await maya.send({ changeNote: '60 days' });
    await maya.send({ changeNote: '60 days' });

    expect(maya.shown()).toContain('Saved as a draft');
    const sent = await world.database.sql`
      select channel, payload ->> 'comment' as comment from outbox_messages where kind = 'file' order by channel`;
    expect(sent).toEqual(
      ['U0LEO', 'U0MAYA'].map((channel) => ({
        channel,
        comment: expect.stringContaining('What is new in it: “45 days”'),
      })),
    );
  });

  it.each<[Typed, string]>([[{ title: '' }, 'title']])(
    'says at its field what is missing: %j',
    async (typed, field) => {
      const hands = handsOf('leo');
      await hands.open(ids.write, '');

      expect(await hands.send(typed)).toHaveProperty(field);
    },
  );
});

describe('a draft', () => {
  it('in which nothing is written is offered to nobody for review', async () => {
    const { policy } = await draftedPolicy(world.leo, { markdown: '' });
    const hands = handsOf('leo');

    await hands.open(ids.open, policy.id);

    expect(hands.shown()).toContain('Nothing is written yet. Press *Edit*');
    expect(hands.shown()).not.toContain('Send for review');
  });

  it('that has the title of another policy says so when it is saved', async () => {
    await publishedPolicy(world.maya, { title: 'Late returns' });
    const hands = handsOf('leo');
    await hands.open(ids.write, '');

    await hands.send({ title: 'late Returns', 'text0.new': 'Text' });

    expect(hands.shown()).toContain('Another policy of this team has the same title');
  });
});

describe('publishing by form', () => {
  it('shows what changes, and says at the date what is wrong with it', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));
    const { revision } = await draftedPolicy(world.as('leo'), { policyId: policy.id, markdown: 'All new words.' });
    const hands = handsOf('maya');

    await hands.open(ids.publish, seenValue(revision));
    expect(hands.shown()).toContain('words gone (struck through)');
    await hands.send({ effectiveFrom: '2026-03-01' });
    expect(hands.shown()).toContain('A change counts from today or a later date');
    await hands.send({ effectiveFrom: '2026-03-12', expiresOn: '2026-03-20' });

    expect(hands.shown()).toContain(
      'Published as revision 2. It counts from 12 March 2026. After 20 March 2026 nothing counts.',
    );
  });

  it('of what somebody else has published meanwhile ends on its page, with what was written', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));
    const { revision } = await draftedPolicy(world.as('leo'), { policyId: policy.id, markdown: 'All new words.' });
    const [maya, dora] = [handsOf('maya'), handsOf('dora')];
    await maya.open(ids.publish, seenValue(revision));
    await dora.open(ids.publish, seenValue(revision));
    await maya.send();

    await dora.send({ changeNote: 'From <May> on' });

    expect(dora.shown()).toContain(
      '*Not published.* Maya has published it already, as revision 2. What is new, as you wrote it: “From &lt;May&gt; on”',
    );
    expect(dora.shown()).toContain('"Policy"');
    expect(dora.shown()).not.toContain('"Publish"');
  });

  it('of what was saved meanwhile shows the new comparison before it is pressed again', async () => {
    const { revision, policy } = await draftedPolicy(world.as('leo'));
    const hands = handsOf('maya');
    await hands.open(ids.publish, seenValue(revision));
    const leo = handsOf('leo');
    await leo.open(ids.edit, policy.id);
    await leo.send({ title: 'Late returns, better' });

    await hands.send();
    expect(hands.shown()).toContain('*Not published.* Leo has saved this draft since you opened it.');
    expect(hands.shown()).toContain('Late returns, better');
    await hands.send();

    expect(hands.shown()).toContain('Published as revision 1');
  });
});
