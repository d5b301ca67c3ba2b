import { beforeEach, expect, it } from 'vitest';
import { asked, refusalOf } from '../../../../../test/support/gaps.ts';
import { CARE, type CastName } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { UserError } from '../../../../core/errors.ts';
import { handOn } from '../waiting/hand-on.ts';
import { passagesToName, peopleOptions, pointAgain } from './find-options.ts';

const world = usePolicyWorld();
let gapId: string;

beforeEach(async () => {
  const maya = world.as('maya');
  await publishedPolicy(maya);
  await publishedPolicy(maya, {
    title: 'Goodwill',
    markdown: 'Late returns of regulars are taken back by managers, up to 90 days.',
    audience: { teams: [CARE], roles: ['manager'] },
  });
  gapId = (await asked(world.database, world.as('ana'), 'late returns of worn shoes')).gap.id;
});

async function passages(name: CastName, typed: string): Promise<readonly string[]> {
  const found = await passagesToName(world.as(name), typed, { gapId });
  return found.map(({ text }) => text.text);
}

async function people(name: CastName, typed = ''): Promise<readonly string[]> {
  return (await peopleOptions(world.as(name), typed, gapId)).map(({ text }) => text.text);
}

it('offers passages on the question before anything is typed, and on what is typed then', async () => {
  expect(await passages('maya', '')).toEqual(expect.arrayContaining(['Late returns', 'Late returns › Opened items']));
  expect((await passages('maya', 'opened headphones'))[0]).toBe('Late returns › Opened items');
});

it('offers nobody who asks it', async () => {
  const { gap } = await asked(world.database, world.as('ana'), 'who feeds the office cat');
  await asked(world.database, world.as('ben'), 'Who feeds the office cat?');

  const offered = await peopleOptions(world.as('maya'), '', gap.id);

  expect(offered.map(({ text }) => text.text)).toEqual(['Dora · director', 'Leo · lead', 'Lia · lead']);
  for (const to of ['U0ANA', 'U0BEN'])
    expect(await refusalOf(handOn(world.as('maya'), { gapId: gap.id, to, note: '' }))).toMatch(
      /asks it: choose somebody else/,
    );
});

it('offers nobody a passage that they may not read', async () => {
  expect((await passages('ben', 'goodwill late returns')).join()).not.toContain('Goodwill');
  expect(await passages('amy', 'late returns')).toEqual([]);
});

it('offers to point to only what everybody who asked may read, and to add to only what one may', async () => {
  const ofQuestion = await passagesToName(world.as('maya'), 'late returns of regulars', { gapId });
  const toAdd = async (name: CastName) => {
    const found = await passagesToName(world.as(name), 'late returns of regulars', { question: 'worn shoes' });
    return found.map(({ text }) => text.text).join();
  };

  expect(ofQuestion.map(({ text }) => text.text)).toContain('Late returns');
  expect(ofQuestion.map(({ text }) => text.text).join()).not.toContain('Goodwill');
  expect(await toAdd('maya')).toContain('Goodwill');
  expect(await toAdd('ben')).toBe('');
});

it('keeps what was chosen in the form that says no, with the error beside it', async () => {
  const [option] = await passagesToName(world.as('maya'), 'opened headphones', { gapId });
  const chosen = { gapId, passageId: option?.value ?? '', note: 'See there.' };
  const refused = new UserError('Ana asked, and may not read this policy.', 'passage');

  const window = await pointAgain(world.as('maya'), chosen, refused);
  const notTheirs = await pointAgain(world.as('maya'), { ...chosen, passageId: gapId }, refused);

  const fields = window.blocks.map((block) => JSON.stringify(block));
  const at = fields.findIndex((text) => text.includes('"block_id":"passage"'));
  expect(fields[at]).toContain(`"initial_option":${JSON.stringify(option)}`);
  expect(fields[at + 1]).toContain('may not read this policy');
  expect(JSON.stringify(notTheirs)).not.toContain('initial_option');
});

it('offers the people of the team but whoever has it, by name, to those who may see the question', async () => {
  expect(await people('leo')).toEqual(['Ben · agent', 'Dora · director', 'Leo · lead', 'Lia · lead']);
  expect(await people('leo', ' li')).toEqual(['Lia · lead']);
  await world.database.sql`update people set also_called = 'Leo Brandt leo.brandt' where slack_id = 'U0LEO'`;
  for (const typed of ['brandt', 'leo br', 'Brandt Leo', '@leo.brandt', 'LEO'])
    expect(await people('maya', typed)).toEqual(['Leo · lead']);
  expect(await people('maya', 'leo zebra')).toEqual([]);
  expect(await people('amy')).toEqual([]);
});
