import { describe, expect, test } from 'vitest';
import { CARE, CARE_US } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { fillShelf } from '../../../../../test/support/policy-shelf.ts';
import { queuedMessages } from '../../../../../test/support/queued-messages.ts';
import { OPENED, useLookUps } from '../../../../../test/support/use-look-ups.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { learnFrom, learnWords } from '../learning/learn.ts';
import { lookUp } from './look-up.ts';
import { notThis } from '../answer/not-this.ts';
import { readAll } from '../reading/read-all.ts';
import { sharePassage } from '../sharing/share-passage.ts';
import { suggest } from '../../in-cases/suggest.ts';

const world = usePolicyWorld();
const { asks, firstHit } = useLookUps(world);

const audience = (teams: readonly string[] | null, roles: readonly ('lead' | 'manager')[] | null = null) => ({
  audience: { teams, roles },
});

const logged = () =>
  world.database.sql`select query, place, hits, policy_id, verdict from policy_look_ups order by at, id`;

describe('a sentence of a customer', () => {
  test('finds the passage that answers it, with the words in bold and everything about it', async () => {
    await publishedPolicy(world.as('maya'));

    const { answered, passages } = await asks('ana', OPENED);

    const [first] = passages;
    expect(answered).toBe(true);
    expect(first?.view).toMatchObject({
      passage: { heading: 'Opened items' },
      policy: { title: 'Late returns' },
      team: { name: 'Northwind Care' },
      ownerName: 'Maya',
    });
    expect(first?.matches.map(({ from, to }) => first.view.passage.text.slice(from, to))).toContain('headphones');
  });

  test('finds it in spite of typos', async () => {
    await publishedPolicy(world.as('maya'));

    const { first } = await firstHit('she wants to retrun opened headfones');

    expect(first.view.passage.heading).toBe('Opened items');
  });

  test('is noted with its answer, and without what names the customer', async () => {
    const { policy } = await publishedPolicy(world.as('maya'));

    await asks('ana', 'joe@example.org returns opened headphones of order 88190');

    expect(await logged()).toMatchObject([
      {
        query: '[e-mail] returns opened headphones of order [number]',
        place: 'command',
        policy_id: policy.id,
      },
    ]);
  });

  test('that nothing answers is noted as such, and the nearest are given', async () => {
    await publishedPolicy(world.as('maya'));

    const { answered } = await asks('ana', 'which wine goes with grilled salmon on christmas eve');

    expect(answered).toBe(false);
    expect(await logged()).toMatchObject([{ hits: 0, policy_id: null }]);
  });

  test('that is answered in part, but for what it turns on, is noted as not answered', async () => {
    await publishedPolicy(world.as('maya'));
    await fillShelf(world.as('maya'));

    const { answered, standing, unsaid } = await asks('ana', 'opened goods, may they go back to Norway');

    expect([answered, standing, unsaid]).toEqual([true, 'nearest', ['Norway']]);
    expect(await logged()).toMatchObject([{ hits: 0, policy_id: null }]);
  });

  test.each([
    '',
    '   ',
    '?!… —',
    '🤷‍♀️🔥',
    '\u0000\u202e',
    '@here <!channel> <@U0LEO>',
    ':wave: @leo <#C0CARE|care>',
    '+49 170 1234567',
  ])('of nothing but %j is asked for in words', async (query) => {
    await expect(asks('ana', query)).rejects.toThrow('Write what the customer says');
    expect(await logged()).toEqual([]);
  });

  test('of a whole mail is looked up by how it begins', async () => {
    await publishedPolicy(world.as('maya'));

    const { question } = await asks('ana', `${OPENED} `.repeat(500));

    expect(question.length).toBeLessThanOrEqual(3000);
  });

  test('of somebody on no team is answered kindly', async () => {
    const nobody = { ...world.as('ana'), actor: { ...world.as('ana').actor, memberships: [] } };

    await expect(lookUp(nobody, { query: OPENED, place: 'home' })).rejects.toThrow("You're not on a team yet");
  });
});

