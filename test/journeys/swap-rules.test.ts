import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connectTo } from '../../src/sandbox/hands/client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { eventually } from '../support/worker.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { instantOf } from './support/days.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { dayAhead, putShift, worksIt } from './support/roster.ts';

const BERLIN = 'Europe/Berlin';
/** When the rule that Maya changes begins to count. */
const FROM = dayAhead(2);
const team = { in: '#care' } as const;
const direct = { in: '@floorwalker' } as const;
const modal = { in: 'modal' } as const;

describe('the swap rules of a team', { timeout: 120_000 }, () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ mode: 'socket', app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN, directors: ['Iris Haddad'] });
    // Between the late shift and the early one are eight hours.
    await putShift(database, 'U0JONAS', dayAhead(7), ['14:00', '22:00']);
    await putShift(database, 'U0ANA', dayAhead(8), ['06:00', '14:00']);
  }, 120_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function openRules(name: string): Promise<void> {
    const person = workspace.as(name);
    await person.command('/floorwalker', team);
    await person.click('Settings', team);
    await person.seesModal('Settings');
    await person.click('Change Swap rules of Northwind Care', modal);
    await person.seesModal('Swap rules');
  }

  test('are not for Ana, who finds no way to them', async () => {
    const ana = workspace.as('ana');
    await ana.command('/floorwalker', team);
    await ana.sees('Northwind Care', team);

    expect(await ana.canSee('Settings', team)).toBe(false);
  });

  test('are open to Maya: each in a few words, who holds them, and the law that a pack comes from', async () => {
    const maya = workspace.as('maya');

    await openRules('maya');

    await maya.sees('These are the defaults; nobody has changed them yet.', modal);
    await maya.sees('Not allowed · rest, at least 11 h 00, a manager may make an exception', modal);
    await maya.sees('Directive 2003/88/EC', modal);
  });

  test('what cannot be read is said at its field, and stays', async () => {
    const maya = workspace.as('maya');
    await maya.click('Change the rule Rest between shifts', modal);
    await maya.fill('Rest, at least', 'a long one');

    expect(await maya.submitRefused()).toHaveProperty('Rest, at least');
  });

  test('by Maya’s change a manager looks at short rests, from a date on', async () => {
    const maya = workspace.as('maya');
    await maya.fill('Rest, at least', '10 h');
    await maya.choose('A trade that breaks it', 'A manager looks');
    await maya.choose('Counts from', FROM);

    await maya.submit();

    await maya.sees('Saved as revision 1. It counts from', modal);
    await maya.sees('A manager looks · rest, at least 10 h 00', modal);
    await maya.sees('until then the defaults hold', modal);
    await maya.close();
  });

  test('Maya and Iris change the same rule at once: the second reads what holds now, and loses nothing', async () => {
    const [maya, iris] = [workspace.as('maya'), workspace.as('iris')];
    await openRules('maya');
    await maya.click('Change the rule Weekends', modal);
    await openRules('iris');
    await iris.click('Change the rule Weekends', modal);
    await iris.fill('Weekends, at most', '3');
    await iris.submit();
    await iris.sees('Saved as revision 2.', modal);
    await maya.fill('Weekends, at most', '4');

    await maya.submit();

    await maya.sees('Somebody else has changed the rule Weekends since you opened this form.', modal);
    await maya.sees('Now: A manager looks · weekends, at most 3', modal);
    await maya.submit();
    await maya.sees('Saved as revision 3.', modal);
    await maya.sees('A manager looks · weekends, at most 4', modal);
  });

  test('a pack that Maya turns on makes its rules stricter, and the list says which', async () => {
    const maya = workspace.as('maya');
    await maya.choose('Labour packs', ['EU working time']);

    await maya.submit();

    await maya.sees('Saved as revision 4.', modal);
    await maya.sees('With packs: Not allowed · rest, at least 11 h 00', modal);
    await maya.choose('Labour packs', []);
    await maya.submit();
    await maya.sees('Saved as revision 5.', modal);
    await maya.close();
  });

  test('until that date a swap is judged by what held before: Jonas may not take it', async () => {
    const [ana, jonas] = [workspace.as('ana'), workspace.as('jonas')];
    await ana.command(`/swap ${dayAhead(8)}`, team);
    await ana.submit();
    await ana.close();

    await jonas.click('Take it', { ...team, on: 'Ana gives away a shift' });

    await jonas.sees(/Jonas: rest between .* 22:00 and .* 06:00: 8 h 00; 11 h 00 needed/, team);
  });

  test('from that date on Maya looks at the same swap, with the revision that it is judged by', async () => {
    const [jonas, maya] = [workspace.as('jonas'), workspace.as('maya')];
    const [row] = await database.sql`select id from shifts where slack_id = 'U0ANA'`;
    await connectTo(workspace.url).moveClock({ to: instantOf(FROM, '09:00', BERLIN).toISOString() });

    await jonas.click('Take it', { ...team, on: 'Ana gives away a shift' });

    const card = { ...direct, on: 'A swap to approve' } as const;
    await maya.sees(/Jonas: rest between .* 22:00 and .* 06:00: 8 h 00; 10 h 00 needed/, card);
    await maya.sees('rules as saved, no. 5', card);
    expect(await worksIt(database, String(row?.['id']))).toBe('U0ANA');
    await maya.click('Approve', card);
    await eventually(async () => expect(await worksIt(database, String(row?.['id']))).toBe('U0JONAS'));
  });
});
