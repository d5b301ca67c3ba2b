import type { Message } from '../../../src/sandbox/state/state.ts';
import { setUpCare } from '../../journeys/support/northwind-team.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { hire } from '../../support/hire.ts';
import { type RealApp, realApp } from '../../support/real-app.ts';
import { startWorkspace, type Workspace } from '../../support/workspace.ts';
import { Colleague } from './colleague.ts';
import type { Dice } from './dice.ts';
import { layLine } from './line.ts';
import { until } from './until.ts';

export const ESCALATIONS = 'C0CAREESC';

/** The database of an office: one on the server of all tests, or on a server of its own. */
export type OfficeDatabase = Pick<TestDatabase, 'url' | 'sql' | 'close'>;

/** Northwind Care at work: the real app in processes of its own, its database, and as many people as a test needs. */
export interface Office {
  readonly workspace: Workspace;
  readonly database: OfficeDatabase;
  readonly apps: readonly RealApp[];
  readonly agents: readonly Colleague[];
  readonly leads: readonly Colleague[];
  /** Events that Slack still tries to tell the app, by their ids. */
  readonly untold: ReadonlySet<string>;
  close(): Promise<void>;
}

export interface OfficeOptions {
  readonly processes?: number;
  /** Besides Leo. */
  readonly moreLeads?: number;
  /** Besides Ana, Jonas and Sofia. */
  readonly moreAgents?: number;
  readonly database?: OfficeDatabase;
  /** What the app is told instead of the database's own URL. */
  readonly databaseUrl?: (url: string) => Promise<string>;
  /** Decides which requests Slack delivers more than once; without it none are. */
  readonly repeats?: Dice;
}

/** Slack repeats an event at once, after 1 and after 5 minutes; here sooner, and for longer than a restart takes. */
const EVENT_RETRIES_MS = [0, ...Array<number>(120).fill(500)];

export async function openOffice(options: OfficeOptions = {}): Promise<Office> {
  const { processes = 1, moreLeads = 0, moreAgents = 0, repeats } = options;
  const database = options.database ?? (await createTestDatabase());
  const apps: RealApp[] = [];
  const workspace = await startWorkspace({ app: { url: inTurn(apps) }, eventRetriesMs: EVENT_RETRIES_MS });
  const close = async () => {
    for (const app of apps) app.signal('SIGCONT');
    await Promise.all(apps.map((app) => app.stop()));
    await workspace.close();
    await database.close();
  };
  try {
    const url = options.databaseUrl ? await options.databaseUrl(database.url) : database.url;
    await openApps(apps, processes, environmentOf(workspace, url));
    await setUpCare(workspace);
    const leads = await hire(workspace, database, 'lead', moreLeads);
    const agents = await hire(workspace, database, 'agent', moreAgents);
    const { world } = workspace;
    return {
      workspace,
      database,
      apps,
      agents: ['U0ANA', 'U0JONAS', 'U0SOFIA', ...agents].map((id) => new Colleague(world, id)),
      leads: ['U0LEO', ...leads].map((id) => new Colleague(world, id)),
      untold: layLine(world, repeats),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openApps(apps: RealApp[], processes: number, environment: Record<string, string>): Promise<void> {
  for (let index = 0; index < processes; index += 1) apps.push(await realApp(`chaos-${index}`, environment));
  for (const app of apps) app.spawn();
  await Promise.all(apps.map((app) => app.ready()));
}

function environmentOf({ world, url }: Workspace, databaseUrl: string): Record<string, string> {
  return {
    SLACK_API_URL: `${url}/api/`,
    SLACK_BOT_TOKEN: world.identity.botToken,
    SLACK_SIGNING_SECRET: world.identity.signingSecret,
    DATABASE_URL: databaseUrl,
  };
}

/** Sends each request to the next process. */
function inTurn(apps: readonly RealApp[]): () => string {
  let next = 0;
  return () => {
    next += 1;
    return apps[next % apps.length]?.url ?? 'http://127.0.0.1:9/';
  };
}

/** Cards in the escalations channel, oldest first. */
export function cards({ workspace }: Office): Message[] {
  const { state, identity } = workspace.world;
  return (state.messages[ESCALATIONS] ?? []).filter((one) => one.user === identity.botUserId && !one.threadTs);
}

export function cardOf(office: Office, summary: string, withinMs?: number): Promise<Message> {
  return until(`there is a card “${summary}”`, () => cards(office).find((card) => shows(card, summary)), withinMs);
}

export function shows(message: Message, words: string): boolean {
  return `${JSON.stringify(message.blocks ?? [])}${message.text}`.includes(words);
}

/** Starts a process that was killed; resolves when it is ready. */
export async function restarted(app: RealApp): Promise<void> {
  app.spawn();
  await app.ready();
}

/** Spares a test the half minute in which leases of a dead process run out. Only right while no process runs. */
export async function letLeasesRunOut({ database: { sql } }: Office): Promise<void> {
  await sql`update jobs set leased_until = clock_timestamp() where lease_token is not null`;
  await sql`update outbox_lanes set leased_until = clock_timestamp() where lease_token is not null`;
}

/** Waits until the app was told everything, has worked it off, and has sent all that it queued. */
export async function settled({ untold, database: { sql } }: Office, withinMs: number): Promise<void> {
  await until(
    'nothing is left to do',
    async () => {
      const [left] = await sql<{ requests: number; messages: number; jobs: number }[]>`
        select (select count(*) from intake where done_at is null)::int as requests,
          (select count(*) from outbox_messages where state in ('queued', 'sending'))::int as messages,
          (select count(*) from jobs where dead_at is null and run_at <= business_now())::int as jobs`;
      return untold.size === 0 && left && left.requests + left.messages + left.jobs === 0;
    },
    withinMs,
  );
}

/** Waits until what Slack has told is worked off; messages to the channels may still be on their way. */
export async function workedOff({ database }: Office, withinMs: number): Promise<void> {
  await until(
    'all requests are worked off',
    async () => (await database.sql`select from intake where done_at is null`).length === 0,
    withinMs,
  );
}
