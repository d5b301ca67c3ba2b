import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { draftedPolicy, forgetPolicies, LATE_RETURNS, publishedPolicy } from '../../../../test/support/policies.ts';
import { type Ctx, transaction } from '../../../core/context.ts';
import { SavedMeanwhile } from '../../../core/errors.ts';
import { search } from '../../../search/index.ts';
import { archive, restore } from './archive.ts';
import { readerKeys } from './audience.ts';
import { dropDraft } from './drop-draft.ts';
import { COLLECTION } from './index-policy.ts';
import { passageView } from './passage-view.ts';
import { publish } from './publish.ts';
import { passagesOfRevision, policyById, revisionInForce, revisionsOf } from './read-policy.ts';
import { saveDraft } from './save-draft.ts';
import { startDraft } from './start-draft.ts';
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
  return hits.map(({ variant }) => variant);
}

function seenBy(name: CastName, id: string) {
  const ctx = northwind.as(name);
  return transaction(ctx, (tx) => policyById(tx, ctx, id));
}

describe('a new policy', () => {
  it('is its team’s, in English, owned by whoever began it, and seen by nobody who may not write', async () => {
    const { policy, revision } = await draftedPolicy(leo);

    expect(policy).toMatchObject({
      title: 'Late returns',
      owner: 'U0LEO',
      language: 'english',
      audience: [`team:${CARE}`],
    });
    expect(revision).toMatchObject({ number: 1, state: 'draft', version: 1, author: 'U0LEO' });
    expect(await seenBy('maya', policy.id)).toBeDefined();
    expect(await seenBy('ana', policy.id)).toBeUndefined();
    expect(await seenBy('lou', policy.id)).toBeUndefined();
    expect(await found(maya)).toEqual([]);
  });

  it('is begun once by one submission, also at the same time', async () => {
    const wanted = { teamId: CARE, title: 'Late', markdown: 'Text', submission: 'V1:1' };

    const begun = await Promise.all([1, 2, 3].map(() => startDraft(leo, wanted)));

    expect(new Set(begun.map(({ revision }) => revision.id)).size).toBe(1);
    expect(await database.sql`select 1 from policies`).toHaveLength(1);
  });

  it.each([
    ['ana', CARE, 'Only leads, managers and directors of Northwind Care can'],
    ['lou', CARE, 'Only leads, managers and directors of Northwind Care can'],
    ['leo', 'made-up', 'That team is gone.'],
  ] as const)('cannot be begun by %s for %s', async (name, teamId, refusal) => {
    const begun = await outcomeOf((ctx) => draftedPolicy(ctx, { teamId }), northwind.as(name));

    expect(begun).toContain(refusal);
    expect(await database.sql`select 1 from policies`).toHaveLength(0);
  });

  it.each([
    ['', 'Give it a title'],
    ['x'.repeat(201), 'at most 200 characters'],
  ])('needs a title: %#', async (title, refusal) => {
    expect(await outcomeOf((ctx) => draftedPolicy(ctx, { title }), leo)).toContain(refusal);
  });
});

describe('a draft', () => {
  it('is one of its policy: who comes second is told whose it is', async () => {
    const { policy } = await publishedPolicy(maya);

    const both = await Promise.all([
      outcomeOf((ctx) => draftedPolicy(ctx, { policyId: policy.id }), leo),
      outcomeOf((ctx) => draftedPolicy(ctx, { policyId: policy.id }), northwind.as('lia')),
    ]);

    const told = both.filter((each) => typeof each === 'string');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/^(Leo|Lia) has begun a change of this policy, which is not published yet\.$/);
  });

  it('is not saved over what its author has not seen', async () => {
    const { revision } = await draftedPolicy(leo);
    const save = (ctx: Ctx, markdown: string) =>
      saveDraft(ctx, { revisionId: revision.id, version: 1, title: 'Late returns', markdown });

    const both = await Promise.allSettled([save(leo, 'Leo’s'), save(maya, 'Maya’s')]);

    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(SavedMeanwhile);
    const [row] = await database.sql`select markdown, version from policy_revisions`;
    expect(row).toMatchObject({ version: 2, markdown: expect.stringMatching(/^(Leo’s|Maya’s)$/) as string });
  });

  it('saved as it was is not saved', async () => {
    const { revision } = await draftedPolicy(leo);

    const again = await saveDraft(leo, {
      revisionId: revision.id,
      version: 1,
      title: 'Late returns',
      markdown: LATE_RETURNS,
    });

    expect(again.revision.version).toBe(1);
  });

  it('of a policy that was never out goes to the archive with it when it is dropped', async () => {
    const { policy, revision } = await draftedPolicy(leo);

    await dropDraft(leo, { revisionId: revision.id, version: 1 });

    expect(await seenBy('leo', policy.id)).toMatchObject({ archivedBecause: 'Its draft was dropped.' });
  });

  it('of a policy that is out leaves it as it was', async () => {
    const { policy } = await publishedPolicy(maya);
    const { revision } = await draftedPolicy(leo, { policyId: policy.id, markdown: 'New' });

    await dropDraft(leo, { revisionId: revision.id, version: 1 });

    expect(await seenBy('ana', policy.id)).toMatchObject({ archivedAt: null });
    expect(
      await outcomeOf((ctx) => saveDraft(ctx, { revisionId: revision.id, version: 2, title: 'T', markdown: 'M' }), leo),
    ).toContain('was dropped');
  });
});

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
