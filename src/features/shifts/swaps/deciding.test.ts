import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { TEST_NOW } from '../../../../test/support/context.ts';
import { CARE, CARE_US } from '../../../../test/support/northwind.ts';
import { endWell } from '../../../../test/support/swap-invariants.ts';
import {
  edit,
  executionOf,
  managersDecide,
  march,
  mondayLate,
  rowOf,
  take,
} from '../../../../test/support/swap-looks.ts';
import { openSwapWorld, refusalOf, type SwapWorld } from '../../../../test/support/swap-world.ts';
import { acceptProposal } from './accept-proposal.ts';
import { approveProposal } from './approve-proposal.ts';
import { decideDispute } from './decide-dispute.ts';
import { disputeExecution } from './dispute-execution.ts';
import { lookAtProposal } from './look-at-proposal.ts';
import { lookAtRequest } from './look-at-request.ts';
import { overrideProposal } from './override-proposal.ts';

let database: TestDatabase;
let world: SwapWorld;
let now: Date;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await openSwapWorld(database);
  now = TEST_NOW;
});
afterAll(() => database.close());
afterEach(async () => {
  await world.settle(now);
  await endWell(world);
  now = TEST_NOW;
});

const monday = () => mondayLate(world);

describe('an approval at several sites', () => {
  afterEach(() => database.sql`delete from roster_people`);

  const overSites = async (...managers: readonly (readonly [string, string])[]) => {
    await managersDecide(world);
    for (const [slackId, site] of managers)
      await database.sql`insert into roster_people (workspace_id, slack_id, site) values ('T0NORTHWIND', ${slackId}, ${site})`;
    const kiel = await world.shift('ana', '2026-03-16T14:00', '2026-03-16T22:00', { site: 'Kiel' });
    const ulm = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00', { site: 'Ulm' });
    const request = await world.post('ana', kiel, { kind: 'trade' });
    const { id: proposalId } = await take(world, 'ben', request, { gives: ulm.id });
    await acceptProposal(world.as('ana'), { proposalId });
    return { proposalId };
  };

  test('is one for each: a second click of the same manager approves nothing more', async () => {
    const swap = await overSites(['U0MAYA', 'Kiel'], ['U0DORA', 'Ulm']);

    await approveProposal(world.as('maya'), swap);
    const again = await refusalOf(approveProposal(world.as('maya'), swap));

    expect(again).toBe('You have approved it already. This swap waits for a manager to approve it.');
    const approvals = await database.sql`select site, approved_by as "by" from swap_approvals order by site`;
    expect(approvals).toEqual([
      { site: 'Kiel', by: 'U0MAYA' },
      { site: 'Ulm', by: null },
    ]);
    expect((await approveProposal(world.as('dora'), swap)).state).toBe('executed');
  });

  test('is one click of a manager who belongs to none of them', async () => {
    const swap = await overSites(['U0DORA', 'Ulm']);

    const approved = await approveProposal(world.as('maya'), swap);

    expect(approved.state).toBe('executed');
  });
});

describe('an override', () => {
  afterEach(() => database.sql`delete from absences`);

  test('passes only what was seen: what denies it since blocks it anew, and is shown', async () => {
    await managersDecide(world);
    const shift = await monday();
    const { id: proposalId } = await take(world, 'ben', await world.post('ana', shift));
    await world.shift('ben', '2026-03-17T06:00', '2026-03-17T10:00');
    await approveProposal(world.as('maya'), { proposalId });
    await database.sql`
      insert into absences (workspace_id, id, slack_id, kind, time_zone, starts_at, ends_at, is_whole_dates)
      values ('T0NORTHWIND', ${randomUUID()}, 'U0BEN', 'leave', 'Europe/Berlin', '2026-03-15T23:00Z', '2026-03-16T23:00Z', true)`;

    const tried = await overrideProposal(world.as('dora'), { proposalId, because: 'Ben asked for it' });

    expect(tried).toMatchObject({ state: 'blocked', isOverridden: false, decidedBecause: null });
    expect(tried.verdict?.findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['R6', 'R10']));
    expect(await world.holderOf(shift)).toBe('U0ANA');
    const shown = await database.sql`
      select 1 from outbox_messages where dedupe_key like ${`swap:${proposalId}:approval:U0DORA:%`}`;
    expect(shown.length).toBe(1);
  });

  test('keeps with it what it passed', async () => {
    await managersDecide(world);
    const shift = await monday();
    const { id: proposalId } = await take(world, 'ben', await world.post('ana', shift));
    const early = await world.shift('ben', '2026-03-17T06:00', '2026-03-17T10:00');
    await approveProposal(world.as('maya'), { proposalId });
    await edit(world, early, { startsAt: march('17T05:30'), startsLocal: '2026-03-17T06:30' });

    await overrideProposal(world.as('dora'), { proposalId, because: 'Ben asked for it' });

    expect(await rowOf(world, 'swap_proposals', proposalId)).toMatchObject({
      state: 'executed',
      verdict: { decisive: { rule: 'R10', numbers: { rest_min: 510 } } },
    });
  });
});

