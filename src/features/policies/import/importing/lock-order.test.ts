import { beforeEach, expect, it } from 'vitest';
import { givenPolicies } from '../../../../../test/support/given-policies.ts';
import { askedToRead, readersFollowed } from '../../../../../test/support/must-reads.ts';
import { CARE } from '../../../../../test/support/northwind.ts';
import { systemAt } from '../../../../../test/support/timers.ts';
import { untilSomebodyWaits } from '../../../../../test/support/lock-waits.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { followTeam } from '../../must-read/asking/follow.ts';
import { lookAtMustRead } from '../../must-read/sending/look-at.ts';

const NOW = '2026-03-10T09:00:00Z';
const NAMES = ['a', 'b', 'c'] as const;
const world = usePolicyWorld();
const { give } = givenPolicies(world);

let mustReadIds: readonly string[];

beforeEach(async () => {
  await give(NAMES.map((name) => file(name, 'everyone')));
  const found = await world.database.sql<{ id: string }[]>`select id from policies order by source`;
  const asked = [];
  for (const { id } of found) asked.push((await askedToRead(world.as('maya'), id)).mustRead.id);
  // Their people have one message that lists all of them.
  await readersFollowed(world.database, NOW);
  mustReadIds = asked;
});

function file(name: string, audience: 'everyone' | 'leads') {
  const readers = audience === 'everyone' ? 'audience: everyone' : 'roles: [lead, manager]';
  return { path: `${name}.md`, content: `---\n${readers}\n---\n\n# Policy ${name}\n\nText of ${name}.\n` };
}

const ORDERS = [NAMES, [...NAMES].toReversed(), ['b', 'c', 'a'] as const];

it.each(ORDERS)(
  'an import of %s, %s and %s that waits for one must-read holds none that comes after it',
  async (...names) => {
    const [first = ''] = mustReadIds.toSorted();
    let given: ReturnType<typeof give> | undefined;

    const free = await world.database.sql.begin(async (tx) => {
      await tx`select from must_reads where id = ${first} for update`;
      given = give(names.map((name) => file(name, 'leads')));
      await untilSomebodyWaits(world.database.sql);
      return tx`select id from must_reads where id <> ${first} for update skip locked`;
    });
    const report = await given;

    expect(free).toHaveLength(NAMES.length - 1);
    expect(report?.files.map(({ fate }) => fate)).toEqual(['changed', 'changed', 'changed']);
  },
);

it.each(ORDERS)(
  'an import of %s, %s and %s that waits for a policy holds none that comes after it',
  async (...names) => {
    const [first] = await world.database.sql<{ id: string }[]>`select id from policies order by id limit 1`;
    let given: ReturnType<typeof give> | undefined;

    const free = await world.database.sql.begin(async (tx) => {
      await tx`select from policies where id = ${first?.id ?? ''} for update`;
      given = give(names.map((name) => file(name, 'leads')));
      await untilSomebodyWaits(world.database.sql);
      return tx`select id from policies where id <> ${first?.id ?? ''} for update skip locked`;
    });
    await given;

    expect(free).toHaveLength(NAMES.length - 1);
  },
);

it.each(ORDERS)(
  'nobody is refused where an import of %s, %s and %s, timers and a team that changed come at once',
  async (...names) => {
    const system = systemAt(world.database, new Date(NOW));
    const before = await deadlocks();

    for (const audience of ['leads', 'everyone', 'leads', 'everyone'] as const) {
      const done = await Promise.allSettled([
        give(names.map((name) => file(name, audience))),
        ...mustReadIds.map((id) => lookAtMustRead(system, id)),
        followTeam(system, CARE),
      ]);
      expect(done.filter(({ status }) => status === 'rejected')).toEqual([]);
    }

    expect(await deadlocks()).toBe(before);
  },
);

async function deadlocks(): Promise<number> {
  const [row] = await world.database.sql<{ deadlocks: number }[]>`
    select deadlocks::int from pg_stat_database where datname = current_database()`;
  return row?.deadlocks ?? 0;
}
