import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays, localDate } from '../../src/core/local-time.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';

const FIRST = 'Up to 30 days after delivery customers get their money back.';
const SECOND = 'Up to 45 days after delivery customers get their money back.';
const MODAL = { in: 'modal' } as const;
const DM = { in: '@floorwalker' } as const;
const CARE = { in: '#care' } as const;

describe('a policy stays true', { timeout: 60_000 }, () => {
  let database: TestDatabase;
  let workspace: Workspace;
  let published = '';

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function today(): Promise<string> {
    const rows = await database.sql<{ now: Date }[]>`select business_now() as now`;
    return localDate(rows[0]?.now ?? new Date(), 'Europe/Berlin');
  }

  test('Maya publishes it: the team reads one line, and Ana reads all of it', async () => {
    const maya = workspace.as('maya');
    await maya.command('/policy new Late returns', CARE);
    await maya.fill('What it says', FIRST);
    await maya.submit();
    await maya.sees('Saved as a draft', MODAL);
    await maya.click('Publish …', MODAL);
    await maya.submit();
    await maya.sees('Published as revision 1', MODAL);
    await maya.close();
    published = await today();

    await workspace.forward({ minutes: 2 });

    const ana = workspace.as('ana');
    await ana.sees('New policy: Late returns (published by Maya).', CARE);
    await ana.click('Read', { ...CARE, on: 'New policy' });
    await ana.sees(FIRST, MODAL);
    await ana.close();
  });

  test('she has it reviewed every three days: 90 are long, moment by moment', async () => {
    const maya = workspace.as('maya');
    await maya.command('/policy settings Late returns', CARE);
    await maya.fill('Ask its owner every … days whether it is still true', '3');
    await maya.submit();
    await maya.sees('Saved.', MODAL);
    await maya.close();
  });

  test('when it is due she is asked whether it is still true; it is not hers any more, so she gives it to Leo', async () => {
    const maya = workspace.as('maya');
    await workspace.forward({ days: 2 });
    expect(await maya.canSee('still true?', DM)).toBe(false);

    await workspace.forward({ days: 1 });
    await workspace.forward({ hours: 6 });

    await maya.sees('Is Late returns still true? Last verified on', DM);
    await maya.click('Not mine any more', { ...DM, on: 'still true?' });
    await maya.choose('Who', 'Leo, lead');
    await maya.submit();
    await maya.sees('Late returns: Leo answers for it now.', DM);
    expect(await maya.canSee('Not mine any more', DM)).toBe(false);
    await workspace.as('leo').sees('Maya has given you the policy Late returns. You answer for it from now on.', DM);
  });

  test('Leo was asked with it, and not again the next day: one click, and he knows when he is asked again', async () => {
    const leo = workspace.as('leo');
    await workspace.forward({ days: 1 });
    await leo.sees('Is Late returns still true?', DM);

    await leo.click('Still true', { ...DM, on: 'still true?' });

    await leo.sees('Late returns is still true. You are asked again on', DM);
    await leo.sees('Leo said on', DM);
    expect(await leo.canSee('Still true', { ...DM, on: 'Is Late returns' })).toBe(false);
    const rows = await database.sql<{ reviewOn: string }[]>`select review_on::text as "reviewOn" from policies`;
    expect(rows.map(({ reviewOn }) => reviewOn)).toEqual([addDays(await today(), 3)]);
  });

  test('Maya publishes a change: the team reads what is new, and Ana what changed since she read it', async () => {
    const maya = workspace.as('maya');
    await maya.command('/policy edit Late returns', CARE);
    await maya.fill('What it says', SECOND);
    await maya.fill('What is new', '45 days instead of 30.');
    await maya.submit();
    await maya.sees('Saved as a draft', MODAL);
    await maya.click('Publish …', MODAL);
    await maya.submit();
    await maya.sees('Published as revision 2', MODAL);
    await maya.close();

    await workspace.forward({ minutes: 2 });

    const ana = workspace.as('ana');
    await ana.sees('Late returns has changed (published by Maya). 45 days instead of 30.', CARE);
    await ana.click('What changed', { ...CARE, on: 'has changed' });
    await ana.sees('1 word new (bold), 1 word gone (struck through)', MODAL);
    await ana.close();
    await ana.openHome();
    await ana.sees('New and changed policies', { in: 'home' });
    await ana.command('/policy changes Late returns', CARE);
    await ana.sees('From revision 1', MODAL);
    await ana.click('Read all', MODAL);
    await ana.sees(SECOND, MODAL);
    await ana.close();
  });

  test('she looks up what it said on a day: before, while the first counted, and now', async () => {
    const ana = workspace.as('ana');
    await ana.command('/policy history Late returns', CARE);
    await ana.sees('Revision 2 counts since', MODAL);
    await ana.sees('Leo said that it is still true.', MODAL);

    await ana.choose('What did it say on …', addDays(published, 2));
    await ana.sees('revision 1 counted', MODAL);
    await ana.sees(FIRST, MODAL);

    await ana.choose('What did it say on …', addDays(published, -1));
    await ana.sees('it did not exist yet', MODAL);

    await ana.choose('What did it say on …', addDays(await today(), 1));
    await ana.sees('As planned now', MODAL);
    await ana.sees(SECOND, MODAL);
    await ana.close();
  });
});
