import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { askedToRead, readersFollowed, sentToReaders } from '../../../../test/support/must-reads.ts';
import { CARE, CARE_US, type Northwind, openNorthwind } from '../../../../test/support/northwind.ts';
import { forgetPolicies, publishedPolicy } from '../../../../test/support/policies.ts';
import { transaction } from '../../../core/context.ts';
import { acknowledge } from './acknowledge.ts';
import { endMustRead } from './end.ts';
import { mustReadIds } from './ids.ts';
import { openForm } from './listeners.ts';
import { holdMustRead } from './read-must-read.ts';
import { readersPage } from './readers-page.ts';
import { remindAgain } from './remind-again.ts';
import { acknowledgements } from './tables.ts';

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
  maya = northwind.as('maya');
});

/** The tests' clock stands on Tuesday 10 March 2026, 10:00 in Berlin; people work Mon–Fri 9–17 by their own clocks. */
const NOW = '2026-03-10T09:00:00Z';

async function asked(wanted: Parameters<typeof askedToRead>[2] = {}) {
  const { policy, revision } = await publishedPolicy(maya);
  const { mustRead, count } = await askedToRead(maya, policy.id, wanted);
  return { policy, revision, mustRead, count };
}

function as(name: Parameters<Northwind['as']>[0], at: string) {
  const ctx = northwind.as(name);
  ctx.clock.set(new Date(at));
  return ctx;
}

async function totals(mustReadId: string) {
  const { report } = await readersPage(northwind.as('maya'), mustReadId);
  return report;
}

