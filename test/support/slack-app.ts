import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JobHandler } from '../../src/jobs/define-job.ts';
import { onlyOutside } from '../../src/intake/one-transaction.ts';
import { createIntakeWork } from '../../src/intake/work-intake.ts';
import { createLog } from '../../src/core/log.ts';
import type { Database } from '../../src/db/client.ts';
import { createSlack, type SlackOptions } from '../../src/slack/create-slack.ts';
import type { Desk, Who } from '../../src/slack/desk.ts';
import type { Listener } from '../../src/slack/listener.ts';
import { createRoutes } from '../../src/slack/routes.ts';
import { createSlackApi } from '../../src/slack/web-api.ts';
import { testClock } from './context.ts';
import { signed, SIGNING_SECRET, TEAM, type SlackRequest } from './slack-requests.ts';

export const BOT = { botId: 'B0FLOORWALK', botUserId: 'U0FLOORWALK', token: 'xoxb-test-bot-token' };

export interface ReceivedCall {
  /** `views.open`, or `respond` for a response_url. */
  readonly method: string;
  readonly body: Record<string, unknown>;
}

export interface FakeSlack {
  readonly url: string;
  readonly responseUrl: string;
  readonly calls: ReceivedCall[];
  /** What it answers to a method; `{ ok: true }` unless said. */
  readonly answers: Map<string, unknown>;
  close(): Promise<void>;
}

/** Takes every Web API call and response_url and remembers it. For what the whole workspace does, there is the sandbox. */
export async function fakeSlack(): Promise<FakeSlack> {
  const calls: ReceivedCall[] = [];
  const answers = new Map<string, unknown>();
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await textOf(request);
    const method = request.url?.split('/').at(-1) ?? '';
    calls.push({ method, body: method === 'respond' ? JSON.parse(body) : fieldsOf(body) });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answers.get(method) ?? { ok: true, view: { id: 'V0OPEN', hash: 'h1' } }));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${url}/api/`,
    responseUrl: `${url}/commands/T0/1/respond`,
    calls,
    answers,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface TestSlackApp {
  readonly url: string;
  readonly desk: Desk;
  readonly work: JobHandler;
  /** All log lines so far, at the most talkative level. */
  readonly log: string[];
  /** Sends a payload, signed now. */
  send(payload: object | string): Promise<Answer>;
  sendRaw(request: SlackRequest): Promise<Answer>;
  trouble(): string | undefined;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly ms: number;
}

export interface TestAppOptions {
  readonly db: Database;
  readonly slack: FakeSlack;
  readonly listeners: readonly Listener[];
  readonly mode?: SlackOptions['mode'];
  readonly actorFor?: Desk['actorFor'];
  readonly port?: number;
}

/** Our side of Slack on a port of its own, with the people and the bot made up. */
export async function startSlackApp(options: TestAppOptions): Promise<TestSlackApp> {
  const lines: string[] = [];
  const log = createLog('trace', { write: (line) => lines.push(line) });
  const botFor = (workspaceId: string) => Promise.resolve(workspaceId === TEAM ? BOT : undefined);
  const api = onlyOutside(createSlackApi({ botFor, slackApiUrl: options.slack.url, log }));
  const routes = createRoutes(options.listeners);
  const actorFor = options.actorFor ?? fullPerson;
  const responseUrlOrigins = [new URL(options.slack.url).origin];
  const desk: Desk = { routes, api, db: options.db, clock: testClock(), log, actorFor, responseUrlOrigins };
  const app = await createSlack(desk, {
    mode: options.mode ?? { kind: 'http', signingSecret: SIGNING_SECRET },
    port: options.port ?? 0,
  });
  const url = `http://127.0.0.1:${await app.start()}`;

  const sendRaw = async ({ headers, body }: SlackRequest): Promise<Answer> => {
    const began = performance.now();
    const response = await fetch(`${url}/slack/events`, { method: 'POST', headers, body });
    const text = await response.text();
    return { status: response.status, body: text === '' ? '' : JSON.parse(text), ms: performance.now() - began };
  };
  return {
    url,
    desk,
    log: lines,
    work: createIntakeWork({ routes, api, actorFor }),
    send: (payload) => sendRaw(signed(payload)),
    sendRaw,
    trouble: () => app.trouble(),
    close: () => app.stop(),
  };
}

function fullPerson({ slackId }: Who) {
  return Promise.resolve({
    slackId,
    kind: 'full',
    isAdmin: false,
    timeZone: 'Europe/Berlin',
    memberships: [],
  } as const);
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

/** Nested values travel as JSON inside the form. */
function fieldsOf(form: string): Record<string, unknown> {
  const fields = [...new URLSearchParams(form)];
  return Object.fromEntries(fields.map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]));
}
