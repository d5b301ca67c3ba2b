/**
 * `npm run bench:partners`: whom one shift can be swapped with, in a team of 200 and of 1,000 people whose roster has been
 * kept for 18 weeks and is published for 8 more (it crosses a change of the clocks), by the rules that hold until a team
 * sets its own. Each search reads what it needs from PostgreSQL. Compared with the plain way, in the same run: a sample of the
 * counter-shifts by checkTrade, over a roster that is read already, reckoned up to all of them. Ends with 1 if the 95th of a
 * hundred trades in a team of 1,000 takes 200 ms or longer. Some statements are under way while answers are judged. Prints what the process computed of that, and how busy the machine is.
 */
import { availableParallelism, loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { type Ctx, transaction } from '../src/core/context.ts';
import type { Tx } from '../src/db/client.ts';
import { candidatesOf, legsOf } from '../src/features/shifts/partners/candidates.ts';
import { partnersOf } from '../src/features/shifts/partners/partners-of.ts';
import { checkTrade } from '../src/features/shifts/rules/check-trade.ts';
import type { Policy } from '../src/features/shifts/rules/policy.ts';
import type { Roster, Shift } from '../src/features/shifts/rules/roster.ts';
import { defaultSettings } from '../src/features/shifts/rules/rule-parameters.ts';
import type { Wants } from '../src/features/shifts/swaps/tables.ts';
import { createTestDatabase } from '../test/support/database.ts';
import { generatedRoster } from '../test/support/generated-roster.ts';
import { openNorthwind } from '../test/support/northwind.ts';
import { saveRoster } from '../test/support/save-roster.ts';

const TEAMS = [200, 1000];
const SHIFTS = 100;
/** Of the counter-shifts of one shift so many are checked one by one; all of them would take minutes. */
const ONE_BY_ONE = 40;
const LIMIT_MS = 200;

const now = new Date('2026-03-16T09:00:00Z');
const house: Policy = { revision: 0, delta: true, autoApprove: true, rules: defaultSettings };
const kinds: readonly { readonly name: string; readonly wants: Wants | null }[] = [
  { name: 'trade, any shift in return', wants: {} },
  { name: 'trade, for certain kinds', wants: { types: ['E', 'D'] } },
  { name: 'give away', wants: null },
];

/** Milliseconds. */
interface Took {
  readonly total: number;
  /** Of this process, by its clock of what it computes. */
  readonly computed: number;
  readonly read: number;
  readonly considered: number;
  readonly legal: number;
}

for (const people of TEAMS) {
  const database = await createTestDatabase();
  try {
    const northwind = await openNorthwind(database);
    await database.sql`delete from members`;
    const roster = generatedRoster({ people, first: '2025-11-10', weeks: 26, now });
    await saveRoster(database.sql, roster);
    const ctx: Ctx = { ...northwind.as('leo'), clock: { now: () => now } };
    console.log(`${people} people, ${roster.shifts.size} shifts on the roster`);
    const given = shiftsToGive(roster);
    for (const kind of kinds) await measured(ctx, roster, { ...kind, given, people });
  } finally {
    await database.close();
  }
}

interface Measured {
  readonly name: string;
  readonly wants: Wants | null;
  readonly given: readonly Shift[];
  readonly people: number;
}

async function measured(ctx: Ctx, roster: Roster, { name, wants, given, people }: Measured): Promise<void> {
  for (const shift of given.slice(0, 5)) await timedSearch(ctx, shift, wants);
  const took: Took[] = [];
  for (const shift of given) took.push(await timedSearch(ctx, shift, wants));
  const of = (share: number, value: (one: Took) => number): number => quantile(took.map(value), share);
  const half = of(0.5, ({ total }) => total);
  const most = of(0.95, ({ total }) => total);
  const shares = took.map(({ legal, considered }) => (100 * legal) / considered);
  const plain = wants === null ? undefined : oneByOne(roster, given[0], wants);
  console.log(
    [
      `  ${name}: median ${ms(half)}, p95 ${ms(most)}`,
      `a statement under way ${both(of, ({ read }) => read)}, none ${both(of, ({ total, read }) => total - read)}`,
      `computed ${both(of, ({ computed }) => computed)} with ${loadavg()[0]?.toFixed(1)} waiting for ${availableParallelism()} processors`,
      `${Math.round(of(0.5, ({ legal }) => legal))} of ${Math.round(of(0.5, ({ considered }) => considered))} legal ` +
        `(${quantile(shares, 0).toFixed(1)} to ${quantile(shares, 1).toFixed(1)} %)`,
      ...(plain
        ? [`one by one ${(plain / 1000).toFixed(1)} s by a sample of ${ONE_BY_ONE}, ${(plain / half).toFixed(0)}x`]
        : []),
    ].join(' · '),
  );
  if (people === Math.max(...TEAMS) && !(most < LIMIT_MS)) process.exitCode = 1;
}

/** From three days to three weeks ahead, of all kinds. */
function shiftsToGive(roster: Roster): readonly Shift[] {
  const [from, to] = [3, 21].map((days) => now.getTime() + days * 86_400_000);
  const owned = [...roster.shifts.values()].filter(
    ({ person, start }) => person !== null && start > (from ?? 0) && start < (to ?? 0),
  );
  return Array.from({ length: SHIFTS }, (_, nth) => owned[(nth * 1733) % owned.length]).filter(
    (each) => each !== undefined,
  );
}

async function timedSearch(ctx: Ctx, { id }: Shift, wants: Wants | null): Promise<Took> {
  return transaction(ctx, async (tx) => {
    const reading = timed(tx);
    const [began, before] = [performance.now(), process.cpuUsage()];
    const { considered, legal } = await partnersOf(reading.tx, ctx, { shiftId: id, wants });
    const total = performance.now() - began;
    const { user, system } = process.cpuUsage(before);
    return { total, computed: (user + system) / 1000, read: reading.took(), considered, legal: legal.length };
  });
}

/** A transaction that measures how long any of its statements is under way. */
function timed(tx: Tx): { readonly tx: Tx; took(): number } {
  let [total, began, underWay] = [0, 0, 0];
  const ended = (): void => {
    underWay -= 1;
    if (underWay === 0) total += performance.now() - began;
  };
  const execute = (...of: Parameters<Tx['execute']>) => {
    if (underWay === 0) began = performance.now();
    underWay += 1;
    return tx.execute(...of).finally(ended);
  };
  const watched = new Proxy(tx, {
    get: (target, key) => (key === 'execute' ? execute : Reflect.get(target, key, target)),
  });
  return { tx: watched, took: () => total };
}

/** Milliseconds that it would take to check every answer to a search by itself. */
function oneByOne(roster: Roster, shift: Shift | undefined, wants: Wants): number {
  if (!shift) throw new Error('a roster without shifts');
  const search = { shift: shift.id, wants, audience: new Set(roster.people.keys()) };
  const candidates = candidatesOf(roster, search);
  const step = Math.max(1, Math.floor(candidates.length / ONE_BY_ONE));
  const some = candidates.filter((_, index) => index % step === 0);
  const began = performance.now();
  for (const candidate of some) checkTrade(roster, legsOf(search, shift.person, candidate), house);
  return ((performance.now() - began) * candidates.length) / some.length;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** Median and 95th of a hundred. */
function both(of: (share: number, value: (took: Took) => number) => number, value: (took: Took) => number): string {
  return `${ms(of(0.5, value))} (p95 ${ms(of(0.95, value))})`;
}

function ms(value: number): string {
  return `${value.toFixed(0)} ms`;
}
