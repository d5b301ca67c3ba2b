import { SavedMeanwhile } from '../../core/errors.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ctx, transaction } from '../../core/context.ts';
import { outcomeOf } from '../../../test/support/cases.ts';
import { type TestDatabase, createTestDatabase } from '../../../test/support/database.ts';
import { CARE, type CastName, type Northwind, openNorthwind } from '../../../test/support/northwind.ts';
import { authorityHistory, authorityPage } from './authority-page.ts';
import { takeBudget } from './budget.ts';
import { currentMatrix } from './current-matrix.ts';
import { judge } from './judge.ts';
import { defaultMatrix, type AuthorityMatrix, type AuthorityRule } from './matrix.ts';
import { saveAuthority } from './save-authority.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`truncate authority_revisions, authority_budgets, audit_log`;
  await database.sql`update teams set currency = 'EUR' where id = ${CARE}`;
});

it('has whatever waits for somebody who may grant it looked at anew', async () => {
  await database.sql`truncate jobs`;

  await save('dora', limits(1_000, 2_000, null));

  expect(await database.sql`select dedupe_key from jobs where kind = 'people.team-changed'`).toMatchObject([
    { dedupe_key: CARE },
  ]);
});

/** Limits of leads, managers and directors in cents, with more rules. */
function limits(lead: number, manager: number | null, director: number | null, more: Partial<AuthorityMatrix> = {}) {
  const { rules = [], ...rest } = more;
  const rule = (role: AuthorityRule['role'], limit: number | null) =>
    ({ role, remedy: 'any', category: null, limit }) as const;
  const own = [rule('lead', lead), rule('manager', manager), rule('director', director)];
  return { ...defaultMatrix('EUR'), ...rest, rules: [...own, ...rules] };
}

function save(name: CastName, matrix: AuthorityMatrix, teamId = CARE): Promise<AuthorityMatrix | string> {
  return outcomeOf((ctx: Ctx) => saveAuthority(ctx, { teamId, matrix }), northwind.as(name));
}

function current(): Promise<AuthorityMatrix> {
  const ctx = northwind.as('maya');
  return transaction(ctx, (tx) => currentMatrix(tx, ctx, CARE));
}

/** Without a director managers answer to nobody; with one they do. */
async function withoutDirector(): Promise<void> {
  await database.sql`delete from members where slack_id = 'U0DORA'`;
}

async function withDirector(): Promise<void> {
  await database.sql`insert into members ${database.sql({ workspace_id: 'T0NORTHWIND', team_id: CARE, slack_id: 'U0DORA', role: 'director', source: 'picked' })} on conflict do nothing`;
}

describe('limits of a team', () => {
  beforeEach(withDirector);

  it('are the defaults in its currency until somebody saves some', async () => {
    expect(await current()).toEqual(defaultMatrix('EUR'));
    await database.sql`update teams set currency = 'JPY' where id = ${CARE}`;

    expect(await current()).toEqual(defaultMatrix('JPY'));
  });

  it('hold from the moment they are saved, as the next revision, with an audit row', async () => {
    const saved = await save('maya', limits(5_000, 100_000, null, { monthlyBudget: 500_000 }));

    expect(saved).toMatchObject({ revision: 1, monthlyBudget: 500_000 });
    expect(await current()).toEqual(saved);
    const audit =
      await database.sql`select action, subject, actor_slack_id, detail ->> 'revision' as revision from audit_log`;
    expect(audit).toEqual([
      { action: 'team.authority-changed', subject: `team:${CARE}`, actor_slack_id: 'U0MAYA', revision: '1' },
    ]);
  });

  it('that are the same are no new revision', async () => {
    await save('maya', limits(5_000, 100_000, null));

    expect(await save('maya', limits(5_000, 100_000, null))).toMatchObject({ revision: 1 });
    expect(await save('dora', { ...limits(5_000, 100_000, null), revision: 1 })).toMatchObject({ revision: 1 });
  });

  it('saved by two at once are those of the first; the other is told', async () => {
    const [one, other] = await Promise.all([
      save('maya', limits(1_000, 100_000, null)),
      save('dora', limits(2_000, 100_000, null)),
    ]);

    const told = [one, other].filter((answer) => typeof answer === 'string');
    expect(told).toEqual(['Somebody else has changed the limits since you opened this form.']);
    expect((await current()).revision).toBe(1);
  });

  it('are not saved over what their author has not seen', async () => {
    await save('dora', limits(2_000, 100_000, null));
    const stale = saveAuthority(northwind.as('maya'), { teamId: CARE, matrix: limits(1_000, 100_000, null) });

    await expect(stale).rejects.toBeInstanceOf(SavedMeanwhile);
    expect(await save('maya', { ...limits(1_000, 100_000, null), revision: 1 })).toMatchObject({ revision: 2 });
    expect(await save('maya', { ...limits(900, 100_000, null), revision: 7 })).toContain('Somebody else');
  });

  it('in a currency that the team counts in no more are not saved', async () => {
    await database.sql`update teams set currency = 'USD' where id = ${CARE}`;

    expect(await save('dora', limits(1_000, 2_000, null))).toContain('counts in USD now');
  });

  it('in the old currency stop no amount of it, and every one of the new, after the team has changed', async () => {
    await save('dora', limits(1_000, 2_000, null));
    await database.sql`update teams set currency = 'USD' where id = ${CARE}`;
    const grant = { remedy: 'refund', category: null, amount: 1_000 } as const;

    const matrix = await current();

    expect(judge(matrix, ['lead'], { ...grant, currency: 'USD' })).toMatchObject({ lowestRole: 'director' });
    expect(judge(matrix, ['lead'], { ...grant, currency: 'EUR' })).toEqual({ kind: 'within' });
  });

  it('can be looked back at, ten and more, by those who may change them', async () => {
    for (let revision = 0; revision < 12; revision += 1) {
      await save('dora', { ...limits(1_000 + revision, 100_000, null), revision });
    }

    const { revisions } = await authorityHistory(northwind.as('maya'), CARE, 11);

    expect(revisions.map(({ revision }) => revision)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2]);
    expect(revisions[0]).toMatchObject({ savedBy: 'U0DORA' });
  });

  it('are shown with what the month has granted so far', async () => {
    const ctx = northwind.as('maya');
    await transaction(ctx, (tx) => takeBudget(tx, ctx, CARE, '2026-03', { minor: 42_000, currency: 'EUR' }));

    expect(await authorityPage(ctx, CARE)).toMatchObject({
      month: '2026-03',
      taken: [{ minor: 42_000, currency: 'EUR' }],
      saved: undefined,
      needsDirector: true,
    });
    expect((await authorityPage(northwind.as('dora'), CARE)).needsDirector).toBe(false);
  });
});

