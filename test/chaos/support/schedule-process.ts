/**
 * A process that does what recurs, for test/chaos/schedules.test.ts: the heartbeat, the worker, and the outbox. Says `up` when it
 * works and `run` when a run begins, before its effect. node schedule-process.ts <database URL> <Web API URL>
 */
import { setTimeout as pause } from 'node:timers/promises';
import { LogLevel, WebClient } from '@slack/web-api';
import { transaction } from '../../../src/core/context.ts';
import { createLog } from '../../../src/core/log.ts';
import { createDatabase } from '../../../src/db/client.ts';
import { Heartbeat } from '../../../src/jobs/heartbeat.ts';
import { scheduleJob } from '../../../src/jobs/run-schedule.ts';
import { Worker } from '../../../src/jobs/worker.ts';
import { deliverHandler } from '../../../src/outbox/deliver.ts';
import { enqueue } from '../../../src/outbox/enqueue.ts';
import { testContext } from '../../support/context.ts';
import { briefing } from './briefing.ts';

// Whoever started it has died.
process.stdin.on('end', () => process.exit(1)).resume();

const [url = '', slackApiUrl = ''] = process.argv.slice(2);
const db = createDatabase({ url });
const log = createLog('warn');
const client = new WebClient('xoxb-chaos', {
  slackApiUrl,
  timeout: 2_000,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logLevel: LogLevel.ERROR,
});
const brief = scheduleJob(
  {
    kind: briefing,
    run: async (ctx, { key, localDate }) => {
      process.stdout.write('run\n');
      await pause(Math.random() * 30);
      const text = `${key} ${localDate}`;
      await transaction(ctx, (tx) =>
        enqueue(tx, ctx, [{ kind: 'post', to: `C${key}`, message: { text }, dedupeKey: `briefing:${text}` }]),
      );
    },
  },
  (kind) => process.stdout.write(`missed ${kind}\n`),
);
const worker = new Worker({
  sql: db.system,
  handlers: [brief, deliverHandler({ slack: { client: () => Promise.resolve(client) }, responseUrlOrigins: [] })],
  buildContext: (workspaceId, correlationId) => testContext(db, { workspaceId, correlationId, kind: 'system' }),
  log,
});
const heartbeat = new Heartbeat({
  sql: db.system,
  kinds: [briefing],
  log,
  observe: { missed: (kind) => process.stdout.write(`missed ${kind}\n`) },
});
await worker.start();
await heartbeat.start();
process.stdout.write('up\n');
