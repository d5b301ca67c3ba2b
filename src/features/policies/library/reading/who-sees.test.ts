import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { at } from '../../../../../test/support/context.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { CARE, CARE_US } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { transaction } from '../../../../core/context.ts';
import { archive, restore } from '../publishing/archive.ts';
import { passageView } from './passage-view.ts';
import { passagesOfRevision, policyById, revisionInForce, revisionsOf } from './read-policy.ts';
import { stillTrue } from '../publishing/still-true.ts';

const world = usePolicyWorld();

describe('an archived policy', () => {
  it('is found by nobody, read by those who write, and comes back as it was', async () => {
    const { policy, revision } = await publishedPolicy(world.maya);

    await archive(world.maya, { policyId: policy.id, because: 'Replaced by the returns handbook' });

    expect(await world.revisionsFound(world.as('ana'))).toEqual([]);
    expect(await world.seenBy('ana', policy.id)).toBeUndefined();
    expect(await world.seenBy('leo', policy.id)).toMatchObject({ archivedBecause: 'Replaced by the returns handbook' });
    expect(await outcomeOf((ctx) => archive(ctx, { policyId: policy.id, because: 'x' }), world.as('dora'))).toBe(
      'Maya archived this already, on Tuesday 10 March, 10:00.',
    );

    await restore(world.maya, { policyId: policy.id });
    expect(await world.revisionsFound(world.as('ana'))).toEqual([revision.id]);
  });

  it('needs a reason, and a manager', async () => {
    const { policy } = await publishedPolicy(world.maya);

    expect(await outcomeOf((ctx) => archive(ctx, { policyId: policy.id, because: ' ' }), world.maya)).toContain(
      'Say why',
    );
    expect(await outcomeOf((ctx) => archive(ctx, { policyId: policy.id, because: 'x' }), world.leo)).toContain(
      'Only managers',
    );
  });
});

describe('what is not for somebody', () => {
  it('does not exist for them: not by id, not by revision, not by passage, not in a search', async () => {
    const { policy, revision } = await publishedPolicy(world.maya, { audience: { teams: [CARE], roles: ['lead'] } });
    const passages = await transaction(world.maya, (tx) => passagesOfRevision(tx, world.maya, revision.id));
    const ids = passages.map(({ id }) => id);

    for (const name of ['ana', 'amy', 'lou'] as const) {
      const ctx = world.as(name);
      const seen = await transaction(ctx, async (tx) => ({
        policy: await policyById(tx, ctx, policy.id),
        revisions: await revisionsOf(tx, ctx, policy.id),
        inForce: await revisionInForce(tx, ctx, policy.id),
        passages: await passageView(tx, ctx, ids),
      }));
      expect(seen).toEqual({ policy: undefined, revisions: [], inForce: undefined, passages: [] });
      expect(await world.revisionsFound(ctx)).toEqual([]);
    }
    expect(await world.revisionsFound(world.leo)).toEqual([revision.id]);
    expect(await world.revisionsFound(world.maya)).toEqual([revision.id]);
  });

  it('is found and read through each way in', async () => {
    const everyone = await publishedPolicy(world.maya, { title: 'One', audience: { teams: null, roles: null } });
    const leads = await publishedPolicy(world.maya, { title: 'Two', audience: { teams: null, roles: ['lead'] } });
    const theirs = await publishedPolicy(world.maya, { title: 'Three', audience: { teams: [CARE_US], roles: null } });

    expect(new Set(await world.revisionsFound(world.as('amy')))).toEqual(
      new Set([everyone.revision.id, theirs.revision.id]),
    );
    expect(new Set(await world.revisionsFound(world.as('lou')))).toEqual(
      new Set([everyone.revision.id, leads.revision.id, theirs.revision.id]),
    );
    expect(await world.revisionsFound(world.as('ana'))).toEqual([everyone.revision.id]);
  });
});

describe('Still true', () => {
  it('is said once a day by whoever answers for it, and moves the next review on', async () => {
    const { policy } = await publishedPolicy(world.maya, { owner: 'U0ANA', reviewDays: 30 });
    const ana = at(world.as('ana'), '2026-04-09T08:00:00Z');

    expect(await stillTrue(ana, { policyId: policy.id })).toMatchObject({
      isRepeated: false,
      policy: { verifiedBy: 'U0ANA', reviewOn: '2026-05-09' },
    });
    expect(await stillTrue(at(world.maya, '2026-04-09T20:00:00Z'), { policyId: policy.id })).toMatchObject({
      isRepeated: true,
      policy: { verifiedBy: 'U0ANA' },
    });
    expect(await outcomeOf((ctx) => stillTrue(ctx, { policyId: policy.id }), world.as('ben'))).toContain(
      'Only managers and directors',
    );
  });
});
