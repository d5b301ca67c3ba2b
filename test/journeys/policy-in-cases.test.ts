import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/core/context.ts';
import { testContext } from '../support/context.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publishedPolicy } from '../support/policies.ts';
import { fillShelf } from '../support/policy-shelf.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';

const CHANNEL = '#care-escalations';
const ASKED = 'she wants to return opened headphones';

describe('policies where cases are raised and decided', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
    const { maya, teamId } = await manager();
    await fillShelf(maya, teamId);
    await publishedPolicy(maya, { teamId });
    await publishedPolicy(maya, {
      teamId,
      title: 'Goodwill of leads',
      markdown: 'A lead may return opened headphones as goodwill, once for each customer who wants it.',
      audience: { teams: null, roles: ['lead', 'manager'] },
    });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function manager(): Promise<{ maya: Ctx; teamId: string }> {
    const [team] = await database.sql<{ id: string }[]>`select id from teams where name = 'Northwind Care'`;
    const teamId = team?.id ?? '';
    const memberships = [{ teamId, role: 'manager' }] as const;
    return { teamId, maya: testContext(database.db, { slackId: 'U0MAYA', memberships }) };
  }

  test('Ana sees in the form what may answer it, reads it, and loses nothing of what she typed', async () => {
    const ana = workspace.as('ana');

    await ana.command(`/escalate ${ASKED}`, { in: '#care' });
    await ana.sees('This may answer it', { in: 'modal' });
    await ana.sees('Late returns › Opened items', { in: 'modal' });
    expect(await ana.canSee('Goodwill of leads', { in: 'modal' })).toBe(false);

    await ana.fill('Customer', 'Mrs Ear');
    await ana.click('Read', { in: 'modal', on: 'Opened items' });
    await ana.sees('for hygiene. Faulty ones are a matter of the warranty', { in: 'modal' });
    await ana.close();
    await ana.submit();
    await workspace.as('leo').sees('Mrs Ear', { in: CHANNEL });
  });

  test('with words that no policy answers the form is as it always was', async () => {
    const ana = workspace.as('ana');

    await ana.command('/escalate the lift of our office is stuck again', { in: '#care' });
    await ana.seesModal('Escalate');
    expect(await ana.canSee('This may answer it', { in: 'modal' })).toBe(false);
    await ana.close();
  });

  test('Leo finds on the card what the policies say', async () => {
    const leo = workspace.as('leo');

    await leo.click('Find policy', { in: CHANNEL, on: ASKED });
    await leo.seesModal('Find policy');
    await leo.sees('Opened items', { in: 'modal' });
    await leo.close();
  });

  test('he departs from a passage, chosen from those that he may read, and Maya reads it in the register', async () => {
    const leo = workspace.as('leo');
    const maya = workspace.as('maya');

    await leo.click('Claim', { in: CHANNEL, on: ASKED });
    await leo.sees('Leo has it', { in: CHANNEL, on: ASKED });
    await leo.click('Resolve', { in: CHANNEL, on: ASKED });
    await leo.sees('What the policies say on it', { in: 'modal' });
    await leo.click('It departs from a policy', { in: 'modal' });
    await leo.choose('Decision', 'Answered');
    await leo.fill('What should Ana tell the customer?', 'We take them back this once.');
    await leo.choose('Which passage of a policy does it depart from?', 'Late returns › Opened items');
    await leo.fill('Why?', 'They were never worn.');
    await leo.submit();
    await workspace.as('ana').sees('We take them back this once.', { in: '@floorwalker' });

    await maya.command('/case exceptions', { in: '#care' });
    await maya.sees('Late returns › Opened items', { in: 'modal' });
    await maya.click('Read', { in: 'modal', on: 'Departs from' });
    await maya.sees('for hygiene. Faulty ones are a matter of the warranty', { in: 'modal' });
  });
});
