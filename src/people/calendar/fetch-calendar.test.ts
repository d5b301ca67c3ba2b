import { type IncomingMessage, type RequestListener, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isPublicAddress, publicOr } from './addresses.ts';
import { calendarUrl } from './calendar-url.ts';
import { createCalendarFetch } from './fetch-calendar.ts';

let base: string;
let answer: RequestListener;
const server = createServer((request, response) => answer(request, response));
const here = createCalendarFetch((_host, address) => address === '127.0.0.1');

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  answer = (_request, response) => response.end('BEGIN:VCALENDAR');
});

function replies(status: number, headers: Record<string, string> = {}, body = ''): RequestListener {
  return (_request: IncomingMessage, response: ServerResponse) => response.writeHead(status, headers).end(body);
}

describe('fetching a calendar', () => {
  it('brings its text and etag', async () => {
    answer = replies(200, { etag: '"1"' }, 'BEGIN:VCALENDAR\u0000');

    expect(await here(`${base}/a.ics`, null)).toEqual({ kind: 'text', text: 'BEGIN:VCALENDAR', etag: '"1"' });
  });

  it('asks only for what has changed', async () => {
    answer = (request, response) => response.writeHead(request.headers['if-none-match'] === '"1"' ? 304 : 200).end();

    expect(await here(`${base}/a.ics`, '"1"')).toEqual({ kind: 'same' });
  });

  it('follows redirects, also to a relative address', async () => {
    answer = (request, response) =>
      request.url === '/b' ? response.end('there') : response.writeHead(302, { location: '/b' }).end();

    expect(await here(`${base}/a`, null)).toMatchObject({ text: 'there' });
  });

  it.each([
    [404, 'There is no calendar at that address.'],
    [401, 'That calendar is not public. Use its secret address.'],
    [500, 'That address answered with an error (500).'],
    [302, 'That address answered with an error (302).'],
  ])('says in words what %i means', async (status, words) => {
    answer = replies(status);

    await expect(here(base, null)).rejects.toThrow(words);
  });

  it('gives up on redirects without an end', async () => {
    answer = replies(302, { location: '/' });

    await expect(here(base, null)).rejects.toThrow('without an end');
  });

  it.each(['file:///etc/passwd', 'ftp://example.com/a', 'data:text/calendar,x'])(
    'follows no redirect to %s',
    async (location) => {
      answer = replies(302, { location });

      await expect(here(base, null)).rejects.toThrow('leads away from the web');
    },
  );

  it('stops at 2 MB, whatever the length was said to be', async () => {
    const flow = (response: ServerResponse): void => {
      while (response.write(Buffer.alloc(64 * 1024, 'x')));
      response.once('drain', () => flow(response));
    };
    answer = (_request, response) => flow(response);

    await expect(here(base, null)).rejects.toThrow('larger than 2 MB');
  });

  it('says so when nobody is there', async () => {
    await expect(here('http://127.0.0.1:1/', null)).rejects.toThrow('cannot be reached');
  });
});

describe('private addresses', () => {
  const guarded = createCalendarFetch(publicOr([]));

  it.each([
    'http://127.0.0.1/a.ics',
    'http://localhost/a.ics',
    'http://[::1]/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:127.0.0.1]/',
    'http://[fd00::1]/',
    'http://0.0.0.0/',
    'http://100.64.0.1/',
    'http://224.0.0.1/',
  ])('%s is refused', async (url) => {
    await expect(guarded(url, null)).rejects.toThrow('That address is in a private network.');
  });

  it('are refused behind a redirect too', async () => {
    answer = replies(302, { location: 'http://169.254.169.254/' });

    await expect(here(base, null)).rejects.toThrow('That address is in a private network.');
  });

  it('are reached where their host is named', async () => {
    const named = createCalendarFetch(publicOr(['LocalHost']));

    expect(await named(base.replace('127.0.0.1', 'localhost'), null)).toMatchObject({ kind: 'text' });
    await expect(named(base, null)).rejects.toThrow('private network');
  });

  it('are told from public ones', () => {
    expect(['93.184.216.34', '2606:2800:220:1::1'].map(isPublicAddress)).toEqual([true, true]);
    expect(['not an address', '64:ff9b::a00:1', '2002:7f00:1::'].map(isPublicAddress)).toEqual([false, false, false]);
  });
});

describe('the address of a calendar', () => {
  it.each([
    ['https://calendar.example.com/a.ics', 'https://calendar.example.com/a.ics'],
    [' webcal://example.com/a.ics ', 'https://example.com/a.ics'],
    ['http://example.com', 'http://example.com/'],
    ['https://me:secret@example.com/', undefined],
    ['example.com/a.ics', undefined],
    ['file:///etc/passwd', undefined],
    ['javascript:alert(1)', undefined],
    ['https://', undefined],
  ])('%s is %s', (typed, url) => {
    expect(calendarUrl(typed)).toBe(url);
  });
});
