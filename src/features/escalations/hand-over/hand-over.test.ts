import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { claimedByLeo, newRequest, outcomeOf, resolving } from '../../../../test/support/cases.ts';
import { testContext, type TestContext } from '../../../../test/support/context.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { queuedMessages } from '../../../../test/support/queued-messages.ts';
import { claimCase } from '../claim-case.ts';
import { resolveCase } from '../resolve-case.ts';
import { takeOverCase } from '../take-over-case.ts';
import { advance } from './advance-hand-over.ts';
import { acceptOffer, declineOffer, takeOffered } from './answer-offer.ts';
import { keepAll } from './keep-all.ts';
import { followMembers, lookAtLeaving } from './look-at-leaving.ts';
import { offerProposed, startHandOver } from './start-hand-over.ts';

/** A Tuesday in Berlin; Leo works until 14:00, everybody else with the team until 17:00. */
const at = (time: string) => new Date(`2026-03-10T${time}:00+01:00`);

let database: TestDatabase;
let northwind: Northwind;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.sql`delete from cases`;
  await database.sql`delete from hand_overs`;
  await database.sql`delete from jobs`;
  await database.sql`delete from outbox_messages`;
  await database.sql`delete from members where slack_id in ('U0DORA')`;
  await worksUntil('U0LEO', 14);
  await worksUntil('U0LIA', 17);
  await worksUntil('U0MAYA', 17);
});

async function worksUntil(slackId: string, hour: number): Promise<void> {
  const days = [1, 2, 3, 4, 5].map((weekday) => ({ weekday, open: 540, close: hour * 60 }));
  await database.sql`update people set working_hours = ${database.sql.json(days)} where slack_id = ${slackId}`;
}

/** A case of Leo's; whose turn it is to be asked is left out of these tests. */
async function claimed() {
  const made = await claimedByLeo(northwind);
  await database.sql`delete from member_turns`;
  return made;
}

function as(name: CastName, time: string): TestContext {
  const ctx = northwind.as(name);
  ctx.clock.set(at(time));
  return ctx;
}

function app(time: string): TestContext {
  return testContext(database.db, { slackId: 'app', kind: 'system', now: at(time) });
}

async function ownerOf(caseId: string): Promise<string | null | undefined> {
  const [row] = await database.sql<{ owner: string | null }[]>`select owner from cases where id = ${caseId}`;
  return row?.owner;
}

async function handOver(): Promise<{ id: string; stage: string } | undefined> {
  const [row] = await database.sql<{ id: string; stage: string }[]>`
    select id, stage from hand_overs order by started_at desc limit 1`;
  return row;
}

async function handOverId(): Promise<string> {
  const found = await handOver();
  if (!found) throw new Error('no hand-over was started');
  return found.id;
}

async function offers(): Promise<readonly { batch: string; heir: string; caseId: string; state: string }[]> {
  return [
    ...(await database.sql<{ batch: string; heir: string; caseId: string; state: string }[]>`
      select batch, heir, case_id as "caseId", state from hand_over_offers order by heir, case_id`),
  ];
}

async function batchOf(heir: string): Promise<string> {
  const found = (await offers()).find((offer) => offer.heir === heir && offer.state === 'waiting');
  if (!found) throw new Error(`nothing is offered to ${heir}`);
  return found.batch;
}

async function posts(to: string): Promise<readonly string[]> {
  const queued = await queuedMessages(database.sql);
  return queued
    .filter(({ kind, channel, messageKey }) => kind === 'post' && channel === to && messageKey?.startsWith('hand-over'))
    .map(({ payload }) => payload);
}

