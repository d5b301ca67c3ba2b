import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { passTime, systemAt } from '../../../../test/support/timers.ts';
import { addDays, toInstant } from '../../../core/local-time.ts';
import { archive } from '../library/archive.ts';
import { handleAskOwner } from './ask-owner.ts';
import { followTeam, keepTrueSchedules } from './daily-round.ts';
import { duePage } from './due-page.ts';
import { dueWindow } from './due-window.ts';
import { giveAll, handOn } from './hand-on.ts';
import { sayStillTrue } from './say-still-true.ts';
import { handleTellManager } from './tell-managers.ts';

let database: TestDatabase;
let northwind: Northwind;
let maya: ReturnType<Northwind['as']>;
let leo: ReturnType<Northwind['as']>;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  await database.sql`update people set kind = 'full'`;
  maya = northwind.as('maya');
  leo = northwind.as('leo');
});

/** Published on Tuesday 10 March 2026; its review is on Monday 8 June. */
const ofLeo = (title = 'Late returns') => publishedPolicy(maya, { title, owner: 'U0LEO' });

/** The app runs from the eve of `first` until the end of `last`, local dates of Berlin. */
async function live(first: string, last = first): Promise<void> {
  const [daily, weekly] = keepTrueSchedules;
  for (let date = first; date <= last; date = addDays(date, 1)) {
    const scheduledFor = toInstant(date, 4 * 60, 'Europe/Berlin');
    const occurrence = { key: CARE, localDate: date, scheduledFor, isLate: false };
    await daily?.run(systemAt(database, scheduledFor), occurrence);
    if (scheduledFor.getUTCDay() === 1) await weekly?.run(systemAt(database, scheduledFor), occurrence);
    const end = toInstant(addDays(date, 1), 0, 'Europe/Berlin');
    await passTime(database, [handleAskOwner, handleTellManager], end);
  }
}

/** What was sent to each by now: `U0LEO: text`. */
async function sent(kind = 'post'): Promise<readonly string[]> {
  const queued = await queuedMessages(database.sql);
  return queued
    .filter((message) => message.kind === kind)
    .map(
      ({ channel, payload }) => `${channel}: ${(JSON.parse(payload) as { message: { text: string } }).message.text}`,
    );
}

function onDay(ctx: typeof leo, date: string): typeof leo {
  ctx.clock.set(toInstant(date, 10 * 60, 'Europe/Berlin'));
  return ctx;
}

