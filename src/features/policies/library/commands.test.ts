import { expect, it } from 'vitest';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { libraryWords } from './commands.ts';

const world = usePolicyWorld();

/** Whether it is taken as an order, not looked up. */
async function isOrder(name: 'ana' | 'leo', word: string, rest: string): Promise<boolean> {
  const found = libraryWords.find(({ words }) => words.includes(word));
  return (await found?.isMeant?.(rest, world.as(name))) ?? true;
}

it.each([
  ['settings', 'late returns', true],
  ['settings', 'late', true],
  ['settings', 'of my phone are lost', false],
  ['settings', '', false],
  ['edit', 'Late Returns', true],
  ['edit', 'late', false],
  ['edit', 'my order', false],
  ['questions', 'late returns', true],
  ['questions', 'about my refund', false],
  ['new', 'late returns', false],
])('%s %j of somebody who writes no policies is an order: %s', async (word, rest, isMeant) => {
  await publishedPolicy(world.maya);

  expect(await isOrder('ana', word, rest)).toBe(isMeant);
  expect(await isOrder('leo', word, rest)).toBe(true);
});

it('to change a policy says who can, to those who may only read it', async () => {
  await publishedPolicy(world.maya);
  const settings = libraryWords.find(({ words }) => words.includes('settings'));

  const refused = settings?.run(world.as('ana'), 'late returns', {} as never, {} as never);

  await expect(refused).rejects.toThrow('Only leads, managers and directors of Northwind Care can');
});
