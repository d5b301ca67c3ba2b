import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { dayAhead } from './support/roster.ts';

const RULE = `Customers may return what they bought within 30 days after delivery, without saying why, if it can be sold again.

## Late returns

Up to 45 days after delivery we give store credit for what is unused. Later than that a lead decides.
`;
const MODAL = { in: 'modal' } as const;
const DM = { in: '@floorwalker' } as const;

describe('Maya has people read a policy', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
    const maya = workspace.as('maya');
    await maya.command('/policy new Late returns', { in: '#care' });
    await maya.fill('What it says', RULE);
    await maya.submit();
    await maya.sees('Saved as a draft, revision 1.', MODAL);
    await maya.click('Publish …', MODAL);
    await maya.submit();
    await maya.sees('Published as revision 1.', MODAL);
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  /** Of those who have to, how many there are and who has read it. */
  const readers = () => database.sql<{ who: string; hasRead: boolean }[]>`
    select slack_id as who, acknowledged_at is not null as "hasRead" from acknowledgements
    where excused_at is null and must_read_id = (select id from must_reads order by asked_at desc limit 1) order by slack_id`;

  test('from its page: she sees how many that is before she sends it, and a day that is none is refused', async () => {
    const maya = workspace.as('maya');
    await maya.click('Have people read it …', MODAL);
    await maya.seesModal('Have people read it');
    await maya.sees('4 people will be asked', MODAL);
    await maya.choose('Which roles', ['Agents']);
    await maya.sees('3 people will be asked', MODAL);
    await maya.choose('Which roles', ['Agents', 'Leads']);
    await maya.sees('4 people will be asked', MODAL);
    await maya.fill('Read by the end of', 'whenever');
    await maya.submit();
    await maya.sees('Write a day, like Friday', MODAL);

    await maya.fill('Read by the end of', dayAhead(4));
    await maya.fill('Note', 'Before the winter sale');
    await maya.submit();

    await maya.sees('4 people are asked, each when they are at work.', MODAL);
    await maya.sees('0 of 4 (0\u00A0%) have read it', MODAL);
    expect((await readers()).map(({ who }) => who)).toEqual(['U0ANA', 'U0JONAS', 'U0LEO', 'U0SOFIA']);
    await maya.close();
  });

  test('Ana says with one click that she has read it, and the tick stays', async () => {
    const ana = workspace.as('ana');
    await ana.sees('Maya asks you to read', DM);
    await ana.sees('Before the winter sale', DM);
    await ana.sees('within 30 days after delivery', DM);

    await ana.click('I have read this', { ...DM, on: 'asks you to read' });

    await ana.sees('You have read', DM);
    expect(await ana.canSee('I have read this', DM)).toBe(false);
  });

  test('Leo reads all of it, and says so at its end', async () => {
    const leo = workspace.as('leo');
    await leo.openHome();
    await leo.sees('to be read by', { in: 'home' });
    await leo.click('Read all', { ...DM, on: 'asks you to read' });
    await leo.sees('Later than that a lead decides', MODAL);

    await leo.click('I have read this', MODAL);

    await leo.sees('You have read this.', MODAL);
    await leo.close();
    await leo.sees('You have read', DM);
  });

  test('who has not is reminded as the days pass, and Maya hears of nobody', async () => {
    await workspace.forward({ days: 3 });

    const jonas = workspace.as('jonas');
    await jonas.sees('A reminder', DM);
    expect(await workspace.as('ana').canSee('A reminder', DM)).toBe(false);
    expect(await workspace.as('maya').canSee('read it. The deadline', DM)).toBe(false);
    expect((await readers()).filter(({ hasRead }) => hasRead)).toHaveLength(2);
  });

  test('after the deadline she reads once how many have, by name who has not, and has them reminded once more', async () => {
    await workspace.forward({ days: 2 });
    const maya = workspace.as('maya');

    await maya.sees('2 of 4 (50\u00A0%) have read it. The deadline was', DM);
    await maya.sees(/Still missing: .*Jonas/, DM);
    await maya.click('Remind them once more', { ...DM, on: 'The deadline was' });

    await workspace.as('jonas').sees('was to be read by', DM);
    await maya.command('/policy must-read', { in: '#care' });
    await maya.sees('2 of 4 (50\u00A0%)', MODAL);
    await maya.click('Open', MODAL);
    await maya.sees(/Still missing: .*Jonas/, MODAL);
    await maya.click('Get as CSV', MODAL);
    await maya.sees('Who has read “Late returns”', DM);
    await maya.close();
  });

  test('whoever joins the team is asked too, with days of their own', async () => {
    await workspace.as('ana').invite('Cole', { in: '#care' });

    const cole = workspace.as('cole');
    await cole.sees('Maya asks you to read', DM);
    expect((await readers()).map(({ who }) => who)).toContain('U0COLE');
  });

  test('a change ends it, and is offered to Maya to be read: they see what changed', async () => {
    const maya = workspace.as('maya');
    await maya.command('/policy edit late returns', { in: '#care' });
    await maya.fill('What it says', RULE.replace('45 days', '60 days'));
    await maya.submit();
    await maya.click('Publish …', MODAL);
    await maya.submit();
    await maya.sees('Published as revision 2.', MODAL);
    await maya.close();

    await maya.sees('nobody has to read revision 1 any more', DM);
    await maya.click('Ask them again …', { ...DM, on: 'nobody has to read revision 1' });
    await maya.seesModal('Have people read it');
    await maya.fill('Read by the end of', 'tomorrow');
    await maya.submit();
    await maya.sees('are asked, each when they are at work.', MODAL);
    await maya.close();

    const ana = workspace.as('ana');
    await ana.sees('revision 2, Northwind Care', DM);
    await ana.sees('60', DM);
    await workspace.as('jonas').sees('revision 1 need not be read', DM);
    expect((await readers()).every(({ hasRead }) => !hasRead)).toBe(true);
  });

  test('two whose deadlines end together are one message to Maya, each with its button', async () => {
    const maya = workspace.as('maya');
    await maya.command('/policy new Gift cards', { in: '#care' });
    await maya.fill('What it says', 'Gift cards are good for three years.');
    await maya.submit();
    await maya.click('Publish …', MODAL);
    await maya.submit();
    await maya.click('Have people read it …', MODAL);
    await maya.fill('Read by the end of', 'tomorrow');
    await maya.submit();
    await maya.sees('are asked, each when they are at work.', MODAL);
    await maya.close();

    await workspace.forward({ days: 2 });

    await maya.sees('Gift cards: 0 of', DM);
    await maya.sees('Late returns: 0 of', DM);
    const told = await database.sql`
      select count(*)::int as listed from must_read_messages
      where is_summary and must_read_id in (select id from must_reads where ended_at is null) group by message_key`;
    expect([...told]).toEqual([{ listed: 2 }]);
  });

  test('nothing was refused by Slack', () => {
    expect(workspace.world.refusals).toEqual([]);
  });
});
