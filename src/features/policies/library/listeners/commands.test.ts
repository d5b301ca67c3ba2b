import { expect, it } from 'vitest';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { libraryWords } from './commands.ts';

const world = usePolicyWorld();

/** Whether it is taken as an order, not looked up. */
async function isOrder(name: 'ana' | 'leo', word: string, rest: string): Promise<boolean> {
  const found = libraryWords.find(({ words }) => words.includes(word));
  return (await found?.isMeant?.(rest, world.as(name))) ?? true;
}

it.each([
  ['settings', 'late returns', true],
  ['edit', 'late', true],
  ['edit', '', true],
  ['edit', 'my order', false],
  ['questions', 'about my refund', false],
  ['new', 'late returns', true],
  ['archive', 'late returns', true],
  ['archive', 'of my mails', false],
])('%s %j of somebody who writes policies is an order: %s; of anybody else it is none', async (word, rest, isMeant) => {
  await publishedPolicy(world.maya);

  expect(await isOrder('leo', word, rest)).toBe(isMeant);
  expect(await isOrder('ana', word, rest)).toBe(false);
});
