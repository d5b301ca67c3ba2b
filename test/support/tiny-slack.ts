import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebClient, type WebClientOptions } from '@slack/web-api';

export interface TinyMessage {
  readonly channel: string;
  readonly ts: string;
  text: string;
  readonly threadTs?: string;
  readonly metadata?: unknown;
  readonly files?: readonly { id: string }[];
  /** Only for this person. */
  readonly ephemeralTo?: string;
}

type Args = Readonly<Record<string, string>>;

export interface Call {
  readonly method: string;
  readonly args: Args;
  readonly at: number;
}

/** What goes wrong with the next call of a method. "after": the work is done, but its answer is not the usual one. */
export type Fault =
  | { readonly error: string }
  | { readonly retryAfterS: number }
  | 'lost after'
  | 'cut after'
  | 'html after'
  | '500 after'
  | 'hang after'
  | '500 before'
  | 'reset before'
  | 'hang before';

/** As much of Slack's Web API as the outbox calls, on loopback, with faults to order. */
export class TinySlack {
  readonly calls: Call[] = [];
  readonly messages: TinyMessage[] = [];
  /** Held before their work is done, until the promise resolves. */
  hold: Promise<void> | undefined;
  /** Channel → the error with which it refuses every post. */
  readonly refusals = new Map<string, string>();
  /** Channel → who is in it; of a channel that is not here the app sees nothing. */
  readonly members = new Map<string, readonly string[]>();
  /** Befalls each call while it is set: Slack as a whole is out. */
  outage: Fault | undefined;
  url = '';
  readonly #faults = new Map<string, (Fault | undefined)[]>();
  readonly #server = createServer((request, response) => void this.#serve(request, response));
  #clock = 0;

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  reset(): void {
    this.calls.length = 0;
    this.messages.length = 0;
    this.#faults.clear();
    this.refusals.clear();
    this.members.clear();
    this.hold = undefined;
    this.outage = undefined;
  }

  /** A client as the app makes it, only less patient. */
  client(timeout = 400, more: Pick<WebClientOptions, 'fetch'> = {}): WebClient {
    return new WebClient('xoxb-tiny', {
      slackApiUrl: `${this.url}/api/`,
      timeout,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      logger: { ...silent, getLevel: () => 'error' as never, setLevel: () => undefined, setName: () => undefined },
      ...more,
    });
  }

  /** Orders what befalls the next calls of a method, one each; undefined is no fault. */
  fail(method: string, ...faults: readonly (Fault | undefined)[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  texts(channel: string): string[] {
    return this.messages.filter((message) => message.channel === channel).map((message) => message.text);
  }

  callsOf(method: string): Call[] {
    return this.calls.filter((call) => call.method === method);
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = (request.url ?? '').replace(/^\/(api\/)?/, '');
    const args = await readArgs(request);
    this.calls.push({ method, args, at: performance.now() });
    if (this.hold && method.startsWith('chat.')) await this.hold;
    const fault = this.outage ?? this.#faults.get(method)?.shift();
    if (breakBefore(fault, request, response)) return;
    const work = this.#methods[method];
    if (!work) return void response.writeHead(404).end();
    const answer = JSON.stringify({ ok: true, ...work(args) });
    if (breakAfter(fault, request, response)) return;
    response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
  }

  readonly #methods: Readonly<Record<string, (args: Args) => object>> = {
    'chat.postMessage': (args) => this.#post(args),
    'chat.postEphemeral': ({ channel, text, user }) =>
      this.#add({ channel: channel!, text: text!, ephemeralTo: user! }),
    'chat.update': (args) => this.#update(args),
    'conversations.members': (args) => this.#membersOf(args),
    'conversations.open': ({ users }) => ({ channel: { id: `D${users}` } }),
    'conversations.history': (args) => this.#read(args),
    'conversations.replies': (args) => this.#read(args),
    'files.getUploadURLExternal': () => ({ upload_url: `${this.url}/upload`, file_id: `F${(this.#clock += 1)}` }),
    'files.completeUploadExternal': ({ channel_id, initial_comment, files }) =>
      this.#add({ channel: channel_id!, text: initial_comment!, files: JSON.parse(files!) as { id: string }[] }),
    respond: ({ text }) => this.#add({ channel: 'response_url', text: text! }),
    upload: () => ({}),
  };

  #post(args: Args): object {
    const error = this.refusals.get(args['channel']!);
    if (error !== undefined) return { ok: false, error };
    const channel = args['channel']!.startsWith('U') ? `D${args['channel']}` : args['channel']!;
    const { ts } = this.#add({
      channel,
      text: args['text']!,
      ...(args['thread_ts'] && { threadTs: args['thread_ts'] }),
      ...(args['metadata'] && { metadata: JSON.parse(args['metadata']) as unknown }),
    });
    return { channel, ts };
  }

  /** Two a page. */
  #membersOf({ channel, cursor }: Args): object {
    const all = this.members.get(channel!);
    if (!all) return { ok: false, error: 'channel_not_found' };
    const from = Number(cursor ?? 0);
    const next = from + 2 < all.length ? String(from + 2) : '';
    return { members: all.slice(from, from + 2), response_metadata: { next_cursor: next } };
  }

  #update(args: Args): object {
    const message = this.messages.find(({ channel, ts }) => channel === args['channel'] && ts === args['ts']);
    if (!message) return { ok: false, error: 'message_not_found' };
    message.text = args['text']!;
    return { channel: message.channel, ts: message.ts };
  }

  /** Newest first, two a page so that paging is used. */
  #read(args: Args): object {
    const found = this.messages
      .filter((message) => message.channel === args['channel'] && message.threadTs === args['ts'])
      .filter((message) => Number(message.ts) > Number(args['oldest']))
      .toReversed();
    const from = Number(args['cursor'] ?? 0);
    const next = from + 2 < found.length ? String(from + 2) : '';
    return { messages: found.slice(from, from + 2), response_metadata: { next_cursor: next } };
  }

  #add(message: Omit<TinyMessage, 'ts'>): TinyMessage {
    this.#clock += 1;
    const added = { ...message, ts: `${Math.floor(Date.now() / 1000)}.${String(this.#clock).padStart(6, '0')}` };
    this.messages.push(added);
    return added;
  }
}

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

async function readArgs(request: IncomingMessage): Promise<Args> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/json')) return JSON.parse(body) as Args;
  if (type.startsWith('multipart/')) return { body };
  return Object.fromEntries(new URLSearchParams(body));
}

function breakBefore(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  if (typeof fault === 'object') {
    if ('error' in fault) response.end(JSON.stringify({ ok: false, error: fault.error }));
    else response.writeHead(429, { 'retry-after': String(fault.retryAfterS) }).end();
    return true;
  }
  if (fault === 'reset before') request.socket.resetAndDestroy();
  else if (fault === '500 before') response.writeHead(500).end();
  else return fault === 'hang before';
  return true;
}

function breakAfter(fault: Fault | undefined, request: IncomingMessage, response: ServerResponse): boolean {
  switch (fault) {
    case 'lost after':
      request.socket.resetAndDestroy();
      return true;
    case 'cut after':
      response.writeHead(200, { 'content-length': '100' }).write('{"ok":');
      request.socket.end();
      return true;
    case 'html after':
      response.end('<html><body>Something went wrong</body></html>');
      return true;
    case '500 after':
      response.writeHead(500).end('oops');
      return true;
    default:
      return fault === 'hang after';
  }
}
