import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import type { Log } from '../core/log.ts';
import { createDelivery, type AckBody, type Delivery } from './delivery.ts';
import type { Entry, Take } from './entry.ts';
import { cleanPayload } from './read-payload.ts';
import { slackLog } from './slack-log.ts';

/** A connection that does not answer pings for this long is dead; with the close that follows, about 6 s. */
const PING_TIMEOUT_MS = 3_000;
const HELLO_TIMEOUT_MS = 10_000;
const LONGEST_PAUSE_MS = 15_000;
/** The app starts without Slack as well: its jobs run, and it goes on trying. */
const START_PATIENCE_MS = 5_000;
const HANG_UP_MS = 2_000;

export interface SocketOptions {
  readonly appToken: string;
  readonly slackApiUrl: string;
  readonly log: Log;
  readonly take: Take;
}

interface Envelope {
  readonly body: unknown;
  readonly ack: (body?: unknown) => Promise<void>;
}

/**
 * Socket Mode. The library's own reconnecting waits seconds at every refresh and ends the process when the network is
 * away, so it is switched off and done here: at once after a close, then ever more slowly.
 */
export function createSocketEntry(options: SocketOptions): Entry {
  const { log } = options;
  const client = new SocketModeClient({
    appToken: options.appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: PING_TIMEOUT_MS,
    logger: slackLog(log, 'socket-mode'),
    clientOptions: { slackApiUrl: options.slackApiUrl, timeout: HELLO_TIMEOUT_MS, retryConfig: { retries: 0 } },
  });
  client.on('slack_event', ({ body, ack }: Envelope) => {
    const payload = cleanPayload(body);
    if (payload) void options.take(payload, socketDelivery(ack, log));
  });

  let trouble: string | undefined = 'not connected to Slack yet';
  const stopping = new AbortController();
  let onLost = (): void => {};
  client.on('disconnected', () => onLost());

  async function keepConnected(connected: () => void): Promise<void> {
    for (let failures = 0; !stopping.signal.aborted; failures += 1) {
      const lost = new Promise<void>((resolve) => {
        onLost = resolve;
      });
      try {
        await startWithin(client);
        trouble = undefined;
        failures = -1;
        log.info('connected to Slack');
        connected();
        await lost;
        trouble = 'the connection to Slack was lost';
      } catch (error) {
        trouble = 'Slack cannot be reached';
        log.warn({ err: error, failures }, 'no connection to Slack');
        await sleep(pauseAfter(failures), undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
  }

  return {
    start: () =>
      Promise.race([
        new Promise<void>((resolve) => void keepConnected(resolve)),
        sleep(START_PATIENCE_MS, undefined, { ref: false }),
      ]),
    stop: async (taken) => {
      stopping.abort();
      await taken();
      // Hanging up may wait 30 s for a peer that is gone.
      await Promise.race([client.disconnect().catch(() => {}), sleep(HANG_UP_MS, undefined, { ref: false })]);
    },
    trouble: () => trouble,
  };
}

/** The library waits for ever for a greeting that does not come. */
async function startWithin(client: SocketModeClient): Promise<void> {
  const timer = setTimeout(() => void client.disconnect(), HELLO_TIMEOUT_MS);
  try {
    await client.start();
  } finally {
    clearTimeout(timer);
  }
}

function pauseAfter(failures: number): number {
  return Math.min(250 * 2 ** failures, LONGEST_PAUSE_MS);
}

/** No frame is sent for what was not taken: Slack sends events again over the next connection. */
function socketDelivery(ack: Envelope['ack'], log: Log): Delivery {
  const frame = (body: AckBody | undefined) => {
    ack(body).catch((error: unknown) => log.warn({ err: error }, 'an ack was lost with its connection'));
  };
  return createDelivery({ ack: frame, refuse: () => {}, reject: () => frame(undefined) });
}
