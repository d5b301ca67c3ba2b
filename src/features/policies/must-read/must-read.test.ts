import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../test/support/cases.ts';
import { untilSomebodyWaits } from '../../../../test/support/lock-waits.ts';
import { askedToRead, readersFollowed, sentToReaders } from '../../../../test/support/must-reads.ts';
import { CARE, CARE_US } from '../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../test/support/use-policy-world.ts';
import { transaction } from '../../../core/context.ts';
import { acknowledge } from './readers/acknowledge.ts';
import { endMustRead } from './end.ts';
import { mustReadIds } from './ids.ts';
import { openForm } from './listeners.ts';
import { holdMustRead } from './read-must-read.ts';
import { readersPage } from './readers/readers-page.ts';
import { remindAgain } from './sending/remind-again.ts';
import { acknowledgements } from './tables.ts';

const world = usePolicyWorld();

/** The tests' clock stands on Tuesday 10 March 2026, 10:00 in Berlin; people work Mon–Fri 9–17 by their own clocks. */
const NOW = '2026-03-10T09:00:00Z';

async function asked(wanted: Parameters<typeof askedToRead>[2] = {}) {
  const { policy, revision } = await publishedPolicy(world.maya);
  const { mustRead, count } = await askedToRead(world.maya, policy.id, wanted);
  return { policy, revision, mustRead, count };
}

async function totals(mustReadId: string) {
  const { report } = await readersPage(world.as('maya'), mustReadId);
  return report;
}

