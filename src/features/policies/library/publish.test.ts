import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { draftedPolicy, forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { SavedMeanwhile } from '../../../core/errors.ts';
import { search } from '../../../search/index.ts';
import { archive } from './archive.ts';
import { readerKeys } from './audience.ts';
import { COLLECTION } from './index-policy.ts';
import { passageView } from './passage-view.ts';
import { publish } from './publish.ts';
import { passagesOfRevision, policyById, revisionInForce } from './read-policy.ts';
import { saveDraft } from './save-draft.ts';

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

/** The tests' clock stands on this date, at 10:00 in Berlin. */
const TODAY = '2026-03-10';
const NOW = new Date('2026-03-10T09:00:00Z');

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

describe('publishing', () => {
  it('has a policy count from then on: seen, found, its passages named, verified, with an audit row', async () => {
    const { policy, revision } = await publishedPolicy(maya);

    expect(revision).toMatchObject({
      state: 'published',
      effectiveFrom: TODAY,
      effectiveAt: NOW,
      publishedBy: 'U0MAYA',
      reviewedBy: null,
    });
    expect(policy).toMatchObject({ verifiedAt: NOW, verifiedBy: 'U0MAYA', reviewOn: '2026-06-08' });
    const ana = northwind.as('ana');
    expect(await found(ana)).toEqual([revision.id]);
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
    expect(await database.sql`select action from audit_log order by at, action`).toMatchObject([
      { action: 'policy.drafted' },
      { action: 'policy.published' },
    ]);
  });

  it.each(['leo', 'ana', 'lou'] as const)('is nothing for %s', async (name) => {
    const { revision } = await draftedPolicy(leo);

    const published = await outcomeOf(
      (ctx) => publish(ctx, { revisionId: revision.id, version: 1 }),
      northwind.as(name),
    );

    expect(published).toBe(
      name === 'leo'
        ? "Only managers and directors of Northwind Care can publish this team's policies."
        : 'There is no such policy.',
    );
  });

  it.each([1, 2, 3])('by two at once happens once (%i)', async () => {
    const { revision } = await draftedPolicy(leo);
    const seen = { revisionId: revision.id, version: 1 };

    const both = await Promise.all([
      outcomeOf((ctx) => publish(ctx, seen), maya),
      outcomeOf((ctx) => publish(ctx, seen), northwind.as('dora')),
    ]);

    const told = both.filter((each) => typeof each === 'string');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^(Maya|Dora) has published it already, as revision 1\.$/);
    expect(await database.sql`select distinct ordinal from policy_passages`).toHaveLength(
      (await database.sql`select 1 from policy_passages`).length,
    );
  });

  it('of what somebody has saved since is refused', async () => {
    const { revision } = await draftedPolicy(leo);
    await saveDraft(leo, { revisionId: revision.id, version: 1, title: 'Late returns', markdown: 'Other' });

    await expect(publish(maya, { revisionId: revision.id, version: 1 })).rejects.toBeInstanceOf(SavedMeanwhile);
  });

  it('while the draft is saved leaves either the saved text published, or what was published saved no more', async () => {
    const { revision } = await draftedPolicy(leo);

    const [published, saved] = await Promise.all([
      outcomeOf((ctx) => publish(ctx, { revisionId: revision.id, version: 1 }), maya),
      outcomeOf((ctx) => saveDraft(ctx, { revisionId: revision.id, version: 1, title: 'T', markdown: 'Other' }), leo),
    ]);

    expect([typeof published, typeof saved].toSorted()).toEqual(['object', 'string']);
  });

  it('of nothing, or of what is archived, is refused', async () => {
    const empty = await draftedPolicy(leo, { markdown: ' ' });
    expect(await outcomeOf((ctx) => publish(ctx, { revisionId: empty.revision.id, version: 1 }), maya)).toContain(
      'nothing to publish',
    );

    const { policy } = await publishedPolicy(maya);
    const change = await draftedPolicy(leo, { policyId: policy.id });
    await archive(maya, { policyId: policy.id, because: 'Old' });
    expect(await outcomeOf((ctx) => publish(ctx, { revisionId: change.revision.id, version: 1 }), maya)).toContain(
      'archived',
    );
  });
});

