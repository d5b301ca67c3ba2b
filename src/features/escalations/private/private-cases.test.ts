import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest, openCaseOfAna, outcomeOf, resolving } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { passing, person, privateCaseOfAna, words } from '../../../../test/support/private-cases.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import type { Ctx } from '../../../core/context.ts';
import { addNote } from '../handling/add-note.ts';
import { askForInfo } from '../handling/ask-for-info.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { claimCase } from '../handling/claim-case.ts';
import { handOverCase } from '../handling/hand-over-case.ts';
import { caseByNumber, listCases, ownOpenCases, teamOpenCases } from '../queries.ts';
import { raiseCase } from '../raising/raise-case.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { searchCases } from '../finding/search-cases.ts';
import { waitingOnMe } from '../finding/waiting-on-me.ts';
import { addPrivateDetails } from './add-private-details.ts';
import { askPrivately } from './ask-privately.ts';
import { changeMediator } from './change-mediator.ts';
import { addParty, removeParty } from './change-parties.ts';
import { raisePrivateCase } from './raise-private-case.ts';
import { reopenPrivateCase } from './reopen-private-case.ts';
import { settleCase } from './settle-case.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`delete from cases`;
  await database.sql`delete from jobs`;
  await clearOutbox(database.sql);
});

const unknown = 'There is no such case, or it is not yours to see.';

describe('raising', () => {
  test('is shown in direct messages to mediator, raiser and parties, and in no channel', async () => {
    const raised = await privateCaseOfAna(northwind, { parties: ['lia'], keptOut: ['ben'] });

    expect(raised).toMatchObject({ isPrivate: true, state: 'claimed', owner: 'U0MAYA', summary: 'Ben shouts at me.' });
    expect((await queuedMessages(database.sql)).map(({ channel }) => channel)).toEqual(['U0ANA', 'U0LIA', 'U0MAYA']);
  });

  test('takes no number of the row, so that no gap tells of it', async () => {
    const first = await openCaseOfAna(northwind);
    const raised = await privateCaseOfAna(northwind);
    const second = await openCaseOfAna(northwind);

    expect(second.number).toBe(first.number + 1);
    expect(String(raised.number)).toMatch(/^\d{9}$/);
  });

  test('twice by the same submission is one case', async () => {
    const requestId = newRequest();
    const first = await privateCaseOfAna(northwind, { requestId });
    await clearOutbox(database.sql);

    const again = await privateCaseOfAna(northwind, { requestId });

    expect(again.id).toBe(first.id);
    expect(await queuedMessages(database.sql)).toHaveLength(0);
  });

  test.each([
    ['an agent', 'ben', 'Choose a lead, manager or director of any team.'],
    ['oneself', 'ana', 'Choose somebody else: nobody mediates by themselves.'],
  ] as const)('with %s as mediator is refused', async (_who, mediator, refusal) => {
    await expect(privateCaseOfAna(northwind, { mediator })).rejects.toThrow(refusal);
  });

  test('lets a lead of another team mediate', async () => {
    const { id } = await privateCaseOfAna(northwind, { mediator: 'lou' });

    expect(await askPrivately(northwind.as('lou'), words(id))).toMatchObject({ state: 'waiting' });
  });

  test('has clocks for answer and resolve and none for claim, no chain, and no job that names its people', async () => {
    await privateCaseOfAna(northwind);

    expect((await database.sql`select kind from case_clocks order by kind`).map(({ kind }) => kind)).toEqual([
      'answer',
      'resolve',
    ]);
    expect(await database.sql`select from case_chains`).toHaveLength(0);
    const jobs = await database.sql`select kind from jobs where kind in ('case.leaving', 'case.chain', 'case.owner')`;
    expect(jobs).toHaveLength(0);
  });

  test('from a message lets somebody else escalate the same message, who learns nothing', async () => {
    const source = { channel: 'C0CARE', ts: '1700000000.000900', text: 'He shouts' };
    const input = { requestId: newRequest(), teamId: CARE, whatHappened: 'He shouts', mediator: 'U0MAYA' };
    await raisePrivateCase(northwind.as('ana'), { ...input, parties: [], keptOut: [], source });

    const other = await raiseCase(northwind.as('ben'), {
      requestId: newRequest(),
      teamId: CARE,
      summary: 'He shouts',
      wanted: 'answer',
      urgency: 'normal',
      source,
    });

    expect(other.outcome).toBe('raised');
  });
});

