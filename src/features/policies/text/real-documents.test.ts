import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KnownBlock } from '@slack/types';
import { describe, expect, test } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../test/support/block-check.ts';
import { sharedData } from '../../../../test/support/shared-data.ts';
import { blocksOf } from './showing/blocks.ts';
import { diffPages } from './showing/diff-pages.ts';
import { excerptOf } from './showing/excerpt.ts';
import { pagesOf } from './showing/pages.ts';
import { passagesOf } from './passages/passages.ts';
import { textOfPieces } from './pieces.ts';
import { readPolicyFile, writePolicyFile } from './file/policy-file.ts';
import { piecesOf } from './reading/read-pieces.ts';
import { wordDiff } from './word-diff.ts';

const folders = ['policies-real', 'policies'].flatMap((name) => sharedData(name) ?? []);
const badInput = sharedData('bad-input');

function documents(): { name: string; bytes: Buffer }[] {
  return folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:md|txt)$/.test(name))
      .map((name) => ({ name, bytes: readFileSync(join(folder, name)) })),
  );
}

const inMessage = (blocks: KnownBlock[]) => messageProblems({ text: 'A policy', blocks });
const inView = (blocks: KnownBlock[]) =>
  blocks.length === 0 ? [] : viewProblems({ type: 'modal', title: { type: 'plain_text', text: 'A policy' }, blocks });

/** Words without what only tells list items and cells apart. */
const words = (text: string) =>
  text
    .toLowerCase()
    .replace(/[•|]|^\s*\d+\. /gm, ' ')
    .split(/\s+/)
    .filter((word) => word !== '');

/** Everything that is shown of a policy, and what is wrong with it. */
function problems(title: string, body: string): string[] {
  const passages = passagesOf(body, title);
  const { pages } = pagesOf(body, title);
  const excerpts = passages.map(({ text }) => ({
    type: 'rich_text' as const,
    elements: [excerptOf(text, [{ from: 0, to: 3 }], 300)],
  }));
  const diff = diffPages(wordDiff(body, body.replace(/\bthe\b/g, 'a')));
  const message = blocksOf(body, { surface: 'message' }).blocks;
  return [
    ...inMessage(message),
    ...pages.flatMap(({ blocks }) => inView(blocks)),
    ...diff.flatMap(({ blocks }) => inView(blocks)),
    ...excerpts.flatMap((block) => inMessage([block])),
    ...passages.flatMap(({ markdown }) => inMessage(blocksOf(markdown, { surface: 'message' }).blocks)),
    ...liveParts({ blocks: [...message, ...pages.flatMap(({ blocks }) => blocks)] }).filter(
      (target) => !/^(https?:|mailto:)/.test(target),
    ),
  ];
}

describe.skipIf(folders.length === 0)('real documents', () => {
  test('are all read, shown within the limits in every view, and come back from a file as they were', () => {
    const found = documents();

    expect(found.length).toBeGreaterThanOrEqual(300);
    for (const { name, bytes } of found) {
      const policy = readPolicyFile(name, bytes);
      const wrong = [...policy.problems.filter(({ isSerious }) => isSerious), ...problems(policy.title, policy.body)];
      expect({ name, wrong }).toEqual({ name, wrong: [] });
      const { body, frontMatter } = readPolicyFile(name, writePolicyFile(policy));
      expect({ body, frontMatter }).toEqual({ body: policy.body, frontMatter: policy.frontMatter });
    }
  }, 120_000);

  test('lose no word in their passages', () => {
    for (const { name, bytes } of documents()) {
      const { title, body } = readPolicyFile(name, bytes);
      const shown = passagesOf(body, title).flatMap(({ heading, text }) => words(`${heading}\n${text}`));
      const kept = new Set<string>([...shown, ...words(title)]);
      const lost = words(textOfPieces(piecesOf(body))).filter((word) => !kept.has(word));
      expect({ name, lost }).toEqual({ name, lost: [] });
    }
  }, 60_000);
});

describe.skipIf(badInput === undefined)('awkward input', () => {
  const read = (name: string): string => readFileSync(join(badInput ?? '', name), 'utf8');

  test('is a title and a body like any other', () => {
    const texts = [
      ...(JSON.parse(read('blns.json')) as string[]),
      ...(JSON.parse(read('slack-injection.json')) as { text: string }[]).map(({ text }) => text),
      ...read('csv-injection.txt').split('\n'),
    ];
    for (const text of texts) {
      const body = `# ${text}\n\n${text}\n\n- ${text}\n\n| ${text} | b |\n|---|---|\n| c | ${text} |\n`;
      const policy = readPolicyFile(`${text}.md`, body);
      expect(policy.title).not.toBe('');
      expect({ text, wrong: problems(policy.title, policy.body) }).toEqual({ text, wrong: [] });
    }
  }, 120_000);
});
