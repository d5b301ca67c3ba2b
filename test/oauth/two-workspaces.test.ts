import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Message } from '../../src/sandbox/state/state.ts';
import type { World } from '../../src/sandbox/world.ts';
import { Colleague, type Outcome } from '../chaos/support/colleague.ts';
import { throwDice } from '../chaos/support/dice.ts';
import { until } from '../chaos/support/until.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { isLongForm } from '../support/long-form.ts';
import { startWorkspace, type Workspace } from '../support/workspace.ts';

/** In each workspace, four acts a case. */
const CASES = isLongForm ? 25 : 8;
const WORKSPACES = ['T0NORTHWIND', 'T0HARBOUR'] as const;
/** A word that only the people of one workspace use. */
const SECRET_WORD = { T0NORTHWIND: 'walnut', T0HARBOUR: 'seagull' } as const;
type WorkspaceId = (typeof WORKSPACES)[number];

let database: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  database = await createTestDatabase();
  workspace = await startWorkspace({
    app: { databaseUrl: database.url, processes: 2, env: { LOG_LEVEL: 'trace' } },
    workspaces: 2,
  });
  await setUp('T0NORTHWIND', '#care', '#care-escalations');
  await setUp('T0HARBOUR', '#passengers', '#passengers-escalations');
}, 120_000);

afterAll(async () => {
  await workspace.close();
  await database.close();
});

/** The same people by their ids, in either workspace. */
async function setUp(id: WorkspaceId, team: `#${string}`, escalations: `#${string}`): Promise<void> {
  const iris = workspace.as('U0IRIS', id);
  await iris.command('/floorwalker setup', { in: '#general' });
  await iris.fill('Team name', `Team ${SECRET_WORD[id]}`);
  await iris.choose('Team channel', team);
  await iris.choose('Escalations channel', escalations);
  await iris.choose('Managers', [nameOf(id, 'U0MAYA')]);
  await iris.choose('Leads', [nameOf(id, 'U0LEO')]);
  await iris.choose('Time zone', 'Berlin');
  await iris.fill('Business hours', 'Mon-Sun 00:00-24:00');
  await iris.choose('Currency', 'EUR');
  await iris.submit();
  await iris.sees(`Team ${SECRET_WORD[id]}`, { in: 'modal', on: 'test' });
  await iris.close();
  await until('the agents are on the team', async () => {
    const [row] = await database.sql`
      select 1 from members where workspace_id = ${id} and slack_id = 'U0JONAS' and role = 'agent'`;
    return row !== undefined;
  });
}

function worldOf(id: WorkspaceId): World {
  const world = workspace.sandbox.worlds.find(({ state }) => state.workspace.id === id);
  if (!world) throw new Error(`no workspace ${id}`);
  return world;
}

function nameOf(id: WorkspaceId, person: string): string {
  return worldOf(id).state.people[person]!.realName;
}

const cardIn = (id: WorkspaceId, summary: string): Promise<Message> =>
  until(
    `there is a card “${summary}” in ${id}`,
    () =>
      worldOf(id).state.messages['C0CAREESC']!.find((one) => !one.threadTs && JSON.stringify(one).includes(summary)),
    120_000,
    100,
  );

const cardAgain = (id: WorkspaceId, { ts }: Message): Message =>
  worldOf(id).state.messages['C0CAREESC']!.find((one) => one.ts === ts)!;

/** One case from the first word to the last, in steps that let the other workspace in between. */
async function* story(id: WorkspaceId, number: number): AsyncGenerator<string> {
  const world = worldOf(id);
  const agent = new Colleague(world, number % 2 === 0 ? 'U0ANA' : 'U0JONAS');
  // Nobody is in two queues: a person has one form open at a time.
  const lead = new Colleague(world, number % 2 === 0 ? 'U0LEO' : 'U0MAYA');
  const summary = `${SECRET_WORD[id]} case ${String(number).padStart(2, '0')}`;
  const done = (what: string, outcome: Outcome): string => `${outcome} ${what} ${summary}`;

  yield done('raise', await agent.raise(summary));
  const card = await cardIn(id, summary);
  yield done('claim', await lead.claim(card));
  await until('it shows who has it', () => JSON.stringify(cardAgain(id, card)).includes('has it'), 60_000);
  yield done('ask', await lead.ask(cardAgain(id, card), `Which ${SECRET_WORD[id]} was it, ${number}?`));
  yield done('resolve', await lead.resolve(cardAgain(id, card), `A new ${SECRET_WORD[id]} is on its way, ${number}.`));
}

/** One queue of cases, one after the other. */
async function work(stories: readonly AsyncGenerator<string>[]): Promise<string[]> {
  const acts: string[] = [];
  for (const one of stories) for await (const act of one) acts.push(act);
  return acts;
}

