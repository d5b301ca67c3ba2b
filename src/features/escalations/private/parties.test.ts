import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { passing, person, privateCaseOfAna, words } from '../../../../test/support/private-cases.ts';
import { clearOutbox, postsTo, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { followTeamChange } from '../follow-team-change.ts';
import { caseByNumber } from '../queries.ts';
import { changeMediator } from './change-mediator.ts';
import { addParty, removeParty } from './change-parties.ts';
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

describe('its people', () => {
  test('somebody who is added gets one direct message, and sees it from then on', async () => {
    const { id, number } = await privateCaseOfAna(northwind);
    await clearOutbox(database.sql);

    await addParty(northwind.as('maya'), person(id, 'lia'));

    expect(await postsTo(database.sql)).toEqual(['U0LIA']);
    expect(await caseByNumber(northwind.as('lia'), number)).toMatchObject({ case: { id } });
  });

  test('somebody who is taken out sees nothing of it, and what they had is emptied', async () => {
    const { id, number } = await privateCaseOfAna(northwind, { parties: ['lia'] });
    await clearOutbox(database.sql);

    await removeParty(northwind.as('ana'), person(id, 'lia'));

    await expect(caseByNumber(northwind.as('lia'), number)).rejects.toThrow('or it is not yours to see');
    const theirs = (await queuedMessages(database.sql)).find(({ channel }) => channel === 'U0LIA');
    expect(theirs?.payload).toContain('You have no part in private case');
    expect(theirs?.payload).not.toContain('shouts');
  });

  test('somebody who is added again gets a new message', async () => {
    const { id } = await privateCaseOfAna(northwind, { parties: ['lia'] });
    await removeParty(northwind.as('lia'), person(id, 'lia'));
    await clearOutbox(database.sql);

    await addParty(northwind.as('ana'), person(id, 'lia'));

    expect(await postsTo(database.sql)).toEqual(['U0LIA']);
  });

  test('whoever is to be kept out is added by nobody but the raiser', async () => {
    const { id } = await privateCaseOfAna(northwind, { keptOut: ['leo'] });

    const byMediator = outcomeOf((ctx) => addParty(ctx, person(id, 'leo')), northwind.as('maya'));
    expect(await byMediator).toBe('Whoever raised this does not want them to know of it.');
    const asMediator = outcomeOf((ctx) => changeMediator(ctx, passing(id, 'leo')), northwind.as('maya'));
    expect(await asMediator).toBe('Whoever raised this does not want them to know of it.');
    expect(await addParty(northwind.as('ana'), person(id, 'leo'))).toMatchObject({ id });
  });

  test('another mediator has it at once; the former one sees nothing, and the raiser is told', async () => {
    const { id, number } = await privateCaseOfAna(northwind);
    await clearOutbox(database.sql);

    const passed = await changeMediator(northwind.as('maya'), passing(id, 'lou'));

    expect(passed).toMatchObject({ owner: 'U0LOU', state: 'claimed' });
    expect(await postsTo(database.sql)).toEqual(['U0ANA', 'U0LOU']);
    await expect(caseByNumber(northwind.as('maya'), number)).rejects.toThrow('or it is not yours to see');
    const former = (await queuedMessages(database.sql)).find(({ channel }) => channel === 'U0MAYA');
    expect(former?.payload).not.toContain('shouts');
  });

  test('a party who mediates and passes it on is no party any more', async () => {
    const { id, number } = await privateCaseOfAna(northwind, { parties: ['leo'] });
    await changeMediator(northwind.as('maya'), passing(id, 'leo'));
    await changeMediator(northwind.as('leo'), passing(id, 'lou', 'leo'));

    await expect(caseByNumber(northwind.as('leo'), number)).rejects.toThrow('or it is not yours to see');
  });

  test('a mediator who leads nobody any more loses it, and the raiser chooses another one', async () => {
    const { id } = await privateCaseOfAna(northwind, { mediator: 'lou' });
    await clearOutbox(database.sql);
    await database.sql`delete from members where slack_id = 'U0LOU'`;

    await followTeamChange(northwind.as('maya'), CARE);
    await followTeamChange(northwind.as('maya'), CARE);

    await database.sql`insert into members select workspace_id, team_id, 'U0LOU', 'lead', 'picked' from members where slack_id = 'U0AMY'`;
    expect(await postsTo(database.sql)).toEqual(['U0ANA']);
    const [row] = await database.sql`select state, owner from cases where id = ${id}`;
    expect(row).toMatchObject({ state: 'open', owner: null });
    expect(await changeMediator(northwind.as('ana'), passing(id, 'maya', null))).toMatchObject({ owner: 'U0MAYA' });
  });

  test('who stops leading while it is settled does not get it back when it is reopened', async () => {
    const { id } = await privateCaseOfAna(northwind, { mediator: 'lou' });
    await settleCase(northwind.as('lou'), words(id, 'A talk'));
    await database.sql`delete from members where slack_id = 'U0LOU'`;

    const reopened = await reopenPrivateCase(northwind.as('ana'), words(id));

    await database.sql`insert into members select workspace_id, team_id, 'U0LOU', 'lead', 'picked' from members where slack_id = 'U0AMY'`;
    expect(reopened).toMatchObject({ state: 'open', owner: null });
  });
});

describe('at the same time', () => {
  test('two who pass it on: one does, the other is told who has it', async () => {
    const { id } = await privateCaseOfAna(northwind);

    const outcomes = await Promise.all([
      outcomeOf((ctx) => changeMediator(ctx, passing(id, 'lou')), northwind.as('ana')),
      outcomeOf((ctx) => changeMediator(ctx, passing(id, 'leo')), northwind.as('maya')),
    ]);

    const [row] = await database.sql`select owner from cases where id = ${id}`;
    expect(outcomes.filter((outcome) => typeof outcome !== 'string')).toMatchObject([{ owner: row?.['owner'] }]);
    expect(await database.sql`select from case_entries where kind = 'handed-over'`).toHaveLength(1);
  });

  test('raiser and mediator add the same person: one entry, one message', async () => {
    const { id } = await privateCaseOfAna(northwind);
    await clearOutbox(database.sql);

    await Promise.all(
      (['ana', 'maya'] as const).map((name) =>
        outcomeOf((ctx) => addParty(ctx, person(id, 'lia')), northwind.as(name)),
      ),
    );

    expect(await postsTo(database.sql)).toEqual(['U0LIA']);
    expect(await database.sql`select from case_entries where kind = 'party-added'`).toHaveLength(1);
  });

  test('two take out the same person: one entry', async () => {
    const { id } = await privateCaseOfAna(northwind, { parties: ['lia'] });

    await Promise.all([
      outcomeOf((ctx) => removeParty(ctx, person(id, 'lia')), northwind.as('ana')),
      outcomeOf((ctx) => removeParty(ctx, person(id, 'lia')), northwind.as('lia')),
    ]);

    expect(await database.sql`select from case_entries where kind = 'party-removed'`).toHaveLength(1);
  });

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'one adds whom the other makes mediator (round %i): never both party and mediator',
    async () => {
      const { id } = await privateCaseOfAna(northwind);

      await Promise.all([
        outcomeOf((ctx) => addParty(ctx, person(id, 'leo')), northwind.as('ana')),
        outcomeOf((ctx) => changeMediator(ctx, passing(id, 'leo')), northwind.as('maya')),
      ]);

      const both = await database.sql`
        select from cases join case_parties on case_id = id and slack_id = owner where id = ${id}`;
      expect(both).toHaveLength(0);
    },
  );

  test('a mediator who settles it while it is passed on: whoever is second is refused', async () => {
    const { id } = await privateCaseOfAna(northwind);

    const outcomes = await Promise.all([
      outcomeOf((ctx) => settleCase(ctx, words(id)), northwind.as('maya')),
      outcomeOf((ctx) => changeMediator(ctx, passing(id, 'lou')), northwind.as('ana')),
    ]);

    expect(outcomes.filter((outcome) => typeof outcome === 'string')).toHaveLength(1);
  });
});