describe("at the end of somebody's hours", () => {
  test('they are asked once, a quarter of an hour before, with an heir for each case', async () => {
    const first = await claimed();
    const second = await claimed();

    await lookAtLeaving(app('13:44'), CARE, 'U0LEO');
    expect(await posts('U0LEO')).toHaveLength(0);
    await lookAtLeaving(app('13:45'), CARE, 'U0LEO');
    await lookAtLeaving(app('13:50'), CARE, 'U0LEO');

    const [message, ...more] = await posts('U0LEO');
    expect(more).toHaveLength(0);
    expect(message).toContain('Before you go: 2 open cases');
    expect(message).toContain(`#${first.number}`);
    expect(message).toContain(`#${second.number}`);
    expect(message).toContain('→ Lia');
    expect(await ownerOf(first.id)).toBe('U0LEO');
  });

  test('a lunch break is no end', async () => {
    await claimed();
    const lunch = [
      { weekday: 2, open: 540, close: 720 },
      { weekday: 2, open: 780, close: 1020 },
    ];
    await database.sql`update people set working_hours = ${database.sql.json(lunch)} where slack_id = 'U0LEO'`;

    await lookAtLeaving(app('11:50'), CARE, 'U0LEO');

    expect(await handOver()).toBeUndefined();
  });

  test('when everybody goes home nobody is asked anything', async () => {
    await claimed();
    await worksUntil('U0LEO', 17);

    await lookAtLeaving(app('16:50'), CARE, 'U0LEO');

    expect(await handOver()).toBeUndefined();
  });

  test('who owns nothing is left alone', async () => {
    await lookAtLeaving(app('13:50'), CARE, 'U0LEO');

    expect(await handOver()).toBeUndefined();
  });

  test('they may keep all', async () => {
    const { id } = await claimed();
    await lookAtLeaving(app('13:45'), CARE, 'U0LEO');

    await keepAll(as('leo', '13:50'), await handOverId());
    await advance(app('14:30'), await handOverId());

    expect(await handOver()).toMatchObject({ stage: 'done' });
    expect(await ownerOf(id)).toBe('U0LEO');
    expect(await offers()).toHaveLength(0);
  });

  test('without a word what was proposed is offered when they are gone', async () => {
    await claimed();
    await lookAtLeaving(app('13:45'), CARE, 'U0LEO');

    await advance(app('13:59'), await handOverId());
    expect(await posts('U0LIA')).toHaveLength(0);
    await advance(app('14:00'), await handOverId());

    expect(await posts('U0LIA')).toHaveLength(1);
  });
});

