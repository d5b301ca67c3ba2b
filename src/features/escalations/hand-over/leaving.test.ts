import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newRequest, outcomeOf } from '../../../../test/support/cases.ts';
import type { TestDatabase } from '../../../../test/support/database.ts';
import { openHandOverWorld, TEAM, type HandOverWorld } from '../../../../test/support/hand-over-world.ts';
import { queuedMessages } from '../../../../test/support/queued-messages.ts';
import { changeUrgency } from '../handling/change-urgency.ts';
import { checkOwner } from '../chain/check-owner.ts';
import { claimCase } from '../handling/claim-case.ts';
import { takeOverCase } from '../handling/take-over-case.ts';
import { advance } from './advance-hand-over.ts';
import { keepAll } from './keep-all.ts';
import { followMembers, lookAtLeaving } from './look-at-leaving.ts';
import { offerLeftBehind } from './left-behind.ts';
import { offerProposed, startHandOver } from './start-hand-over.ts';

let world: HandOverWorld;
const LEO_LEAVES = { teamId: TEAM, giver: 'U0LEO', spanEnd: new Date('2026-03-10T14:00:00+01:00') };

beforeAll(async () => {
  world = await openHandOverWorld();
});
afterAll(() => world.database.close());
beforeEach(() => world.reset());

describe("at the end of somebody's hours", () => {
  test('they are asked once, a quarter of an hour before, with an heir for each case', async () => {
    const first = await world.claimed();
    const second = await world.claimed();

    await lookAtLeaving(world.app('13:44'), TEAM, 'U0LEO');
    expect(await world.posts('U0LEO')).toHaveLength(0);
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');
    await lookAtLeaving(world.app('13:50'), TEAM, 'U0LEO');

    const [message, ...more] = await world.posts('U0LEO');
    expect(more).toHaveLength(0);
    expect(message).toContain('Before you go: 2 open cases');
    expect(message).toContain(`#${first.number}`);
    expect(message).toContain(`#${second.number}`);
    expect(message).toContain('→ Lia');
    expect(await world.ownerOf(first.id)).toBe('U0LEO');
  });

  test('a lunch break is no end', async () => {
    await world.claimed();
    const lunch = [
      { weekday: 2, open: 540, close: 720 },
      { weekday: 2, open: 780, close: 1020 },
    ];
    await world.database
      .sql`update people set working_hours = ${world.database.sql.json(lunch)} where slack_id = 'U0LEO'`;

    await lookAtLeaving(world.app('11:50'), TEAM, 'U0LEO');

    expect(await world.handOver()).toBeUndefined();
  });

  test('when everybody goes home nobody is asked anything', async () => {
    await world.claimed();
    await world.worksUntil('U0LEO', 17);

    await lookAtLeaving(world.app('16:50'), TEAM, 'U0LEO');

    expect(await world.handOver()).toBeUndefined();
  });

  test('who owns nothing is left alone', async () => {
    await lookAtLeaving(world.app('13:50'), TEAM, 'U0LEO');

    expect(await world.handOver()).toBeUndefined();
  });

  test('they may keep all', async () => {
    const { id } = await world.claimed();
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');

    await keepAll(world.as('leo', '13:50'), await world.handOverId());
    await advance(world.app('14:30'), await world.handOverId());

    expect(await world.handOver()).toMatchObject({ stage: 'done' });
    expect(await world.ownerOf(id)).toBe('U0LEO');
    expect(await world.offers()).toHaveLength(0);
  });

  test('what they claim after the question joins it', async () => {
    await world.claimed();
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');
    const late = await world.claimed();
    await lookAtLeaving(world.app('13:50'), TEAM, 'U0LEO');

    await advance(world.app('14:00'), await world.handOverId());

    expect((await world.offers()).map(({ caseId }) => caseId)).toContain(late.id);
    expect(await world.posts('U0LEO')).toHaveLength(1);
  });

  test('what they claim after they have answered is offered when they are gone, what they claim later is theirs', async () => {
    const first = await world.claimed();
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');
    await keepAll(world.as('leo', '13:50'), await world.handOverId());
    const last = await world.claimed();
    const afterwards = await world.claimed();
    await world.claimedAt(last.id, '13:55');
    await world.claimedAt(afterwards.id, '14:00:30');

    await offerLeftBehind(world.app('14:01'), LEO_LEAVES);
    await offerLeftBehind(world.app('14:01'), LEO_LEAVES);

    expect((await world.offers()).map(({ caseId }) => caseId)).toStrictEqual([last.id]);
    expect(await world.ownerOf(first.id)).toBe('U0LEO');
    expect(await world.ownerOf(afterwards.id)).toBe('U0LEO');
  });

  test('of more cases than one question holds, the rest is offered when they are gone', async () => {
    const cases = [];
    for (let each = 0; each < 25; each += 1) cases.push(await world.claimed());
    for (const { id } of cases) await world.claimedAt(id, '12:00');
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');
    await advance(world.app('14:00'), await world.handOverId());
    expect(await world.offers()).toHaveLength(20);

    await offerLeftBehind(world.app('14:01'), LEO_LEAVES);

    expect(new Set((await world.offers()).map(({ caseId }) => caseId))).toStrictEqual(
      new Set(cases.map(({ id }) => id)),
    );
    for (const posted of await world.posts('U0LIA')) expect(posted).toContain('Leo hands over');
  });

  test('whoever stays longer than their hours said is offered nothing of', async () => {
    const late = await world.claimed();
    await world.claimedAt(late.id, '13:55');
    await world.worksUntil('U0LEO', 16);

    await offerLeftBehind(world.app('14:01'), LEO_LEAVES);

    expect(await world.offers()).toHaveLength(0);
  });

  test('without a word what was proposed is offered when they are gone', async () => {
    await world.claimed();
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');

    await advance(world.app('13:59'), await world.handOverId());
    expect(await world.posts('U0LIA')).toHaveLength(0);
    await advance(world.app('14:00'), await world.handOverId());

    expect(await world.posts('U0LIA')).toHaveLength(1);
  });
});

