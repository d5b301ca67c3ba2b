import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { Eyes } from '../../src/sandbox/hands/eyes.ts';
import { Hands } from '../../src/sandbox/hands/hands.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const docs = read('docs/sandbox.md');

it('shows a test as it is run', () => {
  expect(docs).toContain(`\`\`\`ts\n${read('test/journeys/example.test.ts')}\`\`\``);
});

it('names everything a person of the test driver can do and see', () => {
  const inside = new Set(['constructor', 'waitIn', 'failure']);
  const words = [Hands, Eyes].flatMap((each) => Object.getOwnPropertyNames(each.prototype));

  const missing = words.filter((word) => !inside.has(word) && !docs.includes(`\`${word}(`));

  expect(missing).toEqual([]);
});