describe('having people read a policy', () => {
  it('asks each of them once, at work, with the passage and by when', async () => {
    const { count } = await asked();

    await readersFollowed(world.database, NOW);
    await readersFollowed(world.database, NOW);

    const sent = await sentToReaders(world.database);
    expect(count).toBe(5);
    expect(sent.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN', 'U0DORA', 'U0LEO', 'U0LIA']);
    expect(new Set(sent.map(({ text }) => text))).toEqual(
      new Set(['Maya asks you to read *Late returns* by the end of Friday 13 March.']),
    );
    const [{ payload }] = await world.database.sql<[{ payload: string }]>`
      select payload::text from outbox_messages where channel = 'U0ANA'`;
    expect(payload).toContain('within 30 days after delivery');
  });

  it('waits for those who are not at work', async () => {
    const { policy } = await publishedPolicy(world.maya, { audience: { teams: null, roles: null } });
    await askedToRead(world.maya, policy.id, { audience: { teams: [CARE_US], roles: ['agent'] } });

    await readersFollowed(world.database, NOW);
    const early = await sentToReaders(world.database);
    await readersFollowed(world.database, '2026-03-10T14:00:00Z');

    expect(early).toEqual([]);
    // 9:00 in Chicago; Friday ends at 18:00 there when it does in Berlin.
    expect(await sentToReaders(world.database)).toMatchObject([
      { to: 'U0AMY', text: 'Maya asks you to read *Late returns* by Friday 13 March, 18:00.' },
    ]);
  });

  it('reminds twice at most, and nobody who has read it', async () => {
    const { mustRead } = await asked({ audience: { teams: null, roles: ['agent'] }, deadline: '2026-03-20' });
    await readersFollowed(world.database, NOW);
    await acknowledge(world.asAt('ben', '2026-03-10T09:30:00Z'), mustRead.id);

    await readersFollowed(world.database, '2026-03-20T22:00:00Z');

    const sent = (await sentToReaders(world.database)).filter(({ key }) => key.startsWith('reminder'));
    expect(sent).toMatchObject([
      { to: 'U0ANA', key: 'reminder-1' },
      { to: 'U0ANA', key: 'reminder-2' },
    ]);
    const times = await world.database.sql<{ at: Date }[]>`
      select reminded_at as at from acknowledgements where slack_id = 'U0ANA'`;
    expect(times[0]?.at).toEqual(new Date('2026-03-19T08:00:00Z'));
  });

  it('tells whoever asked, after the deadline and at work, the total and who is missing, once', async () => {
    const { mustRead } = await asked({ audience: { teams: null, roles: ['agent', 'lead'] } });
    await readersFollowed(world.database, NOW);
    await acknowledge(world.asAt('ana', NOW), mustRead.id);

    await readersFollowed(world.database, '2026-03-18T09:00:00Z');

    const summaries = (await sentToReaders(world.database)).filter(({ to }) => to === 'U0MAYA');
    expect(summaries.map(({ text }) => text)).toEqual([
      '*Late returns*: 1 of 4 (25\u00A0%) has read it. The deadline was Friday 13 March.',
    ]);
    const [{ payload, at }] = await world.database.sql<[{ payload: string; at: Date }]>`
      select payload::text, (select summary_at from must_reads) as at from outbox_messages where channel = 'U0MAYA' and kind = 'post'`;
    expect(payload).toContain('Still missing: Ben, Leo, Lia');
    expect(payload).toContain('Remind them once more');
    expect(at).toEqual(new Date('2026-03-16T08:00:00Z'));
  });

  it('reminds those who are missing once more by hand, after the deadline', async () => {
    const { mustRead } = await asked({ audience: { teams: null, roles: ['agent'] } });
    await readersFollowed(world.database, '2026-03-16T08:00:00Z');
    const early = await outcomeOf((ctx) => remindAgain(ctx, mustRead.id), world.asAt('maya', '2026-03-13T10:00:00Z'));
    const before = (await sentToReaders(world.database)).length;

    const count = await remindAgain(world.asAt('maya', '2026-03-16T09:00:00Z'), mustRead.id);
    const again = await outcomeOf((ctx) => remindAgain(ctx, mustRead.id), world.asAt('maya', '2026-03-16T09:01:00Z'));
    await readersFollowed(world.database, '2026-03-16T10:00:00Z');

    expect(early).toBe('The deadline is not over yet: they are reminded by themselves.');
    expect(count).toBe(2);
    expect(again).toBe('They were reminded once more already.');
    const sent = (await sentToReaders(world.database)).slice(before);
    expect(sent.map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
    expect(sent[0]?.text).toBe('A reminder: *Late returns* was to be read by the end of Friday 13 March. Maya asks.');
  });

  it.each(['leo', 'ana', 'amy', 'lou'] as const)('is nothing for %s', async (name) => {
    const { policy } = await publishedPolicy(world.maya);

    const outcome = await outcomeOf((ctx) => askedToRead(ctx, policy.id), world.as(name));

    expect(outcome).toBe(
      name === 'leo' || name === 'ana'
        ? 'Only managers and directors of Northwind Care can have people read this policy.'
        : 'There is no such policy.',
    );
    expect(await world.database.sql`select 1 from must_reads`).toHaveLength(0);
  });

  it.each([
    ['Yesterday', 'That day is over. Choose today or a later one.'],
    ['31 Feb', 'There is no 31 Feb. Write a day, like Friday, 27 Nov or 2026-11-27.'],
    ['2026-04-31', 'There is no 2026-04-31. Write a day, like Friday, 27 Nov or 2026-11-27.'],
    ['2026-03-09', 'That day is over. Choose today or a later one.'],
    ['2028-01-01', 'Choose a day within a year.'],
    ['<!channel>', 'Write a day, like Friday, 27 Nov or 2026-11-27.'],
  ])('refuses %s as a deadline', async (deadline, words) => {
    const { policy } = await publishedPolicy(world.maya);

    expect(await outcomeOf((ctx) => askedToRead(ctx, policy.id, { deadline }), world.maya)).toBe(words);
  });

  it('of what has ended is refused in words that say so', async () => {
    const { policy } = await publishedPolicy(world.maya, { expiresOn: '2026-03-12' });

    expect(await outcomeOf((ctx) => askedToRead(ctx, policy.id), world.asAt('maya', '2026-03-16T08:00:00Z'))).toBe(
      'This policy has ended, so nobody has to read it. Publish a change of it first, then have people read that.',
    );
  });

  it('shows how it stands to whoever asks for it while it is open', async () => {
    const { policy, mustRead } = await asked();

    const window = await openForm(world.maya, policy.id);

    expect(window).toMatchObject({ callback_id: mustReadIds.open });
    expect(JSON.stringify(window)).toContain(mustRead.id);
    expect(JSON.stringify(window)).toContain('"People are asked to read it already."');
    expect(JSON.stringify(window)).not.toContain(':white_check_mark:');
  });

  it('is asked for once, however often it is sent', async () => {
    const { policy } = await publishedPolicy(world.maya);
    const submission = 'V1:hash';

    await Promise.all([1, 2, 3].map(() => askedToRead(world.as('maya'), policy.id, { submission })));

    expect(await world.database.sql`select 1 from must_reads`).toHaveLength(1);
    expect(await outcomeOf((ctx) => askedToRead(ctx, policy.id), world.maya)).toMatch(
      /asked to read this policy already/,
    );
  });

  it('of those who may not see the policy asks nobody', async () => {
    const { policy } = await publishedPolicy(world.maya);

    const outcome = await outcomeOf(
      (ctx) => askedToRead(ctx, policy.id, { audience: { teams: [CARE_US], roles: null } }),
      world.maya,
    );

    expect(outcome).toBe('Nobody among them may see this policy. Choose other teams or roles.');
  });
});

describe('saying that one has read it', () => {
  it('counts once, ticks the message, and tells whoever asked nothing', async () => {
    const { mustRead, revision } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });
    await readersFollowed(world.database, NOW);

    const both = await Promise.all([1, 2].map(() => acknowledge(world.asAt('ana', NOW), mustRead.id)));

    expect(both.filter(({ isRepeated }) => isRepeated)).toHaveLength(1);
    const edits = await world.database.sql<{ channel: string; text: string }[]>`
      select channel, payload -> 'message' ->> 'text' as text from outbox_messages where kind = 'edit'`;
    expect([...edits]).toEqual([
      {
        channel: 'U0ANA',
        text: ':white_check_mark: You have read *Late returns*, revision 1: Tuesday 10 March, 10:00.',
      },
    ]);
    expect((await totals(mustRead.id)).total).toEqual({ read: 1, of: 2 });
    expect((await sentToReaders(world.database)).filter(({ to }) => to === 'U0MAYA')).toEqual([]);
    expect(await world.database.sql`select revision_id from policy_reads where slack_id = 'U0ANA'`).toMatchObject([
      { revision_id: revision.id },
    ]);
  });

  it.each([
    ['leo', 'You were not asked to read “Late returns”.'],
    ['maya', 'You were not asked to read “Late returns”.'],
    ['amy', 'There is no such policy.'],
  ] as const)('is nothing for %s, who was not asked', async (name, words) => {
    const { mustRead } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });

    expect(await outcomeOf((ctx) => acknowledge(ctx, mustRead.id), world.as(name))).toBe(words);
    expect((await totals(mustRead.id)).total.read).toBe(0);
  });

  it.each(['', 'x', '00000000-0000-4000-8000-000000000000'])('is nothing for the made-up id “%s”', async (id) => {
    expect(await outcomeOf((ctx) => acknowledge(ctx, id), world.as('ana'))).toBe('There is no such policy.');
  });

  it.each([1, 2, 3, 4, 5])('while it ends either counts or is refused (%i)', async () => {
    const { mustRead } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });
    await readersFollowed(world.database, NOW);

    const [said] = await Promise.all([
      outcomeOf((ctx) => acknowledge(ctx, mustRead.id), world.asAt('ana', NOW)),
      endMustRead(world.asAt('maya', NOW), mustRead.id),
    ]);

    const isCounted = typeof said !== 'string';
    expect((await totals(mustRead.id)).total.read).toBe(isCounted ? 1 : 0);
    const words = typeof said === 'string' ? said : undefined;
    expect(words).toBe(isCounted ? undefined : '“Late returns”, revision 1, need not be read any more.');
    const last = await world.database.sql<{ text: string }[]>`
      select payload -> 'message' ->> 'text' as text from outbox_messages
      where kind = 'edit' and channel = 'U0ANA' order by sequence desc limit 1`;
    expect(last[0]?.text).toMatch(isCounted ? /^:white_check_mark:/ : /^Nobody has to read/);
  });

  it('while they are excused is refused, and nothing is written', async () => {
    const { mustRead } = await asked({ audience: { teams: [CARE], roles: ['agent'] } });
    let said: Promise<unknown> = Promise.resolve();

    await transaction(world.asAt('maya', NOW), async (tx) => {
      await holdMustRead(tx, world.maya, mustRead.id);
      said = outcomeOf((ctx) => acknowledge(ctx, mustRead.id), world.asAt('ana', NOW));
      await untilSomebodyWaits(world.database.sql);
      await tx.update(acknowledgements).set({ excusedAt: new Date(NOW), nextAt: null });
    });

    expect(await said).toBe('“Late returns”, revision 1, need not be read any more.');
    expect(await world.database.sql`select 1 from acknowledgements where acknowledged_at is not null`).toHaveLength(0);
    expect(await world.database.sql`select 1 from policy_reads`).toHaveLength(0);
  });
});
