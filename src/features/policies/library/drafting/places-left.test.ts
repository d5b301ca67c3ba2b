import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { libraryHands } from '../../../../../test/support/library-hands.ts';
import { draftedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { libraryIds as ids } from '../ids.ts';
import { placesLeft } from './places-left.ts';
import { publish } from '../publishing/publish.ts';
import { sendForReview } from '../review/send-for-review.ts';
import { templateOf } from './templates.ts';

const world = usePolicyWorld();
const RETURNS = templateOf('return')?.markdown ?? '';

describe('what a template leaves to be written', () => {
  it.each([
    [RETURNS, '7 places still have “…”'],
    ['Customers may return goods within … days after delivery.', 'One place still has “…”'],
    ['Steps\n\n1. Open it\n2. …\n7. …', '2 places still have “…”'],
    ['* …', 'One place still has “…”'],
    ['Say “one moment …” and wait… then [...] go on.', undefined],
    ['', undefined],
  ])('is counted (%#)', (markdown, expected) => {
    expect(placesLeft(markdown)).toBe(expected);
  });

  it('is neither offered for review or publishing, nor taken', async () => {
    const { policy, revision } = await draftedPolicy(world.maya, { markdown: RETURNS });
    const hands = libraryHands(world, 'maya');
    const seen = { revisionId: revision.id, version: revision.version };

    await hands.open(ids.open, policy.id);

    expect(hands.shown()).toContain('7 places still have “…”');
    expect(hands.shown()).not.toContain('"text":"Publish …"');
    expect(hands.shown()).not.toContain('"text":"Send for review"');
    const words = '7 places still have “…”: write what is meant there first.';
    expect(await outcomeOf((ctx) => sendForReview(ctx, seen), world.maya)).toBe(words);
    expect(await outcomeOf((ctx) => publish(ctx, seen), world.maya)).toBe(words);
  });
});
