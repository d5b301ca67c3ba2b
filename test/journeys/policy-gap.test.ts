import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { ALWAYS_OPEN, setUpCare } from './support/northwind-team.ts';
import { setUpCareUs } from './support/northwind-us-team.ts';

const RULE = `Customers may return what they bought within 30 days after delivery, without saying why, if it can be sold again.

## Worn earphones

What was in somebody's ear stays with the customer, for hygiene, whatever the reason they give.
`;
const direct = { in: '@floorwalker' } as const;
const care = { in: '#care' } as const;

describe('a question that no policy answers', () => {
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

  test('Ana finds nothing and asks; Jonas asks the same and joins; Maya is asked once', async () => {
    const [ana, jonas, maya] = [workspace.as('ana'), workspace.as('jonas'), workspace.as('maya')];

    await ana.command('/policy she lost her gift card', care);
    await ana.sees('Nothing on this yet', care);
    await ana.click('Ask the owner', { ...care, on: 'Nothing on this yet' });
    await ana.sees('Maya is asked (GAP-1)', care);
    await jonas.command('/policy She lost her gift card!', care);
    await jonas.click('Ask the owner', { ...care, on: 'Nothing on this yet' });
    await jonas.sees('Somebody has asked this already (GAP-1)', care);

    await maya.sees('Ana and Jonas ask, and no policy answers it yet', direct);
    expect(await workspace.as('leo').canSee('gift card', direct)).toBe(false);
  });

  test('Maya answers, and it is a policy: Ana and Jonas are told, and the next search finds it', async () => {
    const [ana, jonas, maya] = [workspace.as('ana'), workspace.as('jonas'), workspace.as('maya')];

    await maya.click('Answer', { ...direct, on: 'no policy answers it yet' });
    await maya.fill(
      'What would you say to them?',
      'We block the lost card and send a new one, if they have the receipt.',
    );
    await maya.choose('Make it a policy?', 'A policy at once');
    await maya.fill('Title, if it becomes a policy', 'Lost gift cards');
    await maya.submit();
    await maya.sees('Ana and Jonas were told. It is a policy now', { in: 'modal' });
    await maya.sees('Open the policy', { in: 'modal' });
    await maya.close();

    await maya.sees('answered by you', direct);
    await maya.click('Open the policy', { ...direct, on: 'answered by you' });
    await maya.sees('Lost gift cards', { in: 'modal' });
    await maya.close();
    for (const who of [ana, jonas]) {
      await who.sees('Maya answers your question (GAP-1)', direct);
      await who.sees('We block the lost card', direct);
    }
    await ana.click('Open the policy', { ...direct, on: 'Maya answers your question' });
    await ana.sees('Lost gift cards', { in: 'modal' });
    await ana.close();
    await jonas.command('/policy a gift card was lost', care);
    await jonas.sees('Lost gift cards', care);
  });

  test('somebody of another team never sees the question, the answer or the policy', async () => {
    const ruth = workspace.as('ruth');

    await ruth.command('/policy gaps', { in: '#general' });
    await ruth.sees('No question waits.', { in: 'modal' });
    await ruth.close();
    await ruth.command('/policy she lost her gift card', { in: '#general' });

    await ruth.sees('Nothing on this yet', { in: '#general' });
  });

  test('Maya hands one on to Leo, who finds it in a policy; the next search with these words finds the passage', async () => {
    const [ana, leo, maya] = [workspace.as('ana'), workspace.as('leo'), workspace.as('maya')];
    await maya.command('/policy new Returns', care);
    await maya.fill('What it says', RULE);
    await maya.submit();
    await maya.sees('Saved as a draft', { in: 'modal' });
    await maya.click('Publish …', { in: 'modal' });
    await maya.submit();
    await maya.sees('Published as revision 1', { in: 'modal' });
    await maya.close();

    await ana.command('/policy my buds are icky', care);
    await ana.click('Ask the owner', { ...care, on: 'Nothing on this yet' });
    await maya.click('Not mine', { ...direct, on: 'icky' });
    await maya.choose('Who should know?', 'Leo');
    await maya.submit();
    await maya.sees('GAP-2 is handed on.', { in: 'modal' });
    await maya.close();
    await leo.sees('Maya hands a question on to you', direct);
    await leo.click('It is in a policy', { ...direct, on: 'hands a question on to you' });
    await leo.choose('Which passage says it?', 'Worn earphones');
    await leo.submit();
    await leo.sees('Ana was told.', { in: 'modal' });
    await leo.close();

    await ana.sees('It is in the policy Returns', direct);
    await ana.sees('stays with the customer, for hygiene', direct);
    await ana.command('/policy my buds are icky', care);
    await ana.sees('stays with the customer, for hygiene', care);
  });

  test('answered by Leo and Maya at once, one counts, and the other keeps what they typed', async () => {
    const [ana, leo, maya] = [workspace.as('ana'), workspace.as('leo'), workspace.as('maya')];
    await ana.command('/policy zebra stripes', care);
    await ana.click('Ask the owner', { ...care, on: 'zebra' });
    await ana.sees('Maya is asked (GAP-3)', care);
    await leo.command('/policy gaps', care);
    await leo.click('Open', { in: 'modal', on: 'zebra' });
    await leo.click('Answer', { in: 'modal' });
    await leo.fill('What would you say to Ana?', 'Leo says stripes');
    await maya.click('Answer', { ...direct, on: 'zebra' });
    await maya.fill('What would you say to Ana?', 'Maya says none');
    await maya.submit();
    await maya.sees('Ana was told.', { in: 'modal' });

    await leo.submit();

    await leo.sees('Maya has answered GAP-3 already with “Maya says none”', { in: 'modal' });
    await leo.sees('Leo says stripes', { in: 'modal' });
    await ana.sees('Maya says none', direct);
    expect(await ana.canSee('Leo says stripes', direct)).toBe(false);
  });

  test('what Leo answers becomes a policy once Maya has read it: Ana hears of it, and the next search finds it', async () => {
    const [ana, leo, maya] = [workspace.as('ana'), workspace.as('leo'), workspace.as('maya')];
    await leo.close();
    await ana.command('/policy may the dog come along', care);
    await ana.click('Ask the owner', { ...care, on: 'dog' });
    await ana.sees('Maya is asked (GAP-4)', care);
    await leo.command('/policy gaps', care);
    await leo.click('Open', { in: 'modal', on: 'dog' });
    await leo.click('Answer', { in: 'modal' });
    await leo.fill('What would you say to Ana?', 'Dogs may come, on a lead.');
    await leo.choose('Make it a policy?', 'A policy, once a manager has read it');
    await leo.fill('Title, if it becomes a policy', 'Pets');
    await leo.submit();
    await leo.sees('whoever asked hears when it is published', { in: 'modal' });
    await leo.close();
    await ana.sees('It is becoming a policy.', direct);

    await maya.close();
    await maya.click('Publish …', { ...direct, on: 'Pets' });
    await maya.submit();
    await maya.sees('Published as revision 1', { in: 'modal' });
    await maya.close();

    await ana.sees('The answer to your question (GAP-4) is the policy Pets now. The next search finds it.', direct);
    await ana.command('/policy may the dog come along', care);
    await ana.sees('Dogs may come, on a lead.', care);
  });

  test('what Jonas answers he suggests as a policy; Maya makes it a draft by one press, and publishes it', async () => {
    const [ana, jonas, maya] = [workspace.as('ana'), workspace.as('jonas'), workspace.as('maya')];
    await ana.command('/policy is the lift big enough for a wardrobe', care);
    await ana.click('Ask the owner', { ...care, on: 'wardrobe' });
    await ana.sees('Maya is asked (GAP-5)', care);
    await maya.click('Not mine', { ...direct, on: 'wardrobe' });
    await maya.choose('Who should know?', 'Jonas');
    await maya.submit();
    await maya.sees('GAP-5 is handed on.', { in: 'modal' });
    await maya.close();

    await jonas.click('Answer', { ...direct, on: 'hands a question on to you' });
    await jonas.fill('What would you say to Ana?', 'No: wardrobes go up the stairs.');
    await jonas.choose('Make it a policy?', 'Suggest it as a policy');
    await jonas.fill('Title, if it becomes a policy', 'Lifts');
    await jonas.submit();
    await jonas.sees('A manager has it, as a suggestion for a policy.', { in: 'modal' });
    await jonas.close();
    await ana.sees('wardrobes go up the stairs', direct);

    await maya.sees('Jonas suggests a policy, “Lifts”', direct);
    await maya.click('Make it a draft', { ...direct, on: 'Lifts' });
    await maya.sees('What it says', { in: 'modal' });
    await maya.submit();
    await maya.sees('Saved as a draft', { in: 'modal' });
    await maya.click('Publish …', { in: 'modal' });
    await maya.submit();
    await maya.sees('Published as revision 1', { in: 'modal' });
    await maya.close();

    await maya.sees('you have made it a draft', direct);
    await ana.sees('The answer to your question (GAP-5) is the policy Lifts now.', direct);
    await ana.command('/policy is the lift big enough for a wardrobe', care);
    await ana.sees('wardrobes go up the stairs', care);
  });
});