describe('who may change limits', () => {
  beforeEach(withDirector);

  it.each(['ana', 'leo', 'lou'] as const)('are managers and directors of the team, not %s', async (name) => {
    const words = 'Only managers and directors of Northwind Care can change what people of this team may grant.';

    expect(await save(name, limits(1_000, 100_000, null))).toBe(words);
    expect(await outcomeOf((ctx: Ctx) => authorityPage(ctx, CARE), northwind.as(name))).toBe(words);
    expect(await outcomeOf((ctx: Ctx) => authorityHistory(ctx, CARE, 10), northwind.as(name))).toBe(words);
  });

  it.each(['made-up', '00000000-0000-4000-8000-000000000000'])('nobody for a team that is none: %s', async (teamId) => {
    expect(await save('maya', limits(1_000, 100_000, null), teamId)).toBe('That team is gone.');
  });
});

describe('nobody gives themselves more', () => {
  const before = limits(5_000, 100_000, null, { secondPersonAbove: 50_000, monthlyBudget: 500_000 });
  const line = (role: AuthorityRule['role'], category: string | null, limit: number | null): AuthorityRule => ({
    role,
    remedy: 'refund',
    category,
    limit,
  });
  const changed = (changes: Partial<AuthorityMatrix>) => ({ ...before, revision: 1, ...changes });
  const more: readonly (readonly [string, AuthorityMatrix, RegExp])[] = [
    [
      'their own limit',
      changed({ rules: limits(5_000, 100_001, null).rules }),
      /raise what managers may grant\. Nobody/,
    ],
    [
      'their own limit to any amount',
      changed({ rules: limits(5_000, null, null).rules }),
      /raise what managers may grant\. Nobody/,
    ],
    [
      'leads above themselves',
      changed({ rules: limits(200_000, 100_000, null).rules }),
      /raise what managers may grant\. Nobody/,
    ],
    [
      'themselves in a category',
      changed({ rules: [...before.rules, line('manager', 'Delivery', 200_000)] }),
      /raise what managers may grant in a category/,
    ],
    [
      'a remedy of theirs',
      changed({ rules: [...before.rules, line('manager', null, 200_000)] }),
      /raise what managers may grant\. Nobody/,
    ],
    ['the line of the second person', changed({ secondPersonAbove: 50_001 }), /from which a second person is needed/],
    ['away the second person', changed({ secondPersonAbove: null }), /from which a second person is needed/],
    ['the budget', changed({ monthlyBudget: 500_001 }), /raise the monthly budget/],
    ['away the budget', changed({ monthlyBudget: null }), /raise the monthly budget/],
    ['directors', changed({ rules: limits(5_000, 100_000, 200_000).rules }), /change what directors may grant/],
  ];
  const less: readonly (readonly [string, AuthorityMatrix])[] = [
    ['leads up to themselves', changed({ rules: limits(100_000, 100_000, null).rules })],
    ['leads less', changed({ rules: limits(0, 100_000, null).rules })],
    ['themselves less', changed({ rules: limits(5_000, 50_000, null).rules })],
    ['a lower line', changed({ secondPersonAbove: 10_000 })],
    ['a smaller budget', changed({ monthlyBudget: 1 })],
    ['leads a category', changed({ rules: [...before.rules, line('lead', 'Delivery', 100_000)] })],
  ];

  beforeEach(async () => {
    await withDirector();
    await save('dora', before);
  });

  it.each(more)('where there is a director: %s', async (_what, matrix, words) => {
    expect(await save('maya', matrix)).toMatch(words);
    expect(await current()).toMatchObject({ revision: 1 });
  });

  it.each(more)('a director may: %s', async (_what, matrix) => {
    expect(await save('dora', matrix)).toMatchObject({ revision: 2 });
  });

  it.each(more)('where there is no director, managers may: %s', async (_what, matrix) => {
    await withoutDirector();

    expect(await save('maya', matrix)).toMatchObject({ revision: 2 });
  });

  it.each(less)('but a manager gives %s', async (_what, matrix) => {
    expect(await save('maya', matrix)).toMatchObject({ revision: 2 });
  });

  it('nor in another currency, where nobody can tell what is more', async () => {
    await database.sql`update teams set currency = 'JPY' where id = ${CARE}`;

    expect(await save('maya', changed({ rules: limits(1, 1, null).rules, currency: 'JPY' }))).toMatch(
      /raise what managers may/,
    );
    expect(await save('dora', changed({ rules: limits(1, 1, null).rules, currency: 'JPY' }))).toMatchObject({
      revision: 2,
    });
  });
});
