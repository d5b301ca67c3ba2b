import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { at } from '../../../../../test/support/context.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { draftedPolicy, publishedPolicy } from '../../../../../test/support/policies.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { SavedMeanwhile } from '../../../../core/errors.ts';
import { archive } from './archive.ts';
import { passageView } from '../reading/passage-view.ts';
import { publish } from './publish.ts';
import { passagesOfRevision, revisionInForce } from '../reading/read-policy.ts';
import { saveDraft } from '../drafting/save-draft.ts';

const world = usePolicyWorld();

/** The tests' clock stands on this date, at 10:00 in Berlin. */
const TODAY = '2026-03-10';
const NOW = new Date('2026-03-10T09:00:00Z');

describe('publishing', () => {
  it('has a policy count from then on: seen, found, its passages named, verified, with an audit row', async () => {
    const { policy, revision } = await publishedPolicy(world.maya);

    expect(revision).toMatchObject({
      state: 'published',
      effectiveFrom: TODAY,
      effectiveAt: NOW,
      publishedBy: 'U0MAYA',
      reviewedBy: null,
    });
    expect(policy).toMatchObject({ verifiedAt: NOW, verifiedBy: 'U0MAYA', reviewOn: '2026-06-08' });
    const ana = world.as('ana');
    expect(await world.revisionsFound(ana)).toEqual([revision.id]);
    const views = await transaction(ana, async (tx) => {
      const passages = await passagesOfRevision(tx, ana, revision.id);
      return passageView(
        tx,
        ana,
        passages.map(({ id }) => id),
      );
    });
    expect(views.map(({ passage, ownerName }) => [passage.heading, ownerName])).toContainEqual([
      'Late returns',
      'Maya',
    ]);
    expect(await world.database.sql`select action from audit_log order by at, action`).toMatchObject([
      { action: 'policy.drafted' },
      { action: 'policy.published' },
    ]);
  });

  it.each(['leo', 'ana', 'lou'] as const)('is nothing for %s', async (name) => {
    const { revision } = await draftedPolicy(world.leo);

    const published = await outcomeOf((ctx) => publish(ctx, { revisionId: revision.id, version: 1 }), world.as(name));

    expect(published).toBe(
      name === 'leo'
        ? "Only managers and directors of Northwind Care can publish this team's policies."
        : 'There is no such policy.',
    );
  });

  it.each([1, 2, 3])('by two at once happens once (%i)', async () => {
    const { revision } = await draftedPolicy(world.leo);
    const seen = { revisionId: revision.id, version: 1 };

    const both = await Promise.all([
      outcomeOf((ctx) => publish(ctx, seen), world.maya),
      outcomeOf((ctx) => publish(ctx, seen), world.as('dora')),
    ]);

    const told = both.filter((each) => typeof each === 'string');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^(Maya|Dora) has published it already, as revision 1\.$/);
    expect(await world.database.sql`select distinct ordinal from policy_passages`).toHaveLength(
      (await world.database.sql`select 1 from policy_passages`).length,
    );
  });

  it('of what somebody has saved since is refused', async () => {
    const { revision } = await draftedPolicy(world.leo);
    await saveDraft(world.leo, { revisionId: revision.id, version: 1, title: 'Late returns', markdown: 'Other' });

    await expect(publish(world.maya, { revisionId: revision.id, version: 1 })).rejects.toBeInstanceOf(SavedMeanwhile);
  });

  it('while the draft is saved leaves either the saved text published, or what was published saved no more', async () => {
    const { revision } = await draftedPolicy(world.leo);

    const [published, saved] = await Promise.all([
      outcomeOf((ctx) => publish(ctx, { revisionId: revision.id, version: 1 }), world.maya),
      outcomeOf(
        (ctx) => saveDraft(ctx, { revisionId: revision.id, version: 1, title: 'T', markdown: 'Other' }),
        world.leo,
      ),
    ]);

    expect([typeof published, typeof saved].toSorted()).toEqual(['object', 'string']);
  });

  it('of nothing, or of what is archived, is refused', async () => {
    const empty = await draftedPolicy(world.leo, { markdown: ' ' });
    expect(await outcomeOf((ctx) => publish(ctx, { revisionId: empty.revision.id, version: 1 }), world.maya)).toContain(
      'nothing to publish',
    );

    const { policy } = await publishedPolicy(world.maya);
    const change = await draftedPolicy(world.leo, { policyId: policy.id });
    await archive(world.maya, { policyId: policy.id, because: 'Old' });
    expect(
      await outcomeOf((ctx) => publish(ctx, { revisionId: change.revision.id, version: 1 }), world.maya),
    ).toContain('archived');
  });
});