describe('a date from which a revision counts', () => {
  it('in the future leaves what counts until then: by search, by name and by date', async () => {
    const first = await publishedPolicy(maya);
    const next = await publishedPolicy(maya, {
      policyId: first.policy.id,
      title: 'Late returns and credit',
      effectiveFrom: '2026-03-29',
    });

    const ana = northwind.as('ana');
    const inForce = (ctx: Ctx) => transaction(ctx, (tx) => revisionInForce(tx, ctx, first.policy.id));
    expect((await inForce(at(ana, '2026-03-28T22:59:59Z')))?.id).toBe(first.revision.id);
    expect(await found(ana)).toEqual([first.revision.id]);
    expect((await inForce(at(ana, '2026-03-28T23:00:00Z')))?.id).toBe(next.revision.id);
    expect(await found(ana)).toEqual([next.revision.id]);
    expect(await seenBy('ana', first.policy.id)).toMatchObject({ title: 'Late returns' });
    expect(await database.sql`select kind, run_at from jobs where kind = 'policies.begin-revision'`).toMatchObject([
      { run_at: new Date('2026-03-28T23:00:00Z') },
    ]);
  });

  it('that is earlier than a planned one’s replaces it: the older text never comes back', async () => {
    const first = await publishedPolicy(maya);
    const planned = await publishedPolicy(maya, { policyId: first.policy.id, effectiveFrom: '2026-04-01' });
    const sooner = await publishedPolicy(maya, { policyId: first.policy.id });

    expect(sooner.replaced.map(({ id }) => id)).toEqual([planned.revision.id]);
    const later = at(northwind.as('ana'), '2026-04-02T09:00:00Z');
    expect((await transaction(later, (tx) => revisionInForce(tx, later, first.policy.id)))?.id).toBe(
      sooner.revision.id,
    );
    expect(await found(later)).toEqual([sooner.revision.id]);
  });

  it('can be long ago for a policy that is new here, and not for a change', async () => {
    const { policy, revision } = await publishedPolicy(maya, { effectiveFrom: '2024-01-01' });

    expect(revision.effectiveAt).toEqual(new Date('2023-12-31T23:00:00Z'));
    expect(
      await outcomeOf((ctx) => publishedPolicy(ctx, { policyId: policy.id, effectiveFrom: '2026-03-09' }), maya),
    ).toContain('counts from today');
  });

  it.each([
    [{ effectiveFrom: '2029-01-01' }, 'within two years'],
    [{ effectiveFrom: 'tomorrow' }, 'Choose a date'],
    [{ expiresOn: '2026-03-09' }, 'before it begins'],
    [{ effectiveFrom: '2024-01-01', expiresOn: '2025-01-01' }, 'That day is over'],
  ])('is refused at its field: %j', async (dates, refusal) => {
    expect(await outcomeOf((ctx) => publishedPolicy(ctx, dates), maya)).toContain(refusal);
  });

  it('ends with its last local day, and brings nothing older back', async () => {
    const first = await publishedPolicy(maya);
    await publishedPolicy(maya, { policyId: first.policy.id, expiresOn: '2026-03-29' });

    const ana = northwind.as('ana');
    const counts = async (instant: string) => {
      const ctx = at(ana, instant);
      return [
        (await transaction(ctx, (tx) => revisionInForce(tx, ctx, first.policy.id)))?.number,
        (await found(ctx)).length,
      ];
    };
    expect(await counts('2026-03-29T21:59:59Z')).toEqual([2, 1]);
    expect(await counts('2026-03-29T22:00:00Z')).toEqual([undefined, 0]);
  });

  it('of today is now: what was asked this morning was answered by the old text', async () => {
    const first = await publishedPolicy(at(maya, '2026-03-10T07:00:00Z'));
    await publishedPolicy(at(maya, '2026-03-10T15:00:00Z'), { policyId: first.policy.id });

    const noon = at(northwind.as('ana'), '2026-03-10T12:00:00Z');
    expect((await transaction(noon, (tx) => revisionInForce(tx, noon, first.policy.id)))?.id).toBe(first.revision.id);
  });
});
