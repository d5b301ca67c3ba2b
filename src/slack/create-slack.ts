import { realClock } from '../core/clock.ts';
import { createBoltApp } from './bolt-app.ts';
import type { Desk } from './desk.ts';
import type { Take } from './entry.ts';
import { guard } from './guard.ts';
import { createHttpServer } from './http-server.ts';
import { createSocketEntry } from './socket-entry.ts';

export interface SlackOptions {
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string }
    | { readonly kind: 'socket'; readonly appToken: string; readonly slackApiUrl: string };
  readonly port: number;
}

export interface Slack {
  /** Resolves to the port when requests can come in; in Socket Mode after 5 s even if Slack is away. */
  start(): Promise<number>;
  /** Takes nothing new, answers what has come in (within 10 s), and hangs up. */
  stop(): Promise<void>;
  /** Why nothing comes in at the moment, in words for an operator. */
  trouble(): string | undefined;
}

const DRAIN_MS = 10_000;

/** The side of the app that Slack talks to. One HTTP server on the port in both modes. */
export async function createSlack(desk: Desk, { mode, port }: SlackOptions): Promise<Slack> {
  const { log } = desk;
  const { take, settled } = tracked(await createBoltApp(desk));
  const socket = mode.kind === 'socket' ? createSocketEntry({ ...mode, log, take }) : undefined;
  const server =
    mode.kind === 'http'
      ? createHttpServer(log, (request, response) =>
          guard({ signingSecret: mode.signingSecret, clock: realClock, log, take }, request, response),
        )
      : createHttpServer(log);

  return {
    start: async () => {
      const listeningOn = await server.start(port);
      await socket?.start();
      return listeningOn;
    },
    stop: async () => {
      await Promise.all([server.stop(settled), socket?.stop(settled)]);
    },
    trouble: () => socket?.trouble(),
  };
}

/** Remembers what is under way, late answers included. */
function tracked(take: Take): { take: Take; settled: () => Promise<void> } {
  const underWay = new Set<Promise<void>>();
  return {
    take: (payload, delivery) => {
      const taking = take(payload, delivery).finally(() => underWay.delete(taking));
      underWay.add(taking);
      return taking;
    },
    settled: async () => {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise((resolve) => {
        timer = setTimeout(resolve, DRAIN_MS);
      });
      await Promise.race([Promise.all(underWay), deadline]);
      clearTimeout(timer);
    },
  };
}
