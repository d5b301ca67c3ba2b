import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { search } from '../../../search/index.ts';
import { archive, restore } from './archive.ts';
import { readerKeys } from './audience.ts';
import { COLLECTION } from './index-policy.ts';
import { passageView } from './passage-view.ts';
import { passagesOfRevision, policyById, revisionInForce, revisionsOf } from './read-policy.ts';
import { stillTrue } from './still-true.ts';

let database: TestDatabase;
let northwind: Northwind;
let maya: ReturnType<Northwind['as']>;
let leo: ReturnType<Northwind['as']>;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  maya = northwind.as('maya');
  leo = northwind.as('leo');
});

function at(ctx: ReturnType<Northwind['as']>, instant: string): typeof ctx {
  ctx.clock.set(new Date(instant));
  return ctx;
}

async function found(ctx: Ctx, query = 'late returns store credit'): Promise<readonly string[]> {
  const audience = readerKeys(ctx.actor);
  const wanted = { collection: COLLECTION, query, audience, at: ctx.clock.now(), limit: 5 };
  const { hits } = await transaction(ctx, (tx) => search(tx, ctx, wanted));
  return [...new Set(hits.map(({ variant }) => variant))];
}

function seenBy(name: CastName, id: string) {
  const ctx = northwind.as(name);
  return transaction(ctx, (tx) => policyById(tx, ctx, id));
}

describe('an archived policy', () => {
  it('is found by nobody, read by those who write, and comes back as it was', async () => {
    const { policy, revision } = await publishedPolicy(maya);

    await archive(maya, { policyId: policy.id, because: 'Replaced by the returns handbook' });

    expect(await found(northwind.as('ana'))).toEqual([]);
    expect(await seenBy('ana', policy.id)).toBeUndefined();
    expect(await seenBy('leo', policy.id)).toMatchObject({ archivedBecause: 'Replaced by the returns handbook' });
    expect(await outcomeOf((ctx) => archive(ctx, { policyId: policy.id, because: 'x' }), northwind.as('dora'))).toBe(
      'Maya archived this already, on Tuesday 10 March, 10:00.',
    );

    await restore(maya, { policyId: policy.id });
    expect(await found(northwind.as('ana'))).toEqual([revision.id]);
  });

  it('needs a reason, and a manager', async () => {
    const { policy } = await publishedPolicy(maya);

    expect(await outcomeOf((ctx) => archive(ctx, { policyId: policy.id, because: ' ' }), maya)).toContain('Say why');
    expect(await outcomeOf((ctx) => archive(ctx, { policyId: policy.id, because: 'x' }), leo)).toContain(
      'Only managers',
    );
  });
});

describe('what is not for somebody', () => {
  it('does not exist for them: not by id, not by revision, not by passage, not in a search', async () => {
    const { policy, revision } = await publishedPolicy(maya, { audience: { teams: [CARE], roles: ['lead'] } });
    const passages = await transaction(maya, (tx) => passagesOfRevision(tx, maya, revision.id));
    const ids = passages.map(({ id }) => id);

    for (const name of ['ana', 'amy', 'lou'] as const) {
      const ctx = northwind.as(name);
      const seen = await transaction(ctx, async (tx) => ({
        policy: await policyById(tx, ctx, policy.id),
        revisions: await revisionsOf(tx, ctx, policy.id),
        inForce: await revisionInForce(tx, ctx, policy.id),
        passages: await passageView(tx, ctx, ids),
      }));
      expect(seen).toEqual({ policy: undefined, revisions: [], inForce: undefined, passages: [] });
      expect(await found(ctx)).toEqual([]);
    }
    expect(await found(leo)).toEqual([revision.id]);
    expect(await found(maya)).toEqual([revision.id]);
  });

  it('is found and read through each way in', async () => {
    const everyone = await publishedPolicy(maya, { title: 'One', audience: { teams: null, roles: null } });
    const leads = await publishedPolicy(maya, { title: 'Two', audience: { teams: null, roles: ['lead'] } });
    const theirs = await publishedPolicy(maya, { title: 'Three', audience: { teams: [CARE_US], roles: null } });

    expect(new Set(await found(northwind.as('amy')))).toEqual(new Set([everyone.revision.id, theirs.revision.id]));
    expect(new Set(await found(northwind.as('lou')))).toEqual(
      new Set([everyone.revision.id, leads.revision.id, theirs.revision.id]),
    );
    expect(await found(northwind.as('ana'))).toEqual([everyone.revision.id]);
  });
});

describe('Still true', () => {
  it('is said once a day by whoever answers for it, and moves the next review on', async () => {
    const { policy } = await publishedPolicy(maya, { owner: 'U0ANA', reviewDays: 30 });
    const ana = at(northwind.as('ana'), '2026-04-09T08:00:00Z');

    expect(await stillTrue(ana, { policyId: policy.id })).toMatchObject({
      isRepeated: false,
      policy: { verifiedBy: 'U0ANA', reviewOn: '2026-05-09' },
    });
    expect(await stillTrue(at(maya, '2026-04-09T20:00:00Z'), { policyId: policy.id })).toMatchObject({
      isRepeated: true,
      policy: { verifiedBy: 'U0ANA' },
    });
    expect(await outcomeOf((ctx) => stillTrue(ctx, { policyId: policy.id }), northwind.as('ben'))).toContain(
      'Only managers and directors',
    );
  });
});
