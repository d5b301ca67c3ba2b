import { describe, expect, it } from 'vitest';
import { asked, firstHit, posts, QUESTION, queued, refusalOf } from '../../../../../test/support/gaps.ts';
import { untilSomebodyWaits } from '../../../../../test/support/lock-waits.ts';
import { CARE, CARE_US, type CastName } from '../../../../../test/support/northwind.ts';
import { forgetPolicies } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { dropDraft } from '../../library/drafting/drop-draft.ts';
import { publish } from '../../library/publishing/publish.ts';
import { lookUp } from '../../look-up/finding/look-up.ts';
import { answerGap } from './answer-gap.ts';
import { askAgain } from '../asking/ask-again.ts';
import { closeGap } from './close-gap.ts';
import { NO_TITLE } from './draft-of-answer.ts';
import { gapPage } from '../gap-page.ts';
import { listGaps } from '../list-gaps.ts';
import { NO_SUCH_GAP } from '../read-gap.ts';

const world = usePolicyWorld();

const as = (name: CastName) => world.as(name);

/** What somebody works on, as they left it. */
async function publishNewest(by: CastName): Promise<void> {
  const [open] = await world.database.sql<{ id: string; version: number }[]>`
    select id, version from policy_revisions where state in ('draft', 'review')`;
  await publish(as(by), { revisionId: open?.id ?? '', version: open?.version ?? 0 });
}