describe('a review that is due', () => {
  it('is asked of its owner once, in their working hours, with what happened meanwhile', async () => {
    const { policy } = await ofLeo();
    await lookedUp(policy.id, 'helped', 'how late may they send it back');
    await lookedUp(policy.id, 'not-this', 'my parcel is late');
    await lookedUp(policy.id, null, 'late');
    await clearOutbox(database.sql);

    await live('2026-06-06', '2026-06-10');

    expect(await sent()).toEqual([
      'U0LEO: Is *Late returns* still true? Last verified on 10 March 2026 by Maya.\nSince then it was found 3 times, ' +
        'helped once and was not what was meant once: “my parcel is late”.',
    ]);
    const [row] = await database.sql`select asked_at from policy_care`;
    expect(row?.['asked_at']).toEqual(new Date('2026-06-08T07:00:00Z'));
  });

  it('is one click: the next one is in 90 days, and the message says so', async () => {
    const { policy } = await ofLeo();
    await live('2026-06-08');
    await clearOutbox(database.sql);

    const said = await sayStillTrue(onDay(leo, '2026-06-08'), policy.id);

    expect(said).toBe('Thank you: *Late returns* is still true. Its owner is asked again on 6 September 2026.');
    expect(await sent('edit')).toEqual([
      'U0LEO: :white_check_mark: *Late returns*: Leo said on 8 June 2026 that it is true. Next review: 6 September 2026.',
    ]);
    await clearOutbox(database.sql);
    await live('2026-06-09', '2026-06-30');
    expect(await sent()).toEqual([]);
  });

  it('is brought to mind after three and seven working days, and then the managers hear once, in a list', async () => {
    await ofLeo();
    await ofLeo('Gift cards');
    await clearOutbox(database.sql);

    await live('2026-06-08', '2026-07-10');

    const told = (await sent()).map((line) => line.split('\n')[0]);
    expect(told.filter((line) => line?.startsWith('U0LEO'))).toEqual([
      'U0LEO: 2 of your policies need a look.',
      'U0LEO: A reminder: 2 of your policies need a look.',
      'U0LEO: A reminder: 2 of your policies need a look.',
    ]);
    expect(told.filter((line) => line?.startsWith('U0MAYA'))).toEqual([
      'U0MAYA: 2 policies of Northwind Care wait for a review that nobody answers.',
    ]);
    expect(told).toHaveLength(4);
    const edits = await sent('edit');
    expect(edits).toEqual([
      'U0LEO: You were asked about this again, further down.',
      'U0LEO: You were asked about this again, further down.',
    ]);
  });

  it('of fifty at once is one message, with the others page by page', async () => {
    for (let at = 1; at <= 50; at += 1) await ofLeo(`Policy ${String(at).padStart(2, '0')}`);
    await clearOutbox(database.sql);

    await live('2026-06-08', '2026-06-10');

    expect(await sent()).toEqual(['U0LEO: 50 of your policies need a look.']);
    const [{ payload = '' } = {}] = await queuedMessages(database.sql);
    expect(payload).toContain('Show all 50');
    const last = dueWindow(await duePage(onDay(leo, '2026-06-08'), 99));
    expect(JSON.stringify(last)).toContain('Policy 50');
    expect(JSON.stringify(last)).toContain('50 policies wait for you');
  }, 60_000);

  it('is asked when its owner is back where the app was down, not at night', async () => {
    await ofLeo();
    const [daily] = keepTrueSchedules;
    const scheduledFor = toInstant('2026-06-08', 4 * 60, 'Europe/Berlin');
    await daily?.run(systemAt(database, scheduledFor), {
      key: CARE,
      localDate: '2026-06-08',
      scheduledFor,
      isLate: false,
    });
    await clearOutbox(database.sql);

    const night = new Date('2026-06-08T21:00:00Z');
    await passTime(database, [handleAskOwner], night, night);
    expect(await sent()).toEqual([]);
    await passTime(database, [handleAskOwner], new Date('2026-06-09T07:00:00Z'));

    expect(await sent()).toHaveLength(1);
  });

  it('is seen to by whoever publishes a change, or archives it', async () => {
    const [changed, archived] = [await ofLeo(), await ofLeo('Gift cards')];
    await live('2026-06-08');
    await clearOutbox(database.sql);

    await publishedPolicy(onDay(maya, '2026-06-08'), { policyId: changed.policy.id, markdown: 'Anew.' });
    await archive(maya, { policyId: archived.policy.id, because: 'Over' });

    expect(await sent('edit')).toEqual([
      'U0LEO: One of your policies needs a look.',
      'U0LEO: All of these are seen to. Thank you.',
    ]);
  });
});

describe('a policy that ends', () => {
  it('is told its owner 14 days before, and when it has ended; not where another takes its place', async () => {
    await publishedPolicy(maya, { title: 'Spring sale', owner: 'U0LEO', expiresOn: '2026-04-10' });
    const kept = await publishedPolicy(maya, {
      title: 'Summer sale',
      owner: 'U0LEO',
      expiresOn: '2026-04-10',
    });
    await publishedPolicy(maya, { policyId: kept.policy.id, title: 'Summer sale', effectiveFrom: '2026-04-11' });
    await clearOutbox(database.sql);

    await live('2026-03-25', '2026-04-20');

    expect(await sent()).toEqual([
      'U0LEO: *Spring sale* counts until 10 April 2026, and nothing takes its place yet.',
      'U0LEO: *Spring sale* ended on 10 April 2026. Nobody finds it any more.',
    ]);
  });
});

