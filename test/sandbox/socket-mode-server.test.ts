import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { WebSocket } from 'ws';
import { startWorkspace, type Workspace } from '../support/workspace.ts';
import { call } from './call.ts';

type Frame = Record<string, unknown>;

/** A Socket Mode client that does nothing by itself. */
interface Line {
  readonly socket: WebSocket;
  /** What came so far, the greeting first. */
  readonly frames: Frame[];
  /** Resolves with the first frame of this type. */
  next(type: string): Promise<Frame>;
  ack(frame: Frame, payload?: unknown): void;
}

let workspace: Workspace;
const lines: Line[] = [];

beforeAll(async () => {
  workspace = await startWorkspace({
    mode: 'socket',
    app: { url: () => 'http://127.0.0.1:9/' },
    eventRetriesMs: [0, 60_000, 300_000],
  });
});

afterAll(() => workspace.close());

afterEach(async () => {
  lines.length = 0;
  workspace.sandbox.socket.drop();
  await vi.waitUntil(() => workspace.sandbox.socket.connections() === 0, { timeout: 15_000 });
});

async function linkUrl(): Promise<string> {
  const answer = await call(workspace, 'apps.connections.open', {}, workspace.world.identity.appToken);
  return String(answer['url']);
}

async function connect(): Promise<Line> {
  const line = lineOf(new WebSocket(await linkUrl()));
  lines.push(line);
  await Promise.race([line.next('hello'), line.next('disconnect')]);
  return line;
}

function lineOf(socket: WebSocket): Line {
  const frames: Frame[] = [];
  socket.on('message', (data: Buffer) => frames.push(JSON.parse(data.toString('utf8')) as Frame));
  socket.on('error', () => undefined);
  return {
    socket,
    frames,
    async next(type) {
      const find = () => frames.find((frame) => frame['type'] === type);
      await expect.poll(find, { interval: 5, timeout: 5_000 }).toBeDefined();
      return find() ?? {};
    },
    ack: (frame, payload = {}) => socket.send(JSON.stringify({ envelope_id: frame['envelope_id'], payload })),
  };
}