describe('an heir', () => {
  async function offered(count = 1): Promise<readonly { id: string; number: number }[]> {
    await database.sql`delete from hand_overs`;
    const cases = [];
    for (let each = 0; each < count; each += 1) cases.push(await claimed());
    const choices = cases.map(({ id }) => ({ caseId: id, heir: 'U0LIA', note: 'She is angry about the <wait>.' }));
    await startHandOver(as('leo', '13:00'), { requestId: newRequest(), choices });
    return cases;
  }

  test('gets one message with all that is offered, and the notes', async () => {
    await offered(3);

    const [message, ...more] = await posts('U0LIA');
    expect(more).toHaveLength(0);
    expect(message).toContain('Leo hands over 3 cases');
    expect(message).toContain('Accept all');
    expect(message).toContain('She is angry about the <wait>.');
  });

  test('accepts all: each changes hands, and the log says so', async () => {
    const cases = await offered(2);

    const answered = await acceptOffer(as('lia', '13:05'), { batch: await batchOf('U0LIA') });

    expect(answered.taken.toSorted()).toStrictEqual(cases.map(({ number }) => number).toSorted());
    for (const { id } of cases) expect(await ownerOf(id)).toBe('U0LIA');
    const [entry] = await database.sql`select by, text, detail from case_entries where kind = 'handed-over' limit 1`;
    expect(entry).toMatchObject({ by: 'U0LIA', detail: { from: 'U0LEO', to: 'U0LIA' } });
    expect(await handOver()).toMatchObject({ stage: 'done' });
  });

  test('accepts twice, and has it once', async () => {
    const [one] = await offered();
    const batch = await batchOf('U0LIA');

    await acceptOffer(as('lia', '13:05'), { batch });
    const again = await acceptOffer(as('lia', '13:06'), { batch });

    expect(again).toStrictEqual({ taken: [one?.number], tooLate: [] });
    const entries = await database.sql`select id from case_entries where kind = 'handed-over'`;
    expect(entries).toHaveLength(1);
  });

  test('is told what was closed or taken meanwhile', async () => {
    const [closed, taken, left] = await offered(3);
    await resolveCase(as('leo', '13:01'), resolving(closed?.id ?? ''));
    await takeOverCase(as('maya', '13:02'), { caseId: taken?.id ?? '', from: 'U0LEO' });

    const answered = await acceptOffer(as('lia', '13:05'), { batch: await batchOf('U0LIA') });

    expect(answered.taken).toStrictEqual([left?.number]);
    expect(answered.tooLate.toSorted((a, b) => a - b)).toStrictEqual([closed?.number, taken?.number]);
    expect(await ownerOf(taken?.id ?? '')).toBe('U0MAYA');
  });

  test('declines: it goes to one other, then to the group', async () => {
    const [one] = await offered();

    await declineOffer(as('lia', '13:05'), { batch: await batchOf('U0LIA') });
    expect(await posts('U0MAYA')).toHaveLength(1);
    await declineOffer(as('maya', '13:06'), { batch: await batchOf('U0MAYA') });
    await advance(app('13:07'), await handOverId());

    const [group, ...more] = await posts('C0CAREESC');
    expect(more).toHaveLength(0);
    expect(group).toContain('<@U0LIA>');
    expect(group).not.toContain('<@U0LEO>');
    await takeOffered(as('lia', '13:10'), { handOverId: await handOverId(), caseId: one?.id ?? '' });
    expect(await ownerOf(one?.id ?? '')).toBe('U0LIA');
  });

  test('silence is passed on after the giver has left, and ends in the pool while the team is open', async () => {
    const [one] = await offered();
    const id = await handOverId();

    await advance(app('14:14'), id);
    expect(await posts('U0MAYA')).toHaveLength(0);
    await advance(app('14:15'), id);
    expect(await posts('U0MAYA')).toHaveLength(1);
    await advance(app('14:30'), id);
    await advance(app('14:30'), id);
    expect(await posts('C0CAREESC')).toHaveLength(1);
    expect(await ownerOf(one?.id ?? '')).toBe('U0LEO');
    await advance(app('14:45'), id);

    expect(await ownerOf(one?.id ?? '')).toBeNull();
    expect(await handOver()).toMatchObject({ stage: 'done' });
    const [entry] = await database.sql`select by, detail from case_entries where kind = 'given-back'`;
    expect(entry).toMatchObject({ by: 'app', detail: { from: 'U0LEO', because: 'nobody-took-it' } });
  });

  test('two who press at once: one has it, the other is told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [one] = await offered();
      const id = await handOverId();
      const caseId = one?.id ?? '';

      const outcomes = await Promise.all([
        takeOffered(as('lia', '13:10'), { handOverId: id, caseId }),
        takeOffered(as('maya', '13:10'), { handOverId: id, caseId }),
      ]);

      expect(outcomes.flatMap(({ taken }) => taken)).toStrictEqual([one?.number]);
      expect(outcomes.flatMap(({ tooLate }) => tooLate)).toStrictEqual([one?.number]);
    }
  });

  test.each([
    ['maya', 'Only whoever it was offered to can answer.'],
    ['ana', 'Only whoever it was offered to can answer.'],
  ] as const)('%s cannot answer for her', async (name, words) => {
    await offered();
    const batch = await batchOf('U0LIA');

    expect(await outcomeOf((ctx) => acceptOffer(ctx, { batch }), as(name, '13:05'))).toBe(words);
  });

  test('who is no lead any more cannot accept', async () => {
    const [one] = await offered();
    const batch = await batchOf('U0LIA');
    const demoted = { ...as('lia', '13:05'), actor: { ...as('lia', '13:05').actor, memberships: [] } };

    expect(await outcomeOf((ctx) => acceptOffer(ctx, { batch }), demoted)).toContain('can claim this case');
    expect(await ownerOf(one?.id ?? '')).toBe('U0LEO');
  });
});

