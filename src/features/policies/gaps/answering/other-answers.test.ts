import { describe, expect, it } from 'vitest';
import { asked, firstHit, lookedUp, passageOf, posts, queued, refusalOf } from '../../../../../test/support/gaps.ts';
import { CARE, type CastName } from '../../../../../test/support/northwind.ts';
import { LATE_RETURNS, publishedPolicy } from '../../../../../test/support/policies.ts';
import { untilSomebodyWaits } from '../../../../../test/support/lock-waits.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { setQuestions } from '../../library/settings/questions.ts';
import { closeGap } from './close-gap.ts';
import { gapPage } from '../gap-page.ts';
import { handOn } from '../waiting/hand-on.ts';
import { addToPolicy } from './add-to-policy.ts';
import { pointToPolicy } from './point-to-policy.ts';

const world = usePolicyWorld();

const as = (name: CastName) => world.as(name);

describe('a passage that says it already', () => {
  it('is sent with a word, and found by the question from then on', async () => {
    const { policy } = await publishedPolicy(as('maya'));
    const { gap } = await asked(world.database, as('ana'), 'my lamp came back scratched');
    const passageId = await passageOf(world.database, policy.id, 'Opened items');

    await pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: 'See the last line.' });

    expect(await firstHit(as('ana'), 'my lamp came back scratched')).toEqual({ policyId: policy.id, answered: true });
    expect((await posts(world.database)).find(({ to }) => to === 'U0ANA')?.text).toContain('See the last line.');
    expect((await gapPage(as('ana'), gap.id)).policy?.id).toBe(policy.id);
  });

  it('is named to whoever pointed to it without a word', async () => {
    const { policy } = await publishedPolicy(as('maya'));
    const { gap } = await asked(world.database, as('ana'), 'my lamp came back scratched');
    const passageId = await passageOf(world.database, policy.id, 'Opened items');

    await pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: '' });

    const edit = (await queued(world.database)).find(({ kind, to }) => kind === 'edit' && to === 'U0MAYA');
    expect(edit?.text).toBe('GAP-1: answered by you: it is in *Late returns*.');
  });

  it('waits for its policy before it holds the question, as whoever publishes the policy does', async () => {
    const { policy } = await publishedPolicy(as('maya'));
    const { gap } = await asked(world.database, as('ana'), 'my lamp came back scratched');
    const passageId = await passageOf(world.database, policy.id, 'Opened items');
    let pointed: Promise<unknown> | undefined;

    const free = await world.database.sql.begin(async (tx) => {
      await tx`select from policies where id = ${policy.id} for update`;
      pointed = pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: '' });
      await untilSomebodyWaits(world.database.sql);
      return tx`select id from policy_gaps for update skip locked`;
    });
    await pointed;

    expect(free).toEqual([{ id: gap.id }]);
    expect((await gapPage(as('ana'), gap.id)).gap.state).toBe('answered');
  });

  it('and what is published of it at the same time both come through, whichever is first', async () => {
    const { policy } = await publishedPolicy(as('maya'));
    const passageId = await passageOf(world.database, policy.id, 'Opened items');
    const questions = Array.from({ length: 8 }, (_, at) => `my lamp came back scratched ${at}`);
    const gaps = await Promise.all(questions.map((question) => asked(world.database, as('ana'), question)));
    await world.database
      .sql`update policy_gaps set policy_id = ${policy.id}, awaits_policy = true where number % 2 = 0`;

    const done = await Promise.allSettled([
      ...gaps.map(({ gap }) => pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: '' })),
      publishedPolicy(as('maya'), { policyId: policy.id, markdown: `${LATE_RETURNS}\nAnd nothing else.` }),
    ]);

    expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
    expect(await world.database.sql`select 1 from policy_gaps where awaits_policy or state = 'open'`).toEqual([]);
  });

  it('is found by the question also where whoever points to it may not change what it answers', async () => {
    const { policy } = await publishedPolicy(as('maya'), { audience: { teams: null, roles: null } });
    const { gap } = await asked(world.database, as('ana'), 'my lamp came back scratched');
    await world.database.sql`update policy_gaps set owner = 'U0LOU'`;
    const passageId = await passageOf(world.database, policy.id, 'Opened items');

    await pointToPolicy(as('lou'), { gapId: gap.id, passageId, note: '' });

    expect(await firstHit(as('ana'), 'my lamp came back scratched')).toEqual({ policyId: policy.id, answered: true });
    expect(await world.database.sql`select origin, added_by from policy_questions`).toEqual([
      { origin: 'learned', added_by: 'U0LOU' },
    ]);
  });

  it('of a policy that answers as many questions as it can is sent all the same, and cannot be added to', async () => {
    const { policy } = await publishedPolicy(as('maya'));
    const { gap } = await asked(world.database, as('ana'), 'my lamp came back scratched');
    const texts = Array.from({ length: 500 }, (_, at) => `What of case ${at}?`);
    await setQuestions(as('maya'), { policyId: policy.id, texts });
    const passageId = await passageOf(world.database, policy.id, 'Opened items');

    await pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: '' });
    const refused = await refusalOf(addToPolicy(as('maya'), { passageId, question: 'may I return it' }));

    expect((await gapPage(as('ana'), gap.id)).gap.state).toBe('answered');
    expect(refused).toContain('at most 500 questions');
    expect(await world.database.sql`select count(*)::int from policy_questions`).toEqual([{ count: 500 }]);
  });

  it('is refused where somebody who asked may not read it, and the question stays open', async () => {
    const { policy } = await publishedPolicy(as('maya'), { audience: { teams: [CARE], roles: ['manager'] } });
    const { gap } = await asked(world.database, as('ana'));
    const passageId = await passageOf(world.database, policy.id, 'Opened items');

    const refused = await refusalOf(pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: '' }));

    expect(refused).toContain('Ana asked, and may not read this policy');
    expect((await gapPage(as('ana'), gap.id)).gap.state).toBe('open');
  });
});

