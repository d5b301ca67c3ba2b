import type { ModalView } from '@slack/types';
import { beforeEach, expect, test } from 'vitest';
import { messageProblems, viewProblems } from '../../../../../test/support/block-check.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { fillShelf } from '../../../../../test/support/policy-shelf.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { askOwner } from '../../gaps/asking/ask-owner.ts';
import { foundMessage, showAgain } from './answer-views.ts';
import { findPassages } from '../finding/find-passages.ts';
import { lookUp } from '../finding/look-up.ts';
import { notThis } from './not-this.ts';
import { sharePassage } from '../sharing/share-passage.ts';

const world = usePolicyWorld();
let ana: Ctx;

beforeEach(async () => {
  ana = world.as('ana');
  await fillShelf(world.as('maya'));
  await publishedPolicy(world.as('maya'));
});

const asked = (query = 'she wants to return opened headphones') => lookUp(ana, { query, place: 'command' });
/** One of which several policies have a little. */
const VAGUE = 'return of headphones within the month';

/** The window of an answer as it is shown after a click in it. */
async function windowOf(lookUpId: string, from = 0): Promise<ModalView> {
  const shown: ModalView[] = [];
  const view = { id: 'V1', hash: 'h', type: 'modal' as const, callbackId: 'policy.search', state: {} };
  const surface = {
    channel: 'C0CARE',
    view: { ...view, privateMetadata: JSON.stringify({ place: 'shortcut', from }) },
  };
  await showAgain(ana, { lookUpId, from }, surface, { update: async (window) => shown.push(window) > 0 });
  const [window] = shown;
  if (!window) throw new Error('no window was shown');
  return window;
}

const buttonsOf = (shown: unknown) =>
  [...JSON.stringify(shown).matchAll(/"type":"button","text":\{"type":"plain_text","text":"([^"]*)"/g)].map(
    ([, label]) => label,
  );

test('the button of a passage that was shared gives way to that it is', async () => {
  const { lookUpId, passages } = await asked();
  const passageId = passages[0]?.view.passage.id ?? '';
  const before = buttonsOf(await windowOf(lookUpId)).filter((label) => label === 'Share here').length;

  await sharePassage(ana, { lookUpId, passageId, channel: 'C0CARE' });

  const after = await windowOf(lookUpId);
  expect(before).toBeGreaterThan(0);
  expect(buttonsOf(after).filter((label) => label === 'Share here')).toHaveLength(before - 1);
  expect(JSON.stringify(after)).toContain('✓ Shared · ');
  expect(viewProblems(after)).toEqual([]);
});

test('whom to ask gives way to who was asked, and by when that is answered', async () => {
  const { lookUpId } = await asked();
  expect(buttonsOf(await windowOf(lookUpId))).toContain('Ask the owner');

  await askOwner(ana, { lookUpId });

  const after = await windowOf(lookUpId);
  expect(buttonsOf(after)).not.toContain('Ask the owner');
  expect(JSON.stringify(after)).toMatch(/You have asked this \(GAP-\d+\)\. You get the answer as a message, by <!date/);
  expect(viewProblems(after)).toEqual([]);
});

test('a question that somebody waits for is said to be asked when they look it up once more', async () => {
  const { lookUpId } = await asked();
  await askOwner(ana, { lookUpId });

  const again = foundMessage(ana, await asked(), 'C0CARE');

  expect(buttonsOf(again.blocks)).not.toContain('Ask the owner');
  expect(JSON.stringify(again.blocks)).toContain('You have asked this');
});

test('what comes after Not this says that it is not sure, whom to ask where it is seen first, and that there are others', async () => {
  const found = await asked(VAGUE);

  const next = await notThis(ana, found.lookUpId, found.passages.length);

  const { blocks = [], text } = foundMessage(ana, { ...next, more: 2 }, 'C0CARE');
  const said = JSON.stringify(blocks);
  expect(next.standing).toBe('nearest');
  expect(text).toMatch(/^Not sure\. These come nearest: /);
  expect(said).toContain('Noted that it was not this. *Not sure.* These come nearest:');
  const goOn = 'Not this, show others';
  expect(buttonsOf(blocks).slice(-3)).toEqual(['Ask the owner', 'Search by title', goOn]);
  const inWindow = buttonsOf(await windowOf(found.lookUpId, next.from));
  expect(inWindow.slice(0, 2)).toEqual(['Ask the owner', 'Search by title']);
  expect(inWindow).not.toContain(goOn);
  expect(next.passages.length).toBeLessThanOrEqual(3);
  expect(found.passages.length + next.passages.length + next.more).toBe(found.passages.length + found.more);
  expect(messageProblems({ text, blocks })).toEqual([]);
});

test('what has next to nothing of the question is not among what comes after', async () => {
  const all = await transaction(ana, (tx) => findPassages(tx, ana, VAGUE, 15));
  const [best, ...others] = all.passages;
  const found = await asked(VAGUE);

  const far = others.filter(({ score }) => score < 0.15 * (best?.score ?? 0));
  expect(far.length).toBeGreaterThan(0);
  expect(found.passages.length + found.more).toBe(1 + others.length - far.length);
});

test('a sure answer has whom to ask too, for it may be wrong', async () => {
  const found = await asked(VAGUE);

  const buttons = buttonsOf(foundMessage(ana, found, 'C0CARE').blocks);

  expect(found.standing).toBe('answer');
  expect(buttons.slice(-2)).toEqual(['Not this, show others', 'Ask the owner']);
});

test('a click on a later page of a window shows that page again', async () => {
  const found = await asked();
  const from = found.passages.length;

  const window = await windowOf(found.lookUpId, from);

  expect(JSON.parse(window.private_metadata ?? '{}')).toMatchObject({ lookUpId: found.lookUpId, from });
});
