import { describe, expect, it } from 'vitest';
import { CARE, CARE_US, type CastName } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { clearOutbox, queuedMessages } from '../../../../../test/support/queued-messages.ts';
import { passTime } from '../../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { transaction } from '../../../../core/context.ts';
import { archive } from '../../library/publishing/archive.ts';
import { changeSettings } from '../../library/settings/change-settings.ts';
import { recordRead } from '../../library/reading/record-read.ts';
import { newsOf } from './news.ts';
import { newsPage, seeNews } from './news-page.ts';
import { handleTellTeams } from './tell-teams.ts';

const world = usePolicyWorld();

/** The tests' clock stands at 10:00 in Berlin on Tuesday 10 March 2026. */
const SOON = new Date('2026-03-10T09:05:00Z');
const START = new Date('2026-03-01T00:00:00Z');

async function told(until = SOON): Promise<readonly string[]> {
  await passTime(world.database, [handleTellTeams], until);
  const queued = await queuedMessages(world.database.sql);
  return queued.map(
    ({ channel, payload }) => `${channel}: ${(JSON.parse(payload) as { message: { text: string } }).message.text}`,
  );
}

function seenBy(name: CastName): Promise<readonly string[]> {
  const ctx = world.as(name);
  ctx.clock.set(world.maya.clock.now());
  return newsPage(ctx, 'mine::0').then(({ rows }) =>
    rows.map(({ policy, isNew }) => `${policy.title}${isNew ? ', new' : ''}`),
  );
}

describe('what is published', () => {
  it('is one line in the team’s channel, a minute later, with what is new', async () => {
    await publishedPolicy(world.maya, { changeNote: 'Store credit up to 45 days.' });

    expect(await told(new Date('2026-03-10T09:00:59Z'))).toEqual([]);
    expect(await told()).toEqual([
      'C0CARE: :scroll: New policy: *Late returns* (published by Maya). Store credit up to 45 days.',
    ]);
  });

  it('is not named any more in channels where somebody may not see it now, and is again once they may', async () => {
    const { policy } = await publishedPolicy(world.maya, { changeNote: 'Store credit up to 45 days.' });
    const forSome = await publishedPolicy(world.maya, { title: 'Gift cards' });
    await told();
    await clearOutbox(world.database.sql);
    const readers = (roles: readonly ['lead'] | null) =>
      changeSettings(world.maya, { policyId: policy.id, audience: { teams: [CARE], roles } });

    await readers(['lead']);
    const narrowed = await told();
    await clearOutbox(world.database.sql);
    await readers(null);
    await changeSettings(world.maya, { policyId: forSome.policy.id, keywords: ['voucher'] });

    expect(narrowed).toEqual(['C0CARE: :scroll: What was told here is for fewer people now.']);
    expect(await told()).toEqual([
      'C0CARE: :scroll: New policy: *Late returns* (published by Maya). Store credit up to 45 days.',
    ]);
  });

  it('as a change offers what changed, and is told once', async () => {
    const { policy } = await publishedPolicy(world.maya);
    await told();
    await clearOutbox(world.database.sql);
    world.maya.clock.set(new Date('2026-03-11T09:00:00Z'));

    const { revision } = await publishedPolicy(world.maya, {
      policyId: policy.id,
      markdown: 'New words.',
      changeNote: 'Shorter.',
    });

    const later = new Date('2026-03-12T09:00:00Z');
    expect(await told(later)).toEqual(['C0CARE: :scroll: *Late returns* has changed (published by Maya). Shorter.']);
    const payload = JSON.stringify(await queuedMessages(world.database.sql));
    expect(payload).toContain(`:${revision.id}:0`);
    expect(payload).toContain('What changed');
    await publishedPolicy(world.as('maya'), { title: 'Gift cards' });
    expect(await told(later)).toHaveLength(2);
  });

  it('in many at once is one line with a list, in slices too', async () => {
    for (let at = 1; at <= 12; at += 1) {
      world.maya.clock.set(new Date(SOON.getTime() + at * 3000));
      await publishedPolicy(world.maya, { title: `Policy ${at}` });
    }

    expect(await told(new Date('2026-03-10T09:30:00Z'))).toEqual(['C0CARE: :scroll: 12 policies are new.']);
    const payload = JSON.stringify(await queuedMessages(world.database.sql));
    const value = /(?<value>batch:[0-9a-f-]+:0)/.exec(payload)?.groups?.['value'] ?? '';
    expect((await newsPage(world.as('ana'), value)).total).toBe(0);
    const ana = world.as('ana');
    ana.clock.set(new Date('2026-03-10T09:30:00Z'));
    expect((await newsPage(ana, value)).total).toBe(12);
    const amy = world.as('amy');
    amy.clock.set(ana.clock.now());
    expect((await newsPage(amy, value)).total).toBe(0);
  });

  it('for a day to come is told when the team opens that day, and not before', async () => {
    await publishedPolicy(world.maya, { effectiveFrom: '2026-03-29' });

    expect(await told(new Date('2026-03-30T06:59:00Z'))).toEqual([]);
    expect(await told(new Date('2026-03-30T07:00:00Z'))).toHaveLength(1);
  });

  it('and replaced or archived before it is told is not told', async () => {
    const { policy } = await publishedPolicy(world.maya, { effectiveFrom: '2026-03-20' });
    await publishedPolicy(world.maya, { policyId: policy.id, effectiveFrom: '2026-03-18', changeNote: 'Sooner.' });
    const gone = await publishedPolicy(world.maya, { title: 'Gift cards' });
    await archive(world.maya, { policyId: gone.policy.id, because: 'A slip' });

    expect(await told(new Date('2026-03-25T12:00:00Z'))).toEqual([
      'C0CARE: :scroll: New policy: *Late returns* (published by Maya). Sooner.',
    ]);
  });

  it('and put right before it is told is never told as it was, however much is told later', async () => {
    const { policy } = await publishedPolicy(world.maya, { changeNote: 'Wrong.' });
    world.maya.clock.set(new Date(world.maya.clock.now().getTime() + 20_000));
    await publishedPolicy(world.maya, { policyId: policy.id, changeNote: 'Right.' });

    expect(await told()).toEqual([expect.stringContaining('Right.')]);
    await clearOutbox(world.database.sql);
    world.maya.clock.set(new Date('2026-03-12T09:00:00Z'));
    await publishedPolicy(world.maya, { title: 'Gift cards' });

    expect(await told(new Date('2026-03-12T09:05:00Z'))).toEqual([
      'C0CARE: :scroll: New policy: *Gift cards* (published by Maya).',
    ]);
  });

  it('together is listed as it counts by the time of the look', async () => {
    const { policy } = await publishedPolicy(world.maya);
    await told();
    const [batch] = await world.database.sql<{ batch: string }[]>`select batch from policy_news`;
    world.maya.clock.set(new Date('2026-03-11T09:00:00Z'));
    const { revision } = await publishedPolicy(world.maya, { policyId: policy.id, markdown: 'New words.' });
    const ana = world.as('ana');
    ana.clock.set(new Date('2026-03-11T09:05:00Z'));

    const { rows } = await newsPage(ana, `batch:${batch?.batch}:0`);

    expect(rows.map((row) => row.revision.id)).toEqual([revision.id]);
  });

  it('is told in each channel whose people may all see it; for some roles it is told nowhere', async () => {
    await publishedPolicy(world.maya, { title: 'For all', audience: { teams: null, roles: null } });
    await publishedPolicy(world.maya, { title: 'For both', audience: { teams: [CARE, CARE_US], roles: null } });
    await publishedPolicy(world.maya, { title: 'For leads', audience: { teams: [CARE], roles: ['lead'] } });

    expect(await told()).toEqual([
      'C0CARE: :scroll: New policy: *For all* (published by Maya).',
      'C0CARE: :scroll: New policy: *For both* (published by Maya).',
      'C0CAREUS: :scroll: New policy: *For all* (published by Maya).',
      'C0CAREUS: :scroll: New policy: *For both* (published by Maya).',
    ]);
    expect(await seenBy('leo')).toContain('For leads, new');
    expect(await seenBy('ana')).not.toContain('For leads, new');
  });
});

