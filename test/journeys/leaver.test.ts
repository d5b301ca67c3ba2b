import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changePerson } from '../../src/sandbox/operations/people.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';

const CARD = { in: '#care-escalations', on: 'Late desk' } as const;
const TO_APPROVE = { in: '@floorwalker', on: 'To approve' } as const;

describe('Leo’s account is deactivated while his case waits for an approval', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { leads: ['Jonas Weber'], hours: ALWAYS_OPEN });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  test('he has claimed it, and Maya is asked to approve what he decided', async () => {
    await raise();
    const leo = workspace.as('leo');
    await leo.click('Claim', CARD);
    await leo.sees('Leo has it', CARD);

    await grants500(leo);

    await workspace.as('maya').sees('To approve: Granted, €500.00', TO_APPROVE);
  });

  test('the moment he is gone it is everybody’s again, and Maya has nothing to approve', async () => {
    changePerson(workspace.world, 'U0LEO', { kind: 'deactivated' });

    const maya = workspace.as('maya');
    await maya.sees('so #1 is open again', { in: '#care-escalations' });
    await maya.sees('ended the request. There is nothing to do.', { in: '@floorwalker' });
    expect(await maya.canSee('Approve', TO_APPROVE)).toBe(false);
    const owned = await database.sql`select state, owner, waiting_on from cases`;
    expect(owned).toMatchObject([{ state: 'open', owner: null, waiting_on: null }]);
  });

  test('Jonas claims it and asks anew', async () => {
    const jonas = workspace.as('jonas');
    await jonas.click('Claim', CARD);
    await jonas.sees('Jonas has it', CARD);

    await grants500(jonas);

    const maya = workspace.as('maya');
    await maya.click('Approve', TO_APPROVE);
    await maya.sees('approved it', { in: '@floorwalker' });
    await workspace.as('ana').sees('We pay it back.', { in: '@floorwalker' });
  });

  async function raise(): Promise<void> {
    const ana = workspace.as('ana');
    await ana.command('/escalate', { in: '#care' });
    await ana.fill('Summary', 'Late desk');
    await ana.choose('What does the customer want?', 'Refund');
    await ana.fill('Amount', '500');
    await ana.choose('Urgency', 'Normal');
    await ana.submit();
    await workspace.as('leo').sees('Late desk', { in: '#care-escalations' });
  }

  async function grants500(lead: ReturnType<Workspace['as']>): Promise<void> {
    await lead.click('Resolve', CARD);
    await lead.choose('Decision', 'Granted');
    await lead.fill('What should Ana tell the customer?', 'We pay it back.');
    for (const field of ['Who was it with?', 'What was said to put it right?', 'What was the outcome?']) {
      await lead.fill(field, 'Mr Okonkwo, Refunded');
    }
    await lead.submit();
  }
});
