import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { clearOutbox, queuedMessages } from '../../../../../test/support/queued-messages.ts';
import { draftedPolicy, LATE_RETURNS, publishedPolicy } from '../../../../../test/support/policies.ts';
import type { Ctx } from '../../../../core/context.ts';
import { SavedMeanwhile } from '../../../../core/errors.ts';
import { dropDraft } from './drop-draft.ts';
import { saveDraft } from './save-draft.ts';
import { startDraft } from './start-draft.ts';

const world = usePolicyWorld();

describe('a new policy', () => {
  it('is its team’s, in English, owned by whoever began it, and seen by nobody who may not write', async () => {
    const { policy, revision } = await draftedPolicy(world.leo);

    expect(policy).toMatchObject({
      title: 'Late returns',
      owner: 'U0LEO',
      language: 'english',
      audience: [`team:${CARE}`],
    });
    expect(revision).toMatchObject({ number: 1, state: 'draft', version: 1, author: 'U0LEO' });
    expect(await world.seenBy('maya', policy.id)).toBeDefined();
    expect(await world.seenBy('ana', policy.id)).toBeUndefined();
    expect(await world.seenBy('lou', policy.id)).toBeUndefined();
    expect(await world.revisionsFound(world.maya)).toEqual([]);
  });

  it('is begun once by one submission, also at the same time', async () => {
    const wanted = { teamId: CARE, title: 'Late', markdown: 'Text', submission: 'V1:1' };

    const begun = await Promise.all([1, 2, 3].map(() => startDraft(world.leo, wanted)));

    expect(new Set(begun.map(({ revision }) => revision.id)).size).toBe(1);
    expect(await world.database.sql`select 1 from policies`).toHaveLength(1);
  });

  it.each([
    ['ana', CARE, 'Only leads, managers and directors of Northwind Care can'],
    ['lou', CARE, 'Only leads, managers and directors of Northwind Care can'],
    ['leo', 'made-up', 'That team is gone.'],
  ] as const)('cannot be begun by %s for %s', async (name, teamId, refusal) => {
    const begun = await outcomeOf((ctx) => draftedPolicy(ctx, { teamId }), world.as(name));

    expect(begun).toContain(refusal);
    expect(await world.database.sql`select 1 from policies`).toHaveLength(0);
  });

  it.each([
    ['', 'Give it a title'],
    ['x'.repeat(201), 'at most 200 characters'],
  ])('needs a title: %#', async (title, refusal) => {
    expect(await outcomeOf((ctx) => draftedPolicy(ctx, { title }), world.leo)).toContain(refusal);
  });
});

describe('a draft', () => {
  it('is one of its policy: who comes second is told whose it is', async () => {
    const { policy } = await publishedPolicy(world.maya);

    const both = await Promise.all([
      outcomeOf((ctx) => draftedPolicy(ctx, { policyId: policy.id }), world.leo),
      outcomeOf((ctx) => draftedPolicy(ctx, { policyId: policy.id }), world.as('lia')),
    ]);

    const told = both.filter((each) => typeof each === 'string');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^(Leo|Lia) has begun a change of this policy, which is not published yet\.$/);
  });

  it('is not saved over what its author has not seen', async () => {
    const { revision } = await draftedPolicy(world.leo);
    const save = (ctx: Ctx, markdown: string) =>
      saveDraft(ctx, { revisionId: revision.id, version: 1, title: 'Late returns', markdown });

    const both = await Promise.allSettled([save(world.leo, 'Leo’s'), save(world.maya, 'Maya’s')]);

    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(SavedMeanwhile);
    const [row] = await world.database.sql`select markdown, version from policy_revisions`;
    expect(row).toMatchObject({ version: 2, markdown: expect.stringMatching(/^(Leo’s|Maya’s)$/) as string });
  });

  it('saved as it was is not saved', async () => {
    const { revision } = await draftedPolicy(world.leo);

    const again = await saveDraft(world.leo, {
      revisionId: revision.id,
      version: 1,
      title: 'Late returns',
      markdown: LATE_RETURNS,
    });

    expect(again.revision.version).toBe(1);
  });

  it('of a policy that was never out goes to the archive with it when it is dropped', async () => {
    const { policy, revision } = await draftedPolicy(world.leo);

    await dropDraft(world.leo, { revisionId: revision.id, version: 1 });

    expect(await world.seenBy('leo', policy.id)).toMatchObject({ archivedBecause: 'Its draft was dropped.' });
  });

  it('goes as a file to those who wrote it when somebody else drops it, and to nobody else', async () => {
    const { policy, revision } = await draftedPolicy(world.leo, { markdown: 'Leo’s' });
    const seen = {
      revisionId: revision.id,
      title: 'Late returns',
      markdown: 'Leo’s and <!channel> Maya’s',
      changeNote: '*45*',
    };
    await saveDraft(world.maya, { ...seen, version: 1 });
    await clearOutbox(world.database.sql);

    await dropDraft(world.maya, { revisionId: revision.id, version: 2 });

    const sent = (await queuedMessages(world.database.sql)).map(({ kind, channel, payload }) => [
      kind,
      channel,
      payload,
    ]);
    expect(sent).toEqual([
      ['file', 'U0LEO', expect.stringContaining('Maya has dropped your draft of “Late returns”.')],
    ]);
    expect(sent.join()).toContain('Leo’s and <!channel> Maya’s');
    expect(sent.join()).toContain('What is new in it: “∗45∗”');
    expect(await world.seenBy('leo', policy.id)).toMatchObject({ archivedBecause: 'Its draft was dropped.' });
  });

  it('that somebody else saved last goes to them too, and to whoever drops their own nothing', async () => {
    const { revision } = await draftedPolicy(world.leo, { markdown: 'Leo’s' });
    await saveDraft(world.maya, { revisionId: revision.id, title: 'Late returns', markdown: 'Maya’s', version: 1 });
    await clearOutbox(world.database.sql);

    await dropDraft(world.leo, { revisionId: revision.id, version: 2 });

    const sent = await queuedMessages(world.database.sql);
    expect(sent.map(({ kind, channel }) => [kind, channel])).toEqual([['file', 'U0MAYA']]);
    expect(sent[0]?.payload).toContain('Leo has dropped the draft of “Late returns” that you saved last.');
  });

  it('of a policy that is out leaves it as it was', async () => {
    const { policy } = await publishedPolicy(world.maya);
    const { revision } = await draftedPolicy(world.leo, { policyId: policy.id, markdown: 'New' });

    await dropDraft(world.leo, { revisionId: revision.id, version: 1 });

    expect(await world.seenBy('ana', policy.id)).toMatchObject({ archivedAt: null });
    expect(
      await outcomeOf(
        (ctx) => saveDraft(ctx, { revisionId: revision.id, version: 2, title: 'T', markdown: 'M' }),
        world.leo,
      ),
    ).toContain('was dropped');
  });
});
