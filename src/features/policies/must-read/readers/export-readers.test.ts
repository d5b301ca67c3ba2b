import { parse } from 'csv-parse/sync';
import { beforeEach, describe, expect, it } from 'vitest';
import { outcomeOf } from '../../../../../test/support/cases.ts';
import { askedToRead, readersFollowed } from '../../../../../test/support/must-reads.ts';
import { publishedPolicy } from '../../../../../test/support/policies.ts';
import { usePolicyWorld } from '../../../../../test/support/use-policy-world.ts';
import { acknowledge } from './acknowledge.ts';
import { endMustRead } from '../end.ts';
import { exportReaders } from './export-readers.ts';

const NOW = '2026-03-10T09:00:00Z';
const world = usePolicyWorld();

beforeEach(() => world.database.sql`update people set name = 'Ana', email = null where slack_id = 'U0ANA'`);

/** Agents of both teams, asked by Maya to read it until Friday; Ana has. */
async function asked(): Promise<string> {
  const { policy } = await publishedPolicy(world.as('maya'), { audience: { teams: null, roles: null } });
  const audience = { teams: null, roles: ['agent' as const] };
  const { mustRead } = await askedToRead(world.as('maya'), policy.id, { audience });
  await readersFollowed(world.database, NOW);
  await acknowledge(world.asAt('ana', '2026-03-10T10:00:00Z'), mustRead.id);
  return mustRead.id;
}

interface File {
  readonly to: string;
  readonly filename: string;
  readonly content: string;
  readonly comment: string;
}

async function files(): Promise<readonly File[]> {
  const rows = await world.database.sql<{ payload: File }[]>`select payload from outbox_messages where kind = 'file'`;
  return rows.map(({ payload }) => payload);
}

async function rowsOf(file: number): Promise<readonly Record<string, string>[]> {
  return parse((await files())[file]?.content ?? '', { bom: true, columns: true });
}

describe('who has read a policy, as a file', () => {
  it('has a row for each of the teams in which its reader decides, and of no other team', async () => {
    const mustReadId = await asked();

    const count = await exportReaders(world.asAt('leo', '2026-03-11T09:00:00Z'), mustReadId);

    const [file, ...others] = await files();
    expect(others).toEqual([]);
    expect(file).toMatchObject({
      to: 'U0LEO',
      filename: 'must-read-2026-03-11.csv',
      comment: 'Who has read “Late returns”, revision 1: 1 of 2 (50\u00A0%).',
    });
    const rows: readonly Record<string, string>[] = parse(file?.content ?? '', { bom: true, columns: true });
    expect(rows.map(({ team, name, state, read }) => [team, name, state, read])).toEqual([
      ['Northwind Care', 'Ana', 'read', '2026-03-10 11:00'],
      ['Northwind Care', 'Ben', 'missing', ''],
    ]);
    expect(count).toBe(2);
    expect(
      await world.database.sql`select action, subject from audit_log where action = 'policy.readers-exported'`,
    ).toHaveLength(1);
  });

  it('says when each was asked, and until when, as its page does', async () => {
    const mustReadId = await asked();
    await world.database.sql`update acknowledgements set told_at = null where slack_id = 'U0BEN'`;

    await exportReaders(world.asAt('leo', '2026-03-11T09:00:00Z'), mustReadId);

    expect((await rowsOf(0)).map(({ name, asked: at, due }) => [name, at, due])).toEqual([
      ['Ana', '2026-03-10 10:00', '2026-03-13 23:59'],
      ['Ben', '', '2026-03-13 23:59'],
    ]);
  });

  it('waits for nobody once it is over', async () => {
    const mustReadId = await asked();
    await endMustRead(world.asAt('maya', '2026-03-11T09:00:00Z'), mustReadId);

    await exportReaders(world.asAt('leo', '2026-03-11T10:00:00Z'), mustReadId);

    expect((await rowsOf(0)).map(({ name, state }) => [name, state])).toEqual([
      ['Ana', 'read'],
      ['Ben', 'not read'],
    ]);
  });

  it('is safe to open in a spreadsheet', async () => {
    await world.database.sql`update people set name = '=1+1', email = '@sum(1)' where slack_id = 'U0ANA'`;

    await exportReaders(world.as('leo'), await asked());

    const rows: readonly Record<string, string>[] = parse((await files())[0]?.content ?? '', {
      bom: true,
      columns: true,
    });
    expect(rows.map(({ name, email }) => [name, email])).toContainEqual(["'=1+1", "'@sum(1)"]);
  });

  it.each([
    ['ana', 'Only leads, managers and directors of Northwind Care can'],
    ['amy', 'Only leads, managers and directors of Northwind Care can'],
  ] as const)('is nothing for %s', async (name, words) => {
    const mustReadId = await asked();

    expect(await outcomeOf((ctx) => exportReaders(ctx, mustReadId), world.as(name))).toContain(words);
    expect(await files()).toEqual([]);
  });

  it('is not there for a made-up id', async () => {
    expect(await outcomeOf((ctx) => exportReaders(ctx, 'x'), world.as('maya'))).toBe('There is no such policy.');
  });
});
