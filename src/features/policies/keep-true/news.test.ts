import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { CARE, CARE_US, type CastName, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { clearOutbox, queuedMessages } from '../../../../test/support/queued-messages.ts';
import { passTime } from '../../../../test/support/timers.ts';
import { transaction } from '../../../core/context.ts';
import { archive } from '../library/archive.ts';
import { recordRead } from '../library/record-read.ts';
import { newsOf } from './news.ts';
import { newsPage, seeNews } from './news-page.ts';
import { handleTellTeams } from './tell-teams.ts';

let database: TestDatabase;
let northwind: Northwind;
let maya: ReturnType<Northwind['as']>;

beforeAll(async () => {
  database = await createTestDatabase();
  northwind = await openNorthwind(database);
});
afterAll(() => database.close());
beforeEach(async () => {
  await forgetPolicies(database);
  await database.sql`truncate policy_news_seen`;
  maya = northwind.as('maya');
});

/** The tests' clock stands at 10:00 in Berlin on Tuesday 10 March 2026. */
const SOON = new Date('2026-03-10T09:05:00Z');
const START = new Date('2026-03-01T00:00:00Z');

async function told(until = SOON): Promise<readonly string[]> {
  await passTime(database, [handleTellTeams], until);
  const queued = await queuedMessages(database.sql);
  return queued.map(
    ({ channel, payload }) => `${channel}: ${(JSON.parse(payload) as { message: { text: string } }).message.text}`,
  );
}

function seenBy(name: CastName): Promise<readonly string[]> {
  const ctx = northwind.as(name);
  ctx.clock.set(maya.clock.now());
  return newsPage(ctx, 'mine::0').then(({ rows }) =>
    rows.map(({ policy, isNew }) => `${policy.title}${isNew ? ', new' : ''}`),
  );
}

describe('what is published', () => {
  it('is one line in the team’s channel, a minute later, with what is new', async () => {
    await publishedPolicy(maya, { changeNote: 'Store credit up to 45 days.' });

    expect(await told(new Date('2026-03-10T09:00:59Z'))).toEqual([]);
    expect(await told()).toEqual([
      'C0CARE: :scroll: New policy: *Late returns* (by Maya). Store credit up to 45 days.',
    ]);
  });

  it('as a change offers what changed, and is told once', async () => {
    const { policy } = await publishedPolicy(maya);
    await told();
    await clearOutbox(database.sql);
    maya.clock.set(new Date('2026-03-11T09:00:00Z'));

    const { revision } = await publishedPolicy(maya, {
      policyId: policy.id,
      markdown: 'New words.',
      changeNote: 'Shorter.',
    });

    const later = new Date('2026-03-12T09:00:00Z');
    expect(await told(later)).toEqual(['C0CARE: :scroll: *Late returns* has changed (by Maya). Shorter.']);
    const payload = JSON.stringify(await queuedMessages(database.sql));
    expect(payload).toContain(`:${revision.id}:0`);
    expect(payload).toContain('What changed');
    await publishedPolicy(northwind.as('maya'), { title: 'Gift cards' });
    expect(await told(later)).toHaveLength(2);
  });

  it('in many at once is one line with a list, in slices too', async () => {
    for (let at = 1; at <= 12; at += 1) {
      maya.clock.set(new Date(SOON.getTime() + at * 3000));
      await publishedPolicy(maya, { title: `Policy ${at}` });
    }

    expect(await told(new Date('2026-03-10T09:30:00Z'))).toEqual(['C0CARE: :scroll: 12 policies are new.']);
    const payload = JSON.stringify(await queuedMessages(database.sql));
    const value = /(?<value>batch:[0-9a-f-]+:0)/.exec(payload)?.groups?.['value'] ?? '';
    expect((await newsPage(northwind.as('ana'), value)).total).toBe(0);
    const ana = northwind.as('ana');
    ana.clock.set(new Date('2026-03-10T09:30:00Z'));
    expect((await newsPage(ana, value)).total).toBe(12);
    const amy = northwind.as('amy');
    amy.clock.set(ana.clock.now());
    expect((await newsPage(amy, value)).total).toBe(0);
  });

  it('for a day to come is told when the team opens that day, and not before', async () => {
    await publishedPolicy(maya, { effectiveFrom: '2026-03-29' });

    expect(await told(new Date('2026-03-30T06:59:00Z'))).toEqual([]);
    expect(await told(new Date('2026-03-30T07:00:00Z'))).toHaveLength(1);
  });

  it('and replaced or archived before it is told is not told', async () => {
    const { policy } = await publishedPolicy(maya, { effectiveFrom: '2026-03-20' });
    await publishedPolicy(maya, { policyId: policy.id, effectiveFrom: '2026-03-18', changeNote: 'Sooner.' });
    const gone = await publishedPolicy(maya, { title: 'Gift cards' });
    await archive(maya, { policyId: gone.policy.id, because: 'A slip' });

    expect(await told(new Date('2026-03-25T12:00:00Z'))).toEqual([
      'C0CARE: :scroll: New policy: *Late returns* (by Maya). Sooner.',
    ]);
  });

  it('and put right before it is told is never told as it was, however much is told later', async () => {
    const { policy } = await publishedPolicy(maya, { changeNote: 'Wrong.' });
    maya.clock.set(new Date(maya.clock.now().getTime() + 20_000));
    await publishedPolicy(maya, { policyId: policy.id, changeNote: 'Right.' });

    expect(await told()).toEqual([expect.stringContaining('Right.')]);
    await clearOutbox(database.sql);
    maya.clock.set(new Date('2026-03-12T09:00:00Z'));
    await publishedPolicy(maya, { title: 'Gift cards' });

    expect(await told(new Date('2026-03-12T09:05:00Z'))).toEqual([
      'C0CARE: :scroll: New policy: *Gift cards* (by Maya).',
    ]);
  });

  it('together is listed as it counts by the time of the look', async () => {
    const { policy } = await publishedPolicy(maya);
    await told();
    const [batch] = await database.sql<{ batch: string }[]>`select batch from policy_news`;
    maya.clock.set(new Date('2026-03-11T09:00:00Z'));
    const { revision } = await publishedPolicy(maya, { policyId: policy.id, markdown: 'New words.' });
    const ana = northwind.as('ana');
    ana.clock.set(new Date('2026-03-11T09:05:00Z'));

    const { rows } = await newsPage(ana, `batch:${batch?.batch}:0`);

    expect(rows.map((row) => row.revision.id)).toEqual([revision.id]);
  });

  it('is told in each channel whose people may all see it; for some roles it is told nowhere', async () => {
    await publishedPolicy(maya, { title: 'For all', audience: { teams: null, roles: null } });
    await publishedPolicy(maya, { title: 'For both', audience: { teams: [CARE, CARE_US], roles: null } });
    await publishedPolicy(maya, { title: 'For leads', audience: { teams: [CARE], roles: ['lead'] } });

    expect(await told()).toEqual([
      'C0CARE: :scroll: New policy: *For all* (by Maya).',
      'C0CARE: :scroll: New policy: *For both* (by Maya).',
      'C0CAREUS: :scroll: New policy: *For all* (by Maya).',
      'C0CAREUS: :scroll: New policy: *For both* (by Maya).',
    ]);
    expect(await seenBy('leo')).toContain('For leads, new');
    expect(await seenBy('ana')).not.toContain('For leads, new');
  });
});

describe('new and changed', () => {
  it('is what somebody may see and has neither published nor read, until they say that they have seen it', async () => {
    const { revision } = await publishedPolicy(maya);
    await publishedPolicy(maya, { title: 'Gift cards', effectiveFrom: '2020-01-01' });
    await publishedPolicy(maya, { title: 'Planned', effectiveFrom: '2026-04-01' });

    expect(await seenBy('maya')).toEqual([]);
    expect(await seenBy('amy')).toEqual([]);
    expect(await seenBy('ana')).toEqual(['Gift cards, new', 'Late returns, new']);

    const ana = northwind.as('ana');
    await transaction(ana, (tx) => recordRead(tx, ana, revision.id));
    expect(await seenBy('ana')).toEqual(['Gift cards, new']);

    await seeNews(ana, ana.clock.now().toISOString());
    expect(await seenBy('ana')).toEqual([]);
    maya.clock.set(new Date('2026-04-02T09:00:00Z'));
    expect(await seenBy('ana')).toEqual(['Planned, new']);
  });

  it('is never what has been replaced, even where only the later one was read or is their own', async () => {
    const { policy } = await publishedPolicy(northwind.as('dora'));
    maya.clock.set(new Date('2026-03-10T10:00:00Z'));
    const { revision } = await publishedPolicy(maya, { policyId: policy.id, markdown: 'New words.' });
    const before = await seenBy('ana');
    const ana = northwind.as('ana');
    await transaction(ana, (tx) => recordRead(tx, ana, revision.id));

    expect(before).toEqual(['Late returns']);
    expect(await seenBy('ana')).toEqual([]);
    expect(await seenBy('maya')).toEqual([]);
  });

  it('for a team’s briefing is what all of the team may see, since then', async () => {
    await publishedPolicy(maya);
    await publishedPolicy(maya, { title: 'For leads', audience: { teams: [CARE], roles: ['lead'] } });
    const titles = (teamId: string, since: Date) =>
      transaction(maya, (tx) => newsOf(tx, maya, teamId, since)).then((news) => news.map(({ policy }) => policy.title));

    expect(await titles(CARE, START)).toEqual(['Late returns']);
    expect(await titles(CARE_US, START)).toEqual([]);
    expect(await titles(CARE, maya.clock.now())).toEqual([]);
  });

  it('takes nothing back when an old button is pressed, and no time to come', async () => {
    const ana = northwind.as('ana');
    await seeNews(ana, ana.clock.now().toISOString());
    await seeNews(ana, '2020-01-01T00:00:00Z');
    await seeNews(ana, '2030-01-01T00:00:00Z');
    await seeNews(ana, 'made up');

    const [row] = await database.sql`select seen_at from policy_news_seen`;
    expect(row?.['seen_at']).toEqual(ana.clock.now());
  });
});
