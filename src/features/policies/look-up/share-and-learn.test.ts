import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, LATE_RETURNS, publishedPolicy } from '../../../../test/support/policies.ts';
import { fillShelf } from '../../../../test/support/policy-shelf.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { archive } from '../library/archive.ts';
import { publish } from '../library/publish.ts';
import { startDraft } from '../library/start-draft.ts';
import { learnFrom, learnWords, unlearn } from './learn.ts';
import { lookUp } from './look-up.ts';
import { sharePassage } from './share-passage.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database?.close());
beforeEach(async () => {
  await forgetPolicies(database);
  await database.sql`truncate policy_look_ups cascade`;
  await fillShelf(northwind.as('maya'));
  await clearOutbox(database.sql);
});

const OPENED = 'she wants to return opened headphones';
const audience = (teams: readonly string[] | null, roles: readonly ('lead' | 'manager')[] | null = null) => ({
  audience: { teams, roles },
});

async function asks(who: Parameters<Northwind['as']>[0], query: string) {
  return lookUp(northwind.as(who), { query, place: 'command' });
}

async function firstHit(query = OPENED) {
  const found = await asks('ana', query);
  const [first] = found.passages;
  if (!first) throw new Error('nothing was found');
  return { lookUpId: found.lookUpId, passageId: first.view.passage.id, first };
}

describe('sharing', () => {
  const share = async (channel: string, who: 'ana' | 'amy' = 'ana') => {
    const { passageId } = await firstHit();
    await sharePassage(northwind.as(who), { passageId, channel, threadTs: '1700000001.000100' });
  };

  test('shows the whole passage where the person is, in the thread', async () => {
    await publishedPolicy(northwind.as('maya'));

    await share('C0CARE');

    const [sent, ...others] = await queuedMessages(database.sql);
    expect(others).toEqual([]);
    expect(sent?.kind).toBe('share');
    expect(JSON.parse(sent?.payload ?? '')).toMatchObject({ channel: 'C0CARE', inThreadTs: '1700000001.000100' });
    expect(sent?.payload).toContain('Ana shares ');
    expect(sent?.payload).toContain('Opened headphones and ear tips are not taken back');
  });

  test("of a team's policy is for the channels of that team", async () => {
    await publishedPolicy(northwind.as('maya'), audience([CARE]));

    await expect(share('C0CAREUS')).rejects.toThrow('It can be shared in the channels of Northwind Care.');
    await expect(share('C0CAREESC')).resolves.toBeUndefined();
  });

  test('of a policy for some roles is for nowhere', async () => {
    await publishedPolicy(northwind.as('maya'), audience([CARE], ['lead', 'manager']));
    const found = await asks('leo', OPENED);
    const passageId = found.passages[0]?.view.passage.id ?? '';

    const sharing = sharePassage(northwind.as('leo'), { passageId, channel: 'C0CARE' });

    await expect(sharing).rejects.toThrow('so it cannot be shared in a conversation');
  });

  test('of what was archived or says something else by now is refused', async () => {
    const maya = northwind.as('maya');
    const { policy } = await publishedPolicy(maya);
    const { passageId } = await firstHit();
    const { revision } = await startDraft(maya, {
      teamId: CARE,
      policyId: policy.id,
      title: 'Late returns',
      markdown: LATE_RETURNS.replace('30 days', '14 days'),
      changeNote: null,
      fields: {},
      submission: 'second',
    });
    await publish(maya, { revisionId: revision.id, version: revision.version });
    const old = () => sharePassage(northwind.as('ana'), { passageId, channel: 'C0CARE' });

    await expect(old()).rejects.toThrow('says something else by now');
    await archive(maya, { policyId: policy.id, because: 'Merged' });
    await expect(old()).rejects.toThrow('is gone');
  });
});

describe('This helped', () => {
  const WORDS = 'my earbuds came out of the box already, may I send them back';

  test('teaches the question once, and it can be taken back', async () => {
    await publishedPolicy(northwind.as('maya'));
    const { lookUpId, passageId } = await firstHit(WORDS);
    const ana = northwind.as('ana');
    const before = (await asks('ben', 'earbuds came out of the box')).confidence;

    const { question } = await learnFrom(ana, { lookUpId, passageId });
    const taught = await asks('ben', 'earbuds came out of the box');
    await expect(learnFrom(ana, { lookUpId, passageId })).rejects.toThrow('already');
    await unlearn(ana, question?.id ?? '');
    const after = (await asks('ben', 'earbuds came out of the box')).confidence;

    expect(question).toMatchObject({ text: WORDS, origin: 'learned', addedBy: 'U0ANA' });
    expect(taught.confidence).toBeGreaterThan(before);
    expect(taught.passages[0]?.view.passage.id).toBe(passageId);
    expect(after).toBeCloseTo(before, 5);
  });

  test.each([
    ['return opened headphones of order 88190', 'personal'],
    ['return opened headphones, mail me at joe@example.org', 'personal'],
    [`return opened headphones ${'please '.repeat(40)}`, 'long'],
    ['headphones', 'short'],
  ])('does not keep %j word by word', async (query, because) => {
    await publishedPolicy(northwind.as('maya'));
    const { lookUpId, passageId } = await firstHit(query);

    const learned = await learnFrom(northwind.as('ana'), { lookUpId, passageId });

    expect(learned).toMatchObject({ because });
    expect(await database.sql`select 1 from policy_questions`).toEqual([]);
  });

  test('pressed twice at once is learned once', async () => {
    await publishedPolicy(northwind.as('maya'));
    const { lookUpId, passageId } = await firstHit(WORDS);

    const pressed = await Promise.allSettled([1, 2].map(() => learnFrom(northwind.as('ana'), { lookUpId, passageId })));

    expect(pressed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await database.sql`select text from policy_questions`).toEqual([{ text: WORDS }]);
  });

  test('can be put in other words', async () => {
    await publishedPolicy(northwind.as('maya'));
    const { lookUpId, passageId } = await firstHit();

    const learned = await learnWords(northwind.as('ana'), { lookUpId, passageId }, 'May I return what I opened?');

    expect(learned.question).toMatchObject({ text: 'May I return what I opened?' });
  });

  test('is taken back by nobody else, unless they keep the policy', async () => {
    await publishedPolicy(northwind.as('maya'));
    const { lookUpId, passageId } = await firstHit(WORDS);
    const { question } = await learnFrom(northwind.as('ana'), { lookUpId, passageId });

    await expect(unlearn(northwind.as('ben'), question?.id ?? '')).rejects.toThrow('Somebody else taught this');
    await expect(unlearn(northwind.as('leo'), question?.id ?? '')).resolves.toBe(WORDS);
  });
});