/** Everything in the database, by the workspace its row is of. */
async function rowsByWorkspace(): Promise<Map<string, string>> {
  const tables = await database.sql<{ name: string }[]>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'workspace_id'`;
  const texts = new Map<string, string>();
  for (const { name } of tables) {
    const rows = await database.sql<{ id: string; text: string }[]>`
      select workspace_id as id, row_to_json(t)::text as text from ${database.sql(name)} as t`;
    for (const { id, text } of rows) texts.set(id, `${texts.get(id) ?? ''}\n${text}`);
  }
  return texts;
}

describe('two workspaces whose people, channels and bot have the same ids', () => {
  const seen = { T0NORTHWIND: '', T0HARBOUR: '' };
  let stopWatching = (): void => {};

  beforeAll(() => {
    // The log keeps the last calls only, so they are read as they come.
    const last = { T0NORTHWIND: 0, T0HARBOUR: 0 };
    const read = (): void => {
      for (const id of WORKSPACES) {
        const calls = worldOf(id).calls.list(last[id]);
        last[id] = calls.at(-1)?.id ?? last[id];
        seen[id] += JSON.stringify(calls);
      }
    };
    const timer = setInterval(read, 200);
    stopWatching = () => {
      clearInterval(timer);
      read();
    };
  });

  it(`work through ${CASES * 2} cases at once, each with its own`, async () => {
    const dice = throwDice('two workspaces');
    const queues = WORKSPACES.flatMap((id) =>
      [0, 1].map((odd) =>
        dice
          .of(`${id} ${odd}`)
          .shuffled(Array.from({ length: CASES }, (_, number) => number).filter((number) => number % 2 === odd))
          .map((number) => story(id, number)),
      ),
    );

    const acts = (await Promise.all(queues.map((stories) => work(stories)))).flat();
    await until(
      'all is sent',
      async () => {
        const [left] = await database.sql<{ count: number }[]>`
          select (select count(*) from outbox_messages where state in ('queued', 'sending'))::int
            + (select count(*) from intake where done_at is null)::int as count`;
        return left?.count === 0;
      },
      120_000,
      500,
    );
    stopWatching();

    expect(acts.filter((act) => !act.startsWith('taken'))).toEqual([]);
    expect(acts).toHaveLength(CASES * 2 * 4);
    const states =
      await database.sql`select workspace_id as id, state, count(*)::int from cases group by 1, 2 order by 1`;
    expect(states).toEqual([
      { id: 'T0HARBOUR', state: 'resolved', count: CASES },
      { id: 'T0NORTHWIND', state: 'resolved', count: CASES },
    ]);
  }, 300_000);

  it('have no row of the other', async () => {
    const rows = await rowsByWorkspace();

    expect([...rows.keys()].toSorted()).toEqual([...WORKSPACES].toSorted());
    expect(rows.get('T0NORTHWIND')).not.toContain(SECRET_WORD.T0HARBOUR);
    expect(rows.get('T0HARBOUR')).not.toContain(SECRET_WORD.T0NORTHWIND);
    expect(rows.get('T0HARBOUR')).toContain(SECRET_WORD.T0HARBOUR);
  });

  it('have no message, form or file of the other', () => {
    const [northwind, harbour] = WORKSPACES.map((id) => JSON.stringify(worldOf(id).state));

    expect(northwind).not.toContain(SECRET_WORD.T0HARBOUR);
    expect(harbour).not.toContain(SECRET_WORD.T0NORTHWIND);
  });

  it('were never called with the token of the other, nor with one that nobody has', () => {
    for (const id of WORKSPACES) expect(seen[id].split(SECRET_WORD[id]).length).toBeGreaterThan(CASES * 4);
    expect(seen.T0NORTHWIND).not.toContain(SECRET_WORD.T0HARBOUR);
    expect(seen.T0HARBOUR).not.toContain(SECRET_WORD.T0NORTHWIND);
    for (const id of WORKSPACES) expect(seen[id]).not.toMatch(/invalid_auth|not_authed|account_inactive|token_revoked/);
  });

  it('have tokens of their own, which stand in no table and in no log', async () => {
    const tokens = WORKSPACES.map((id) => worldOf(id).identity.botToken);
    const rows = [...(await rowsByWorkspace()).values()].join('\n');
    const logs = workspace.apps.map(({ logPath }) => readFileSync(logPath, 'utf8')).join('\n');

    expect(new Set(tokens).size).toBe(2);
    expect(logs).toContain('ready');
    for (const secret of tokens) {
      expect(rows).not.toContain(secret);
      expect(logs).not.toContain(secret);
      expect(logs).not.toContain(secret.slice(-12));
    }
  });
});