/** How the connection attempt ends: the status of a refusal, or 101. */
function statusOf(url: string): Promise<number> {
  return new Promise((resolve) => {
    const socket = new WebSocket(url);
    socket.on('unexpected-response', (_request, response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    socket.on('open', () => {
      socket.terminate();
      resolve(101);
    });
    socket.on('error', () => undefined);
  });
}

const tada = () => workspace.world.events.send({ type: 'event_callback', event: { type: 'tada' } });

it('greets with what Slack greets with', async () => {
  const [one, two] = [await connect(), await connect()];

  expect(one.frames[0]).toEqual({
    type: 'hello',
    num_connections: 1,
    debug_info: { host: expect.any(String), build_number: expect.any(Number), approximate_connection_time: 18_060 },
    connection_info: { app_id: 'A0FLOORWALK' },
  });
  expect(two.frames[0]).toMatchObject({ num_connections: 2 });
});

it('opens a connection to who has the app-level token, once a ticket', async () => {
  const { botToken, appToken } = workspace.world.identity;
  const url = await linkUrl();
  const otherApp = (await linkUrl()).replace('A0FLOORWALK', 'A0OTHER');

  const errors = [
    await call(workspace, 'apps.connections.open', {}, botToken),
    await call(workspace, 'apps.connections.open', {}, `${appToken}x`),
    await call(workspace, 'apps.connections.open', {}, ''),
  ].map(({ error }) => error);
  const statuses = [
    await statusOf(url),
    await statusOf(url),
    await statusOf(otherApp),
    await statusOf(url.replace(/ticket=[^&]+/, 'ticket=guessed')),
  ];

  expect(errors).toEqual(['not_allowed_token_type', 'invalid_auth', 'not_authed']);
  expect(statuses).toEqual([101, 403, 403, 403]);
});

it('turns an eleventh connection away and says why', async () => {
  for (let count = 0; count < 10; count += 1) await connect();

  const eleventh = await connect();

  expect(eleventh.frames).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
  await expect.poll(() => eleventh.socket.readyState).toBe(WebSocket.CLOSED);
  expect(workspace.sandbox.socket.connections()).toBe(10);
});

it('sends a command in an envelope and shows what the ack carries', async () => {
  const line = await connect();

  const done = workspace.as('ana').command('/case', { in: '#care' });
  const envelope = await line.next('slash_commands');
  line.ack(envelope, { text: 'From the ack' });
  await done;

  expect(envelope).toMatchObject({
    envelope_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    accepts_response_payload: true,
    payload: { command: '/case', user_id: 'U0ANA' },
  });
  expect(envelope).not.toHaveProperty('retry_attempt');
  expect(await workspace.as('ana').canSee('From the ack')).toBe(true);
});

it('survives frames that are no acks', async () => {
  const line = await connect();

  for (const text of ['', 'null', '{', '{"envelope_id":7}', '{"envelope_id":"unknown"}']) line.socket.send(text);
  const done = workspace.as('ana').command('/case', { in: '#care' });
  line.ack(await line.next('slash_commands'));

  await expect(done).resolves.not.toThrow();
});

it('tells the person of a command nobody acks, and sends it nowhere else', async () => {
  const [one, two] = [await connect(), await connect()];

  const done = workspace.as('ana').command('/escalate', { in: '#care' });
  await Promise.race([one.next('slash_commands'), two.next('slash_commands')]);

  await expect(done).rejects.toThrow('http_timeout');
  const sent = [...one.frames, ...two.frames].filter(({ type }) => type === 'slash_commands');
  expect(sent).toHaveLength(1);
  expect((await workspace.as('ana').screen()).notice).toBe('/escalate failed because the app did not respond');
});

it('sends an event again over another connection at once when its own dies', async () => {
  const [one, two] = [await connect(), await connect()];

  tada();
  const first = await one.next('events_api');
  one.socket.terminate();
  const again = await two.next('events_api');
  two.ack(again);
  await workspace.world.events.quiet();

  expect(first).toMatchObject({ accepts_response_payload: false, retry_attempt: 0, retry_reason: '' });
  expect(again).toMatchObject({ retry_attempt: 1, retry_reason: 'connection_failed' });
  expect(again['envelope_id']).not.toBe(first['envelope_id']);
  expect(workspace.world.timers.next()).toBeUndefined();
});

it.each(['warning', 'refresh_requested'] as const)('gives nothing new to a connection after its %s', async (reason) => {
  const old = await connect();
  workspace.sandbox.socket.refresh(reason);
  const goodbye = await old.next('disconnect');
  const fresh = await connect();

  tada();
  tada();
  await expect.poll(() => fresh.frames.length).toBe(3);
  for (const frame of fresh.frames.slice(1)) fresh.ack(frame);
  await workspace.world.events.quiet();

  expect(goodbye).toMatchObject({ reason, debug_info: { host: expect.any(String) } });
  expect(old.frames.map(({ type }) => type)).toEqual(['hello', 'disconnect']);
});

it('closes a link that is disabled at once', async () => {
  const line = await connect();

  workspace.sandbox.socket.refresh('link_disabled');

  await expect.poll(() => line.socket.readyState).toBe(WebSocket.CLOSED);
  expect(line.frames.at(-1)).toMatchObject({ type: 'disconnect', reason: 'link_disabled' });
});

it('goes half-open without a word: pings and acks stay unanswered', async () => {
  const line = await connect();
  let pongs = 0;
  line.socket.on('pong', () => (pongs += 1));
  line.socket.ping();
  await expect.poll(() => pongs).toBe(1);

  workspace.sandbox.socket.freeze();
  line.socket.ping();
  tada();
  await workspace.world.events.quiet();

  expect(pongs).toBe(1);
  expect(line.frames).toHaveLength(1);
  expect(line.socket.readyState).toBe(WebSocket.OPEN);
  workspace.world.timers.clear();
}, 15_000);
