import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askedToRead, readersFollowed, sentToReaders } from '../../../../../test/support/must-reads.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { LATE_RETURNS, publishedPolicy } from '../../../../../test/support/policies.ts';
import { systemAt } from '../../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { archive } from '../../library/publishing/archive.ts';
import { changeSettings } from '../../library/settings/change-settings.ts';
import { acknowledge } from '../readers/acknowledge.ts';
import { followTeam } from './follow.ts';
import { mustReadHomeBlocks } from '../home-blocks.ts';
import { readersPage } from '../readers/readers-page.ts';

const world = usePolicyWorld();

beforeAll(async () => {
  await world.database.sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at) values
      ('T0NORTHWIND', 'U0NEW', 'Nora', 'full', false, 'Europe/Berlin', now()),
      ('T0NORTHWIND', 'U0GUEST', 'Gus', 'guest', false, 'Europe/Berlin', now()),
      ('T0NORTHWIND', 'U0OTHER', 'Otto', 'stranger', false, 'Europe/Berlin', now())`;
});
beforeEach(async () => {
  await world.database.sql`delete from members where slack_id in ('U0NEW', 'U0GUEST', 'U0OTHER')`;
  await joins('U0BEN');
});

const NOW = '2026-03-10T09:00:00Z';
const AGENTS = { audience: { teams: [CARE], roles: ['agent' as const] } };

function joins(slackId: string) {
  return world.database.sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    values ('T0NORTHWIND', ${CARE}, ${slackId}, 'agent', 'picked') on conflict do nothing`;
}

const leaves = (slackId: string) => world.database.sql`delete from members where slack_id = ${slackId}`;

async function asked() {
  const { policy, revision } = await publishedPolicy(world.maya);
  const { mustRead } = await askedToRead(world.maya, policy.id, AGENTS);
  await readersFollowed(world.database, NOW);
  return { policy, revision, mustRead };
}

/** The people of the team have changed, at that time. */
async function changed(at: string): Promise<void> {
  await followTeam(systemAt(world.database, new Date(at)), CARE);
  await world.database.sql`update jobs set run_at = ${new Date(at)} where kind = 'policies.must-read'`;
  await readersFollowed(world.database, at);
}

async function totalOf(mustReadId: string) {
  return (await readersPage(world.as('maya'), mustReadId)).report.total;
}

describe('the audience of a must-read', () => {
  it('takes in whoever joins, with five working days at least', async () => {
    const { mustRead } = await asked();
    await joins('U0NEW');

    await changed('2026-03-12T10:00:00Z');

    const sent = (await sentToReaders(world.database)).filter(({ to }) => to === 'U0NEW');
    expect(sent.map(({ text }) => text)).toEqual([
      'Maya asks you to read *Late returns* by the end of Thursday 19 March.',
    ]);
    expect(await totalOf(mustRead.id)).toEqual({ read: 0, of: 3 });
  });

  it('excuses at once whoever may not see the policy any more, and asks whoever may again', async () => {
    const { policy, mustRead } = await asked();
    const narrow = { policyId: policy.id, audience: { teams: null, roles: ['lead', 'manager'] } } as const;
    const reading = async () => JSON.stringify(await mustReadHomeBlocks(world.asAt('ana', '2026-03-11T10:00:00Z')));
    const listed = await reading();

    await changeSettings(world.asAt('maya', '2026-03-11T10:00:00Z'), narrow);
    const [narrowed, notListed] = [await totalOf(mustRead.id), await reading()];
    await readersFollowed(world.database, '2026-03-16T09:00:00Z');
    const toldAna = async () =>
      (await sentToReaders(world.database)).flatMap(({ to, key }) => (to === 'U0ANA' ? [key] : []));
    const told = await toldAna();
    await changeSettings(world.asAt('maya', '2026-03-16T09:00:00Z'), {
      ...narrow,
      audience: { teams: [CARE], roles: null },
    });
    await readersFollowed(world.database, '2026-03-16T09:00:00Z');

    expect(listed).toContain('Late returns');
    expect(notListed).toBe('[]');
    expect(narrowed).toEqual({ read: 0, of: 0 });
    expect(told).toEqual(['1']);
    expect(await totalOf(mustRead.id)).toEqual({ read: 0, of: 2 });
    expect(await toldAna()).toEqual(['1', '2']);
  });

  it('never has guests or people of elsewhere in it', async () => {
    const { mustRead } = await asked();
    await joins('U0GUEST');
    await joins('U0OTHER');

    await changed('2026-03-11T10:00:00Z');

    expect(await totalOf(mustRead.id)).toEqual({ read: 0, of: 2 });
    expect((await sentToReaders(world.database)).map(({ to }) => to).toSorted()).toEqual(['U0ANA', 'U0BEN']);
  });

  it('excuses whoever leaves, and asks them again when they come back', async () => {
    const { mustRead } = await asked();
    await leaves('U0BEN');
    await changed('2026-03-11T10:00:00Z');
    const without = await totalOf(mustRead.id);
    const edit = await world.database.sql`
      select payload -> 'message' ->> 'text' as text from outbox_messages where kind = 'edit' and channel = 'U0BEN'`;

    await joins('U0BEN');
    await changed('2026-03-12T10:00:00Z');

    expect(without).toEqual({ read: 0, of: 1 });
    expect(edit).toMatchObject([{ text: '*Late returns* need not be read by you any more.' }]);
    expect(await totalOf(mustRead.id)).toEqual({ read: 0, of: 2 });
    expect((await sentToReaders(world.database)).filter(({ to }) => to === 'U0BEN')).toMatchObject([
      { key: '1' },
      { key: '2', text: 'Maya asks you to read *Late returns* by the end of Thursday 19 March.' },
    ]);
  });

  it('leaves the deadline as it was to whoever is back within a day, as after a slip', async () => {
    await asked();
    await leaves('U0BEN');
    await changed('2026-03-11T10:00:00Z');

    await joins('U0BEN');
    await changed('2026-03-11T10:05:00Z');

    expect((await sentToReaders(world.database)).filter(({ to }) => to === 'U0BEN')).toMatchObject([
      { key: '1' },
      { key: '2', text: 'Maya asks you to read *Late returns* by the end of Friday 13 March.' },
    ]);
  });

  it('counts whoever had read it before they left, and asks them nothing', async () => {
    const { mustRead } = await asked();
    await acknowledge(world.asAt('ben', NOW), mustRead.id);
    await leaves('U0BEN');
    await changed('2026-03-11T10:00:00Z');
    const without = await totalOf(mustRead.id);

    await joins('U0BEN');
    await changed('2026-03-12T10:00:00Z');

    expect(without).toEqual({ read: 0, of: 1 });
    expect(await totalOf(mustRead.id)).toEqual({ read: 1, of: 2 });
    expect((await sentToReaders(world.database)).filter(({ to }) => to === 'U0BEN')).toHaveLength(1);
  });

  it.each([1, 2, 3, 4, 5])('misses nobody who joins while it is asked for (%i)', async () => {
    const { policy } = await publishedPolicy(world.maya);

    const [{ mustRead }] = await Promise.all([
      askedToRead(world.maya, policy.id, AGENTS),
      joins('U0NEW').then(() => followTeam(systemAt(world.database, new Date(NOW)), CARE)),
    ]);
    await world.database.sql`update jobs set run_at = ${new Date(NOW)} where kind = 'policies.must-read'`;
    await readersFollowed(world.database, NOW);

    expect(await totalOf(mustRead.id)).toEqual({ read: 0, of: 3 });
    const told = (await sentToReaders(world.database)).map(({ to }) => to).toSorted();
    expect(told).toEqual(['U0ANA', 'U0BEN', 'U0NEW']);
  });
});

