import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { setUpCareUs } from './support/northwind-us-team.ts';

const RULE = `Customers may return what they bought within 30 days after delivery, without saying why, if it can be sold again.

## Late returns

Up to 45 days after delivery we give store credit for what is unused. Later than that a lead decides, with the order before them.
`;

describe('Leo writes a policy, and Maya publishes it', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
    await setUpCareUs(workspace);
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('he writes it from an empty page; it is a draft, which Ana does not see', async () => {
    const leo = workspace.as('leo');
    await leo.command('/policy new Late returns', { in: '#care' });
    await leo.seesModal('New policy');
    await leo.fill('What it says', RULE);
    await leo.submit();
    await leo.sees('Saved as a draft, revision 1.', { in: 'modal' });
    await leo.close();

    const ana = workspace.as('ana');
    await ana.command('/policy list', { in: '#care' });
    await ana.sees('There are no policies yet that you may read.', { in: 'modal' });
    await ana.close();
  });

  test('he sends it for review; Maya sends it back with a note, which he gets', async () => {
    const leo = workspace.as('leo');
    const maya = workspace.as('maya');
    await leo.command('/policy show late', { in: '#care' });
    await leo.click('Send for review', { in: 'modal' });
    await leo.sees('Sent for review', { in: 'modal' });
    await leo.close();

    await maya.sees('Leo asks you to review the new policy', { in: '@floorwalker' });
    await maya.click('Send back …', { in: '@floorwalker', on: 'asks you to review' });
    await maya.fill('What is to change?', 'Say who pays for the parcel');
    await maya.submit();
    await maya.sees('Sent back, with your note.', { in: 'modal' });
    await maya.close();

    await leo.sees('Maya has sent back your', { in: '@floorwalker' });
    await leo.sees('Say who pays for the parcel', { in: '@floorwalker' });
    await maya.sees('Maya has sent it back.', { in: '@floorwalker' });
    expect(await maya.canSee('Publish …', { in: '@floorwalker' })).toBe(false);
  });

  test('he changes it, she publishes it, he is told, and Ana reads it', async () => {
    const leo = workspace.as('leo');
    const maya = workspace.as('maya');
    await leo.click('Edit', { in: '@floorwalker', on: 'has sent back' });
    await leo.seesModal('Change a policy');
    await leo.fill(
      'More of it',
      '## The parcel\n\nWe pay for it, up to 30 kg. For more than that the customer gets a collection for 39 €.',
    );
    await leo.submit();
    await leo.sees('Saved as a draft', { in: 'modal' });
    await leo.click('Send for review', { in: 'modal' });
    await leo.sees('Sent for review', { in: 'modal' });
    await leo.close();

    await maya.sees('It was sent back by Maya: “Say who pays for the parcel”', { in: '@floorwalker' });
    await maya.click('Publish …', { in: '@floorwalker', on: 'asks you to review' });
    await maya.seesModal('Publish');
    await maya.submit();
    await maya.sees('Published as revision 1. It counts from now on.', { in: 'modal' });
    await maya.close();
    await leo.sees('Maya has published your', { in: '@floorwalker' });

    const ana = workspace.as('ana');
    await ana.command('/policy show late returns', { in: '#care' });
    await ana.sees('In force since', { in: 'modal' });
    await ana.sees('Up to 45 days after delivery', { in: 'modal' });
    expect(await ana.canSee('Edit', { in: 'modal' })).toBe(false);
    await ana.close();
  });

  test('a policy of their own does not exist for the other team', async () => {
    const cole = workspace.as('cole');
    await cole.command('/policy show late returns', { in: '#care-us' });
    await cole.sees('No policy has “late returns” in its title.', { in: '#care-us' });
    await cole.command('/policy list', { in: '#care-us' });
    await cole.sees('There are no policies yet that you may read.', { in: 'modal' });
    await cole.close();
  });

  test('two people at it: who saves second reads so, keeps what they typed, and gets the other text as a file', async () => {
    const leo = workspace.as('leo');
    const maya = workspace.as('maya');
    for (const who of [leo, maya]) {
      await who.command('/policy edit late returns', { in: '#care' });
      await who.seesModal('Change a policy');
    }
    await maya.fill('What is new', 'Maya: 60 days');
    await maya.submit();
    await maya.sees('Saved as a draft, revision 2.', { in: 'modal' });
    await maya.close();

    await leo.fill('What it says', RULE.replace('45 days', '50 days'));
    await leo.submit();
    await leo.sees('Maya has begun a change of this policy', { in: 'modal' });
    await leo.sees('What is below is yours.', { in: 'modal' });
    await leo.click('See what Maya saved', { in: 'modal' });
    await leo.sees('Struck through is what only Maya has', { in: 'modal' });
    await leo.close();
    await leo.submit();
    await leo.sees('Saved as a draft, revision 2.', { in: 'modal' });
    await leo.sees('that yours has replaced', { in: '@floorwalker' });
    await maya.sees('Leo has saved over your draft of “Late returns”.', { in: '@floorwalker' });
    await leo.close();
    const [draft] = await database.sql`select markdown from policy_revisions where number = 2`;
    expect(String(draft?.['markdown'])).toContain('50 days');
  });

  test('nothing was refused by Slack', () => {
    expect(workspace.world.refusals).toEqual([]);
  });
});
