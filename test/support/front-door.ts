import { createMetrics, type Metrics } from '../../src/admin/metrics.ts';
import { createApp } from '../../src/app.ts';
import { realClock } from '../../src/core/clock.ts';
import { createLog } from '../../src/core/log.ts';
import type { Feature } from '../../src/feature.ts';
import { escalations } from '../../src/features/escalations/index.ts';
import { shifts } from '../../src/features/shifts/index.ts';
import { createIntakeWork } from '../../src/intake/work-intake.ts';
import { claimJobs } from '../../src/jobs/claim-jobs.ts';
import { completeJobs } from '../../src/jobs/finish-jobs.ts';
import { runJob } from '../../src/jobs/run-job.ts';
import { createCalendarFetch, people, publicOr, slackReads } from '../../src/people/index.ts';
import type { Listener } from '../../src/slack/listener.ts';
import { createHome } from '../../src/slack/publish-home.ts';
import { createSlackApi } from '../../src/slack/web-api.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { BOT, fakeSlack, type FakeSlack, type ReceivedCall } from './slack-app.ts';
import { signed, SIGNING_SECRET, TEAM } from './slack-requests.ts';

/** The whole app in this process, asked as Slack asks it: by signed HTTP. What it stores is worked off in `workOff`. */
export interface FrontDoor {
  readonly database: TestDatabase;
  readonly slack: FakeSlack;
  /** Everything the app listens to. */
  readonly listeners: readonly Listener[];
  /** Sends one payload at a time; resolves, once all about it is done, to the status and to what stood in the ack. */
  send(payload: object): Promise<{ status: number; body: unknown }>;
  /** Works off every stored request and publishes Homes; resolves to how each run ended. The outbox is left as it is. */
  workOff(): Promise<string[]>;
  /** Calls to Slack since the last time they were asked for. */
  newCalls(): ReceivedCall[];
  /** Log lines of errors since the last time they were asked for. */
  newErrors(): string[];
  close(): Promise<void>;
}

const LEASE_MS = 30_000;

export async function openFrontDoor(): Promise<FrontDoor> {
  const [database, slack] = await Promise.all([createTestDatabase(), fakeSlack()]);
  const { db } = database;
  const errors: string[] = [];
  const log = createLog('error', { write: (line) => errors.push(line) });
  const api = createSlackApi({ botFor: () => Promise.resolve(BOT), slackApiUrl: slack.url, log });
  await database.sql`
    insert into installations (workspace_id, name, domain, app_id, bot_id, bot_user_id, installed_by, installed_at)
    values (${TEAM}, 'Northwind Support', 'northwind-support', 'A0FLOORWALK', ${BOT.botId}, ${BOT.botUserId}, 'U0INSTALLER', now())`;
  const { metrics, requestsTaken } = countingMetrics();
  const app = await createApp({
    config: {
      slack: { mode: 'http', botToken: BOT.token, signingSecret: SIGNING_SECRET },
      slackApiUrl: slack.url,
      databaseUrl: database.url,
      port: 0,
      adminPort: 0,
      role: 'web',
      logLevel: 'error',
      calendarHosts: [],
      publicUrl: 'https://floorwalker.example',
    },
    db,
    api,
    clock: realClock,
    log,
    metrics,
  });
  const { desk, slack: entry } = app;
  if (!entry) throw new Error('a web process takes requests');
  const url = `http://127.0.0.1:${await entry.start()}/slack/events`;
  const fetchCalendar = createCalendarFetch(publicOr([]));
  const features: readonly Feature[] = [
    escalations({ onFilesGiven: () => [] }),
    shifts({
      slack: slackReads(api),
      fetchCalendar,
      publicUrl: undefined,
      onRosterChange: () => features.flatMap((feature) => feature.onRosterChange ?? []),
    }),
    people({
      slack: slackReads(api),
      fetchCalendar,
      help: () => [],
      settings: () => features.flatMap((feature) => feature.settings ?? []),
      onTeamChange: () => features.flatMap((feature) => feature.onTeamChange ?? []),
    }),
  ];
  const home = createHome({
    api,
    actorFor: desk.actorFor,
    sections: features.flatMap((feature) => feature.home ?? []),
  });
  const handlers = [createIntakeWork({ routes: desk.routes, api, actorFor: desk.actorFor }), home.job];
  const kinds = handlers.map((handler) => handler.kind.name);
  const runner = {
    sql: db.system,
    leaseMs: LEASE_MS,
    timeLimitMs: LEASE_MS,
    buildContext: (workspaceId: string, correlationId: string) => app.systemContext(workspaceId, correlationId),
    complete: (job: Parameters<typeof completeJobs>[1][number]) => completeJobs(db.system, [job]),
  };

  return {
    database,
    slack,
    listeners: desk.routes.listeners,
    send: async (payload) => {
      const before = requestsTaken();
      const { headers, body } = signed(payload);
      const response = await fetch(url, { method: 'POST', headers, body });
      const text = await response.text();
      // Some words go out after the ack.
      while (requestsTaken() === before) await new Promise((resolve) => setImmediate(resolve));
      return { status: response.status, body: text === '' ? '' : (JSON.parse(text) as unknown) };
    },
    workOff: async () => {
      const outcomes: string[] = [];
      for (;;) {
        const [job] = await claimJobs(db.system, kinds, 1, LEASE_MS);
        const handler = handlers.find(({ kind }) => kind.name === job?.kind);
        if (!job || !handler) return outcomes;
        outcomes.push(await runJob(runner, handler, job));
      }
    },
    newCalls: () => slack.calls.splice(0),
    newErrors: () => errors.splice(0),
    close: async () => {
      await entry.stop();
      await Promise.all([database.close(), slack.close()]);
    },
  };
}

/** The last thing done about a request is to measure it. */
function countingMetrics(): { metrics: Metrics; requestsTaken: () => number } {
  const metrics = createMetrics(() => Promise.reject(new Error('nobody asks')));
  let taken = 0;
  metrics.slackAck.observe = () => {
    taken += 1;
  };
  return { metrics, requestsTaken: () => taken };
}
