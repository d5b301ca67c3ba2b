/**
 * One side of bench/ack.ts, in a process of its own: `ours` is the app with everything it listens to, `bare` is Bolt as
 * its documentation starts it (without the conversation store), with the same INSERT by hand.
 */
import { App, HTTPReceiver, LogLevel } from '@slack/bolt';
import postgres from 'postgres';
import { readBacklog } from '../src/admin/backlog.ts';
import { createMetrics } from '../src/admin/metrics.ts';
import { createApp } from '../src/app.ts';
import { realClock } from '../src/core/clock.ts';
import { createLog } from '../src/core/log.ts';
import { createDatabase } from '../src/db/client.ts';
import { createSlackApi } from '../src/slack/web-api.ts';

const SECRET = process.env['BENCH_SECRET'] ?? '';
const BOT = { botId: 'B0FLOORWALK', botUserId: 'U0FLOORWALK', token: 'xoxb-bench' };

const [, , side, url = ''] = process.argv;
const port = await (side === 'ours' ? startOurs() : startBare());

process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send?.({ cpuMs: (user + system) / 1000 });
});
process.send?.({ port });

async function startOurs(): Promise<number> {
  const log = createLog('warn');
  const slackApiUrl = 'http://127.0.0.1:9/api/';
  const db = createDatabase({ url });
  const { slack } = await createApp({
    config: {
      slack: { mode: 'http', botToken: BOT.token, signingSecret: SECRET },
      slackApiUrl,
      databaseUrl: url,
      port: 0,
      adminPort: 0,
      role: 'web',
      logLevel: 'warn',
      calendarHosts: [],
      publicUrl: undefined,
    },
    db,
    metrics: createMetrics(() => readBacklog(db)),
    clock: realClock,
    log,
    api: createSlackApi({ botFor: () => Promise.resolve(BOT), slackApiUrl, log }),
  });
  if (!slack) throw new Error('a web process takes requests');
  return slack.start();
}

async function startBare(): Promise<number> {
  const sql = postgres(url, { max: 5, connection: { role: 'floorwalker_system' } });
  const app = new App({
    receiver: new HTTPReceiver({ signingSecret: SECRET, logLevel: LogLevel.WARN }),
    authorize: () => Promise.resolve({ botId: BOT.botId, botUserId: BOT.botUserId, botToken: BOT.token }),
    convoStore: false,
    logLevel: LogLevel.WARN,
  });
  app.view('case.escalate', async ({ ack, body }) => {
    const workspace = body.team?.id ?? '';
    await sql`
      with stored as (
        insert into intake (workspace_id, identity, kind, key, payload, correlation_id, received_at, happened_at)
        values (${workspace}, ${`submit:${body.view.id}:${body.view.hash}`}, 'submit', ${body.view.callback_id},
                ${sql.json(body as never)}, ${body.view.id}, clock_timestamp(), clock_timestamp())
        on conflict (workspace_id, identity) do nothing
        returning workspace_id, id, correlation_id
      ), queued as (
        insert into jobs (workspace_id, kind, dedupe_key, payload, correlation_id, run_at, max_attempts)
        select workspace_id, 'intake.work', id::text, jsonb_build_object('intakeId', id), correlation_id, ${new Date()}, 10
        from stored
        returning id
      )
      select id, pg_notify('jobs', '') from queued`;
    await ack();
  });
  const server = await app.start(0);
  const address = server.address();
  if (typeof address !== 'object' || !address) throw new Error('no port');
  return address.port;
}