describe('choosing', () => {
  test('nobody who may not decide it can be chosen, whatever a form says', async () => {
    const { id, number } = await claimed();

    for (const heir of ['U0ANA', 'U0BEN', 'U0LOU', 'U0LEO', 'U0NOBODY']) {
      const choices = [{ caseId: id, heir }];
      const refused = await outcomeOf(
        (ctx) => startHandOver(ctx, { requestId: newRequest(), choices }),
        as('leo', '13:00'),
      );
      expect(refused).toBe(`Choose somebody else for #${number}: they may not decide it.`);
    }
  });

  test('nobody hands over what is not theirs', async () => {
    const { id } = await claimed();

    await startHandOver(as('maya', '13:00'), { requestId: newRequest(), choices: [{ caseId: id, heir: 'U0LIA' }] });

    expect(await handOver()).toBeUndefined();
  });

  test('a proposal is answered by whoever it was made to', async () => {
    await claimed();
    await lookAtLeaving(app('13:45'), CARE, 'U0LEO');
    const id = await handOverId();

    expect(await outcomeOf((ctx) => offerProposed(ctx, id), as('lia', '13:46'))).toBe(
      'Only whoever hands over can choose.',
    );
    await offerProposed(as('leo', '13:46'), id);
    expect(await posts('U0LIA')).toHaveLength(1);
  });

  test('in the form some are kept, some go to others', async () => {
    const mine = await claimed();
    const hers = await claimed();
    await lookAtLeaving(app('13:45'), CARE, 'U0LEO');

    await offerProposed(as('leo', '13:46'), await handOverId(), [
      { caseId: mine.id },
      { caseId: hers.id, heir: 'U0MAYA', note: 'Call him.' },
    ]);

    const states = await database.sql`select case_id as id, state, heir, note from hand_over_cases order by state`;
    expect([...states]).toStrictEqual([
      { id: mine.id, state: 'kept', heir: 'U0LIA', note: null },
      { id: hers.id, state: 'waiting', heir: 'U0MAYA', note: 'Call him.' },
    ]);
  });
});

describe('people who are gone', () => {
  test.each([
    ['left the team', (sql: TestDatabase['sql']) => sql`delete from members where slack_id = 'U0LEO'`],
    ['is an agent now', (sql: TestDatabase['sql']) => sql`update members set role = 'agent' where slack_id = 'U0LEO'`],
    [
      'was deactivated',
      (sql: TestDatabase['sql']) => sql`update people set kind = 'deactivated' where slack_id = 'U0LEO'`,
    ],
  ])('who %s has no open case any more', async (_name, goes) => {
    const { id } = await claimed();
    const { id: kept } = await claimed();
    await takeOverCase(as('lia', '10:00'), { caseId: kept, from: 'U0LEO' });

    await goes(database.sql);
    await followMembers(app('10:01'), CARE);

    expect(await ownerOf(id)).toBeNull();
    expect(await ownerOf(kept)).toBe('U0LIA');
    await database.sql`delete from members where slack_id = 'U0LEO'`;
    await database.sql`insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0LEO', 'lead', 'picked')`;
    await database.sql`update people set kind = 'full' where slack_id = 'U0LEO'`;
  });

  test('whoever claims while they are being taken off the team loses it right after', async () => {
    const { id } = await claimed();
    await database.sql`delete from members where slack_id = 'U0LIA'`;
    await takeOverCase(as('lia', '10:00'), { caseId: id, from: 'U0LEO' });

    await lookAtLeaving(app('10:01'), CARE, 'U0LIA');

    expect(await ownerOf(id)).toBeNull();
    await claimCase(as('leo', '10:02'), { caseId: id });
    await database.sql`insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0LIA', 'lead', 'picked')`;
  });
});