describe('whoever would get a shift', () => {
  const losses = [
    ['off the team', () => database.sql`delete from members where slack_id = 'U0BEN'`],
    ['out of Slack', () => database.sql`update people set kind = 'deactivated' where slack_id = 'U0BEN'`],
  ] as const;

  afterEach(async () => {
    await database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE}, 'U0BEN', 'agent', 'picked') on conflict do nothing`;
    await database.sql`update people set kind = 'full'`;
  });

  test.each(losses)('and is %s by then does not, and everybody reads why', async (_name, lose) => {
    await managersDecide(world);
    const shift = await monday();
    const request = await world.post('ana', shift);
    const { id: proposalId } = await take(world, 'ben', request);
    await lose();

    const ended = await approveProposal(world.as('maya'), { proposalId });

    expect(ended.state).toBe('superseded');
    expect(await world.holderOf(shift)).toBe('U0ANA');
    expect(await rowOf(world, 'swap_requests', request.id)).toMatchObject({ state: 'open' });
    const [told] = await database.sql`
      select * from outbox_messages where channel = 'U0ANA' and dedupe_key like ${`swap:${proposalId}:result:%`}`;
    expect(JSON.stringify(told)).toContain('Ben is not on the team any more');
  });

  test('of another team in return has to be on that team', async () => {
    await database.sql`
      insert into members (workspace_id, team_id, slack_id, role, source)
      values ('T0NORTHWIND', ${CARE_US}, 'U0BEN', 'agent', 'picked')`;
    const theirs = await world.shift('ben', '2026-03-18T14:00', '2026-03-18T22:00', { teamId: CARE_US });
    const request = await world.post('ana', await monday(), { kind: 'trade' });

    const offered = refusalOf(take(world, 'ben', request, { gives: theirs.id }));

    expect(await offered).toContain('on as well');
    await database.sql`delete from members where slack_id = 'U0BEN' and team_id = ${CARE_US}`;
  });
});

describe('a dispute', () => {
  const over = async () => {
    const proposal = await take(world, 'ben', await world.post('ana', await monday()));
    now = march('16T22:00');
    await world.until(now);
    return { proposal, executionId: await executionOf(world, proposal) };
  };

  test('that is decided twice with the same words is decided once', async () => {
    const { executionId } = await over();
    const because = 'Ana worked it';
    await disputeExecution(world.as('ana', march('17T09:00')), { executionId, because: 'I worked it' });

    await decideDispute(world.as('maya', march('17T10:00')), { executionId, because });
    const again = await decideDispute(world.as('maya', march('17T10:00')), { executionId, because });

    expect(again).toMatchObject({ state: 'settled', changedBecause: because });
    const other = decideDispute(world.as('maya', march('17T10:00')), { executionId, because: 'Ben worked it' });
    expect(await refusalOf(other)).toContain('Nobody disputes');
  });

  test('is told how it was each time it is decided', async () => {
    const { proposal, executionId } = await over();

    for (const hour of ['01', '02']) {
      await disputeExecution(world.as('ana', march(`17T${hour}:00`)), { executionId, because: 'I worked it' });
      await decideDispute(world.as('maya', march(`17T${hour}:30`)), { executionId, because: `Noted at ${hour}` });
    }

    const told = await database.sql`
      select channel from outbox_messages where dedupe_key like ${`swap:${proposal.id}:result:executed:settled%`} order by channel`;
    expect(told.map(({ channel }) => channel)).toEqual(['U0ANA', 'U0ANA', 'U0BEN', 'U0BEN']);
  });
});

describe('time', () => {
  test('counts for whoever says yes until when they clicked, and after that it says that time is over', async () => {
    const asked = async () => {
      const request = await world.post('ana', await world.shift('ana', '2026-03-20T14:00', '2026-03-20T22:00'), {
        kind: 'trade',
      });
      return take(world, 'ben', request);
    };
    const late = await asked();
    const tooLate = acceptProposal(world.as('ana', march('12T09:00')), { proposalId: late.id });
    expect(await refusalOf(tooLate)).toContain('run out of time');

    const clicked = { ...world.as('ana', march('12T09:01')), happenedAt: march('12T08:59') };
    const settled = await acceptProposal(clicked, { proposalId: late.id });

    expect(settled.state).toBe('executed');
  });

  test('that looks at what is gone looks away', async () => {
    const gone = randomUUID();

    await expect(lookAtProposal(world.as('maya'), gone)).resolves.toBeUndefined();
    await expect(lookAtRequest(world.as('maya'), gone)).resolves.toBeUndefined();
  });
});
