import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { liveParts, messageProblems, viewProblems } from '../../../../../test/support/block-check.ts';
import { createTestDatabase, type TestDatabase } from '../../../../../test/support/database.ts';
import { type Northwind, openNorthwind } from '../../../../../test/support/northwind.ts';
import { fillShelf } from '../../../../../test/support/policy-shelf.ts';
import { LATE_RETURNS, publishedPolicy } from '../../../../../test/support/policies.ts';
import type { Ctx } from '../../../../core/context.ts';
import { answerBlocks, answerMessage } from './answer-message.ts';
import { learnedMessage } from '../learning/learned-message.ts';
import { lookUp, type LookUp } from '../finding/look-up.ts';
import { readAll } from '../reading/read-all.ts';
import { readWindow } from '../reading/read-window.ts';
import { sharedMessage, shareEndings } from '../sharing/shared-message.ts';

const ASKED = 'she wants to return opened headphones';

let database: TestDatabase;
let northwind: Northwind;
let ana: Ctx;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
  ana = northwind.as('ana');
  await fillShelf(northwind.as('maya'));
  await publishedPolicy(northwind.as('maya'));
});
afterAll(() => database?.close());

const ask = (query: string) => lookUp(ana, { query, place: 'command' });
const shown = (found: LookUp, channel?: string) => answerMessage({ lookUp: found, now: ana.clock.now(), channel });
const labels = (blocks: unknown) =>
  [
    ...JSON.stringify(blocks).matchAll(
      /"text":"(Share here|Read all|Not this|Ask the owner|Read the answer|Ask again)"/g,
    ),
  ].map(([, label]) => label);

