import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { live, onDay, sent } from '../../../../test/support/policy-days.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { passTime, systemAt } from '../../../../test/support/timers.ts';
import { toInstant } from '../../../core/local-time.ts';
import { archive } from '../library/archive.ts';
import { handleAskOwner } from './ask-owner.ts';
import { keepTrueSchedules } from './daily-round.ts';
import { duePage } from './due-page.ts';
import { dueWindow } from './due-window.ts';
import { sayStillTrue } from './say-still-true.ts';

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

describe('a review that is due', () => {
  it('is asked of its owner once, in their working hours, with what happened meanwhile', async () => {
    const { policy } = await ofLeo();
    await lookedUp(policy.id, 'helped', 'how late may they send it back');
    await lookedUp(policy.id, 'not-this', 'my parcel is late');
    await lookedUp(policy.id, null, 'late');
    await clearOutbox(database.sql);

    await live(database, '2026-06-06', '2026-06-10');

    expect(await sent(database)).toEqual([
      'U0LEO: Is *Late returns* still true? Last verified on 10 March 2026 by Maya.\nSince then it was found 3 times, ' +
        'helped once and was not what was meant once: “my parcel is late”.',
    ]);
    const [row] = await database.sql`select asked_at from policy_care`;
    expect(row?.['asked_at']).toEqual(new Date('2026-06-08T07:00:00Z'));
  });

  it('is one click: the next one is in 90 days, and the message says so', async () => {
    const { policy } = await ofLeo();
    await live(database, '2026-06-08');
    await clearOutbox(database.sql);

    const said = await sayStillTrue(onDay(leo, '2026-06-08'), policy.id);

    expect(said).toBe('Thank you: *Late returns* is still true. You are asked again on 6 September 2026.');
    expect(await sent(database, 'edit')).toEqual([
      'U0LEO: :white_check_mark: *Late returns*: Leo said on 8 June 2026 that it is true. Next review: 6 September 2026.',
    ]);
    await clearOutbox(database.sql);
    await live(database, '2026-06-09', '2026-06-30');
    expect(await sent(database)).toEqual([]);
  });

  it('said by a manager, or twice: the answer says who is asked again, and who has said so', async () => {
    const { policy } = await ofLeo();
    const byMaya = onDay(maya, '2026-06-08');

    const first = await sayStillTrue(byMaya, policy.id);
    const again = await sayStillTrue(byMaya, policy.id);
    const byLeo = await sayStillTrue(onDay(leo, '2026-06-08'), policy.id);

    expect(first).toBe('Thank you: *Late returns* is still true. Its owner is asked again on 6 September 2026.');
    expect(again).toContain('You have said today already that *Late returns* is true.');
    expect(byLeo).toContain('Somebody has said today already that *Late returns* is true. You are asked again');
  });

  it('is brought to mind after three and seven working days, and then the managers hear once, in a list', async () => {
    await ofLeo();
    await ofLeo('Gift cards');
    await clearOutbox(database.sql);

    await live(database, '2026-06-08', '2026-07-10');

    const told = (await sent(database)).map((line) => line.split('\n')[0]);
    expect(told.filter((line) => line?.startsWith('U0LEO'))).toEqual([
      'U0LEO: 2 of your policies need a look.',
      'U0LEO: A reminder: 2 of your policies need a look.',
      'U0LEO: A reminder: 2 of your policies need a look.',
    ]);
    expect(told.filter((line) => line?.startsWith('U0MAYA'))).toEqual([
      'U0MAYA: 2 policies of Northwind Care wait for a review that nobody answers.',
    ]);
    expect(told).toHaveLength(4);
    const edits = await sent(database, 'edit');
    expect(edits).toEqual([
      'U0LEO: You were asked about this again, further down.',
      'U0LEO: You were asked about this again, further down.',
    ]);
  });

  it('of fifty at once is one message, with the others page by page', async () => {
    for (let at = 1; at <= 50; at += 1) await ofLeo(`Policy ${String(at).padStart(2, '0')}`);
    await clearOutbox(database.sql);

    await live(database, '2026-06-08', '2026-06-10');

    expect(await sent(database)).toEqual(['U0LEO: 50 of your policies need a look.']);
    const payload = JSON.stringify(await queuedMessages(database.sql));
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
    expect(await sent(database)).toEqual([]);
    await passTime(database, [handleAskOwner], new Date('2026-06-09T07:00:00Z'));

    expect(await sent(database)).toHaveLength(1);
  });

  it('is seen to by whoever publishes a change, or archives it', async () => {
    const [changed, archived] = [await ofLeo(), await ofLeo('Gift cards')];
    await live(database, '2026-06-08');
    await clearOutbox(database.sql);

    await publishedPolicy(onDay(maya, '2026-06-08'), { policyId: changed.policy.id, markdown: 'Anew.' });
    await archive(maya, { policyId: archived.policy.id, because: 'Over' });

    expect(await sent(database, 'edit')).toEqual([
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

    await live(database, '2026-03-25', '2026-04-20');

    expect(await sent(database)).toEqual([
      'U0LEO: *Spring sale* counts until 10 April 2026, and nothing takes its place yet.',
      'U0LEO: *Spring sale* ended on 10 April 2026. Nobody finds it any more.',
    ]);
  });
});

async function lookedUp(policyId: string, verdict: string | null, query: string): Promise<void> {
  await database.sql`
    insert into policy_look_ups
      (workspace_id, slack_id, place, query, at, confidence, hits, policy_id, verdict, verdict_policy_id)
    values ('T0NORTHWIND', 'U0ANA', 'command', ${query}, '2026-04-01T09:00:00Z', 1, 1, ${policyId}, ${verdict},
      ${verdict === null ? null : policyId})`;
}
