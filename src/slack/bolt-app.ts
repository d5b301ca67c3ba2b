import { App, type Context, type Receiver } from '@slack/bolt';
import type { Log } from '../core/log.ts';
import type { Delivery } from './delivery.ts';
import type { Desk } from './desk.ts';
import { dispatch } from './dispatch.ts';
import type { Take } from './entry.ts';
import type { Incoming } from './incoming.ts';
import { readIncoming } from './read-incoming.ts';
import { slackLog } from './slack-log.ts';

/**
 * Bolt with one middleware, which hands everything over to dispatch: each registered listener would cost 7 µs on every
 * request. Requests come in by our own entries, which keep the answer in their hands.
 */
export async function createBoltApp(desk: Desk): Promise<Take> {
  const app = new App({
    receiver: noReceiver,
    // Nothing to look up: dispatch knows the workspace, and calls to Slack go through SlackApi.
    authorize: () => Promise.resolve({}),
    // Dispatch sorts out our own events: Bolt does not recognise edits of our messages.
    ignoreSelf: false,
    convoStore: false,
    deferInitialization: true,
    logger: slackLog(desk.log, 'bolt'),
  });
  await app.init();

  app.use(({ context }) => dispatch(desk, ...handedIn(context)));
  return (payload, delivery) => processPayload(app, desk, payload, delivery);
}

const noReceiver: Receiver = { init: () => {}, start: () => Promise.resolve(), stop: () => Promise.resolve() };

async function processPayload(
  app: App,
  { log, watch }: Desk,
  payload: Parameters<Take>[0],
  delivery: Delivery,
): Promise<void> {
  const incoming = readIncoming(payload);
  if (!incoming) {
    const { type } = payload;
    log.warn({ type: typeof type === 'string' ? type.slice(0, 50) : typeof type }, 'request of unknown shape refused');
    delivery.reject();
  } else {
    await toBolt(app, log, payload, incoming, delivery);
  }
  watch?.answered(incoming?.kind ?? 'unknown', delivery.outcome, delivery.seconds);
}

/** Bolt acks events before it hands them over, that is before they are stored: its ack goes nowhere, ours counts. */
async function toBolt(app: App, log: Log, body: object, incoming: Incoming, delivery: Delivery): Promise<void> {
  try {
    await app.processEvent({
      body,
      ack: () => Promise.resolve(),
      customProperties: { incoming, delivery },
    });
  } catch (error) {
    log.warn({ err: error, kind: incoming.kind }, 'Bolt could not read a request');
  }
  delivery.reject();
}

/** Safe: both were put there by toBolt, the only caller of Bolt. */
function handedIn(context: Context): [Incoming, Delivery] {
  return [context['incoming'] as Incoming, context['delivery'] as Delivery];
}