describe('new and changed', () => {
  it('is what somebody may see and has neither published nor read, until they say that they have seen it', async () => {
    const { revision } = await publishedPolicy(world.maya);
    await publishedPolicy(world.maya, { title: 'Gift cards', effectiveFrom: '2020-01-01' });
    await publishedPolicy(world.maya, { title: 'Planned', effectiveFrom: '2026-04-01' });

    expect(await seenBy('maya')).toEqual([]);
    expect(await seenBy('amy')).toEqual([]);
    expect(await seenBy('ana')).toEqual(['Gift cards, new', 'Late returns, new']);

    const ana = world.as('ana');
    await transaction(ana, (tx) => recordRead(tx, ana, revision.id));
    expect(await seenBy('ana')).toEqual(['Gift cards, new']);

    await seeNews(ana, ana.clock.now().toISOString());
    expect(await seenBy('ana')).toEqual([]);
    world.maya.clock.set(new Date('2026-04-02T09:00:00Z'));
    expect(await seenBy('ana')).toEqual(['Planned, new']);
  });

  it('is never what has been replaced, even where only the later one was read or is their own', async () => {
    const { policy } = await publishedPolicy(world.as('dora'));
    world.maya.clock.set(new Date('2026-03-10T10:00:00Z'));
    const { revision } = await publishedPolicy(world.maya, { policyId: policy.id, markdown: 'New words.' });
    const before = await seenBy('ana');
    const ana = world.as('ana');
    await transaction(ana, (tx) => recordRead(tx, ana, revision.id));

    expect(before).toEqual(['Late returns']);
    expect(await seenBy('ana')).toEqual([]);
    expect(await seenBy('maya')).toEqual([]);
  });

  it('for a team’s briefing is what all of the team may see, since then', async () => {
    await publishedPolicy(world.maya);
    await publishedPolicy(world.maya, { title: 'For leads', audience: { teams: [CARE], roles: ['lead'] } });
    const titles = (teamId: string, since: Date) =>
      transaction(world.maya, (tx) => newsOf(tx, world.maya, teamId, since)).then((news) =>
        news.map(({ policy }) => policy.title),
      );

    expect(await titles(CARE, START)).toEqual(['Late returns']);
    expect(await titles(CARE_US, START)).toEqual([]);
    expect(await titles(CARE, world.maya.clock.now())).toEqual([]);
  });

  it('takes nothing back when an old button is pressed, and no time to come', async () => {
    const ana = world.as('ana');
    await seeNews(ana, ana.clock.now().toISOString());
    await seeNews(ana, '2020-01-01T00:00:00Z');
    await seeNews(ana, '2030-01-01T00:00:00Z');
    await seeNews(ana, 'made up');

    const [row] = await world.database.sql`select seen_at from policy_news_seen`;
    expect(row?.['seen_at']).toEqual(ana.clock.now());
  });
});
