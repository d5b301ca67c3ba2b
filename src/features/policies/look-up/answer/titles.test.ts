import { beforeEach, expect, it } from 'vitest';
import { messageProblems } from '../../../../../test/support/block-check.ts';
import { type Fingers, fingersOn } from '../../../../../test/support/fingers.ts';
import type { CastName } from '../../../../../test/support/northwind.ts';
import { openForm } from '../../../../../test/support/open-form.ts';
import { draftedPolicy, publishedPolicy } from '../../../../../test/support/policies.ts';
import { fillShelf } from '../../../../../test/support/policy-shelf.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { transaction } from '../../../../core/context.ts';
import { lookUp } from '../finding/look-up.ts';
import { titlesLike } from '../finding/titles-like.ts';
import { lookUpIds as ids } from '../ids.ts';
import { lookUpListeners } from '../listeners.ts';
import { askedWindow, foundMessage } from './answer-views.ts';

const world = usePolicyWorld();
let fingers: Fingers;

beforeEach(async () => {
  fingers = fingersOn(lookUpListeners);
  await fillShelf(world.maya);
});

async function titlesFor(name: CastName, question: string): Promise<readonly string[]> {
  const ctx = world.as(name);
  const found = await transaction(ctx, (tx) => titlesLike(tx, ctx, question, 5));
  return found.map(({ title }) => title);
}

it.each([
  ['is there a discount for lost gift cards', ['Gift cards']],
  ['our invoice is wrong', ['Invoices']],
  ['the goods came damaged, and the delivery was late', ['Damaged goods', 'Late delivery']],
  ['xylobonus', []],
  ['can the customer please have this', []],
  ['?!', []],
])('%j is near the titles %j, in any form of their words, but not by words of talk', async (question, titles) => {
  expect((await titlesFor('ana', question)).toSorted()).toEqual(titles);
});

it('of what somebody may not read, of drafts and of the archive are not near', async () => {
  await publishedPolicy(world.maya, { title: 'Zebra rules', audience: { teams: null, roles: ['lead'] } });
  await draftedPolicy(world.maya, { title: 'Zebra drafts' });
  await publishedPolicy(world.maya, { title: 'Zebra archive' });
  await world.database.sql`update policies set archived_at = now() where title = 'Zebra archive'`;

  expect(await titlesFor('ana', 'zebra')).toEqual([]);
  expect(await titlesFor('leo', 'zebra')).toEqual(['Zebra rules']);
});

it('of a miss are buttons that open them, and none where none is near', async () => {
  const ana = world.as('ana');
  const miss = await lookUp(ana, { query: 'xylobonus', place: 'command' });
  const titles = [
    { id: '1', title: 'Gift cards' },
    { id: '2', title: 'T '.repeat(100) },
  ];

  const far = foundMessage(ana, miss, 'C0CARE');
  const near = foundMessage(ana, { ...miss, titles }, 'C0CARE');

  expect(near.text).toBe('Nothing on this yet.');
  expect(JSON.stringify(near.blocks)).toMatch(/"text":"Gift cards".*"action_id":"policy.open:0"/);
  expect(JSON.stringify(far.blocks)).not.toMatch(/policy\.open|itle:/);
  expect([near, far].flatMap(messageProblems)).toEqual([]);
});

it('are searched from an answer by its words, above all titles', async () => {
  const ana = world.as('ana');
  const [near, far] = [
    await lookUp(ana, { query: 'are gift cards wrapped', place: 'command' }),
    await lookUp(ana, { query: 'xylobonus', place: 'command' }),
  ];

  await fingers.press(ana, ids.byTitle, near.lookUpId);
  const shown = JSON.stringify(fingers.last());
  await fingers.press(ana, ids.byTitle, far.lookUpId);

  expect(shown).toContain('“are gift cards wrapped”');
  expect(shown).toContain('Gift cards');
  expect(shown).not.toContain('Invoices');
  expect(shown).toMatch(/"Find by title".*"All policies"/);
  expect(JSON.stringify(fingers.last())).toContain('No title has a word of “xylobonus” in it.');
});

it('are searched on top of a window with an answer, which stays below', async () => {
  const ana = world.as('ana');
  const { lookUpId } = await lookUp(ana, { query: 'gift wrapping', place: 'command' });
  const view = openForm(await askedWindow(ana, 'gift wrapping', { place: 'command' }));

  await fingers.press(ana, ids.byTitle, lookUpId, { view });

  expect(fingers.shown.at(-1)?.how).toBe('push');
});
