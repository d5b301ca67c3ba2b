/** One worker that delivers the outbox, for bench/outbox-chaos.ts: node outbox-chaos-worker.ts <database URL> <Web API URL> */
import { LogLevel, WebClient } from '@slack/web-api';
import { createLog } from '../src/core/log.ts';
import { createDatabase } from '../src/db/client.ts';
import { Worker } from '../src/jobs/worker.ts';
import { deliverHandler } from '../src/outbox/deliver.ts';
import { testContext } from '../test/support/context.ts';

const [url = '', slackApiUrl = ''] = process.argv.slice(2);
const db = createDatabase({ url });
const client = new WebClient('xoxb-chaos', {
  slackApiUrl,
  timeout: 2_000,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logLevel: LogLevel.ERROR,
});
const handler = deliverHandler({ slack: { client: () => Promise.resolve(client) }, responseUrlOrigins: [] });
const worker = new Worker({
  sql: db.system,
  handlers: [handler],
  buildContext: (workspaceId, correlationId) => testContext(db, { workspaceId, correlationId, kind: 'system' }),
  log: createLog('silent'),
});
await worker.start();