describe('a new revision', () => {
  it('ends the must-read of the old one and offers to ask again, with what changed; what was read stays', async () => {
    const { policy, mustRead, revision } = await asked();
    await acknowledge(world.asAt('ana', NOW), mustRead.id);

    const next = await publishedPolicy(world.maya, { policyId: policy.id, markdown: LATE_RETURNS.replace('45', '60') });
    await world.database.sql`update jobs set run_at = ${new Date(NOW)} where kind = 'policies.must-read'`;
    await readersFollowed(world.database, NOW);

    const page = await readersPage(world.as('maya'), mustRead.id);
    expect(page.mustRead).toMatchObject({ endedBecause: 'changed', revisionId: revision.id });
    expect(page.report.total).toEqual({ read: 1, of: 2 });
    const [offer] = await world.database.sql<{ payload: string }[]>`
      select payload::text from outbox_messages where channel = 'U0MAYA' and dedupe_key like '%:changed:%'`;
    expect(offer?.payload).toContain(
      'revision 2 counts now, so nobody has to read revision 1 any more. 1 of 2 (50\u00A0%) has',
    );
    expect(offer?.payload).toMatch(/"text": "60", "type": "text", "style": \{"bold": true\}|"60"/);
    const [ben] = await world.database.sql<{ text: string }[]>`
      select payload -> 'message' ->> 'text' as text from outbox_messages where kind = 'edit' and channel = 'U0BEN'`;
    expect(ben?.text).toBe('*Late returns* does not count any more as it was: revision 1 need not be read.');

    const again = await askedToRead(world.maya, policy.id, { ...AGENTS, sinceRevisionId: revision.id });
    await readersFollowed(world.database, NOW);

    expect(again.mustRead.revisionId).toBe(next.revision.id);
    expect((await sentToReaders(world.database)).filter(({ to }) => to === 'U0ANA')).toHaveLength(2);
    expect(await totalOf(again.mustRead.id)).toEqual({ read: 0, of: 2 });
  });

  it('that counts later ends it then', async () => {
    const { policy, mustRead } = await asked();

    await publishedPolicy(world.maya, { policyId: policy.id, markdown: 'Other words', effectiveFrom: '2026-03-12' });
    await readersFollowed(world.database, '2026-03-11T20:00:00Z');
    const before = await readersPage(world.as('maya'), mustRead.id);
    await readersFollowed(world.database, '2026-03-12T09:00:00Z');

    expect(before.mustRead.endedAt).toBeNull();
    const { mustRead: after } = await readersPage(world.as('maya'), mustRead.id);
    expect(after.endedAt).toEqual(new Date('2026-03-11T23:00:00Z'));
  });

  it('is not needed of what was archived', async () => {
    const { policy, mustRead } = await asked();

    await archive(world.maya, { policyId: policy.id, because: 'Replaced' });
    await world.database.sql`update jobs set run_at = ${new Date(NOW)} where kind = 'policies.must-read'`;
    await readersFollowed(world.database, NOW);

    const { mustRead: after } = await readersPage(world.as('maya'), mustRead.id);
    expect(after.endedBecause).toBe('archived');
  });
});
