import { readBacklog } from './admin/backlog.ts';
import { createMetrics, type Metrics } from './admin/metrics.ts';
import { readinessOf, type Stage } from './admin/readiness.ts';
import { startAdminServer } from './admin/server.ts';
import { createApp, type App } from './app.ts';
import { ConfigError, readConfig, type Config } from './config.ts';
import { createLog, type Log } from './core/log.ts';
import { startBusinessClock } from './db/business-clock.ts';
import { createDatabase, type Database } from './db/client.ts';
import { startEmbedded } from './db/embedded.ts';
import { DatabaseUnusable } from './db/errors.ts';
import { migrate } from './db/migrate.ts';
import { installationsOf } from './installations.ts';
import { WrongSecretKey } from './people/index.ts';
import { createSlackApi } from './slack/web-api.ts';

/** How long running jobs may go on after SIGTERM; with the requests' 10 s the process is gone within half a minute. */
const DRAIN_MS = 15_000;

await main().catch((error: unknown) => {
  const known = error instanceof ConfigError || error instanceof DatabaseUnusable || error instanceof WrongSecretKey;
  process.stderr.write(`${known ? error.message : String(error instanceof Error ? error.stack : error)}\n`);
  process.exit(1);
});

async function main(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  const embedded = config.databaseUrl ? undefined : await startEmbedded({ directory: '.data/postgres' });
  const url = config.databaseUrl ?? embedded?.url ?? '';
  await migrate(url);
  const db = createDatabase({ url });
  const clock = await startBusinessClock(db);

  const metrics = createMetrics(() => readBacklog(db));
  const installations = installationsOf({ config, db, clock, log });
  const api = createSlackApi({
    slackApiUrl: config.slackApiUrl,
    log,
    botFor: installations.botFor,
    observe: (method, outcome, seconds) => metrics.slackCalls.observe({ method, outcome }, seconds),
  });
  const workspaces = await installations.begin(api);
  const forget = (workspaceId?: string) => api.forget(workspaceId);
  await db.system.listen('installations', forget, () => forget());
  const app = await createApp({ config, db, clock, log, api, metrics, keepInstallation: installations.keep(api) });
  for (const workspaceId of workspaces) await app.tend(workspaceId);

  const running = await start(config, app, db, metrics);
  log.info({ port: running.port, role: config.role, slack: config.slack.mode }, 'ready');
  process.stdout.write(`Floorwalker is ready: http://localhost:${running.port ?? running.adminPort}\n`);

  onSignal(log, async () => {
    await running.stop();
    await clock.stop();
    await db.close();
    await embedded?.stop();
  });
}

interface Running {
  readonly port: number | undefined;
  readonly adminPort: number;
  stop(): Promise<void>;
}

async function start(config: Config, app: App, db: Database, metrics: Metrics): Promise<Running> {
  const { slack, worker, heartbeat } = app;
  const isWorking = config.role !== 'web';
  let stage: Stage = 'starting';
  const admin = await startAdminServer({
    port: config.adminPort,
    registry: metrics.registry,
    readiness: () =>
      readinessOf({
        stage,
        askDatabase: async () => db.system`select 1`,
        ...(isWorking && { workerSilentMs: app.workerSilentMs(), heartbeatSilentMs: heartbeat.silentMs() }),
        trouble: slack?.trouble(),
      }),
  });
  if (isWorking) await Promise.all([worker.start(), heartbeat.start()]);
  const port = await slack?.start();
  stage = 'running';
  return {
    port,
    adminPort: admin.port,
    stop: async () => {
      stage = 'stopping';
      await slack?.stop();
      if (isWorking) await Promise.all([heartbeat.stop(), worker.drain(DRAIN_MS)]);
      await admin.close();
    },
  };
}

/** Ends the process once, in order; a second signal changes nothing. */
function onSignal(log: Log, stop: () => Promise<void>): void {
  let stopping = false;
  const end = (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'could not stop in order');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}
