import { describe, expect, it } from 'vitest';
import { askedToRead, readersFollowed, sentToReaders } from '../../../../../test/support/must-reads.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { systemAt } from '../../../../../test/support/timers.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { acknowledge } from '../readers/acknowledge.ts';
import { endMustRead } from '../end.ts';
import { lookAtMustRead } from './look-at.ts';

const world = usePolicyWorld();

const NOW = '2026-03-10T09:00:00Z';
const AFTER = '2026-03-16T08:00:00Z';

/** Ana and Ben have to read all of these, as Maya asks while everybody is at work. */
async function asked(...titles: readonly string[]) {
  const begun = [];
  for (const title of titles) {
    const { policy } = await publishedPolicy(world.as('maya'), { title });
    const audience = { teams: [CARE], roles: ['agent' as const] };
    begun.push(await askedToRead(world.as('maya'), policy.id, { audience, note: `About ${title}` }));
  }
  return begun.map(({ mustRead }) => mustRead.id);
}

async function newTo(person: string, by = 'post') {
  const rows = await world.database.sql<{ text: string; payload: string }[]>`
    select payload -> 'message' ->> 'text' as text, payload::text as payload from outbox_messages
    where kind = ${by} and channel = ${person} order by sequence`;
  return rows.map(({ text, payload }) => ({ text, payload }));
}

const last = async (person: string) => (await newTo(person, 'edit')).at(-1)?.payload ?? 'as it was';

