import { beforeEach, describe, expect, it } from 'vitest';
import { liveParts, messageProblems } from '../../../../test/support/block-check.ts';
import { type Fingers, fingersOn } from '../../../../test/support/fingers.ts';
import type { CastName } from '../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { fillShelf } from '../../../../test/support/policy-shelf.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { policies } from '../index.ts';
import { lookUpIds as ids } from './ids.ts';

const world = usePolicyWorld();
let fingers: Fingers;

beforeEach(async () => {
  await world.database.sql`truncate policy_look_ups cascade`;
  fingers = fingersOn(policies({ slack: { file: () => Promise.resolve(undefined) } }).listeners ?? []);
});

async function typed(name: CastName, words: string) {
  const answer = await fingers.type(world.as(name), `/policy ${words}`, 'C0CARE');
  if (!answer) throw new Error('nothing was answered');
  expect([...messageProblems(answer), ...liveParts(answer)]).toEqual([]);
  return answer;
}

const noted = () => world.database.sql`select query from policy_look_ups`;

describe('an order by somebody who may not give it', () => {
  it.each([
    ['export x', '`/policy export` stands alone'],
    ['import these', 'Only managers and directors of Northwind Care can import policies'],
    ['new zebra crossing', 'Only leads, managers and directors of Northwind Care can write'],
    ['export ?!', '`/policy export` stands alone'],
    ['import joe@example.org', 'Only managers and directors of Northwind Care can import policies'],
    ['settings', 'Only leads, managers and directors of Northwind Care can write'],
  ])('%j is told who may, and is no question', async (words, said) => {
    await fillShelf(world.maya);

    const { text } = await typed('ana', words);

    expect(text).toContain(said);
    expect(text.includes('Ask Maya.')).toBe(!words.startsWith('export'));
    expect(await noted()).toEqual([]);
  });

  it('can be looked up all the same, and is a question then', async () => {
    const { blocks } = await typed('ana', 'new <!channel> bed of joe@example.org is broken');

    expect(JSON.stringify(blocks)).toContain('"value":"new <!channel> bed of [e-mail] is broken"');
    const answer = await fingers.press(world.as('ana'), ids.lookUpWords, 'new bed is broken', { channel: 'C0CARE' });

    expect(answer).toMatchObject({ text: expect.stringContaining('Nothing on this yet') });
    expect(await noted()).toEqual([{ query: 'new bed is broken' }]);
  });

  it('is answered at once where a policy answers these words, below who may', async () => {
    await fillShelf(world.maya);
    await publishedPolicy(world.maya);

    const { text, blocks } = await typed('ana', 'new opened headphones, may she return them');

    expect(text).toMatch(/^Only leads, managers .* If it was a question: Late returns › Opened items: /s);
    expect(JSON.stringify(blocks)).toContain('ear tips are not taken back');
    expect(await noted()).toEqual([{ query: 'opened headphones, may she return them' }]);
  });
});

it('more words than an order takes are said to be too many to those who may give it', async () => {
  const { text } = await typed('maya', 'import zebra');

  expect(text).toBe('`/policy import` stands alone: type nothing after it.');
  expect(await noted()).toEqual([]);
});

it.each(['edit', 'settings', 'archive'])('/policy %s before what no title has may be a question', async (order) => {
  await publishedPolicy(world.maya);

  const { text, blocks } = await typed('maya', `${order} my address please`);

  expect(text).toBe('No policy has “my address please” in its title.');
  expect(JSON.stringify(blocks)).toContain('Look it up');
  expect(await noted()).toEqual([]);
});