describe('a policy for others', () => {
  const hidden = { title: 'Chargebacks', markdown: 'Chargebacks of opened headphones are disputed within 7 days.' };

  test('never appears: not as a hit, not in counts, not as a suggestion', async () => {
    await publishedPolicy(world.as('maya'), { ...hidden, ...audience([CARE_US]) });

    const { answered, passages } = await asks('ana', 'chargebacks of opened headphones');

    expect(answered).toBe(false);
    expect(JSON.stringify(passages)).not.toContain('Chargebacks');
    expect(await logged()).toMatchObject([{ hits: 0, policy_id: null }]);
    expect(await suggest(world.as('ana'), 'chargebacks of opened headphones')).toEqual([]);
    expect((await asks('amy', 'chargebacks of opened headphones')).answered).toBe(true);
  });

  test('is for roles too', async () => {
    await publishedPolicy(world.as('maya'), { ...hidden, ...audience([CARE], ['manager']) });

    expect(JSON.stringify(await asks('ana', 'chargebacks of opened headphones'))).not.toContain('Chargebacks');
    expect((await asks('maya', 'chargebacks of opened headphones')).answered).toBe(true);
  });

  test('cannot be had by a made-up button, in the words for what is gone', async () => {
    await publishedPolicy(world.as('maya'));
    const { revision } = await publishedPolicy(world.as('maya'), { ...hidden, ...audience([CARE_US]) });
    const [passage] = await world.database.sql<{ id: string }[]>`
      select id from policy_passages where revision_id = ${revision.id}`;
    const { lookUpId } = await firstHit();
    const ana = world.as('ana');
    const passageId = passage?.id ?? '';

    for (const attempt of [
      () => readAll(ana, revision.id),
      () => sharePassage(ana, { lookUpId, passageId, channel: 'C0CARE' }),
      () => learnFrom(ana, { lookUpId, passageId }),
      () => learnWords(ana, { lookUpId, passageId }, 'chargebacks of headphones'),
    ]) {
      await expect(attempt()).rejects.toThrow(
        'That policy is gone, has ended, says something else by now, or is for others.',
      );
    }
    expect(await queuedMessages(world.database.sql)).toEqual([]);
  });

  test("nor by somebody else's look-up", async () => {
    await publishedPolicy(world.as('maya'));
    const { lookUpId, passageId } = await firstHit();
    const ben = world.as('ben');

    await expect(notThis(ben, lookUpId, 0)).rejects.toThrow('too old');
    await expect(learnFrom(ben, { lookUpId, passageId })).rejects.toThrow('too old');
    await expect(notThis(ben, 'not-an-id', 0)).rejects.toThrow('too old');
  });
});

test('Not this is noted once about the first policy, and shows the next ones', async () => {
  await publishedPolicy(world.as('maya'));
  for (let n = 1; n <= 6; n += 1) {
    await publishedPolicy(world.as('maya'), {
      title: `Headphones ${n}`,
      markdown: `Opened headphones of kind ${n} may be returned.`,
    });
  }
  const found = await asks('ana', OPENED);

  const next = await notThis(world.as('ana'), found.lookUpId, 5);

  const shown = found.passages.map(({ view }) => view.passage.id);
  expect(found).toMatchObject({ from: 0, more: expect.any(Number) });
  expect(shown).toHaveLength(5);
  expect(next.passages.map(({ view }) => view.passage.id).filter((id) => shown.includes(id))).toEqual([]);
  expect(next.passages.length).toBeGreaterThan(0);
  expect(await logged()).toMatchObject([{ verdict: 'not-this' }]);
});

test('Read all shows a long policy page by page, and remembers who has read it', async () => {
  const long = Array.from({ length: 30 }, (_, n) => `## Section ${n}\n\n${'A sentence of a rule. '.repeat(60)}`).join(
    '\n\n',
  );
  const { revision } = await publishedPolicy(world.as('maya'), { title: 'Handbook', markdown: long });
  const ana = world.as('ana');

  const first = await readAll(ana, revision.id);
  const jumped = await readAll(ana, `${revision.id}:h20`);
  const beyond = await readAll(ana, `${revision.id}:999`);

  expect(first.page).toBe(0);
  expect(first.pages.pages.length).toBeGreaterThan(2);
  expect(jumped.page).toBe(first.pages.headings[20]?.page);
  expect(beyond.page).toBe(first.pages.pages.length - 1);
  expect(await world.database.sql`select slack_id, revision_id from policy_reads`).toEqual([
    { slack_id: 'U0ANA', revision_id: revision.id },
  ]);
  await expect(readAll(ana, 'nonsense@there')).rejects.toThrow('gone');
});
