import { beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { CARE, CARE_US } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { SavedMeanwhile } from '../../../../core/errors.ts';
import { type ChangeSettings, changeSettings } from './change-settings.ts';
import { addQuestion, removeQuestion, setQuestions } from './questions.ts';
import { questionsOf } from '../reading/read-policy.ts';

let policyId: string;

const world = usePolicyWorld();
beforeEach(async () => {
  policyId = (await publishedPolicy(world.as('maya'))).policy.id;
});

function change(ctx: Ctx, wanted: Omit<ChangeSettings, 'policyId'>) {
  return changeSettings(ctx, { policyId, ...wanted });
}

async function finds(ctx: Ctx, query: string): Promise<boolean> {
  return (await world.finds(ctx, query)).some(({ documentId }) => documentId === policyId);
}

function texts(): Promise<readonly string[]> {
  const ctx = world.as('maya');
  return transaction(ctx, async (tx) => (await questionsOf(tx, ctx, policyId)).map(({ text }) => text));
}

describe('the settings of a policy', () => {
  it('are changed at once for whoever looks something up', async () => {
    const leo = world.as('leo');

    await change(leo, { keywords: ['Umtausch', ' Umtausch '], audience: { teams: [CARE_US], roles: null } });

    expect(await finds(world.as('ana'), 'late returns')).toBe(false);
    expect(await finds(world.as('amy'), 'umtausch')).toBe(true);
    expect(await finds(leo, 'late returns')).toBe(true);
  });

  it('are told of in the history as far as they are other than before', async () => {
    const { policy } = await change(world.as('leo'), { keywords: ['Umtausch'], reviewDays: 90, section: null });

    await change(world.as('leo'), { keywords: ['Umtausch'], reviewDays: policy.reviewDays });

    const deeds = await world.database.sql`select detail from audit_log where action = 'policy.settings-changed'`;
    expect(deeds).toEqual([{ detail: { before: { keywords: [] }, after: { keywords: ['Umtausch'] } } }]);
  });

  it('of two people at once are those of one; the other is told', async () => {
    const both = await Promise.allSettled([
      change(world.as('leo'), { version: 1, section: 'Returns' }),
      change(world.as('maya'), { version: 1, section: 'Refunds' }),
    ]);

    const refused = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(SavedMeanwhile);
  });

  it('saved as they were are not saved', async () => {
    const { policy } = await change(world.as('leo'), { version: 1, reviewDays: 90, keywords: [] });

    expect(policy.version).toBe(1);
  });

  it('move the next review with its interval', async () => {
    const { policy } = await change(world.as('leo'), { reviewDays: 7 });

    expect(policy.reviewOn).toBe('2026-03-17');
  });

  it('give it to an owner who is told, and who is on its team and may read it', async () => {
    const leo = world.as('leo');

    await change(leo, { owner: 'U0ANA' });

    const told = await world.database.sql<{ payload: unknown }[]>`select payload from outbox_messages`;
    expect(told).toMatchObject([
      {
        payload: {
          to: 'U0ANA',
          message: { text: 'Leo has given you the policy *Late returns*. You answer for it from now on.' },
        },
      },
    ]);
    expect(await outcomeOf((ctx) => change(ctx, { owner: 'U0AMY' }), leo)).toContain('on the team that keeps it');
    expect(await outcomeOf((ctx) => change(ctx, { audience: { teams: null, roles: ['manager'] } }), leo)).toContain(
      'among those who may read it',
    );
  });

  it.each([
    [{ reviewDays: 0 }, 'a number of days from 1 to 1,100 is expected.'],
    [{ keywords: ['x'.repeat(61)] }, 'is too long: each has at most 60 characters.'],
    [{ products: Array.from({ length: 41 }, (_, at) => `p${at}`) }, 'These are 41; at most 40 are kept.'],
    [{ section: 'x'.repeat(101) }, 'At most 100 characters.'],
    [{ audience: { teams: [], roles: null } }, 'Choose at least one team'],
    [{ audience: { teams: ['gone'], roles: null } }, 'One of these teams is gone.'],
  ])('are refused at their field: %j', async (wanted, refusal) => {
    expect(await outcomeOf((ctx) => change(ctx, wanted), world.as('leo'))).toContain(refusal);
  });

  it.each(['ana', 'lou'] as const)('are none of the business of %s', async (name) => {
    const told = name === 'ana' ? 'Only leads, managers and directors' : 'There is no such policy.';
    expect(await outcomeOf((ctx) => change(ctx, { reviewDays: 1 }), world.as(name))).toContain(told);
    expect(await outcomeOf((ctx) => setQuestions(ctx, { policyId, texts: ['x'] }), world.as(name))).toMatch(
      /^(Only|There is no)/,
    );
  });
});

describe('the questions that a policy answers', () => {
  it('are set as lines, each once, and found by their words', async () => {
    await setQuestions(world.as('leo'), {
      policyId,
      texts: ['Kann ich das umtauschen?', 'kann ich das UMTAUSCHEN?', ''],
    });

    expect(await texts()).toEqual(['Kann ich das umtauschen?']);
    expect(await finds(world.as('ana'), 'umtauschen')).toBe(true);
  });

  it('that came while a form was open stay', async () => {
    const leo = world.as('leo');
    const { added } = await setQuestions(leo, { policyId, texts: ['One?', 'Two?'] });
    const ana = world.as('ana');
    await transaction(ana, (tx) => addQuestion(tx, ana, { policyId, anchor: null, text: 'Three?', origin: 'learned' }));

    await setQuestions(leo, { policyId, texts: ['Two?', 'Four?'], seen: added.map(({ id }) => id) });

    expect((await texts()).toSorted()).toEqual(['Four?', 'Three?', 'Two?']);
  });

  it('by two editors at once are those of both', async () => {
    const { added } = await setQuestions(world.as('leo'), { policyId, texts: ['One?', 'Two?'] });
    const seen = added.map(({ id }) => id);

    await Promise.all([
      setQuestions(world.as('leo'), { policyId, texts: ['One?', 'Three?'], seen }),
      setQuestions(world.as('maya'), { policyId, texts: ['One?', 'Two?', 'Four?'], seen }),
    ]);

    expect((await texts()).toSorted()).toEqual(['Four?', 'One?', 'Three?']);
  });

  it('that were learned are learned once, and taken back', async () => {
    const ana = world.as('ana');
    const learn = () =>
      transaction(ana, (tx) =>
        addQuestion(tx, ana, { policyId, anchor: null, text: 'Where is my parcel?', origin: 'learned' }),
      );

    const [first] = await Promise.all([learn(), learn()]);
    expect(await texts()).toEqual(['Where is my parcel?']);
    await transaction(ana, (tx) => removeQuestion(tx, ana, first?.id ?? ''));

    expect(await texts()).toEqual([]);
    expect(await finds(ana, 'where is my parcel')).toBe(false);
    expect(await transaction(ana, (tx) => removeQuestion(tx, ana, 'made-up'))).toBeUndefined();
  });

  it('that several people teach at once are all found', async () => {
    const learn = (name: 'ana' | 'leo' | 'maya') => {
      const ctx = world.as(name);
      const text = `What does ${name} ask?`;
      return transaction(ctx, (tx) => addQuestion(tx, ctx, { policyId, anchor: null, text, origin: 'learned' }));
    };

    await Promise.all([learn('ana'), learn('leo'), learn('maya')]);

    const found = await world.database.sql<{ short: string }[]>`
      select short from search_units where document_id = ${policyId} and kind = 'question' order by 1`;
    expect(found.map(({ short }) => short)).toEqual(['what does ana ask', 'what does leo ask', 'what does maya ask']);
  });

  it('are for the owner too', async () => {
    await change(world.as('leo'), { owner: 'U0ANA', audience: { teams: [CARE], roles: null } });

    const { added } = await setQuestions(world.as('ana'), { policyId, texts: ['One?'] });

    expect(added).toHaveLength(1);
  });
});