describe('a policy changes hands', () => {
  it('by its owner, who may be an agent, to somebody who may write: they are told, and asked from then on', async () => {
    const { policy } = await publishedPolicy(maya, { owner: 'U0ANA' });
    await live('2026-06-08');
    await clearOutbox(database.sql);
    const ana = onDay(northwind.as('ana'), '2026-06-08');

    await handOn(ana, { policyId: policy.id, from: 'U0ANA', to: 'U0LIA' });
    await live('2026-06-09');

    expect(await sent()).toEqual([
      'U0LIA: You answer for the policy *Late returns* from now on.',
      'U0LIA: Is *Late returns* still true? Last verified on 10 March 2026 by Maya.',
    ]);
    expect(await sent('edit')).toEqual(['U0ANA: *Late returns*: Lia answers for it now.']);
    expect(await outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LIA', to: 'U0LEO' }), ana)).toContain(
      'Only managers and directors of Northwind Care',
    );
  });

  it.each([
    ['U0BEN', 'Choose a lead, manager or director of Northwind Care.'],
    ['U0LOU', 'Choose a lead, manager or director of Northwind Care.'],
  ])('never to %s', async (to, refusal) => {
    const { policy } = await ofLeo();

    expect(await outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LEO', to }), leo)).toContain(refusal);
  });

  it('when its owner leaves: the manager hears once, and gives all of it to somebody else', async () => {
    await ofLeo();
    await ofLeo('Gift cards');
    await clearOutbox(database.sql);
    await database.sql`update people set kind = 'deactivated' where slack_id = 'U0LEO'`;

    await followTeam(systemAt(database, new Date('2026-03-14T10:00:00Z')), CARE);
    await followTeam(systemAt(database, new Date('2026-03-14T11:00:00Z')), CARE);
    await live('2026-03-14', '2026-03-18');

    expect(await sent()).toEqual([
      'U0MAYA: Leo is not on Northwind Care any more and still answers for 2 policies: *Gift cards* and *Late returns*.',
    ]);
    await clearOutbox(database.sql);

    const given = await giveAll(onDay(maya, '2026-03-18'), { teamId: CARE, from: 'U0LEO', to: 'U0LIA' });

    expect(given.map(({ owner }) => owner)).toEqual(['U0LIA', 'U0LIA']);
    expect(await sent()).toEqual(['U0LIA: You answer for 2 policies: *Gift cards* and *Late returns* from now on.']);
    expect(await sent('edit')).toEqual(['U0MAYA: Every policy of Northwind Care has an owner who is there.']);
    expect(await outcomeOf((ctx) => giveAll(ctx, { teamId: CARE, from: 'U0LEO', to: 'U0LIA' }), maya)).toContain(
      'given to somebody else already',
    );
  });

  it('only by those who may: agents and other teams give away nothing', async () => {
    const { policy } = await ofLeo();

    for (const name of ['ben', 'lou', 'amy'] as const) {
      const ctx = northwind.as(name);
      expect(await outcomeOf((by) => giveAll(by, { teamId: CARE, from: 'U0LEO', to: 'U0LIA' }), ctx)).toContain('Only');
      expect(await outcomeOf((by) => handOn(by, { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }), ctx)).toMatch(
        /Only|There is no such policy/,
      );
    }
  });
});

describe('at the same time', () => {
  it('two who say that it is still true say so once', async () => {
    const { policy } = await ofLeo();
    const both = [onDay(leo, '2026-06-08'), onDay(maya, '2026-06-08')];

    const said = await Promise.all(both.map((ctx) => sayStillTrue(ctx, policy.id)));

    expect(said.filter((text) => text.startsWith('Thank you'))).toHaveLength(1);
    expect(said.filter((text) => text.startsWith('Somebody has said today already'))).toHaveLength(1);
    const rows = await database.sql`select 1 from audit_log where action = 'policy.verified'`;
    expect(rows).toHaveLength(1);
  });

  it('two who hand it on: one does, the other is told whose it is', async () => {
    const { policy } = await ofLeo();

    const both = await Promise.all([
      outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }), leo),
      outcomeOf((ctx) => handOn(ctx, { policyId: policy.id, from: 'U0LEO', to: 'U0DORA' }), maya),
    ]);

    const told = both.filter((each) => typeof each === 'string');
    expect(told).toHaveLength(1);
    expect(told[0]).toMatch(/Only managers|(Lia|Dora) answers for it now\./);
  });

  it('a hand-over and the old owner’s click: whoever is not the owner any more says nothing', async () => {
    for (let round = 0; round < 4; round += 1) {
      await forgetPolicies(database);
      onDay(maya, '2026-03-10');
      const { policy } = await ofLeo();
      onDay(leo, '2026-06-08');

      const [said] = await Promise.all([
        outcomeOf((ctx) => sayStillTrue(ctx, policy.id), leo),
        handOn(onDay(maya, '2026-06-08'), { policyId: policy.id, from: 'U0LEO', to: 'U0LIA' }),
      ]);

      const log = await database.sql<{ action: string }[]>`
        select action from audit_log where action in ('policy.verified', 'policy.handed-on') order by id`;
      const order = log.map(({ action }) => action);
      if (typeof said === 'string' && said.startsWith('Only')) expect(order).toEqual(['policy.handed-on']);
      else expect(order).toEqual(['policy.verified', 'policy.handed-on']);
    }
  });
});

async function lookedUp(policyId: string, verdict: string | null, query: string): Promise<void> {
  await database.sql`
    insert into policy_look_ups
      (workspace_id, slack_id, place, query, at, confidence, hits, policy_id, verdict, verdict_policy_id)
    values ('T0NORTHWIND', 'U0ANA', 'command', ${query}, '2026-04-01T09:00:00Z', 1, 1, ${policyId}, ${verdict},
      ${verdict === null ? null : policyId})`;
}