describe('who finds it', () => {
  const everybody = ['ana', 'ben', 'leo', 'lia', 'maya', 'dora', 'amy', 'lou'] as const;

  async function finders(look: (ctx: Ctx) => Promise<boolean>): Promise<readonly string[]> {
    const found: string[] = [];
    for (const name of everybody) if (await look(northwind.as(name))) found.push(name);
    return found;
  }

  test.each([
    [
      'its number',
      (ctx: Ctx, n: number) => outcomeOf(() => caseByNumber(ctx, n), ctx).then((o) => typeof o !== 'string'),
    ],
    ['a search', (ctx: Ctx) => searchCases(ctx, 'shouts').then(({ cases }) => cases.length > 0)],
    ['the list of what is open', (ctx: Ctx) => listCases(ctx, { scope: 'open' }).then(({ cases }) => cases.length > 0)],
    ['their own list', (ctx: Ctx) => listCases(ctx, { scope: 'mine' }).then(({ cases }) => cases.length > 0)],
    ['their own part of Home', (ctx: Ctx) => ownOpenCases(ctx).then(({ cases }) => cases.length > 0)],
  ])('by %s: raiser, mediator and parties', async (_way, look) => {
    const { number } = await privateCaseOfAna(northwind, { parties: ['ben'], keptOut: ['leo'] });

    expect(await finders((ctx) => look(ctx, number))).toEqual(['ana', 'ben', 'maya']);
  });

  test("by the team's part of Home and the team's list: nobody, not even its mediator", async () => {
    await privateCaseOfAna(northwind, { parties: ['leo'] });

    for (const name of ['leo', 'maya', 'dora'] as const) {
      expect((await teamOpenCases(northwind.as(name))).cases).toEqual([]);
      expect((await listCases(northwind.as(name), { scope: 'team' })).cases).toEqual([]);
    }
  });

  test('waits on its mediator, and on a party that leads the team not even when it has no mediator', async () => {
    const { id } = await privateCaseOfAna(northwind, { parties: ['leo'] });
    expect(await waitingOnMe(northwind.as('maya'))).toMatchObject([{ because: 'decide' }]);

    await database.sql`update cases set state = 'open', owner = null where id = ${id}`;

    expect(await waitingOnMe(northwind.as('leo'))).toEqual([]);
  });
});

describe('what others try on it', () => {
  const tries: readonly (readonly [string, (ctx: Ctx, id: string) => Promise<unknown>])[] = [
    ['claim it', (ctx, caseId) => claimCase(ctx, { caseId })],
    ['resolve it', (ctx, caseId) => resolveCase(ctx, resolving(caseId))],
    ['ask', (ctx, caseId) => askForInfo(ctx, { ...words(caseId), question: 'q', of: 'agent' })],
    ['hand it over', (ctx, caseId) => handOverCase(ctx, { requestId: newRequest(), caseId, to: 'U0LIA' })],
    ['cancel it', (ctx, caseId) => cancelCase(ctx, { requestId: newRequest(), caseId, reason: 'r' })],
    ['note', (ctx, caseId) => addNote(ctx, words(caseId))],
    ['ask privately', (ctx, caseId) => askPrivately(ctx, words(caseId))],
    ['add details', (ctx, caseId) => addPrivateDetails(ctx, words(caseId))],
    ['settle it', (ctx, caseId) => settleCase(ctx, words(caseId))],
    ['reopen it', (ctx, caseId) => reopenPrivateCase(ctx, words(caseId))],
    ['add themselves', (ctx, caseId) => addParty(ctx, { ...person(caseId, 'leo'), slackId: ctx.actor.slackId })],
    ['leave it', (ctx, caseId) => removeParty(ctx, { ...person(caseId, 'leo'), slackId: ctx.actor.slackId })],
    ['mediate it', (ctx, caseId) => changeMediator(ctx, passing(caseId, 'leo'))],
  ];

  test.each(tries)('%s: there is no such case, for leads, managers, directors and admins', async (_what, attempt) => {
    const { id } = await privateCaseOfAna(northwind, { keptOut: ['ben'] });
    const admin = northwind.as('ben');
    const outsiders: readonly Ctx[] = [
      ...(['leo', 'dora', 'lou'] as const).map((name) => northwind.as(name)),
      { ...admin, actor: { ...admin.actor, isAdmin: true } },
    ];

    for (const ctx of outsiders) expect(await outcomeOf((acting) => attempt(acting, id), ctx)).toBe(unknown);
  });

  test.each(tries.slice(0, 4))('%s: not even its mediator does', async (_what, attempt) => {
    const { id } = await privateCaseOfAna(northwind);

    const outcome = await outcomeOf((ctx) => attempt(ctx, id), northwind.as('maya'));

    expect(outcome).toBe('That is not done to a private case. Open it with `/case list mine`.');
  });

  test.each(tries.slice(6))('%s: no ordinary case takes it', async (_what, attempt) => {
    const { id } = await openCaseOfAna(northwind);

    expect(await outcomeOf((ctx) => attempt(ctx, id), northwind.as('ana'))).toBe(unknown);
  });

  test('a party may read and note, and nothing else', async () => {
    const { id } = await privateCaseOfAna(northwind, { parties: ['lia'] });
    const lia = northwind.as('lia');

    expect(await outcomeOf((ctx) => addNote(ctx, words(id)), lia)).toMatchObject({ id });
    expect(await outcomeOf((ctx) => settleCase(ctx, words(id)), lia)).toBe(
      'Only its mediator can settle this private case.',
    );
    expect(await outcomeOf((ctx) => addParty(ctx, person(id, 'leo')), lia)).toBe(
      'Only whoever raised it and its mediator can add people to this private case.',
    );
  });
});
