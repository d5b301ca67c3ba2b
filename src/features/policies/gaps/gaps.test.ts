import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { asked, lookedUp } from '../../../../test/support/gaps.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { type Ctx, theApp, transaction } from '../../../core/context.ts';
import { search } from '../../../search/index.ts';
import { readerKeys } from '../library/audience.ts';
import { COLLECTION } from '../library/index-policy.ts';
import { answerGap } from './answer-gap.ts';
import { askAgain } from './ask-again.ts';
import { askOwner } from './ask-owner.ts';
import { closeGap } from './close-gap.ts';
import { gapPage } from './gap-page.ts';
import { handOn } from './hand-on.ts';
import { listGaps } from './list-gaps.ts';
import { lookAtGapsOf, lookAtOpenGap, tellOfLateGap } from './look-at-gap.ts';
import { pointToPolicy } from './point-to-policy.ts';
import { NO_SUCH_GAP } from './read-gap.ts';

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  await database.sql`truncate policy_look_ups`;
});

const QUESTION = 'can I bring back worn earbuds';

function as(name: CastName): ReturnType<Northwind['as']> {
  return northwind.as(name);
}

/** What came of it, or the words of the refusal. */
async function outcome<T>(work: Promise<T>): Promise<T | string> {
  return work.catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
}

interface Queued {
  readonly kind: string;
  readonly to: string;
  readonly key: string;
  readonly text: string;
}

async function queued(): Promise<readonly Queued[]> {
  const rows = await database.sql<
    { kind: string; channel: string; key: string | null; payload: { message: { text: string } } }[]
  >`
    select kind, channel, message_key as key, payload from outbox_messages order by queued_at, channel, sequence`;
  return rows.map(({ kind, channel, key, payload }) => ({
    kind,
    to: channel,
    key: key ?? '',
    text: payload.message.text,
  }));
}

async function posts(): Promise<readonly Queued[]> {
  return (await queued()).filter(({ kind }) => kind === 'post');
}

async function firstHit(ctx: Ctx, query = QUESTION) {
  const audience = readerKeys(ctx.actor);
  const wanted = { collection: COLLECTION, query, audience, at: ctx.clock.now(), limit: 1 };
  const found = await transaction(ctx, (tx) => search(tx, ctx, wanted));
  return { policyId: found.hits[0]?.documentId, answered: found.answered };
}

async function passageOf(policyId: string, heading: string): Promise<string> {
  const [row] = await database.sql<{ id: string }[]>`
    select p.id from policy_passages p join policy_revisions r on r.id = p.revision_id
    where r.policy_id = ${policyId} and p.heading like ${`%${heading}`}`;
  return row?.id ?? '';
}

