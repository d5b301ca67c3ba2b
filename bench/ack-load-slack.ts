/**
 * The Slack of bench/ack-under-load.ts, in a process of its own: takes every Web API call and response_url, remembers
 * nothing, and answers after as long as Slack usually takes. Tells its parent the port.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const ANSWER_AFTER_MS = 80;

let last = 0;
const server = createServer((request, response) => {
  const method = request.url?.split('/').at(-1) ?? '';
  const answer = async () => {
    const reply = { ok: true, ...answerTo(method, new URLSearchParams(await bodyOf(request))) };
    await pause(ANSWER_AFTER_MS);
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(reply));
  };
  void answer().catch(() => response.destroy());
});
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.on('disconnect', () => process.exit(0));

function answerTo(method: string, fields: URLSearchParams): object {
  last += 1;
  const channel = fields.get('channel') ?? '';
  const ts = `${1_900_000_000 + last}.000100`;
  switch (method) {
    case 'auth.test':
      return {
        team_id: 'T0NORTHWIND',
        team: 'Northwind Support',
        url: 'https://northwind-support.slack.com/',
        user_id: 'U0FLOORWALK',
        bot_id: 'B0FLOORWALK',
        app_id: 'A0FLOORWALK',
      };
    case 'chat.postMessage':
      return { channel: channel.startsWith('U') ? `D${channel.slice(1)}` : channel, ts };
    case 'chat.update':
      return { channel, ts: fields.get('ts') };
    case 'conversations.open':
      return { channel: { id: `D${fields.get('users')?.slice(1)}` } };
    case 'conversations.info':
      return { channel: { id: channel, name: 'care', is_member: true, is_private: false } };
    case 'conversations.members':
      return { members: [] };
    default:
      return { view: { id: `V${last}`, hash: `${last}.h` } };
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