describe('what was looked up in vain, and is in a policy', () => {
  it.each([
    ['all', ['maya'], ['manager'] as const],
    ['some', ['maya', 'ana'], ['manager'] as const],
    ['none', ['ana'], ['manager'] as const],
    ['all', ['ana', 'maya'], null],
  ] as const)('is said to be found by %s of %j', async (readers, people, roles) => {
    const { policy } = await publishedPolicy(as('maya'), { audience: { teams: [CARE], roles: roles && [...roles] } });
    for (const name of people) await lookedUp(world.database, as(name), { query: 'Xylobonus' });
    await lookedUp(world.database, as('ben'), { query: 'something else' });
    const passageId = await passageOf(world.database, policy.id, 'Opened items');

    const added = await addToPolicy(as('maya'), { passageId, question: 'what of it', lookedUp: 'xylobonus' });

    expect(added.readers).toBe(readers);
    expect((await firstHit(as('maya'), 'what of it')).policyId).toBe(policy.id);
  });
});

describe('not mine', () => {
  it('is handed on to somebody of the team, who is told by whom; whoever had it sees so', async () => {
    const { gap } = await asked(world.database, as('ana'));

    await handOn(as('maya'), { gapId: gap.id, to: 'U0LEO', note: 'You know the hygiene rules.' });

    const told = await posts(world.database);
    expect(told.find(({ to }) => to === 'U0LEO')?.text).toContain('Maya hands a question on to you');
    expect(told.filter(({ to }) => to === 'U0ANA').map(({ text }) => text)).toEqual([
      expect.stringContaining('Leo is to answer your question now (GAP-1), by '),
    ]);
    expect((await queued(world.database)).find(({ kind }) => kind === 'edit')?.text).toContain(
      'you have handed it on to Leo',
    );
    expect((await gapPage(as('leo'), gap.id)).gap.owner).toBe('U0LEO');
  });

  it.each([
    ['somebody of another team', 'U0LOU', 'Choose somebody of Northwind Care.'],
    ['whoever asks it', 'U0ANA', 'Ana asks it: choose somebody else.'],
    ['nobody', '', 'Choose somebody of Northwind Care.'],
  ])('is not handed on to %s', async (_who, to, words) => {
    const { gap } = await asked(world.database, as('ana'));

    expect(await refusalOf(handOn(as('maya'), { gapId: gap.id, to, note: '' }))).toBe(words);
  });
});

it('no answer needed tells whoever asked why', async () => {
  const { gap } = await asked(world.database, as('ana'));

  await closeGap(as('maya'), { gapId: gap.id, because: 'We do not sell earbuds.' });

  expect((await posts(world.database)).at(-1)).toMatchObject({
    to: 'U0ANA',
    text: expect.stringContaining('needs no answer (GAP-1): We do not sell earbuds.'),
  });
  expect(await refusalOf(closeGap(as('leo'), { gapId: gap.id, because: '' }))).toContain(
    'Maya has closed GAP-1 already',
  );
});