describe('a date from which a revision counts', () => {
  it('in the future leaves what counts until then: by search, by name and by date', async () => {
    const first = await publishedPolicy(world.maya);
    const next = await publishedPolicy(world.maya, {
      policyId: first.policy.id,
      title: 'Late returns and credit',
      effectiveFrom: '2026-03-29',
    });

    const ana = world.as('ana');
    const inForce = (ctx: Ctx) => transaction(ctx, (tx) => revisionInForce(tx, ctx, first.policy.id));
    expect((await inForce(at(ana, '2026-03-28T22:59:59Z')))?.id).toBe(first.revision.id);
    expect(await world.revisionsFound(ana)).toEqual([first.revision.id]);
    expect((await inForce(at(ana, '2026-03-28T23:00:00Z')))?.id).toBe(next.revision.id);
    expect(await world.revisionsFound(ana)).toEqual([next.revision.id]);
    expect(await world.seenBy('ana', first.policy.id)).toMatchObject({ title: 'Late returns' });
    expect(
      await world.database.sql`select kind, run_at from jobs where kind = 'policies.begin-revision'`,
    ).toMatchObject([{ run_at: new Date('2026-03-28T23:00:00Z') }]);
  });

  it('that is earlier than a planned one’s replaces it: the older text never comes back', async () => {
    const first = await publishedPolicy(world.maya);
    const planned = await publishedPolicy(world.maya, { policyId: first.policy.id, effectiveFrom: '2026-04-01' });
    const sooner = await publishedPolicy(world.maya, { policyId: first.policy.id });

    expect(sooner.replaced.map(({ id }) => id)).toEqual([planned.revision.id]);
    const later = at(world.as('ana'), '2026-04-02T09:00:00Z');
    expect((await transaction(later, (tx) => revisionInForce(tx, later, first.policy.id)))?.id).toBe(
      sooner.revision.id,
    );
    expect(await world.revisionsFound(later)).toEqual([sooner.revision.id]);
  });

  it('can be long ago for a policy that is new here, and not for a change', async () => {
    const { policy, revision } = await publishedPolicy(world.maya, { effectiveFrom: '2024-01-01' });

    expect(revision.effectiveAt).toEqual(new Date('2023-12-31T23:00:00Z'));
    expect(
      await outcomeOf((ctx) => publishedPolicy(ctx, { policyId: policy.id, effectiveFrom: '2026-03-09' }), world.maya),
    ).toContain('counts from today');
  });

  it.each([
    [{ effectiveFrom: '2029-01-01' }, 'within two years'],
    [{ effectiveFrom: 'tomorrow' }, 'Choose a date'],
    [{ expiresOn: '2026-03-09' }, 'before it begins'],
    [{ effectiveFrom: '2024-01-01', expiresOn: '2025-01-01' }, 'That day is over'],
  ])('is refused at its field: %j', async (dates, refusal) => {
    expect(await outcomeOf((ctx) => publishedPolicy(ctx, dates), world.maya)).toContain(refusal);
  });

  it('ends with its last local day, and brings nothing older back', async () => {
    const first = await publishedPolicy(world.maya);
    await publishedPolicy(world.maya, { policyId: first.policy.id, expiresOn: '2026-03-29' });

    const ana = world.as('ana');
    const counts = async (instant: string) => {
      const ctx = at(ana, instant);
      return [
        (await transaction(ctx, (tx) => revisionInForce(tx, ctx, first.policy.id)))?.number,
        (await world.revisionsFound(ctx)).length,
      ];
    };
    expect(await counts('2026-03-29T21:59:59Z')).toEqual([2, 1]);
    expect(await counts('2026-03-29T22:00:00Z')).toEqual([undefined, 0]);
  });

  it('of today is now: what was asked this morning was answered by the old text', async () => {
    const first = await publishedPolicy(at(world.maya, '2026-03-10T07:00:00Z'));
    await publishedPolicy(at(world.maya, '2026-03-10T15:00:00Z'), { policyId: first.policy.id });

    const noon = at(world.as('ana'), '2026-03-10T12:00:00Z');
    expect((await transaction(noon, (tx) => revisionInForce(tx, noon, first.policy.id)))?.id).toBe(first.revision.id);
  });
});