describe('asking', () => {
  it('is a gap with a number, due a working day later, of whoever decides and is there', async () => {
    const { gap, ownerName, how } = await asked(database, as('ana'));

    // Tuesday 10:00 in Berlin, open 9 to 17.
    expect(gap).toMatchObject({ number: 1, state: 'open', owner: 'U0MAYA', question: QUESTION, teamId: CARE });
    expect(gap.dueAt).toEqual(new Date('2026-03-11T09:00:00Z'));
    expect([ownerName, how]).toEqual(['Maya', 'asked']);
    expect(await posts()).toMatchObject([{ to: 'U0MAYA', text: expect.stringContaining('Ana asks (GAP-1)') }]);
  });

  it('goes to the owner of the policy that comes nearest', async () => {
    const { policy } = await publishedPolicy(as('maya'), { owner: 'U0LIA' });

    const { gap } = await asked(database, as('ana'), 'late returns of opened lamps');

    expect(gap).toMatchObject({ owner: 'U0LIA', nearestPolicyId: policy.id });
  });

  it('never goes to the owner of a policy that the asker may not see', async () => {
    await publishedPolicy(as('maya'), { owner: 'U0LIA', audience: { teams: [CARE], roles: ['lead', 'manager'] } });

    const { gap } = await asked(database, as('ana'), 'late returns of opened lamps');

    expect(gap).toMatchObject({ owner: 'U0MAYA', nearestPolicyId: null });
  });

  it('by a second person, in the same words, joins; the owner is not written to again', async () => {
    await asked(database, as('ana'));

    const second = await asked(database, as('ben'), 'Can I bring back, worn  EARBUDS?!');

    expect(second).toMatchObject({ how: 'joined', gap: { number: 1 } });
    expect(await database.sql`select 1 from policy_gap_askers`).toHaveLength(2);
    expect(await posts()).toHaveLength(1);
    expect((await queued()).at(-1)).toMatchObject({ kind: 'edit', text: expect.stringContaining('Ana and Ben ask') });
  });

  it('by five people at the same time is one gap', async () => {
    const names: CastName[] = ['ana', 'ben', 'leo', 'lia', 'dora'];

    const gaps = await Promise.all(names.map((name) => asked(database, as(name))));

    expect(new Set(gaps.map(({ gap }) => gap.id)).size).toBe(1);
    expect(await database.sql`select 1 from policy_gap_askers`).toHaveLength(5);
    expect(await posts()).toHaveLength(1);
  });

  it('different questions at the same time have numbers without holes', async () => {
    const gaps = await Promise.all(
      Array.from({ length: 6 }, (_, at) => asked(database, as('ana'), `question of kind ${at}`)),
    );

    expect(gaps.map(({ gap }) => gap.number).toSorted()).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('the same in another team is another gap, of that team', async () => {
    await asked(database, as('ana'));
    const lookUpId = await lookedUp(database, as('amy'), { teamId: CARE_US });

    const { gap } = await askOwner(as('amy'), { lookUpId, submission: 'x' });

    expect(gap).toMatchObject({ number: 2, teamId: CARE_US, owner: 'U0LOU' });
  });

  it('is refused by somebody else’s look-up, a wrong id, and a question of nothing', async () => {
    const lookUpId = await lookedUp(database, as('ana'));

    expect(await outcome(askOwner(as('ben'), { lookUpId, submission: 'x' }))).toContain('Look it up yourself first');
    expect(await outcome(askOwner(as('ana'), { lookUpId: 'nonsense', submission: 'x' }))).toContain('Look it up');
    expect(await outcome(askOwner(as('ana'), { lookUpId, question: ' \u0000 ', submission: 'x' }))).toContain(
      'Write what',
    );
  });

  it('asks a decider who asks it themselves only where nobody else is left', async () => {
    const { gap } = await asked(database, as('maya'));
    const { gap: alone } = await asked(database, as('lou'));

    expect(gap.owner).not.toBe('U0MAYA');
    expect(alone.owner).toBe('U0LOU');
  });
});

describe('answering', () => {
  it('tells everybody who asked, once, and asks nobody any more', async () => {
    const { gap } = await asked(database, as('ana'));
    await asked(database, as('ben'));

    await answerGap(as('maya'), { gapId: gap.id, answer: 'Worn earbuds stay with the customer.', becomes: 'only' });
    await answerGap(as('maya'), { gapId: gap.id, answer: 'Worn earbuds stay with the customer.', becomes: 'only' });

    const told = (await posts()).filter(({ text }) => text.includes('Maya answers your question (GAP-1)'));
    expect(told.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
    expect((await queued()).at(-1)?.text ?? '').not.toBe('');
    expect(await database.sql`select state, settled_by from policy_gaps`).toMatchObject([
      { state: 'answered', settled_by: 'U0MAYA' },
    ]);
  });

  it('as a policy at once is found by the next search, by the team that asked and nobody else', async () => {
    const { gap } = await asked(database, as('ana'));

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
    const blocks = JSON.stringify(await database.sql`select payload from outbox_messages where channel = 'U0ANA'`);
    expect(blocks).toContain('Open the policy');
  });

  it('by a lead goes to a manager for review, and the asker is not shown a policy that is not out', async () => {
    const { gap } = await asked(database, as('ana'));

    await answerGap(as('leo'), { gapId: gap.id, answer: 'They stay with the customer.', becomes: 'review' });

    expect((await gapPage(as('ana'), gap.id)).policy).toBeUndefined();
    expect(await database.sql`select state, author from policy_revisions`).toEqual([
      { state: 'review', author: 'U0LEO' },
    ]);
    expect((await posts()).map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0MAYA', 'U0MAYA']);
  });

  it('by an owner of another team becomes a policy of theirs that the asking team reads', async () => {
    const { gap } = await asked(database, as('ana'));
    await database.sql`update policy_gaps set owner = 'U0LOU'`;

    await answerGap(as('lou'), { gapId: gap.id, answer: 'They stay.', becomes: 'draft' });

    expect(await database.sql`select team_id, audience from policies`).toEqual([
      { team_id: CARE_US, audience: [`team:${CARE}`] },
    ]);
  });

  it('may be done by its owner and those who decide, and exists for nobody else but those who asked', async () => {
    const { gap } = await asked(database, as('ana'));
    const wanted = { gapId: gap.id, answer: 'Yes', becomes: 'only' as const };

    expect(await outcome(answerGap(as('ana'), wanted))).toContain('can answer this question');
    expect(await outcome(answerGap(as('ben'), wanted))).toBe(NO_SUCH_GAP);
    expect(await outcome(answerGap(as('lou'), wanted))).toBe(NO_SUCH_GAP);
    expect(await outcome(gapPage(as('ben'), gap.id))).toBe(NO_SUCH_GAP);
    expect((await listGaps(as('ben'))).length + (await listGaps(as('amy'))).length).toBe(0);
    expect((await listGaps(as('leo'))).length * (await listGaps(as('ana'))).length).toBe(1);
  });

  it('by two at the same time counts once, and the other is told what was said', async () => {
    const { gap } = await asked(database, as('ana'));

    const outcomes = await Promise.all([
      outcome(answerGap(as('maya'), { gapId: gap.id, answer: 'Maya says no', becomes: 'publish' })),
      outcome(answerGap(as('leo'), { gapId: gap.id, answer: 'Leo says yes', becomes: 'only' })),
      outcome(closeGap(as('dora'), { gapId: gap.id, because: 'Dora says why' })),
    ]);

    const lost = outcomes.filter((outcome) => typeof outcome === 'string');
    expect(lost).toHaveLength(2);
    for (const words of lost)
      expect(words).toMatch(/has (answered|closed) GAP-1 already with “(Maya says no|Leo says yes|Dora says why)”/);
    expect((await posts()).filter(({ to }) => to === 'U0ANA')).toHaveLength(1);
    expect((await database.sql`select 1 from policies`).length).toBeLessThan(2);
  });

  it('while somebody else asks leaves nobody without an answer, and tells nobody twice', async () => {
    for (let round = 0; round < 8; round += 1) {
      await forgetPolicies(database);
      const { gap } = await asked(database, as('ana'));

      await Promise.all([
        asked(database, as('ben')),
        answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' }),
      ]);

      const told = (await posts()).filter(({ text }) => text.includes('answers your question'));
      expect(told.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
      expect(await database.sql`select 1 from policy_gaps`).toHaveLength(1);
    }
  });

  it('of a question that is asked again within two weeks is sent at once, and may be asked once more', async () => {
    const { gap } = await asked(database, as('ana'));
    await answerGap(as('maya'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' });

    const later = await asked(database, as('ben'));
    const again = await askAgain(as('ben'), gap.id);

    expect(later).toMatchObject({ how: 'answered', ownerName: 'Maya', gap: { number: 1 } });
    expect(again).toMatchObject({ how: 'asked', gap: { number: 2, state: 'open' } });
  });
});

describe('a passage that says it already', () => {
  it('is sent with a word, and found by the question from then on', async () => {
    const { policy } = await publishedPolicy(as('maya'));
    const { gap } = await asked(database, as('ana'), 'my lamp came back scratched');
    const passageId = await passageOf(policy.id, 'Opened items');

    await pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: 'See the last line.' });

    expect(await firstHit(as('ana'), 'my lamp came back scratched')).toEqual({ policyId: policy.id, answered: true });
    expect((await posts()).find(({ to }) => to === 'U0ANA')?.text).toContain('See the last line.');
    expect((await gapPage(as('ana'), gap.id)).policy?.id).toBe(policy.id);
  });

  it('is refused where somebody who asked may not read it, and the question stays open', async () => {
    const { policy } = await publishedPolicy(as('maya'), { audience: { teams: [CARE], roles: ['manager'] } });
    const { gap } = await asked(database, as('ana'));
    const passageId = await passageOf(policy.id, 'Opened items');

    const refused = await outcome(pointToPolicy(as('maya'), { gapId: gap.id, passageId, note: '' }));

    expect(refused).toContain('Ana asked, and may not read this policy');
    expect((await gapPage(as('ana'), gap.id)).gap.state).toBe('open');
  });
});

describe('not mine', () => {
  it('is handed on to somebody of the team, who is told by whom; whoever had it sees so', async () => {
    const { gap } = await asked(database, as('ana'));

    await handOn(as('maya'), { gapId: gap.id, to: 'U0LEO', note: 'You know the hygiene rules.' });

    expect((await posts()).at(-1)).toMatchObject({
      to: 'U0LEO',
      text: expect.stringContaining('Maya hands a question on to you'),
    });
    expect((await queued()).find(({ kind }) => kind === 'edit')?.text).toContain('you have handed it on to Leo');
    expect((await gapPage(as('leo'), gap.id)).gap.owner).toBe('U0LEO');
  });

  it.each([
    ['somebody of another team', 'U0LOU', 'Choose somebody of Northwind Care.'],
    ['whoever asks it', 'U0ANA', 'Ana is who asks it.'],
    ['nobody', '', 'Choose somebody of Northwind Care.'],
  ])('is not handed on to %s', async (_who, to, words) => {
    const { gap } = await asked(database, as('ana'));

    expect(await outcome(handOn(as('maya'), { gapId: gap.id, to, note: '' }))).toBe(words);
  });
});

it('no answer needed tells whoever asked why', async () => {
  const { gap } = await asked(database, as('ana'));

  await closeGap(as('maya'), { gapId: gap.id, because: 'We do not sell earbuds.' });

  expect((await posts()).at(-1)).toMatchObject({
    to: 'U0ANA',
    text: expect.stringContaining('needs no answer (GAP-1): We do not sell earbuds.'),
  });
  expect(await outcome(closeGap(as('leo'), { gapId: gap.id, because: '' }))).toContain('Maya has closed GAP-1 already');
});

describe('reminders', () => {
  /** As the app does when its timer comes due. */
  async function look(gapId: string, at: string): Promise<readonly Queued[]> {
    await database.sql`truncate outbox_messages`;
    const ctx = { ...as('maya'), actor: theApp };
    ctx.clock.set(new Date(at));
    await lookAtOpenGap(ctx, { gapId });
    return posts();
  }

  it('go to its owner half-way and when it is due, then to its managers once', async () => {
    const { policy } = await publishedPolicy(as('maya'), { owner: 'U0LEO' });
    const { gap } = await asked(database, as('ana'), 'late returns of opened lamps');
    expect([gap.owner, gap.nearestPolicyId]).toEqual(['U0LEO', policy.id]);

    const sent = [];
    for (const at of ['10T12:59', '10T13:00', '10T13:01', '11T08:59', '11T09:00', '11T12:00', '11T13:00'])
      sent.push((await look(gap.id, `2026-03-${at}:00Z`)).map(({ to, text }) => `${to} ${text.slice(0, 26)}`));

    expect(sent).toEqual([
      [],
      ['U0LEO GAP-1 still waits for you,'],
      [],
      [],
      ['U0LEO The answer to GAP-1 was du'],
      [],
      [],
    ]);
    expect(
      await database.sql`select payload->>'slackId' as who from jobs where kind = 'policies.tell-late-gap'`,
    ).toEqual([{ who: 'U0MAYA' }]);
    await tellOfLateGap({ ...as('maya'), actor: theApp }, { gapId: gap.id, slackId: 'U0MAYA' });
    expect(await posts()).toMatchObject([
      { to: 'U0MAYA', text: expect.stringContaining('Leo has not answered a question') },
    ]);
  });

  it('wait until whoever it is for is there', async () => {
    const { gap } = await asked(database, as('ana'));

    expect(await look(gap.id, '2026-03-10T20:00:00Z')).toEqual([]);
    const [job] = await database.sql<{ run_at: Date }[]>`select run_at from jobs where kind = 'policies.look-at-gap'`;
    expect(job?.run_at.toISOString() ?? '').toMatch(/2026-03-(10T13|11T08):00/);
    expect(await look(gap.id, '2026-03-11T08:00:00Z')).toHaveLength(1);
  });

  it('end with the answer, and their buttons with them', async () => {
    const { gap } = await asked(database, as('ana'));
    await look(gap.id, '2026-03-10T13:00:00Z');

    await answerGap(as('leo'), { gapId: gap.id, answer: 'They stay.', becomes: 'only' });

    const edits = (await queued()).filter(({ kind }) => kind === 'edit');
    expect(edits.map(({ text }) => text)).toEqual(Array(2).fill('GAP-1: answered by Leo: They stay.'));
    expect(await look(gap.id, '2026-03-11T10:00:00Z')).toEqual([]);
  });

  it.each([
    ['the workspace', 'update people set kind = $1 where slack_id = $2', ['deactivated', 'U0MAYA']],
    ['the team', 'delete from members where role = $1 and slack_id = $2', ['manager', 'U0MAYA']],
  ])('go on with another owner where the first one has left %s', async (_what, statement, values) => {
    const { gap } = await asked(database, as('ana'));
    await database.sql.unsafe(statement, values);
    const app = { ...as('maya'), actor: theApp };

    await transaction(app, (tx) => lookAtGapsOf(tx, app, CARE));
    const sent = await look(gap.id, '2026-03-10T09:30:00Z');

    expect(sent).toMatchObject([{ to: 'U0LEO', text: expect.stringContaining('Maya hands a question on to you') }]);
    await database.sql`update people set kind = 'full' where slack_id = 'U0MAYA'`;
    await database.sql`insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0MAYA', 'manager', 'picked') on conflict do nothing`;
  });
});