describe('choosing', () => {
  test('nobody who may not decide it can be chosen, whatever a form says', async () => {
    const { id, number } = await world.claimed();

    for (const heir of ['U0ANA', 'U0BEN', 'U0LOU', 'U0LEO', 'U0NOBODY']) {
      const choices = [{ caseId: id, heir }];
      const refused = await outcomeOf(
        (ctx) => startHandOver(ctx, { requestId: newRequest(), choices }),
        world.as('leo', '13:00'),
      );
      expect(refused).toBe(`Choose somebody else for #${number}: they may not decide it.`);
    }
  });

  test('nobody hands over what is not theirs', async () => {
    const { id } = await world.claimed();

    await startHandOver(world.as('maya', '13:00'), {
      requestId: newRequest(),
      choices: [{ caseId: id, heir: 'U0LIA' }],
    });

    expect(await world.handOver()).toBeUndefined();
  });

  test('a proposal is answered by whoever it was made to', async () => {
    await world.claimed();
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');
    const id = await world.handOverId();

    expect(await outcomeOf((ctx) => offerProposed(ctx, id), world.as('lia', '13:46'))).toBe(
      'Only whoever hands over can choose.',
    );
    await offerProposed(world.as('leo', '13:46'), id);
    expect(await world.posts('U0LIA')).toHaveLength(1);
  });

  test('in the form some are kept, some go to others', async () => {
    const mine = await world.claimed();
    const hers = await world.claimed();
    await lookAtLeaving(world.app('13:45'), TEAM, 'U0LEO');

    await offerProposed(world.as('leo', '13:46'), await world.handOverId(), [
      { caseId: mine.id },
      { caseId: hers.id, heir: 'U0MAYA', note: 'Call him.' },
    ]);

    const states = await world.database
      .sql`select case_id as id, state, heir, note from hand_over_cases order by state`;
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
    const { id } = await world.claimed();
    const { id: kept } = await world.claimed();
    await takeOverCase(world.as('lia', '10:00'), { caseId: kept, from: 'U0LEO' });

    await goes(world.database.sql);
    await followMembers(world.app('10:01'), TEAM);

    expect(await world.ownerOf(id)).toBeNull();
    expect(await world.ownerOf(kept)).toBe('U0LIA');
    await world.database.sql`delete from members where slack_id = 'U0LEO'`;
    await world.database.sql`insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${TEAM}, 'U0LEO', 'lead', 'picked')`;
    await world.database.sql`update people set kind = 'full' where slack_id = 'U0LEO'`;
  });

  test('what they had is open again, a Critical case rings, and no question to them stays open', async () => {
    const { id, number } = await world.claimed();
    await changeUrgency(world.as('ana', '10:00'), { caseId: id, requestId: newRequest(), urgency: 'critical' });
    await world.claimedAt(id, '10:00');
    await checkOwner(world.app('12:00'), { caseId: id });
    await world.database.sql`delete from outbox_messages`;

    await world.database.sql`delete from members where slack_id = 'U0LEO'`;
    await followMembers(world.app('12:01'), TEAM);

    const queued = await queuedMessages(world.database.sql);
    const heard = (channel: string, kind: string) =>
      queued.filter((each) => each.channel === channel && each.kind === kind).map(({ payload }) => payload);
    expect(heard('C0CAREESC', 'post')).toEqual([
      expect.stringContaining(`Leo cannot decide any more, so #${number} is open again`),
    ]);
    expect(heard('U0LIA', 'post')).toEqual([expect.stringContaining(`#${number}`)]);
    expect(heard('C0CAREESC', 'edit').join('')).toContain(`#${number} has moved on meanwhile.`);
    await world.database.sql`insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${TEAM}, 'U0LEO', 'lead', 'picked')`;
  });

  test('whoever claims while they are being taken off the team loses it right after', async () => {
    const { id } = await world.claimed();
    await world.database.sql`delete from members where slack_id = 'U0LIA'`;
    await takeOverCase(world.as('lia', '10:00'), { caseId: id, from: 'U0LEO' });

    await lookAtLeaving(world.app('10:01'), TEAM, 'U0LIA');

    expect(await world.ownerOf(id)).toBeNull();
    await claimCase(world.as('leo', '10:02'), { caseId: id });
    await world.database.sql`insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${TEAM}, 'U0LIA', 'lead', 'picked')`;
  });
});
