import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ctx } from '../../src/core/context.ts';
import { testContext } from '../support/context.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { publishedPolicy } from '../support/policies.ts';
import { fillShelf } from '../support/policy-shelf.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { setUpCareUs } from './support/northwind-us-team.ts';

const EVERYBODY = { audience: { teams: null, roles: null } };

describe('what the policies say', () => {
  let database: TestDatabase;
  let workspace: Workspace;

  beforeAll(async () => {
    database = await createTestDatabase();
    workspace = await startWorkspace({ app: { databaseUrl: database.url } });
    await setUpCare(workspace, { hours: ALWAYS_OPEN });
    await setUpCareUs(workspace);
    const [maya, ruth] = [await managerOf('Northwind Care', 'U0MAYA'), await managerOf('Northwind Care US', 'U0RUTH')];
    await fillShelf(maya.ctx, maya.teamId);
    await publishedPolicy(maya.ctx, { teamId: maya.teamId, ...EVERYBODY });
    await publishedPolicy(ruth.ctx, {
      teamId: ruth.teamId,
      title: 'Chargebacks',
      markdown: 'A chargeback of opened headphones is disputed within seven days, with the photos of the return.',
    });
  }, 90_000);
  afterAll(async () => {
    await workspace?.close();
    await database?.close();
  });

  async function managerOf(name: string, slackId: string): Promise<{ ctx: Ctx; teamId: string }> {
    const [team] = await database.sql<{ id: string }[]>`select id from teams where name = ${name}`;
    const teamId = team?.id ?? '';
    return { teamId, ctx: testContext(database.db, { slackId, memberships: [{ teamId, role: 'manager' }] }) };
  }

  const messagesIn = (channel: string) => workspace.world.state.messages[channel] ?? [];

  test('Ana types what the customer says, reads the passage alone, and shares it', async () => {
    const ana = workspace.as('ana');
    const leo = workspace.as('leo');

    await ana.command('/policy she wants to return opened headphones', { in: '#care' });
    await ana.sees('Opened headphones and ear tips are not taken back', { in: '#care' });
    await ana.sees('Maya, Northwind Care', { in: '#care' });
    expect(await leo.canSee('Opened headphones', { in: '#care' })).toBe(false);

    await ana.click('Share here', { in: '#care', on: 'Opened items' });
    await leo.sees(/Ana shares.*Late returns/s, { in: '#care' });
    await leo.sees('Opened headphones and ear tips are not taken back', { in: '#care' });

    await ana.click('Share here', { in: '#care', on: '“she wants to return opened headphones”' });
    await ana.sees('You have shared Late returns › Opened items here already', { in: '#care' });
    expect(messagesIn('C0CARE').filter(({ text }) => text?.startsWith('Ana shares'))).toHaveLength(1);
  });

  test('anybody reads all of what was shared', async () => {
    const leo = workspace.as('leo');

    await leo.click('Read all', { in: '#care', on: 'Ana shares' });

    await leo.sees('Up to 45 days after delivery', { in: 'modal' });
    await leo.close();
  });

  test('from a message it is shared in the thread of that message', async () => {
    const [ana, leo] = [workspace.as('ana'), workspace.as('leo')];
    const ts = await leo.say('A customer wants to return opened headphones, who knows?', { in: '#care' });

    await ana.messageShortcut('Find policy', { in: '#care', on: 'who knows?' });
    await ana.sees('Opened headphones and ear tips', { in: 'modal' });
    await ana.click('Share here', { in: 'modal' });
    await ana.sees('Shared: Late returns › Opened items', { in: 'modal' });
    await ana.sees('✓ Shared', { in: 'modal' });
    await ana.close();

    const replies = () => messagesIn('C0CARE').filter(({ threadTs }) => threadTs === ts);
    await expect.poll(() => replies().map(({ text }) => text), { timeout: 10_000 }).toHaveLength(1);
    expect(replies()[0]?.text).toContain('Ana shares Late returns');
  });

  test('where the app is no member it is shared all the same', async () => {
    const ana = workspace.as('ana');
    const before = messagesIn('C0RANDOM').length;

    await ana.command('/policy she wants to return opened headphones', { in: '#random' });
    await ana.click('Share here', { in: '#random', on: 'Opened items' });

    await workspace.as('maya').sees(/Ana shares.*Late returns/s, { in: '#random' });
    expect(messagesIn('C0RANDOM')).toHaveLength(before + 1);
    expect(workspace.world.state.channels['C0RANDOM']?.members).not.toContain(workspace.world.identity.botUserId);
  });

  test('on App Home the answer comes in a window, with nobody to share it with', async () => {
    const ana = workspace.as('ana');
    await ana.openHome();

    await ana.pressEnter('Find what a policy says', 'opened headphones');

    await ana.sees('Opened headphones and ear tips', { in: 'modal' });
    expect(await ana.canSee('Share here', { in: 'modal' })).toBe(false);
    await ana.fill('What does the customer say or ask?', 'gift card was lost');
    await ana.submit();
    await ana.sees('A lost card is blocked', { in: 'modal' });
    await ana.close();
  });

  test('This helped teaches the words, until they are taken back', async () => {
    const ana = workspace.as('ana');
    await ana.command('/policy she has opened the headphones at home', { in: '#care' });

    await ana.click('This helped', { in: '#care', on: '“she has opened' });
    await ana.sees('From now on “she has opened the headphones at home” finds', { in: '#care' });
    await ana.click('Undo', { in: '#care', on: 'From now on' });

    await ana.sees('Taken back: “she has opened', { in: '#care' });
  });

  test('what no policy answers is said so, and the owner is asked', async () => {
    const ana = workspace.as('ana');
    await ana.command('/policy which wine goes with grilled salmon', { in: '#care' });
    await ana.sees('Nothing on this yet.', { in: '#care' });

    await ana.click('Ask the owner', { in: '#care', on: 'grilled salmon' });

    await ana.sees('You get the answer as a message', { in: '#care' });
  });

  test("another team's policy appears to nobody else", async () => {
    const [ana, dana] = [workspace.as('ana'), workspace.as('dana')];

    await ana.command('/policy chargeback of opened headphones', { in: '#general' });
    await dana.command('/policy chargeback of opened headphones', { in: '#general' });

    await dana.sees('disputed within seven days', { in: '#general' });
    await ana.sees('“chargeback of opened headphones”', { in: '#general' });
    expect(await ana.canSee('disputed')).toBe(false);
  });

  test('what answered until it was archived is named, as what does not count, and can be read', async () => {
    const [ana, maya] = [workspace.as('ana'), workspace.as('maya')];
    await maya.command('/policy show privacy', { in: '#care' });
    await maya.click('Archive …', { in: 'modal' });
    await maya.sees('For 90 days, look-ups say that it ended', { in: 'modal' });
    await maya.fill('Why?', 'The law has changed.');
    await maya.submit();
    await maya.sees('Archived', { in: 'modal' });
    await maya.close();

    await ana.command('/policy what do we keep about them, are accounts deleted on request', { in: '#care' });

    await ana.sees('Privacy answered this until it ended on', { in: '#care' });
    await ana.sees('Nothing counts on this now.', { in: '#care' });
    await ana.click('What it said', { in: '#care', on: 'what do we keep about them' });
    await ana.sees('does not count any more', { in: 'modal' });
    await ana.sees('Accounts are deleted on request', { in: 'modal' });
    await ana.close();
  });

  test('nothing, punctuation, help and a word that is also an order', async () => {
    const ana = workspace.as('ana');

    await ana.command('/policy', { in: '#care' });
    await ana.sees('Published last', { in: 'modal' });
    await ana.close();
    await ana.command('/policy ?!…', { in: '#care' });
    await ana.sees('Write what the customer says', { in: '#care' });
    await ana.command('/policy help', { in: '#care' });
    await ana.sees('may she return opened headphones', { in: '#care' });
    await ana.command('/policy help with opened headphones', { in: '#care' });
    await ana.sees('“help with opened headphones”', { in: '#care' });
  });
});
