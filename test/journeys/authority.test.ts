import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';

describe('Maya changes who may grant what', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function openAuthority(name: string): Promise<void> {
    const person = workspace.as(name);
    await person.command('/floorwalker', { in: '#care' });
    await person.click('Settings', { in: '#care' });
    await person.seesModal('Settings');
    await person.click('Change Authority of Northwind Care', { in: 'modal' });
    await person.seesModal('Authority');
  }

  async function grant(amount: string, customer: string): Promise<void> {
    const ana = workspace.as('ana');
    await ana.command('/escalate', { in: '#care' });
    await ana.fill('Summary', `Refund for ${customer}`);
    await ana.choose('What does the customer want?', 'Refund');
    await ana.fill('Amount', amount);
    await ana.submit();
    const leo = workspace.as('leo');
    await leo.click('Resolve', { in: '#care-escalations', on: customer });
    await leo.choose('Decision', 'Granted');
    await leo.fill('What should Ana tell the customer?', `You get ${amount} back today.`);
    await leo.fill('Who was it with?', customer);
    await leo.fill('What was said to put it right?', 'We are sorry.');
    await leo.fill('What was the outcome?', 'Refunded in full.');
    await leo.submit();
    await ana.sees(`You get ${amount} back`, { in: '@floorwalker' });
  }

  test('she finds the defaults, and sees how a change is understood before she saves it', async () => {
    const maya = workspace.as('maya');
    await openAuthority('maya');
    await maya.sees('These are the defaults', { in: 'modal' });
    await maya.sees('Leads may grant anything up to €200.00.', { in: 'modal' });

    await maya.fill('Leads, up to', '150');
    await maya.pressEnter('Leads, up to');
    await maya.choose('Leads may grant', ['Refunds', 'Replacements', 'Credits']);

    await maya.sees('Leads may grant refunds, replacements and credits up to €150.00.', { in: 'modal' });
  });

  test('what is wrong is said at its field, and the lines of categories are checked', async () => {
    const maya = workspace.as('maya');
    await maya.click('More: limits by category', { in: 'modal' });
    await maya.fill('Limits by category', 'Fraud leads nothing');
    await maya.fill('Monthly budget', '5000');
    expect(await maya.submitRefused()).toEqual({ 'Limits by category': expect.stringContaining('Line 1') as string });

    await maya.fill('Limits by category', 'Fraud: leads nothing');
    await maya.click('Check the lines', { in: 'modal' });

    await maya.sees('In Fraud, leads may not grant anything.', { in: 'modal' });
  });

  test('what she saves holds, and she sees what of the budget is granted', async () => {
    const maya = workspace.as('maya');
    await maya.submit();
    await maya.sees('The team may grant €5,000.00 a month.', { in: 'modal' });
    await maya.close();
    await maya.close();
    await grant('45', 'Mrs Berg');

    await openAuthority('maya');

    await maya.sees(/Granted in \w+: €45\.00 of €5,000\.00, €4,955\.00 left\./, { in: 'modal' });
  });

  test('a colleague who saved meanwhile is not overwritten, and nothing she typed is lost', async () => {
    const maya = workspace.as('maya');
    await database.sql`insert into authority_revisions
      select workspace_id, team_id, revision + 1, currency, rules, 90000, monthly_budget, 'U0LEO', saved_at from authority_revisions`;
    await maya.fill('Monthly budget', '6000');
    await maya.submit();
    await maya.sees('Somebody else has changed the limits', { in: 'modal' });
    await maya.sees('Above €900.00 a second person has to agree.', { in: 'modal' });
    await maya.sees('Save again to put yours in its place.', { in: 'modal' });

    await maya.submit();

    await maya.sees('The team may grant €6,000.00 a month.', { in: 'modal' });
    await maya.close();
    await maya.close();
  });

  test('the history says who changed what', async () => {
    const maya = workspace.as('maya');
    await openAuthority('maya');
    await maya.click('History', { in: 'modal' });
    await maya.seesModal('History of authority');

    await maya.sees(/Revision 3/, { in: 'modal' });
    await maya.sees('Before: Above €900.00 a second person has to agree.', { in: 'modal' });
    await maya.close();
    await maya.close();
    await maya.close();
  });

  test('Leo is not offered it', async () => {
    const leo = workspace.as('leo');
    await leo.command('/floorwalker', { in: '#care' });
    await leo.sees('· lead ·', { in: '#care' });

    expect(await leo.canSee('Settings', { in: '#care' })).toBe(false);
  });
});