describe('answering', () => {
  it('tells everybody who asked, once, and asks nobody any more', async () => {
    const { gap } = await asked(world.database, as('ana'));
    await asked(world.database, as('ben'));

    await answerGap(as('maya'), { gapId: gap.id, answer: 'Worn earbuds stay with the customer.', becomes: 'only' });
    await answerGap(as('maya'), { gapId: gap.id, answer: 'Worn earbuds stay with the customer.', becomes: 'only' });

    const told = (await posts(world.database)).filter(({ text }) =>
      text.includes('Maya answers your question (GAP-1)'),
    );
    expect(told.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
    expect((await queued(world.database)).at(-1)?.text ?? '').not.toBe('');
    expect(await world.database.sql`select state, settled_by from policy_gaps`).toMatchObject([
      { state: 'answered', settled_by: 'U0MAYA' },
    ]);
  });

  it('as a policy at once is found by the next search, by the team that asked and nobody else', async () => {
    const { gap } = await asked(world.database, as('ana'));

    await answerGap(as('maya'), {
      gapId: gap.id,
      answer: 'They stay with the customer.',
      becomes: 'publish',
      title: 'Earbuds',
    });

    const page = await gapPage(as('ana'), gap.id);
    expect(page.policy).toMatchObject({ title: 'Earbuds', audience: [`team:${CARE}`], owner: 'U0MAYA' });
    expect(await firstHit(as('ana'))).toEqual({ policyId: page.policy?.id, answered: true });
    expect(await firstHit(as('amy'))).toMatchObject({ policyId: undefined });
    const blocks = JSON.stringify(
      await world.database.sql`select payload from outbox_messages where channel = 'U0ANA'`,
    );
    expect(blocks).toContain('Open the policy');
  });

  it('by a lead goes to a manager for review, and the asker is not shown a policy that is not out', async () => {
    const { gap } = await asked(world.database, as('ana'));

    await answerGap(as('leo'), {
      gapId: gap.id,
      answer: 'They stay with the customer.',
      becomes: 'review',
      title: 'Earbuds',
    });

    expect((await gapPage(as('ana'), gap.id)).policy).toBeUndefined();
    expect(await world.database.sql`select state, author from policy_revisions`).toEqual([
      { state: 'review', author: 'U0LEO' },
    ]);
    expect((await posts(world.database)).map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0MAYA', 'U0MAYA']);
  });

  it.each(['review', 'draft'] as const)(
    'by a %s is said to become a policy; once it is published whoever asked is told, and the next search finds it',
    async (becomes) => {
      const { gap } = await asked(world.database, as('ana'));
      await answerGap(as('leo'), { gapId: gap.id, answer: 'They stay with the customer.', becomes, title: 'Earbuds' });
      const [meanwhile, listed] = [await gapPage(as('ana'), gap.id), await listGaps(as('ana'))];
      const notYet = await firstHit(as('ana'));
      await asked(world.database, as('ben'));

      await publishNewest('maya');

      expect([meanwhile.isComing, listed.rows[0]?.isComing]).toEqual([true, true]);
      expect(notYet.policyId).toBeUndefined();
      const told = (await posts(world.database)).filter(({ text }) => text.includes('is the policy *Earbuds* now'));
      expect(told.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
      const page = await gapPage(as('ana'), gap.id);
      expect(page).toMatchObject({ isComing: false, policy: { title: 'Earbuds' } });
      expect(await firstHit(as('ana'))).toEqual({ policyId: page.policy?.id, answered: true });
    },
  );

  it('by a draft is no policy yet to a lead who asked, and nothing to come to somebody who has left the team', async () => {
    const { gap } = await asked(world.database, as('lia'));
    await asked(world.database, as('ana'));
    await world.database.sql`delete from members where slack_id = 'U0ANA' and team_id = ${CARE}`;

    await answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'draft', title: 'Earbuds' });

    await world.database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0ANA', 'agent', 'picked')`;
    const told = await world.database.sql<{ to: string; blocks: string }[]>`
      select payload->>'to' as to, payload->'message'->'blocks' as blocks from outbox_messages where kind = 'post'`;
    const textTo = (who: string) => JSON.stringify(told.findLast(({ to }) => to === who)?.blocks);
    expect(textTo('U0LIA')).toContain('It is becoming a policy. You hear when it is published.');
    expect(textTo('U0LIA')).toContain('Open the draft');
    expect(textTo('U0LIA')).not.toMatch(/It is in the policy|Open the policy/);
    expect(textTo('U0ANA')).toContain('They stay.');
    expect(textTo('U0ANA')).not.toContain('You hear');
  });

  it('as a policy without a title is refused, and nothing is kept', async () => {
    const { gap } = await asked(world.database, as('ana'));

    const refused = await refusalOf(
      answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'publish', title: ' ' }),
    );

    expect(refused).toBe(NO_TITLE);
    expect(await world.database.sql`select 1 from policies`).toEqual([]);
    expect((await gapPage(as('ana'), gap.id)).gap.state).toBe('open');
  });

  it('by a draft that is dropped is said to become nothing any more', async () => {
    const { gap } = await asked(world.database, as('ana'));
    await answerGap(as('leo'), {
      gapId: gap.id,
      answer: 'They stay with the customer.',
      becomes: 'draft',
      title: 'Earbuds',
    });
    const [open] = await world.database.sql<{ id: string }[]>`select id from policy_revisions`;

    await dropDraft(as('leo'), { revisionId: open?.id ?? '', version: 1 });

    expect((await gapPage(as('ana'), gap.id)).isComing).toBe(false);
    expect((await listGaps(as('ana'))).rows[0]?.isComing).toBe(false);
  });

  it('is no more for whoever handed it on while their answer waited', async () => {
    const { gap } = await asked(world.database, as('ben'));
    await world.database.sql`update policy_gaps set owner = 'U0ANA'`;
    const handing = await world.database.sql.reserve();
    await handing`begin`;
    await handing`update policy_gaps set owner = 'U0LEO'`;

    const late = refusalOf(answerGap(as('ana'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' }));
    await untilSomebodyWaits(world.database.sql);
    await handing`commit`;
    handing.release();

    expect(await late).toContain('can answer this question');
    expect(await world.database.sql`select state from policy_gaps`).toEqual([{ state: 'open' }]);
  });

  it('of many is listed page by page', async () => {
    const { gap } = await asked(world.database, as('ana'));
    await world.database.sql`
      insert into policy_gaps (workspace_id, team_id, number, state, question, question_key, owner, owner_since, asked_by, asked_at,
        due_at)
      select workspace_id, team_id, number + n, 'closed', question, question || n, owner, owner_since, asked_by, asked_at, due_at
      from policy_gaps, generate_series(1, 24) as n`;

    const pages = [await listGaps(as('maya')), await listGaps(as('maya'), 1), await listGaps(as('maya'), 7)];

    expect(pages.map(({ rows, hasMore }) => [rows.length, hasMore])).toEqual([
      [20, true],
      [5, false],
      [0, false],
    ]);
    expect(pages[0]?.rows[0]?.gap.id).toBe(gap.id);
  });

  it('by an owner of another team becomes a policy of theirs that the asking team reads', async () => {
    const { gap } = await asked(world.database, as('ana'));
    await world.database.sql`update policy_gaps set owner = 'U0LOU'`;

    await answerGap(as('lou'), { gapId: gap.id, answer: 'They stay.', becomes: 'draft', title: 'Earbuds' });

    expect(await world.database.sql`select team_id, audience from policies`).toEqual([
      { team_id: CARE_US, audience: [`team:${CARE}`] },
    ]);
  });

  it('may be done by its owner and those who decide, and exists for nobody else but those who asked', async () => {
    const { gap } = await asked(world.database, as('ana'));
    const wanted = { gapId: gap.id, answer: 'Yes', becomes: 'only' as const };

    expect(await refusalOf(answerGap(as('ana'), wanted))).toContain('can answer this question');
    expect(await refusalOf(answerGap(as('ben'), wanted))).toBe(NO_SUCH_GAP);
    expect(await refusalOf(answerGap(as('lou'), wanted))).toBe(NO_SUCH_GAP);
    expect(await refusalOf(gapPage(as('ben'), gap.id))).toBe(NO_SUCH_GAP);
    const count = async (name: CastName) => (await listGaps(as(name))).rows.length;
    expect((await count('ben')) + (await count('amy'))).toBe(0);
    expect((await count('leo')) * (await count('ana'))).toBe(1);
  });

  it('by two at the same time counts once, and the other is told what was said', async () => {
    const { gap } = await asked(world.database, as('ana'));

    const outcomes = await Promise.all([
      refusalOf(answerGap(as('maya'), { gapId: gap.id, answer: 'Maya says no', becomes: 'publish', title: 'Earbuds' })),
      refusalOf(answerGap(as('leo'), { gapId: gap.id, answer: 'Leo says yes', becomes: 'only' })),
      refusalOf(closeGap(as('dora'), { gapId: gap.id, because: 'Dora says why' })),
    ]);

    const lost = outcomes.filter((one) => typeof one === 'string');
    expect(lost).toHaveLength(2);
    for (const words of lost)
      expect(words).toMatch(/has (answered|closed) GAP-1 already with “(Maya says no|Leo says yes|Dora says why)”/);
    expect((await posts(world.database)).filter(({ to }) => to === 'U0ANA')).toHaveLength(1);
    expect((await world.database.sql`select 1 from policies`).length).toBeLessThan(2);
  });

  it('while somebody else asks leaves nobody without an answer, and tells nobody twice', async () => {
    for (let round = 0; round < 8; round += 1) {
      await forgetPolicies(world.database);
      const { gap } = await asked(world.database, as('ana'));

      await Promise.all([
        asked(world.database, as('ben')),
        answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' }),
      ]);

      const told = (await posts(world.database)).filter(({ text }) => text.includes('answers your question'));
      expect(told.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
      expect(await world.database.sql`select 1 from policy_gaps`).toHaveLength(1);
    }
  });

  it('of a question that is asked again within two weeks is sent at once, and may be asked once more', async () => {
    const { gap } = await asked(world.database, as('ana'));
    await answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' });

    const later = await asked(world.database, as('ben'));
    const again = await askAgain(as('ben'), gap.id);

    expect(later).toMatchObject({ how: 'answered', ownerName: 'Maya', gap: { number: 1 } });
    expect(again).toMatchObject({ how: 'asked', gap: { number: 2, state: 'open' } });
  });

  it('is shown to the team with the next look-up in the same words, for two weeks, and to nobody else', async () => {
    const { gap } = await asked(world.database, as('ana'));
    const looks = async (name: CastName, at: string, query = QUESTION) =>
      (await lookUp(world.asAt(name, at), { query, place: 'command' })).before;
    expect(await looks('ben', '2026-03-10T09:00:00Z')).toBeUndefined();

    await answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' });

    const before = { gap: 'GAP-1', by: 'Maya', on: '2026-03-10', answer: 'They stay.' };
    expect(await looks('ana', '2026-03-10T10:00:00Z')).toEqual(before);
    expect(await looks('ben', '2026-03-24T08:59:59Z', 'Can I bring back: worn EARBUDS?')).toEqual(before);
    expect(await looks('ben', '2026-03-24T09:00:00Z')).toBeUndefined();
    expect(await looks('amy', '2026-03-10T10:00:00Z')).toBeUndefined();
    await asked(world.database, as('ben'));
    await askAgain(as('ben'), gap.id);
    expect(await looks('ben', '2026-03-10T10:00:00Z')).toBeUndefined();
    expect(await looks('ana', '2026-03-10T10:00:00Z')).toEqual(before);
  });
});