describe('having people read a policy', () => {
  it('asks each of them once, at work, with the passage and by when', async () => {
    const { count } = await asked();

    await readersFollowed(database, NOW);
    await readersFollowed(database, NOW);

    const sent = await sentToReaders(database);
    expect(count).toBe(5);
    expect(sent.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN', 'U0DORA', 'U0LEO', 'U0LIA']);
    expect(new Set(sent.map(({ text }) => text))).toEqual(
      new Set(['Maya asks you to read *Late returns* by the end of Friday 13 March.']),
    );
    const [{ payload }] = await database.sql<[{ payload: string }]>`
      select payload::text from outbox_messages where channel = 'U0ANA'`;
    expect(payload).toContain('within 30 days after delivery');
  });

  it('waits for those who are not at work', async () => {
    const { policy } = await publishedPolicy(maya, { audience: { teams: null, roles: null } });
    await askedToRead(maya, policy.id, { audience: { teams: [CARE_US], roles: ['agent'] } });

    await readersFollowed(database, NOW);
    const early = await sentToReaders(database);
    await readersFollowed(database, '2026-03-10T14:00:00Z');

    expect(early).toEqual([]);
    // 9:00 in Chicago; Friday ends at 18:00 there when it does in Berlin.
    expect(await sentToReaders(database)).toMatchObject([
      { to: 'U0AMY', text: 'Maya asks you to read *Late returns* by Friday 13 March, 18:00.' },
    ]);
  });

  it('reminds twice at most, and nobody who has read it', async () => {
    const { mustRead } = await asked({ audience: { teams: null, roles: ['agent'] }, deadline: '2026-03-20' });
    await readersFollowed(database, NOW);
    await acknowledge(as('ben', '2026-03-10T09:30:00Z'), mustRead.id);

    await readersFollowed(database, '2026-03-20T22:00:00Z');

    const sent = (await sentToReaders(database)).filter(({ key }) => key.startsWith('reminder'));
    expect(sent).toMatchObject([
      { to: 'U0ANA', key: 'reminder-1' },
      { to: 'U0ANA', key: 'reminder-2' },
    ]);
    const times = await database.sql<{ at: Date }[]>`
      select reminded_at as at from acknowledgements where slack_id = 'U0ANA'`;
    expect(times[0]?.at).toEqual(new Date('2026-03-19T08:00:00Z'));
  });

  it('tells whoever asked, after the deadline and at work, the total and who is missing, once', async () => {
    const { mustRead } = await asked({ audience: { teams: null, roles: ['agent', 'lead'] } });
    await readersFollowed(database, NOW);
    await acknowledge(as('ana', NOW), mustRead.id);

    await readersFollowed(database, '2026-03-18T09:00:00Z');

    const summaries = (await sentToReaders(database)).filter(({ to }) => to === 'U0MAYA');
    expect(summaries.map(({ text }) => text)).toEqual([
      '*Late returns*: 1 of 4 (25\u00A0%) has read it. The deadline was Friday 13 March.',
    ]);
    const [{ payload, at }] = await database.sql<[{ payload: string; at: Date }]>`
      select payload::text, (select summary_at from must_reads) as at from outbox_messages where channel = 'U0MAYA' and kind = 'post'`;
    expect(payload).toContain('Still missing: Ben, Leo, Lia');
    expect(payload).toContain('Remind them once more');
    expect(at).toEqual(new Date('2026-03-16T08:00:00Z'));
  });

  it('reminds those who are missing once more by hand, after the deadline', async () => {
    const { mustRead } = await asked({ audience: { teams: null, roles: ['agent'] } });
    await readersFollowed(database, '2026-03-16T08:00:00Z');
    const early = await outcomeOf((ctx) => remindAgain(ctx, mustRead.id), as('maya', '2026-03-13T10:00:00Z'));
    const before = (await sentToReaders(database)).length;

    const count = await remindAgain(as('maya', '2026-03-16T09:00:00Z'), mustRead.id);
    const again = await outcomeOf((ctx) => remindAgain(ctx, mustRead.id), as('maya', '2026-03-16T09:01:00Z'));
    await readersFollowed(database, '2026-03-16T10:00:00Z');

    expect(early).toBe('The deadline is not over yet: they are reminded by themselves.');
    expect(count).toBe(2);
    expect(again).toBe('They were reminded once more already.');
    const sent = (await sentToReaders(database)).slice(before);
    expect(sent.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
    expect(sent[0]?.text).toBe('A reminder: *Late returns* was to be read by the end of Friday 13 March. Maya asks.');
  });

  it.each(['leo', 'ana', 'amy', 'lou'] as const)('is nothing for %s', async (name) => {
    const { policy } = await publishedPolicy(maya);

    const outcome = await outcomeOf((ctx) => askedToRead(ctx, policy.id), northwind.as(name));

    expect(outcome).toBe(
      name === 'leo' || name === 'ana'
        ? 'Only managers and directors of Northwind Care can have people read this policy.'
        : 'There is no such policy.',
    );
    expect(await database.sql`select 1 from must_reads`).toHaveLength(0);
  });

  it.each([
    ['Yesterday', 'That day is over. Choose today or a later one.'],
    ['31 Feb', 'There is no 31 Feb. Write a day, like Friday, 27 Nov or 2026-11-27.'],
    ['2026-04-31', 'There is no 2026-04-31. Write a day, like Friday, 27 Nov or 2026-11-27.'],
    ['2026-03-09', 'That day is over. Choose today or a later one.'],
    ['2028-01-01', 'Choose a day within a year.'],
    ['<!channel>', 'Write a day, like Friday, 27 Nov or 2026-11-27.'],
  ])('refuses %s as a deadline', async (deadline, words) => {
    const { policy } = await publishedPolicy(maya);

    expect(await outcomeOf((ctx) => askedToRead(ctx, policy.id, { deadline }), maya)).toBe(words);
  });

  it('shows how it stands to whoever asks for it while it is open', async () => {
    const { policy, mustRead } = await asked();

    const window = await openForm(maya, policy.id);

    expect(window).toMatchObject({ callback_id: mustReadIds.open });
    expect(JSON.stringify(window)).toContain(mustRead.id);
    expect(JSON.stringify(window)).toContain('"People are asked to read it already."');
    expect(JSON.stringify(window)).not.toContain(':white_check_mark:');
  });

  it('is asked for once, however often it is sent', async () => {
    const { policy } = await publishedPolicy(maya);
    const submission = 'V1:hash';

    await Promise.all([1, 2, 3].map(() => askedToRead(northwind.as('maya'), policy.id, { submission })));

    expect(await database.sql`select 1 from must_reads`).toHaveLength(1);
    expect(await outcomeOf((ctx) => askedToRead(ctx, policy.id), maya)).toMatch(/asked to read this policy already/);
  });

  it('of those who may not see the policy asks nobody', async () => {
    const { policy } = await publishedPolicy(maya);

    const outcome = await outcomeOf(
      (ctx) => askedToRead(ctx, policy.id, { audience: { teams: [CARE_US], roles: null } }),
      maya,
    );

    expect(outcome).toBe('Nobody among them may see this policy. Choose other teams or roles.');
  });
});

describe('saying that one has read it', () => {
  it('counts once, ticks the message, and tells whoever asked nothing', async () => {
    const { mustRead, revision } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });
    await readersFollowed(database, NOW);

    const both = await Promise.all([1, 2].map(() => acknowledge(as('ana', NOW), mustRead.id)));

    expect(both.filter(({ isRepeated }) => isRepeated)).toHaveLength(1);
    const edits = await database.sql<{ channel: string; text: string }[]>`
      select channel, payload -> 'message' ->> 'text' as text from outbox_messages where kind = 'edit'`;
    expect([...edits]).toEqual([
      {
        channel: 'U0ANA',
        text: ':white_check_mark: You have read *Late returns*, revision 1: Tuesday 10 March, 10:00.',
      },
    ]);
    expect((await totals(mustRead.id)).total).toEqual({ read: 1, of: 2 });
    expect((await sentToReaders(database)).filter(({ to }) => to === 'U0MAYA')).toEqual([]);
    expect(await database.sql`select revision_id from policy_reads where slack_id = 'U0ANA'`).toMatchObject([
      { revision_id: revision.id },
    ]);
  });

  it.each([
    ['leo', 'You were not asked to read “Late returns”.'],
    ['maya', 'You were not asked to read “Late returns”.'],
    ['amy', 'There is no such policy.'],
  ] as const)('is nothing for %s, who was not asked', async (name, words) => {
    const { mustRead } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });

    expect(await outcomeOf((ctx) => acknowledge(ctx, mustRead.id), northwind.as(name))).toBe(words);
    expect((await totals(mustRead.id)).total.read).toBe(0);
  });

  it.each(['', 'x', '00000000-0000-4000-8000-000000000000'])('is nothing for the made-up id “%s”', async (id) => {
    expect(await outcomeOf((ctx) => acknowledge(ctx, id), northwind.as('ana'))).toBe('There is no such policy.');
  });

  it.each([1, 2, 3, 4, 5])('while it ends either counts or is refused (%i)', async () => {
    const { mustRead } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });
    await readersFollowed(database, NOW);

    const [said] = await Promise.all([
      outcomeOf((ctx) => acknowledge(ctx, mustRead.id), as('ana', NOW)),
      endMustRead(as('maya', NOW), mustRead.id),
    ]);

    const isCounted = typeof said !== 'string';
    expect((await totals(mustRead.id)).total.read).toBe(isCounted ? 1 : 0);
    const words = typeof said === 'string' ? said : undefined;
    expect(words).toBe(isCounted ? undefined : '“Late returns”, revision 1, need not be read any more.');
    const last = await database.sql<{ text: string }[]>`
      select payload -> 'message' ->> 'text' as text from outbox_messages
      where kind = 'edit' and channel = 'U0ANA' order by sequence desc limit 1`;
    expect(last[0]?.text).toMatch(isCounted ? /^:white_check_mark:/ : /^Nobody has to read/);
  });

  it('while they are excused is refused, and nothing is written', async () => {
    const { mustRead } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });
    let said: Promise<unknown> = Promise.resolve();

    await transaction(as('maya', NOW), async (tx) => {
      await holdMustRead(tx, maya, mustRead.id);
      said = outcomeOf((ctx) => acknowledge(ctx, mustRead.id), as('ana', NOW));
      await vi.waitFor(async () => {
        const waiting = await database.sql`
          select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
        expect(waiting).toHaveLength(1);
      });
      await tx.update(acknowledgements).set({ excusedAt: new Date(NOW), nextAt: null });
    });

    expect(await said).toBe('“Late returns”, revision 1, need not be read any more.');
    expect(await database.sql`select 1 from acknowledgements where acknowledged_at is not null`).toHaveLength(0);
    expect(await database.sql`select 1 from policy_reads`).toHaveLength(0);
  });
});
