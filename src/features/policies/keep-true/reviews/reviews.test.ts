import { beforeEach, describe, expect, it } from 'vitest';
import { CARE } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { live, onDay, sent } from '../../../../../test/support/policy-days.ts';
import { clearOutbox, queuedMessages } from '../../../../../test/support/queued-messages.ts';
import { passTime, systemAt } from '../../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { toInstant } from '../../../../core/local-time.ts';
import { archive } from '../../library/publishing/archive.ts';
import { handleAskForReviews } from './ask-for-reviews.ts';
import { keepTrueSchedules } from '../daily-round.ts';
import { duePage } from './due-page.ts';
import { dueWindow } from './due-window.ts';
import { sayStillTrue } from './say-still-true.ts';

const world = usePolicyWorld();

beforeEach(() => world.database.sql`update people set kind = 'full'`);

/** Published on Tuesday 10 March 2026; its review is on Monday 8 June. */
const ofLeo = (title = 'Late returns') => publishedPolicy(world.maya, { title, owner: 'U0LEO' });

describe('a review that is due', () => {
  it('is asked of its owner once, in their working hours, with what happened meanwhile', async () => {
    const { policy } = await ofLeo();
    await lookedUp(policy.id, 'helped', 'how late may they send it back');
    await lookedUp(policy.id, 'not-this', 'my parcel is late');
    await lookedUp(policy.id, null, 'late');
    await clearOutbox(world.database.sql);

    await live(world.database, '2026-06-06', '2026-06-10');

    expect(await sent(world.database)).toEqual([
      'U0LEO: Is *Late returns* still true? Last verified on 10 March 2026 by Maya.\nSince then it was found 3 times, ' +
        'helped once and was not what was meant once: “my parcel is late”.',
    ]);
    const [row] = await world.database.sql`select asked_at from policy_care`;
    expect(row?.['asked_at']).toEqual(new Date('2026-06-08T07:00:00Z'));
  });

  it('is one click: the next one is in 90 days, and the message says so', async () => {
    const { policy } = await ofLeo();
    await live(world.database, '2026-06-08');
    await clearOutbox(world.database.sql);

    const said = await sayStillTrue(onDay(world.leo, '2026-06-08'), policy.id);

    expect(said).toBe('Thank you: *Late returns* is still true. You are asked again on 6 September 2026.');
    expect(await sent(world.database, 'edit')).toEqual([
      'U0LEO: :white_check_mark: *Late returns*: Leo said on 8 June 2026 that it is true. Next review: 6 September 2026.',
    ]);
    await clearOutbox(world.database.sql);
    await live(world.database, '2026-06-09', '2026-06-30');
    expect(await sent(world.database)).toEqual([]);
  });

  it('said by a manager, or twice: the answer says who is asked again, and who has said so', async () => {
    const { policy } = await ofLeo();
    const byMaya = onDay(world.maya, '2026-06-08');

    const first = await sayStillTrue(byMaya, policy.id);
    const again = await sayStillTrue(byMaya, policy.id);
    const byLeo = await sayStillTrue(onDay(world.leo, '2026-06-08'), policy.id);

    expect(first).toBe('Thank you: *Late returns* is still true. Its owner is asked again on 6 September 2026.');
    expect(again).toContain('You have said today already that *Late returns* is true.');
    expect(byLeo).toContain('Somebody has said today already that *Late returns* is true. You are asked again');
  });

  it('is brought to mind after three and seven working days, and then the managers hear once, in a list', async () => {
    await ofLeo();
    await ofLeo('Gift cards');
    await clearOutbox(world.database.sql);

    await live(world.database, '2026-06-08', '2026-07-10');

    const told = (await sent(world.database)).map((line) => line.split('\n')[0]);
    expect(told.filter((line) => line?.startsWith('U0LEO'))).toEqual([
      'U0LEO: 2 of your policies need a look.',
      'U0LEO: A reminder: 2 of your policies need a look.',
      'U0LEO: A reminder: 2 of your policies need a look.',
    ]);
    expect(told.filter((line) => line?.startsWith('U0MAYA'))).toEqual([
      'U0MAYA: 2 policies of Northwind Care wait for a review that nobody answers.',
    ]);
    expect(told).toHaveLength(4);
    const edits = await sent(world.database, 'edit');
    expect(edits).toEqual([
      'U0LEO: You were asked about this again, further down.',
      'U0LEO: You were asked about this again, further down.',
    ]);
  });

  it('that the only manager does not answer is heard by the director, and not by the manager', async () => {
    await publishedPolicy(world.maya, { title: 'Late returns', owner: 'U0MAYA' });
    await ofLeo('Gift cards');
    await clearOutbox(world.database.sql);

    await live(world.database, '2026-06-08', '2026-07-10');

    const told = (await sent(world.database)).filter((line) => line.includes('nobody answers'));
    expect(told.map((line) => line.split('\n')[0])).toEqual([
      'U0DORA: One policy of Northwind Care waits for a review that nobody answers.',
      'U0MAYA: One policy of Northwind Care waits for a review that nobody answers.',
    ]);
  });

  it('of fifty at once is one message, with the others page by page', async () => {
    for (let at = 1; at <= 50; at += 1) await ofLeo(`Policy ${at}`);
    await clearOutbox(world.database.sql);

    await live(world.database, '2026-06-08', '2026-06-10');

    expect(await sent(world.database)).toEqual(['U0LEO: 50 of your policies need a look.']);
    const payload = JSON.stringify(await queuedMessages(world.database.sql));
    expect(payload).toContain('Show all 50');
    const last = dueWindow(await duePage(onDay(world.leo, '2026-06-08'), 99));
    expect(JSON.stringify(last)).toContain('Policy 50');
    expect(JSON.stringify(last)).toContain('50 policies wait for you. This is page 5 of 5.');
    expect(JSON.stringify(dueWindow(await duePage(onDay(world.leo, '2026-06-08'), 0)))).toContain('*Policy 2*');
  }, 60_000);

  it('is asked when its owner is back where the app was down, not at night', async () => {
    await ofLeo();
    const [daily] = keepTrueSchedules;
    const scheduledFor = toInstant('2026-06-08', 4 * 60, 'Europe/Berlin');
    await daily?.run(systemAt(world.database, scheduledFor), {
      key: CARE,
      localDate: '2026-06-08',
      scheduledFor,
      isLate: false,
    });
    await clearOutbox(world.database.sql);

    const night = new Date('2026-06-08T21:00:00Z');
    await passTime(world.database, [handleAskForReviews], night, night);
    expect(await sent(world.database)).toEqual([]);
    await passTime(world.database, [handleAskForReviews], new Date('2026-06-09T07:00:00Z'));

    expect(await sent(world.database)).toHaveLength(1);
  });

  it('is seen to by whoever publishes a change, or archives it', async () => {
    const [changed, archived] = [await ofLeo(), await ofLeo('Gift cards')];
    await live(world.database, '2026-06-08');
    await clearOutbox(world.database.sql);

    await publishedPolicy(onDay(world.maya, '2026-06-08'), { policyId: changed.policy.id, markdown: 'Anew.' });
    await archive(world.maya, { policyId: archived.policy.id, because: 'Over' });

    expect(await sent(world.database, 'edit')).toEqual([
      'U0LEO: One of your policies needs a look.',
      'U0LEO: All of these are seen to. Thank you.',
    ]);
  });
});

