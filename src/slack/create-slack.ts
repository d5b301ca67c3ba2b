import { realClock } from '../core/clock.ts';
import type { Log } from '../core/log.ts';
import { createBoltApp } from './bolt-app.ts';
import type { Desk } from './desk.ts';
import type { Take } from './entry.ts';
import { guard } from './guard.ts';
import { createHttpServer, type Handle, type Handlers } from './http-server.ts';
import { installPages, type InstallOptions } from './oauth/install-pages.ts';
import type { Page } from './page.ts';
import { createSocketEntry } from './socket-entry.ts';

export interface SlackOptions {
  readonly mode:
    | { readonly kind: 'http'; readonly signingSecret: string; readonly install?: InstallOptions }
    | { readonly kind: 'socket'; readonly appToken: string; readonly slackApiUrl: string };
  readonly port: number;
  /** What features answer besides. */
  readonly pages?: readonly Page[];
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
export async function createSlack(desk: Desk, { mode, port, pages = [] }: SlackOptions): Promise<Slack> {
  const { log } = desk;
  const work = workUnderWay();
  const handle = await createBoltApp(desk);
  const take: Take = (payload, delivery) => work.note(handle(payload, delivery));
  const socket = mode.kind === 'socket' ? createSocketEntry({ ...mode, log, take }) : undefined;
  const fromSlack = mode.kind === 'http' ? handlers(mode, { log, take, note: work.note }) : {};
  const server = createHttpServer(log, fromSlack, pages);

  return {
    start: async () => {
      const listeningOn = await server.start(port);
      await socket?.start();
      return listeningOn;
    },
    stop: async () => {
      await Promise.all([server.stop(work.settled), socket?.stop(work.settled)]);
    },
    trouble: () => socket?.trouble(),
  };
}

type Note = (work: Promise<void>) => Promise<void>;

function handlers(
  { signingSecret, install }: Extract<SlackOptions['mode'], { kind: 'http' }>,
  { log, take, note }: { readonly log: Log; readonly take: Take; readonly note: Note },
): Handlers {
  const pages = install ? installPages(install, log) : {};
  // Whoever stops the app in the middle of an installation would lose a code that can be used only once.
  const noted = Object.entries(pages).map(([asked, page]): [string, Handle] => [
    asked,
    (request, response) => note(page(request, response)),
  ]);
  return {
    'POST /slack/events': (request, response) =>
      guard({ signingSecret, clock: realClock, log, take }, request, response),
    ...Object.fromEntries(noted),
  };
}

/** Remembers what is under way, late answers included. */
function workUnderWay(): { note: Note; settled: () => Promise<void> } {
  const underWay = new Set<Promise<void>>();
  return {
    note: (work) => {
      const noted = work.finally(() => underWay.delete(noted));
      underWay.add(noted);
      return noted;
    },
    settled: async () => {
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise((resolve) => {
        timer = setTimeout(resolve, DRAIN_MS);
      });
      await Promise.race([Promise.allSettled(underWay), deadline]);
      clearTimeout(timer);
    },
  };
}
