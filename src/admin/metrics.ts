import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** What an operator can see; label values come from closed lists, never from people. */
export interface Metrics {
  readonly registry: Registry;
  /** Seconds from request to ack. */
  readonly slackAck: Histogram<'kind' | 'outcome'>;
  /** Seconds of one Web API call. */
  readonly slackCalls: Histogram<'method' | 'outcome'>;
  readonly duplicates: Counter<'kind'>;
  readonly jobsRun: Counter<'kind' | 'outcome'>;
  /** Seconds from due to start. */
  readonly jobDelay: Histogram<'kind'>;
  /** Seconds from queued to sent. */
  readonly outboxDelay: Histogram<'kind'>;
  readonly outboxHeld: Counter<'kind'>;
  /** Counts each once, also after it was pruned. */
  readonly outboxFailed: Counter<'kind'>;
  /** Runs given up because they came due too long ago. */
  readonly scheduleMissed: Counter<'kind'>;
  /** When schedules were last looked at. */
  readonly scheduleBeat: Gauge;
}

/** How many of each wait now, read when the metrics are asked for. */
export interface Backlog {
  readonly intakePending: number;
  readonly jobsDead: number;
  readonly outboxPending: number;
  readonly outboxOldestSeconds: number;
  readonly outboxFailed: number;
  readonly lanesBlocked: number;
  readonly scheduleLagSeconds: number;
}

const ACK_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3];
const QUEUED_SECONDS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300];
const CALL_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createMetrics(readBacklog: () => Promise<Backlog>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  watchBacklog(registry, readBacklog);
  const registers = [registry];
  return {
    registry,
    slackAck: new Histogram({
      name: 'slack_ack_seconds',
      help: 'Seconds from a request to its ack',
      labelNames: ['kind', 'outcome'],
      buckets: ACK_SECONDS,
      registers,
    }),
    slackCalls: new Histogram({
      name: 'slack_api_seconds',
      help: 'Seconds of a Web API call',
      labelNames: ['method', 'outcome'],
      buckets: CALL_SECONDS,
      registers,
    }),
    duplicates: new Counter({
      name: 'intake_duplicates_total',
      help: 'Deliveries of something already stored',
      labelNames: ['kind'],
      registers,
    }),
    jobsRun: new Counter({
      name: 'jobs_total',
      help: 'Runs of jobs by how they ended',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    jobDelay: new Histogram({
      name: 'job_delay_seconds',
      help: 'Seconds from due to start',
      labelNames: ['kind'],
      buckets: ACK_SECONDS,
      registers,
    }),
    ...outboxMetrics(registers),
    ...scheduleMetrics(registers),
  };
}

function outboxMetrics(registers: Registry[]): Pick<Metrics, 'outboxDelay' | 'outboxHeld' | 'outboxFailed'> {
  return {
    outboxDelay: new Histogram({
      name: 'outbox_delay_seconds',
      help: 'Seconds from queued to sent',
      labelNames: ['kind'],
      buckets: QUEUED_SECONDS,
      registers,
    }),
    outboxHeld: new Counter({
      name: 'outbox_held_total',
      help: 'Messages that had to wait: rate limits, failures, channels out of reach',
      labelNames: ['kind'],
      registers,
    }),
    outboxFailed: new Counter({
      name: 'outbox_failed_total',
      help: 'Messages that failed for good: refused, to people who are gone, or of unknown outcome',
      labelNames: ['kind'],
      registers,
    }),
  };
}

function scheduleMetrics(registers: Registry[]): Pick<Metrics, 'scheduleMissed' | 'scheduleBeat'> {
  return {
    scheduleMissed: new Counter({
      name: 'schedule_missed_total',
      help: 'Runs of schedules that were given up because they came due too long ago',
      labelNames: ['kind'],
      registers,
    }),
    scheduleBeat: new Gauge({
      name: 'schedule_heartbeat_timestamp_seconds',
      help: 'When this process last looked for schedules that have come due',
      registers,
    }),
  };
}

function watchBacklog(registry: Registry, readBacklog: () => Promise<Backlog>): void {
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const gauges: Record<keyof Omit<Backlog, 'intakePending'>, Gauge> = {
    jobsDead: gauge('jobs_dead', 'Jobs that failed for good'),
    outboxPending: gauge('outbox_pending', 'Messages that wait to be sent'),
    outboxOldestSeconds: gauge('outbox_oldest_seconds', 'Age of the oldest waiting message'),
    outboxFailed: gauge('outbox_failed', 'Messages that Slack refused for good'),
    lanesBlocked: gauge('outbox_channels_blocked', 'Channels that cannot be reached'),
    scheduleLagSeconds: gauge('schedule_lag_seconds', 'How long the oldest schedule that has come due has waited'),
  };
  const pending = new Gauge({
    name: 'intake_pending',
    help: 'Requests that are stored and not yet worked off',
    registers: [],
    async collect() {
      const backlog = await readBacklog();
      this.set(backlog.intakePending);
      for (const [name, each] of Object.entries(gauges)) each.set(backlog[name as keyof Backlog]);
    },
  });
  registry.registerMetric(pending);
}
