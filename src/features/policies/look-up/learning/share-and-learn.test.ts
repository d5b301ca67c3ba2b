import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CARE } from '../../../../../test/support/northwind.ts';
import { LATE_RETURNS, publishedPolicy } from '../../../../../test/support/policies.ts';
import { clearOutbox, queuedMessages } from '../../../../../test/support/queued-messages.ts';
import { OPENED, useLookUps } from '../../../../../test/support/use-look-ups.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { archive } from '../../library/publishing/archive.ts';
import { publish } from '../../library/publishing/publish.ts';
import { startDraft } from '../../library/drafting/start-draft.ts';
import { learnFrom, learnWords, unlearn } from './learn.ts';
import { sharePassage } from '../sharing/share-passage.ts';

const world = usePolicyWorld();
const { asks, firstHit } = useLookUps(world);

const audience = (teams: readonly string[] | null, roles: readonly ('lead' | 'manager')[] | null = null) => ({
  audience: { teams, roles },
});

/** Publishes another text of a policy. */
async function says(policyId: string, markdown: string): Promise<void> {
  const maya = world.as('maya');
  const { revision } = await startDraft(maya, {
    teamId: CARE,
    policyId,
    title: 'Late returns',
    markdown,
    changeNote: null,
    fields: {},
    submission: randomUUID(),
  });
  await publish(maya, { revisionId: revision.id, version: revision.version });
}

describe('sharing', () => {
  const share = async (channel: string, who: 'ana' | 'amy' = 'ana') => {
    const { lookUpId, passageId } = await firstHit();
    await sharePassage(world.as(who), { lookUpId, passageId, channel, threadTs: '1700000001.000100' });
  };

  test('shows the whole passage where the person is, in the thread', async () => {
    await publishedPolicy(world.as('maya'));

    await share('C0CARE');

    const [sent, ...others] = await queuedMessages(world.database.sql);
    expect(others).toEqual([]);
    expect(sent?.kind).toBe('share');
    expect(JSON.parse(sent?.payload ?? '')).toMatchObject({ channel: 'C0CARE', inThreadTs: '1700000001.000100' });
    expect(sent?.payload).toContain('Ana shares ');
    expect(sent?.payload).toContain('Opened headphones and ear tips are not taken back');
  });

  test("of a team's policy is for the channels of that team", async () => {
    await publishedPolicy(world.as('maya'), audience([CARE]));

    await expect(share('C0CAREUS')).rejects.toThrow('It can be shared in the channels of Northwind Care.');
    await expect(share('C0CAREESC')).resolves.toBeUndefined();
  });

  test('of a policy for some roles is for nowhere', async () => {
    await publishedPolicy(world.as('maya'), audience([CARE], ['lead', 'manager']));
    const found = await asks('leo', OPENED);
    const passageId = found.passages[0]?.view.passage.id ?? '';
    const { lookUpId } = found;

    const sharing = sharePassage(world.as('leo'), { lookUpId, passageId, channel: 'C0CARE' });

    await expect(sharing).rejects.toThrow('so it cannot be shared in a conversation');
  });

  test('of what was archived or says something else by now is refused', async () => {
    const maya = world.as('maya');
    const { policy } = await publishedPolicy(maya);
    const { lookUpId, passageId } = await firstHit();
    await says(policy.id, LATE_RETURNS.replace('ear tips are not', 'ear tips are'));
    const old = () => sharePassage(world.as('ana'), { lookUpId, passageId, channel: 'C0CARE' });

    await expect(old()).rejects.toThrow('says something else by now');
    await archive(maya, { policyId: policy.id, because: 'Merged' });
    await expect(old()).rejects.toThrow('is gone');
  });
});

describe('sharing pressed more than once', () => {
  const shares = async () => (await queuedMessages(world.database.sql)).filter(({ kind }) => kind === 'share');

  test('at the same instant is shared once, and the other press says so', async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit();
    const wanted = { lookUpId, passageId, channel: 'C0CARE' };

    const pressed = await Promise.all([1, 2].map(() => sharePassage(world.as('ana'), wanted)));

    expect(pressed.filter(({ isRepeated }) => isRepeated)).toHaveLength(1);
    expect(await shares()).toHaveLength(1);
  });

  test('days later is shared no second time, though what was sent is thrown away by then', async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit();
    const wanted = { lookUpId, passageId, channel: 'C0CARE', threadTs: '1700000001.000100' };
    await sharePassage(world.as('ana'), wanted);
    await clearOutbox(world.database.sql);

    const { isRepeated } = await sharePassage(world.as('ana'), wanted);

    expect(isRepeated).toBe(true);
    expect(await shares()).toEqual([]);
  });

  test('in another thread, or of another answer, is shared there too', async () => {
    await publishedPolicy(world.as('maya'));
    const [first, second] = [await firstHit(), await firstHit()];
    const { lookUpId, passageId } = first;

    await sharePassage(world.as('ana'), { lookUpId, passageId, channel: 'C0CARE' });
    await sharePassage(world.as('ana'), { lookUpId, passageId, channel: 'C0CARE', threadTs: '1700000001.000100' });
    await sharePassage(world.as('ana'), { lookUpId: second.lookUpId, passageId, channel: 'C0CARE' });

    expect(await shares()).toHaveLength(3);
  });

  test('is by whoever asked alone', async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit();

    const sharing = sharePassage(world.as('ben'), { lookUpId, passageId, channel: 'C0CARE' });

    await expect(sharing).rejects.toThrow('too old');
  });
});

test('a passage that says the same as before is shared from an old answer, though another section has changed', async () => {
  const { policy } = await publishedPolicy(world.as('maya'));
  const { lookUpId, passageId, first } = await firstHit();
  await says(policy.id, LATE_RETURNS.replace('30 days', '14 days'));

  const { view } = await sharePassage(world.as('ana'), { lookUpId, passageId, channel: 'C0CARE' });

  expect(view.passage.text).toBe(first.view.passage.text);
  expect(view.revision.number).toBe(2);
});

describe('This helped', () => {
  const WORDS = 'my earbuds came out of the box already, may I send them back';

  test('teaches the question once, and it can be taken back', async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit(WORDS);
    const ana = world.as('ana');
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
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit(query);

    const learned = await learnFrom(world.as('ana'), { lookUpId, passageId });

    expect(learned).toMatchObject({ because });
    expect(await world.database.sql`select 1 from policy_questions`).toEqual([]);
  });

  test('pressed twice at once is learned once', async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit(WORDS);

    const pressed = await Promise.allSettled([1, 2].map(() => learnFrom(world.as('ana'), { lookUpId, passageId })));

    expect(pressed.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await world.database.sql`select text from policy_questions`).toEqual([{ text: WORDS }]);
  });

  test('can be put in other words', async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit();

    const learned = await learnWords(world.as('ana'), { lookUpId, passageId }, 'May I return what I opened?');

    expect(learned.question).toMatchObject({ text: 'May I return what I opened?' });
  });

  test('is taken back by nobody else, unless they keep the policy', async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit(WORDS);
    const { question } = await learnFrom(world.as('ana'), { lookUpId, passageId });

    await expect(unlearn(world.as('ben'), question?.id ?? '')).rejects.toThrow('Somebody else taught this');
    await expect(unlearn(world.as('leo'), question?.id ?? '')).resolves.toBe(WORDS);
  });
});