describe('several must-reads at the same time', () => {
  it('are one message that lists them, each with its button', async () => {
    const ids = await asked('Late returns', 'Opened items', 'Warranty');

    await readersFollowed(world.database, NOW);

    const sent = await newTo('U0ANA');
    expect(sent.map(({ text }) => text)).toEqual(['For you to read: *Late returns*, *Opened items* and *Warranty*.']);
    for (const id of ids) expect(sent[0]?.payload).toContain(`"policy.acknowledge:${id}"`);
    expect(sent[0]?.payload).toContain('*Warranty*, to be read by the end of Friday 13 March. Maya asks.');
    expect(sent[0]?.payload).toContain('About Opened items');
  });

  it.each([1, 2, 3])('are one message too where their timers run at once (%i)', async () => {
    const ids = await asked('Late returns', 'Opened items', 'Warranty');

    await Promise.all(ids.map((id) => lookAtMustRead(systemAt(world.database, new Date(NOW)), id)));

    expect(await newTo('U0ANA')).toHaveLength(1);
    expect(await newTo('U0BEN')).toHaveLength(1);
  });

  it.each([1, 2, 3])('say how all of them stand, read, ended and looked at in the same moment (%i)', async () => {
    const [first = '', second = '', third = ''] = await asked('Late returns', 'Opened items', 'Warranty');
    await readersFollowed(world.database, NOW);

    await Promise.all([
      acknowledge(world.asAt('ana', NOW), first),
      endMustRead(world.asAt('maya', NOW), second),
      acknowledge(world.asAt('ben', NOW), first),
      lookAtMustRead(systemAt(world.database, new Date(NOW)), third),
    ]);

    for (const person of ['U0ANA', 'U0BEN']) {
      expect(await last(person)).toContain('You have read *Late returns*');
      expect(await last(person)).toContain('Nobody has to read *Opened items* any more.');
      expect(await last(person)).toContain(`"policy.acknowledge:${third}"`);
    }
  });

  it('are one reminder', async () => {
    await asked('Late returns', 'Opened items');

    await readersFollowed(world.database, '2026-03-12T09:00:00Z');

    const texts = (await newTo('U0BEN')).map(({ text }) => text);
    expect(texts).toEqual([
      'For you to read: *Late returns* and *Opened items*.',
      'A reminder, for you to read: *Late returns* and *Opened items*.',
    ]);
  });

  it('are headed as a reminder also once one of them was read', async () => {
    const [first = ''] = await asked('Late returns', 'Opened items');
    await readersFollowed(world.database, '2026-03-12T09:00:00Z');

    await acknowledge(world.asAt('ben', '2026-03-12T09:00:00Z'), first);

    const headings = (await newTo('U0BEN', 'edit')).map(({ text }) => text);
    expect(headings.toSorted()).toEqual([
      'A reminder, for you to read: *Opened items*.',
      'For you to read: *Opened items*.',
    ]);
  });

  it('are one reminder too where they were asked one after the other', async () => {
    for (const [title, time] of [
      ['Late returns', NOW],
      ['Opened items', '2026-03-10T09:20:00Z'],
    ] as const) {
      const { policy } = await publishedPolicy(world.maya, { title });
      const audience = { teams: [CARE], roles: ['agent' as const] };
      await askedToRead(world.asAt('maya', time), policy.id, { audience, deadline: '2026-03-20' });
      await readersFollowed(world.database, time);
    }

    await readersFollowed(world.database, '2026-03-19T12:00:00Z');

    const reminders = (await newTo('U0BEN')).slice(2).map(({ text }) => text);
    expect(reminders).toEqual([
      'A reminder, for you to read: *Late returns* and *Opened items*.',
      'A reminder, for you to read: *Late returns* and *Opened items*.',
    ]);
  });

  it('keep the buttons of what is still to be read, and tick what was', async () => {
    const [first = '', second = ''] = await asked('Late returns', 'Opened items');
    await readersFollowed(world.database, NOW);

    await acknowledge(world.asAt('ana', NOW), first);

    expect(await last('U0ANA')).toContain(':white_check_mark: You have read *Late returns*, revision 1');
    expect(await last('U0ANA')).toContain(`"policy.acknowledge:${second}"`);
    expect(await last('U0ANA')).not.toContain(`"policy.acknowledge:${first}"`);

    await endMustRead(world.asAt('maya', NOW), second);

    expect(await last('U0ANA')).toContain('Nobody has to read *Opened items* any more.');
    expect(await last('U0ANA')).toContain(':white_check_mark: You have read *Late returns*, revision 1');
    expect(await last('U0ANA')).not.toContain('policy.acknowledge');
    expect(await last('U0BEN')).toContain(`"policy.acknowledge:${first}"`);
  });

  it('read at the same moment are both ticked', async () => {
    const ids = await asked('Late returns', 'Opened items');
    await readersFollowed(world.database, NOW);

    await Promise.all(ids.map((id) => acknowledge(world.asAt('ana', NOW), id)));

    expect(await last('U0ANA')).not.toContain('policy.acknowledge');
  });

  it('of which another revision counts meanwhile say so', async () => {
    const [first = ''] = await asked('Late returns', 'Opened items');
    await readersFollowed(world.database, NOW);
    const [policy] = await world.database.sql<
      { id: string }[]
    >`select policy_id as id from must_reads where id = ${first}`;

    await publishedPolicy(world.as('maya'), { policyId: policy?.id ?? '', title: 'Late returns', markdown: 'New' });
    await world.database.sql`update jobs set run_at = ${NOW} where kind = 'policies.must-read'`;
    await readersFollowed(world.database, NOW);

    expect(await last('U0ANA')).toContain('*Late returns* does not count any more as it was');
    expect(await last('U0ANA')).toContain('*Opened items*, to be read by');
  });

  it('are summed up for whoever asked in one message, each with its button, which follows all of them', async () => {
    const [first = '', second = ''] = await asked('Late returns', 'Opened items');
    await readersFollowed(world.database, AFTER);
    const summaries = (await newTo('U0MAYA')).filter(({ text }) => text.includes('The deadline was'));

    await acknowledge(world.asAt('ana', AFTER), first);
    await readersFollowed(world.database, AFTER);

    expect(summaries).toHaveLength(1);
    expect(summaries[0]?.text).toBe(
      '*Late returns*: 0 of 2 (0\u00A0%) have read it. The deadline was Friday 13 March. *Opened items*: 0 of 2 (0\u00A0%) have read it. The deadline was Friday 13 March.',
    );
    for (const id of [first, second]) expect(summaries[0]?.payload).toContain(`"policy.remind-readers:${id}"`);
    expect(await last('U0MAYA')).toContain('*Late returns*: 1 of 2 (50\u00A0%) has read it');
    expect(await last('U0MAYA')).toContain('*Opened items*: 0 of 2 (0\u00A0%) have read it');
  });

  it('change no message while nothing changes', async () => {
    await asked('Late returns', 'Opened items');
    await readersFollowed(world.database, AFTER);
    const before = await world.database.sql`select 1 from outbox_messages`;

    await readersFollowed(world.database, '2026-03-24T08:00:00Z');

    expect(await world.database.sql`select 1 from outbox_messages`).toHaveLength(before.length);
  });

  it('of fifty are as many messages as Slack has room for', async () => {
    await asked(...Array.from({ length: 20 }, (_, index) => `Policy ${index}`));

    await readersFollowed(world.database, NOW);

    expect(await newTo('U0ANA')).toHaveLength(2);
    expect((await sentToReaders(world.database)).filter(({ to }) => to === 'U0BEN')).toHaveLength(2);
  });
});
