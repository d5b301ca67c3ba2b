import type { Metrics } from './admin/metrics.ts';
import type { Config } from './config.ts';
import type { Clock } from './core/clock.ts';
import { type Ctx, theApp } from './core/context.ts';
import { assertNever } from './core/errors.ts';
import type { Log } from './core/log.ts';
import type { Database } from './db/client.ts';
import type { Feature, FeaturePage } from './feature.ts';
import { escalations } from './features/escalations/index.ts';
import { policies } from './features/policies/index.ts';
import { shifts } from './features/shifts/index.ts';
import { onlyOutside } from './intake/one-transaction.ts';
import { pruneIntake } from './intake/prune-intake.ts';
import { createIntakeWork } from './intake/work-intake.ts';
import { Heartbeat } from './jobs/heartbeat.ts';
import type { HourlyWork } from './jobs/hourly.ts';
import { scheduleJob } from './jobs/run-schedule.ts';
import { Worker, type WorkerObserver } from './jobs/worker.ts';
import { deliverHandler, type OutboxObserver } from './outbox/deliver.ts';
import { pruneOutbox } from './outbox/prune-outbox.ts';
import {
  actorFor,
  catchUpWithChannels,
  createCalendarFetch,
  lookAtAllTeams,
  people,
  publicOr,
  type SlackReads,
  slackReads,
  tellManagersOfBlockedChannel,
} from './people/index.ts';
import { newCorrelationId } from './slack/correlation.ts';
import { createSlack, type Slack } from './slack/create-slack.ts';
import type { Desk } from './slack/desk.ts';
import { createHome } from './slack/publish-home.ts';
import type { Given } from './slack/oauth/install-pages.ts';
import type { Page } from './slack/page.ts';
import { createRoutes } from './slack/routes.ts';
import type { SlackApi } from './slack/web-api.ts';

export interface AppDeps {
  readonly config: Config;
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly api: SlackApi;
  readonly metrics: Metrics;
  /** Keeps what somebody gave the app by installing it; needed where people do. */
  readonly keepInstallation?: (given: Given) => Promise<void>;
}

export interface App {
  readonly desk: Desk;
  readonly worker: Worker;
  /** Makes jobs of what recurs; beats where the worker works. */
  readonly heartbeat: Heartbeat;
  /** Milliseconds since the worker last looked for due jobs: it does so every 10 s unless it is stuck or out of places. */
  workerSilentMs(): number;
  /** The side Slack talks to; absent in a process that only works. */
  readonly slack: Slack | undefined;
  /** Context of work that nobody in particular asked for. */
  systemContext(workspaceId: string, correlationId: string): Ctx;
  /** Sees to what has to be going on in a workspace; call it at start. */
  tend(workspaceId: string): Promise<void>;
}

/** What keeps the tables small, in each workspace. */
const upkeep: readonly HourlyWork[] = [pruneIntake, pruneOutbox];

/** Puts the house together: every feature, and what they offer one another. Opens no connection and no port. */
export async function createApp(deps: AppDeps): Promise<App> {
  const { config, db, clock, log, metrics } = deps;
  const api = onlyOutside(deps.api);
  const reads = slackReads(api);
  const who: Desk['actorFor'] = (person) => actorFor({ db, slack: reads, clock, log }, person);
  const whoAtWork: Desk['actorFor'] = (person) => actorFor({ db: db.forWork, slack: reads, clock, log }, person);

  const features = createFeatures(config, reads);
  const home = createHome({
    api,
    actorFor: whoAtWork,
    sections: features.flatMap((feature) => feature.home ?? []),
  });
  const routes = createRoutes([home.listener, ...features.flatMap((feature) => feature.listeners)]);
  const responseUrlOrigins = [new URL(config.slackApiUrl).origin, 'https://hooks.slack.com'];
  const watch = requestWatch(metrics);
  const desk: Desk = { routes, api, db, clock, log, actorFor: who, responseUrlOrigins, watch };

  const systemContext = (workspaceId: string, correlationId: string): Ctx => ({
    workspaceId,
    actor: theApp,
    db: db.forWork,
    clock,
    log: log.child({ workspaceId, correlationId }),
    correlationId,
  });
  const tend = async (workspaceId: string) => {
    const ctx = systemContext(workspaceId, 'start');
    for (const work of upkeep) await work.schedule(ctx);
    await catchUpWithChannels(ctx);
    await lookAtAllTeams(ctx);
  };
  const recurring = recurringWork(deps, features);
  const watchWorker = workerWatch(metrics);
  const worker = new Worker({
    sql: db.system,
    log,
    buildContext: systemContext,
    handlers: [
      createIntakeWork({ routes, api, actorFor: whoAtWork }),
      ...upkeep.map((work) => work.handler),
      deliverHandler({
        slack: api,
        responseUrlOrigins,
        onLaneBlocked: tellManagersOfBlockedChannel,
        observe: outboxWatch(metrics),
      }),
      home.job,
      ...features.flatMap((feature) => feature.jobs),
      ...recurring.handlers,
    ],
    observe: watchWorker,
  });
  const pages = features.flatMap((feature) => feature.pages ?? []).map((page) => pageOf(page, systemContext));
  const options = { ...slackOptions(deps, tend), pages };
  const slack = config.role === 'worker' ? undefined : await createSlack(desk, options);
  const { heartbeat } = recurring;
  return { desk, worker, workerSilentMs: watchWorker.silentMs, heartbeat, slack, systemContext, tend };
}

