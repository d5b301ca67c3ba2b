import type { AppProcess } from '../../../src/sandbox/app-process.ts';
import type { AppLink } from '../../../src/sandbox/delivery/app-link.ts';
import type { Message } from '../../../src/sandbox/state/state.ts';
import type { World } from '../../../src/sandbox/world.ts';
import { setUpCare } from '../../journeys/support/northwind-team.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startWorkspace, type Workspace } from '../../support/workspace.ts';
import { Colleague } from './colleague.ts';
import { until } from './until.ts';

export const ESCALATIONS = 'C0CAREESC';

/** Northwind Care at work: the real app in processes of its own, its database, and as many leads as a test needs. */
export interface Office {
  readonly workspace: Workspace;
  readonly database: TestDatabase;
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
  /** What the app is told instead of the database's own URL. */
  readonly databaseUrl?: (url: string) => Promise<string>;
}

/** Slack repeats an event at once, after 1 and after 5 minutes; here sooner, and for longer than a restart takes. */
const EVENT_RETRIES_MS = [0, ...Array<number>(120).fill(500)];

export async function openOffice({ processes = 1, moreLeads = 0, databaseUrl }: OfficeOptions = {}): Promise<Office> {
  const database = await createTestDatabase();
  const url = (await databaseUrl?.(database.url)) ?? database.url;
  const workspace = await startWorkspace({
    app: { databaseUrl: url, processes },
    eventRetriesMs: EVENT_RETRIES_MS,
  }).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  const { world } = workspace;
  await setUpCare(workspace);
  const more = await hire(workspace, database, moreLeads);
  return {
    workspace,
    database,
    agents: ['U0ANA', 'U0JONAS', 'U0SOFIA'].map((id) => new Colleague(world, id)),
    leads: ['U0LEO', ...more].map((id) => new Colleague(world, id)),
    untold: followEvents(world),
    async close() {
      for (const app of workspace.apps) app.signal('SIGCONT');
      await workspace.close();
      await database.close();
    },
  };
}

function followEvents(world: World): ReadonlySet<string> {
  const untold = new Set<string>();
  const { app } = world;
  const followed: AppLink = {
    connected: () => app.connected(),
    async send(request) {
      const eventId = String(request.payload['event_id']);
      if (request.kind === 'events_api') untold.add(eventId);
      const delivered = await app.send(request);
      if (delivered.ok) untold.delete(eventId);
      return delivered;
    },
  };
  Object.assign(world, { app: followed });
  return untold;
}

/** Leads as Slack knows them, put on the team as if a manager had picked them. */
async function hire({ world }: Workspace, { sql }: TestDatabase, count: number): Promise<string[]> {
  const leo = world.state.people['U0LEO']!;
  const ids = Array.from({ length: count }, (_, index) => `U0LEAD${index + 1}`);
  for (const [index, id] of ids.entries()) {
    world.state.people[id] = { ...leo, id, name: `lead${index + 1}`, realName: `Lead${index + 1} Berg` };
    world.state.channels[ESCALATIONS]!.members.push(id);
  }
  await sql`
    insert into people (workspace_id, slack_id, name, kind, is_admin, time_zone, read_at)
    select workspace_id, id, 'Lead' || place, kind, is_admin, time_zone, read_at
    from people, unnest(${ids}::text[]) with ordinality as lead (id, place) where slack_id = 'U0LEO'`;
  await sql`
    insert into members (workspace_id, team_id, slack_id, role, source)
    select workspace_id, id, unnest(${ids}::text[]), 'lead', 'picked' from teams where name = 'Northwind Care'`;
  return ids;
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

/** Kills a process as the kernel does when memory is short; resolves when it is gone, before it is started again. */
export async function killApp(app: AppProcess): Promise<void> {
  app.signal('SIGKILL');
  await until('the process is gone', () => !app.isReady());
}

export function restarted(app: AppProcess): Promise<true> {
  return until('the process is back', () => app.isReady(), 60_000).then(() => true);
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