describe('a policy that ends', () => {
  it('is told its owner 14 days before, and when it has ended; not where another takes its place', async () => {
    await publishedPolicy(world.maya, { title: 'Spring sale', owner: 'U0LEO', expiresOn: '2026-04-10' });
    const kept = await publishedPolicy(world.maya, {
      title: 'Summer sale',
      owner: 'U0LEO',
      expiresOn: '2026-04-10',
    });
    await publishedPolicy(world.maya, { policyId: kept.policy.id, title: 'Summer sale', effectiveFrom: '2026-04-11' });
    await clearOutbox(world.database.sql);

    await live(world.database, '2026-03-25', '2026-04-20');

    expect(await sent(world.database)).toEqual([
      'U0LEO: *Spring sale* counts until 10 April 2026, and nothing takes its place yet.',
      'U0LEO: *Spring sale* ended on 10 April 2026. It answers nothing any more.',
    ]);
  });
});

async function lookedUp(policyId: string, verdict: string | null, query: string): Promise<void> {
  await world.database.sql`
    insert into policy_look_ups
      (workspace_id, slack_id, place, query, at, confidence, hits, policy_id, verdict, verdict_policy_id)
    values ('T0NORTHWIND', 'U0ANA', 'command', ${query}, '2026-04-01T09:00:00Z', 1, 1, ${policyId}, ${verdict},
      ${verdict === null ? null : policyId})`;
}
