import { expect, it } from 'vitest';
import { askedToRead, readersFollowed } from '../../../../../test/support/must-reads.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { LATE_RETURNS, publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { acknowledge } from '../readers/acknowledge.ts';

const world = usePolicyWorld();

const NOW = '2026-03-10T09:00:00Z';
const AGENTS = { audience: { teams: [CARE], roles: ['agent' as const] } };

interface Sent {
  readonly kind: string;
  readonly text: string;
  readonly payload: string;
}

/** What Ana has, in order. */
async function toAna(): Promise<readonly Sent[]> {
  return world.database.sql<Sent[]>`
    select kind, payload -> 'message' ->> 'text' as text, payload::text as payload from outbox_messages
    where channel = 'U0ANA' and kind in ('post', 'edit') order by sequence`;
}

async function looked(at: string): Promise<void> {
  await world.database.sql`update jobs set run_at = ${new Date(at)} where kind = 'policies.must-read'`;
  await readersFollowed(world.database, at);
}

/** Ana has one message that lists three, has read the first, and the second gets another revision, of which she is asked anew. */
async function changedAndAsked() {
  const ids: string[] = [];
  const policies: string[] = [];
  for (const title of ['Late returns', 'Opened items', 'Warranty']) {
    const { policy } = await publishedPolicy(world.as('maya'), { title });
    policies.push(policy.id);
    ids.push((await askedToRead(world.as('maya'), policy.id, AGENTS)).mustRead.id);
  }
  await readersFollowed(world.database, NOW);
  const [first = '', second = '', third = ''] = ids;
  await acknowledge(world.asAt('ana', '2026-03-10T09:10:00Z'), first);
  const markdown = LATE_RETURNS.replace('45', '60');
  const of = { policyId: policies[1] ?? '', title: 'Opened items', markdown };
  await publishedPolicy(world.asAt('maya', '2026-03-10T09:20:00Z'), of);
  return { first, second, third, policyId: of.policyId };
}

it('a list in which one policy changes keeps the others, says why that one is over, and calls nobody', async () => {
  const { second, third } = await changedAndAsked();
  const before = (await toAna()).filter(({ kind }) => kind === 'post').length;

  await looked('2026-03-10T09:21:00Z');

  const all = await toAna();
  const last = all.at(-1);
  expect(all.filter(({ kind }) => kind === 'post')).toHaveLength(before);
  expect(last?.kind).toBe('edit');
  expect(last?.text).toBe('For you to read: *Warranty*.');
  expect(last?.payload).toContain('You have read *Late returns*, revision 1');
  expect(last?.payload).toContain('*Opened items* does not count any more as it was: revision 1 need not be read.');
  expect(last?.payload).not.toContain(`policy.acknowledge:${second}`);
  expect(last?.payload).toContain(`policy.acknowledge:${third}`);
});

it('what is said of the old one before its timer has run is of the old one: she is asked of the new one all the same', async () => {
  const { second, policyId } = await changedAndAsked();

  await acknowledge(world.asAt('ana', '2026-03-10T09:20:30Z'), second);
  await looked('2026-03-10T09:21:00Z');
  const again = await askedToRead(world.asAt('maya', '2026-03-10T09:30:00Z'), policyId, AGENTS);
  await looked('2026-03-10T09:31:00Z');

  const all = await toAna();
  expect(all.findLast(({ kind }) => kind === 'edit')?.payload).toContain('You have read *Opened items*, revision 1');
  expect(all.at(-1)).toMatchObject({
    kind: 'post',
    text: 'Maya asks you to read *Opened items* by the end of Friday 13 March.',
    payload: expect.stringContaining(`policy.acknowledge:${again.mustRead.id}`),
  });
});

it('a reminder lists what is still to be read, the new one among it, and one click settles it wherever it stands', async () => {
  const { second, third, policyId } = await changedAndAsked();
  await looked('2026-03-10T09:21:00Z');
  const again = await askedToRead(world.asAt('maya', '2026-03-10T09:30:00Z'), policyId, AGENTS);
  await looked('2026-03-10T09:31:00Z');

  await readersFollowed(world.database, '2026-03-12T09:00:00Z');
  const reminder = (await toAna()).at(-1);
  await acknowledge(world.asAt('ana', '2026-03-12T09:10:00Z'), third);
  const edits = (await toAna()).slice(-2);

  expect(reminder).toMatchObject({ kind: 'post', text: 'A reminder, for you to read: *Opened items* and *Warranty*.' });
  expect(reminder?.payload).toContain(`policy.acknowledge:${again.mustRead.id}`);
  expect(reminder?.payload).not.toContain(second);
  expect(edits.map(({ kind }) => kind)).toEqual(['edit', 'edit']);
  for (const { payload } of edits) {
    expect(payload).toContain('You have read *Warranty*, revision 1');
    expect(payload).not.toContain(`policy.acknowledge:${third}`);
  }
});
