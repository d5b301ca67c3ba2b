import { setTimeout as sleep } from 'node:timers/promises';
import { SocketModeClient } from '@slack/socket-mode';
import type { Log } from '../core/log.ts';
import { createDelivery, type AckBody, type Delivery } from './delivery.ts';
import type { Take } from './entry.ts';
import { cleanPayload } from './read-payload.ts';
import { slackLog } from './slack-log.ts';

export interface SocketOptions {
  readonly appToken: string;
  readonly slackApiUrl: string;
  readonly log: Log;
  readonly take: Take;
}

/** One Socket Mode connection that Slack has greeted. */
export interface SocketConnection {
  /** Resolves when it is time for another one: Slack asks for it, or this one is lost. */
  readonly ending: Promise<void>;
  readonly lost: Promise<void>;
  /** Answers what came over it, for 3 s at most, and hangs up. */
  hangUp(): Promise<void>;
}

/** A connection that does not answer pings for this long is dead; with the close that follows, about 6 s. */
const PING_TIMEOUT_MS = 3_000;
const HELLO_TIMEOUT_MS = 10_000;
/** As for every call to Slack. */
const CALL_TIMEOUT_MS = 8_000;
/** So long Slack waits for an answer. */
const ANSWER_MS = 3_000;
/** Hanging up may wait 30 s for a peer that is gone. */
const HANG_UP_MS = 2_000;

/** The library hangs up as soon as Slack asks for another connection, and what came over the old one stays unanswered. */
class PatientClient extends SocketModeClient {
  /** Tells that Slack asks for another connection, as event `goodbye`; the connection stays. Never rejects. */
  protected override async onWebSocketMessage(data: string | ArrayBuffer, isBinary: boolean): Promise<void> {
    const reason = goodbyeIn(data);
    if (reason === undefined)
      await super.onWebSocketMessage(data, isBinary).catch((error) => this.emit('unread', error));
    else this.emit('goodbye', reason);
  }
}

interface Envelope {
  readonly body: unknown;
  readonly ack: (body?: unknown) => Promise<void>;
}

/** Resolves when Slack has greeted it. @throws when it does not, within 10 s, or when `signal` says that nobody wants it any more */
export async function openSocket(options: SocketOptions, signal: AbortSignal): Promise<SocketConnection> {
  const { log } = options;
  const client = newClient(options);
  const underWay = new Set<Promise<void>>();
  client.on('slack_event', ({ body, ack }: Envelope) => {
    const payload = cleanPayload(body);
    if (!payload) return;
    const answered = new Promise<void>((resolve) => {
      void options.take(payload, socketDelivery(ack, resolve, log)).then(resolve);
    });
    underWay.add(answered);
    void answered.then(() => underWay.delete(answered));
  });
  client.on('unread', (error: unknown) => log.warn({ err: error }, 'a frame of Slack could not be read'));

  const goodbye = new Promise<string>((resolve) => void client.once('goodbye', resolve));
  await greeted(client, goodbye, signal);
  const lost = new Promise<void>((resolve) => void client.once('disconnected', () => resolve()));
  return {
    lost,
    ending: Promise.race([lost, goodbye.then((reason) => log.info({ reason }, 'Slack asks for another connection'))]),
    async hangUp() {
      await Promise.race([Promise.all(underWay), sleep(ANSWER_MS, undefined, { ref: false })]);
      await Promise.race([client.disconnect(), sleep(HANG_UP_MS, undefined, { ref: false })]);
    },
  };
}

/** Its own reconnecting waits seconds at every refresh and ends the process when the network is away, so it is switched off. */
function newClient({ appToken, slackApiUrl, log }: SocketOptions): PatientClient {
  return new PatientClient({
    appToken,
    autoReconnectEnabled: false,
    clientPingTimeout: PING_TIMEOUT_MS,
    logger: slackLog(log, 'socket-mode'),
    clientOptions: { slackApiUrl, timeout: CALL_TIMEOUT_MS, retryConfig: { retries: 0 } },
  });
}

/** The library waits for ever for a greeting that does not come, and connects even after it was told to disconnect. */
async function greeted(client: PatientClient, goodbye: Promise<string>, signal: AbortSignal): Promise<void> {
  const started = client.start();
  const ended = new AbortController();
  try {
    await Promise.race([
      started,
      goodbye.then((reason) => Promise.reject(new Error(`Slack refuses the connection: ${reason}`))),
      sleep(HELLO_TIMEOUT_MS, undefined, { signal: AbortSignal.any([signal, ended.signal]) }).then(() =>
        Promise.reject(new Error('Slack does not greet')),
      ),
    ]);
  } catch (error) {
    started.then(
      () => void client.disconnect(),
      () => undefined,
    );
    void client.disconnect();
    throw error ?? new Error('the connection was closed before Slack greeted');
  } finally {
    ended.abort();
  }
}

function goodbyeIn(data: unknown): string | undefined {
  if (typeof data !== 'string' || !data.includes('"disconnect"')) return undefined;
  try {
    const { type, reason } = JSON.parse(data) as { type?: unknown; reason?: unknown };
    return type === 'disconnect' ? String(reason) : undefined;
  } catch {
    return undefined;
  }
}

/** No frame is sent for what was not taken: Slack sends events again. */
function socketDelivery(ack: Envelope['ack'], answered: () => void, log: Log): Delivery {
  const frame = (body: AckBody | undefined) => {
    ack(body)
      .catch((error: unknown) => log.warn({ err: error }, 'an ack was lost with its connection'))
      .finally(answered);
  };
  return createDelivery({ ack: frame, refuse: answered, reject: () => frame(undefined) });
}