describe('the answer', () => {
  test('shows words that match in bold, whose it is, and what to do with it', async () => {
    const message = shown(await ask(ASKED), 'C0CARE');

    const text = JSON.stringify(message.blocks);
    expect(text).toContain('{"type":"text","text":"headphones","style":{"bold":true}}');
    expect(text).toContain('in force since 10 March 2026 · Maya, Northwind Care · verified 10 March 2026');
    expect(labels(message.blocks).slice(0, 2)).toEqual(['Share here', 'Read all']);
    expect(messageProblems(message)).toEqual([]);
  });

  test('asks before it is shared where others than the team may be', async () => {
    await publishedPolicy(northwind.as('maya'), {
      title: 'Opening hours',
      markdown: 'The showroom is open on Saturday from ten to four.',
      audience: { teams: null, roles: null },
    });
    const found = await ask('is the showroom open on saturday');

    const confirms = (channel: string) => JSON.stringify(shown(found, channel)).includes('"confirm"');

    expect([confirms('C0CARE'), confirms('C0GENERAL')]).toEqual([false, true]);
  });

  test('offers no sharing where the policy is not for everybody there', async () => {
    const message = shown(await ask(ASKED), 'C0GENERAL');

    expect(labels(message.blocks)).not.toContain('Share here');
    expect(JSON.stringify(message.blocks)).toContain('not everybody here may read this');
  });

  test('to what nothing answers is an honest no, and whom to ask', async () => {
    const message = shown(await ask('which wine goes with grilled salmon'), 'C0CARE');

    expect(message.text).toBe('Nothing on this yet.');
    expect(labels(message.blocks)).toEqual(['Ask the owner']);
    expect(messageProblems(message)).toEqual([]);
  });

  test('is none where the question names what nothing that is shown says: it comes nearest, and the words are named', async () => {
    const found = await ask('may she return opened headphones to *Norway* <!channel>');

    const message = shown({ ...found, standing: 'nearest', unsaid: ['*Norway*', '<!channel>'] }, 'C0CARE');

    const first = message.blocks?.find(({ type }) => type === 'section');
    const few = found.passages.length === 1 ? 'This comes nearest, but says nothing' : 'but none of them says anything';
    expect(JSON.stringify(first)).toContain(`${few} about *∗Norway∗* or *&lt;!channel&gt;*:`);
    expect(message.text).toContain('∗Norway∗');
    expect(labels(message.blocks)).toContain('Share here');
    expect(messageProblems(message)).toEqual([]);
  });

  test('shows what somebody was told who asked the same lately, where no policy is sure to say it', async () => {
    const found = await ask('which wine goes with grilled salmon');
    const before = {
      gap: 'GAP-7',
      by: '*Leo*',
      on: '2026-03-09',
      answer: `<!channel> ${'Any white one. '.repeat(100)}`,
    };

    const message = shown({ ...found, before }, 'C0CARE');
    const sure = shown({ ...(await ask(ASKED)), before }, 'C0CARE');

    expect(message.text).toMatch(/^∗Leo∗ answered this on 9 March 2026 \(GAP-7\): .*No policy says this yet\.$/);
    expect(JSON.stringify(message.blocks)).toContain('It goes on: press *Read the answer*');
    expect(labels(message.blocks)).toEqual(['Read the answer', 'Ask again']);
    const whole = shown({ ...found, before: { ...before, answer: 'Any white one.' } });
    expect(labels(whole.blocks)).toEqual(['Ask again']);
    expect([...messageProblems(message), ...liveParts(message)]).toEqual([]);
    expect(JSON.stringify(sure)).not.toContain('GAP-7');
    const near = { ...(await ask(ASKED)), standing: 'nearest' as const, before };
    const view = { lookUp: near, now: ana.clock.now(), channel: 'C0CARE' };
    const answerAt = (blocks: readonly unknown[] = []) =>
      blocks.findIndex((block) => JSON.stringify(block).includes('GAP-7'));
    const passageAt = (blocks: readonly unknown[] = []) =>
      blocks.findIndex((block) => JSON.stringify(block).includes('ear tips'));
    const { blocks = [] } = answerMessage(view);
    expect(answerAt(blocks)).toBeGreaterThan(passageAt(blocks));
    expect(answerAt(answerBlocks(view))).toBeLessThan(passageAt(answerBlocks(view)));
  });

  test('at the end of the list says so', () => {
    const end = {
      lookUpId: 'x',
      question: 'q',
      answered: true,
      confidence: 2,
      standing: 'answer' as const,
      passages: [],
      unsaid: [],
      from: 15,
      more: 0,
      titles: [],
      waiting: undefined,
      before: undefined,
      ended: undefined,
    };

    expect(JSON.stringify(shown(end).blocks)).toContain('That is all there is on it.');
    expect(messageProblems(shown(end))).toEqual([]);
  });

  test('what was learned is said as it was typed', async () => {
    const [found] = (await ask(ASKED)).passages;
    if (!found) throw new Error('nothing was found');
    const question = { id: 'q', text: '*may* <!channel> I', origin: 'learned', addedBy: 'U0ANA' } as never;

    const message = learnedMessage({ view: found.view, lookUpId: 'x', question }, 'U0ANA');

    expect(messageProblems(message)).toEqual([]);
    expect(JSON.stringify(message.blocks)).toContain('"type":"plain_text"');
    for (const because of ['long', 'personal', 'short'] as const)
      expect(messageProblems(learnedMessage({ view: found.view, lookUpId: 'x', because }, 'U0ANA'))).toEqual([]);
  });
});

test('a text with a line too long for a list, a table and a link is shared and read within the limits', async () => {
  const markdown = `${LATE_RETURNS}\n\n## Table\n\n| a | b |\n|---|---|\n${'| one | two |\n'.repeat(150)}\n${'word '.repeat(3000)}`;
  const { revision } = await publishedPolicy(northwind.as('maya'), { title: 'T '.repeat(70).trim(), markdown });
  const reading = await readAll(ana, revision.id);

  for (let page = 0; page < reading.pages.pages.length; page += 1)
    expect(viewProblems(readWindow({ ...reading, page }, ana.clock.now()))).toEqual([]);
  const { passages } = await ask('one two');
  for (const { view } of passages) {
    expect(messageProblems(sharedMessage(view, 'Ana', ana.clock.now()))).toEqual([]);
    const endings = ['C0CARE', 'D0ANA'].flatMap((channel) => Object.values(shareEndings(view, channel)));
    expect(endings.flatMap((message) => messageProblems(message))).toEqual([]);
  }
});
