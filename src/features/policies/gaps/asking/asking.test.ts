import { describe, expect, it } from 'vitest';
import { asked, lookedUp, posts, queued, QUESTION, refusalOf } from '../../../../../test/support/gaps.ts';
import { CARE, CARE_US, type CastName } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { fillShelf } from '../../../../../test/support/policy-shelf.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { archive } from '../../library/publishing/archive.ts';
import { askAgainValue, askedOf } from '../../look-up/ids.ts';
import { answerGap } from '../answering/answer-gap.ts';
import { askOwner } from './ask-owner.ts';
import { askedText } from '../words.ts';

const world = usePolicyWorld();

const as = (name: CastName) => world.as(name);

describe('asking', () => {
  it('is a gap with a number, due a working day later, of whoever decides and is there', async () => {
    const { gap, ownerName, how } = await asked(world.database, as('ana'));

    // Tuesday 10:00 in Berlin, open 9 to 17.
    expect(gap).toMatchObject({ number: 1, state: 'open', owner: 'U0MAYA', question: QUESTION, teamId: CARE });
    expect(gap.dueAt).toEqual(new Date('2026-03-11T09:00:00Z'));
    expect([ownerName, how]).toEqual(['Maya', 'asked']);
    expect(await posts(world.database)).toMatchObject([
      { to: 'U0MAYA', text: expect.stringContaining('Ana asks (GAP-1)') },
    ]);
  });

  it('goes to the owner of the policy that comes nearest', async () => {
    const { policy } = await publishedPolicy(as('maya'), { owner: 'U0LIA' });

    const { gap } = await asked(world.database, as('ana'), 'late returns of opened lamps');

    expect(gap).toMatchObject({ owner: 'U0LIA', nearestPolicyId: policy.id });
  });

  it.each(['2026-03-09', undefined])(
    'goes to the owner of the policy that answered it until it ended (%s) or was archived, where none does now',
    async (expiresOn) => {
      await fillShelf(as('maya'));
      const before = world.asAt('maya', '2026-03-02T09:00:00Z');
      const { policy } = await publishedPolicy(before, { owner: 'U0LIA', ...(expiresOn && { expiresOn }) });
      if (expiresOn === undefined) await archive(as('maya'), { policyId: policy.id, because: 'It was wrong.' });

      const ana = world.asAt('ana', '2026-03-10T09:30:00Z');
      const { gap } = await asked(world.database, ana, 'she wants to return opened headphones');
      const other = await asked(world.database, ana, 'which wine goes with grilled salmon');

      expect(gap).toMatchObject({ owner: 'U0LIA', nearestPolicyId: policy.id });
      expect(other.gap).toMatchObject({ owner: 'U0MAYA', nearestPolicyId: null });
    },
  );

  it('goes to whoever runs the team where the nearest policy has but a word in common with it', async () => {
    await publishedPolicy(as('maya'), { owner: 'U0LIA' });
    await fillShelf(as('maya'));

    const { gap } = await asked(
      world.database,
      as('ana'),
      'do we give a staff discount to friends of former colleagues',
    );

    expect(gap).toMatchObject({ owner: 'U0MAYA', nearestPolicyId: null });
  });

  it('never goes to the owner of a policy that the asker may not see', async () => {
    await publishedPolicy(as('maya'), { owner: 'U0LIA', audience: { teams: [CARE], roles: ['lead', 'manager'] } });

    const { gap } = await asked(world.database, as('ana'), 'late returns of opened lamps');

    expect(gap).toMatchObject({ owner: 'U0MAYA', nearestPolicyId: null });
  });

  it('by a second person, in the same words, joins; the owner is not written to again', async () => {
    await asked(world.database, as('ana'));

    const second = await asked(world.database, as('ben'), 'Can I bring back, worn  EARBUDS?!');

    expect(second).toMatchObject({ how: 'joined', gap: { number: 1 } });
    expect(await world.database.sql`select 1 from policy_gap_askers`).toHaveLength(2);
    expect(await posts(world.database)).toHaveLength(1);
    expect((await queued(world.database)).at(-1)).toMatchObject({
      kind: 'edit',
      text: expect.stringContaining('Ana and Ben ask'),
    });
  });

  it('once more of what was answered is another gap, and its owner reads what was not enough', async () => {
    const { gap } = await asked(world.database, as('ana'));
    await answerGap(as('leo'), { gapId: gap.id, answer: 'In <their> box.', becomes: 'only' });
    const lookUpId = await lookedUp(world.database, as('ben'));

    const again = await askOwner(as('ben'), askedOf(askAgainValue(lookUpId)));

    expect(again).toMatchObject({ how: 'asked', gap: { number: 2 } });
    const [message] = await world.database.sql<{ payload: object }[]>`
      select payload from outbox_messages where payload::text like '%(GAP-2)%'`;
    expect(JSON.stringify(message)).toContain(
      'Leo answered this as GAP-1: “In &lt;their&gt; box.”. It is asked again, so that was not enough.',
    );
  });

  it('pressed twice, also at the same instant, says that they wait for it already, and by when they hear', async () => {
    const pressed = await Promise.all([1, 2].map(() => asked(world.database, as('ana'))));
    const later = await asked(world.database, as('ana'));

    const texts = [...pressed, later].map((one) => askedText(one, as('ana').actor)).toSorted();
    const due = /by <!date\^\d+\^\u200b\{date_long_pretty\} \{time\}\|Wednesday 11 March, 10:00> at the latest\.$/;
    expect(texts).toEqual([
      expect.stringMatching(/^Maya is asked \(GAP-1\)\. You get the answer as a message, by /),
      expect.stringMatching(
        /^You have asked this \(GAP-1\)\. Maya is to answer\. You get the answer as a message, by /,
      ),
      expect.stringMatching(/^You have asked this \(GAP-1\)\./),
    ]);
    expect(texts.filter((text) => !due.test(text))).toEqual([]);
    expect(await posts(world.database)).toHaveLength(1);
  });

  it('says by when in the zone of whoever asks, where Slack writes no dates', async () => {
    const one = await asked(world.database, as('ana'));

    expect(askedText(one, { slackId: 'U0ANA', timeZone: 'America/Chicago' })).toContain('|Wednesday 11 March, 04:00>');
  });

  it('by five people at the same time is one gap', async () => {
    const names: CastName[] = ['ana', 'ben', 'leo', 'lia', 'dora'];

    const gaps = await Promise.all(names.map((name) => asked(world.database, as(name))));

    expect(new Set(gaps.map(({ gap }) => gap.id)).size).toBe(1);
    expect(await world.database.sql`select 1 from policy_gap_askers`).toHaveLength(5);
    expect(await posts(world.database)).toHaveLength(1);
  });

  it('different questions at the same time have numbers without holes', async () => {
    const gaps = await Promise.all(
      Array.from({ length: 6 }, (_, at) => asked(world.database, as('ana'), `question of kind ${at}`)),
    );

    expect(gaps.map(({ gap }) => gap.number).toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('the same in another team is another gap, of that team', async () => {
    await asked(world.database, as('ana'));
    const lookUpId = await lookedUp(world.database, as('amy'), { teamId: CARE_US });

    const { gap } = await askOwner(as('amy'), { lookUpId });

    expect(gap).toMatchObject({ number: 2, teamId: CARE_US, owner: 'U0LOU' });
  });

  it('is refused by somebody else’s look-up, a wrong id, and a question of nothing', async () => {
    const lookUpId = await lookedUp(world.database, as('ana'));

    expect(await refusalOf(askOwner(as('ben'), { lookUpId }))).toContain('Look it up yourself first');
    expect(await refusalOf(askOwner(as('ana'), { lookUpId: 'nonsense' }))).toContain('Look it up');
    expect(await refusalOf(askOwner(as('ana'), { lookUpId, question: ' \u0000 ' }))).toContain('Write what');
  });

  it('asks a decider who asks it themselves only where nobody else is left', async () => {
    const { gap } = await asked(world.database, as('maya'));
    const { gap: alone } = await asked(world.database, as('lou'));

    expect(gap.owner).not.toBe('U0MAYA');
    expect(alone.owner).toBe('U0LOU');
  });
});