function pageOf({ under, answer }: FeaturePage, contextOf: App['systemContext']): Page {
  return { under, answer: (request) => answer((workspaceId) => contextOf(workspaceId, newCorrelationId()), request) };
}

/** What comes back by the calendar: the heartbeat that notices it, and the jobs that do it. */
function recurringWork({ db, log, metrics }: AppDeps, features: readonly Feature[]) {
  const schedules = features.flatMap((feature) => feature.schedules ?? []);
  const missed = (kind: string, runs: number) => metrics.scheduleMissed.inc({ kind }, runs);
  return {
    handlers: schedules.map((schedule) => scheduleJob(schedule, (kind) => missed(kind, 1))),
    heartbeat: new Heartbeat({
      sql: db.system,
      kinds: schedules.map(({ kind }) => kind),
      log,
      observe: { beat: () => metrics.scheduleBeat.setToCurrentTime(), missed },
    }),
  };
}

/** Every feature; people/ is told what all of them offer. */
function createFeatures({ calendarHosts, publicUrl }: Config, slack: SlackReads): readonly Feature[] {
  const fetchCalendar = createCalendarFetch(publicOr(calendarHosts));
  const features: readonly Feature[] = [
    escalations({ onFilesGiven: () => features.flatMap((feature) => feature.onFilesGiven ?? []) }),
    shifts({
      slack,
      fetchCalendar,
      publicUrl,
      onRosterChange: () => features.flatMap((feature) => feature.onRosterChange ?? []),
    }),
    policies({ slack }),
    people({
      slack,
      fetchCalendar,
      help: () => features.flatMap((feature) => feature.help ?? []),
      settings: () => features.flatMap((feature) => feature.settings ?? []),
      onTeamChange: () => features.flatMap((feature) => feature.onTeamChange ?? []),
    }),
  ];
  return features;
}

function requestWatch(metrics: Metrics): NonNullable<Desk['watch']> {
  return {
    answered: (kind, outcome, seconds) => metrics.slackAck.observe({ kind, outcome: outcome ?? 'none' }, seconds),
    duplicate: (kind) => metrics.duplicates.inc({ kind }),
  };
}

function workerWatch(metrics: Metrics): WorkerObserver & { readonly silentMs: () => number } {
  let lookedAt = performance.now();
  return {
    looked: () => {
      lookedAt = performance.now();
    },
    claimed: (kind, lateMs) => metrics.jobDelay.observe({ kind }, Math.max(0, lateMs) / 1000),
    ended: (kind, outcome) => metrics.jobsRun.inc({ kind, outcome }),
    silentMs: () => performance.now() - lookedAt,
  };
}

function outboxWatch(metrics: Metrics): OutboxObserver {
  return {
    sent: (kind, queuedForMs) => metrics.outboxDelay.observe({ kind }, Math.max(0, queuedForMs) / 1000),
    held: (kind) => metrics.outboxHeld.inc({ kind }),
    failed: (kind) => metrics.outboxFailed.inc({ kind }),
  };
}

function slackOptions({ config, keepInstallation }: AppDeps, tend: App['tend']): Parameters<typeof createSlack>[1] {
  const { slack, port, slackApiUrl } = config;
  switch (slack.mode) {
    case 'socket':
      return { port, mode: { kind: 'socket', appToken: slack.appToken, slackApiUrl } };
    case 'http':
      return { port, mode: { kind: 'http', signingSecret: slack.signingSecret } };
    case 'oauth': {
      const keep = async (given: Given) => {
        await keepInstallation?.(given);
        await tend(given.workspaceId);
      };
      const install = { ...slack, slackApiUrl, keep };
      return { port, mode: { kind: 'http', signingSecret: slack.signingSecret, install } };
    }
    default:
      return assertNever(slack);
  }
}
