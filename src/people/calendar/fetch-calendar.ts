import { Agent, type Dispatcher, request } from 'undici';
import { type MayReach, PrivateAddress, guardedLookup, literalAddress } from './addresses.ts';
import { MOST_BYTES } from './limits.ts';

/** What is at the address: unchanged since the copy with that etag, or this text. */
export type Fetched =
  | { readonly kind: 'same' }
  | { readonly kind: 'text'; readonly text: string; readonly etag: string | null };

/** @throws CannotRead */
export type CalendarFetch = (url: string, etag: string | null) => Promise<Fetched>;

/** The calendar cannot be had now; the message is for whoever gave the address. */
export class CannotRead extends Error {}

const MOST_REDIRECTS = 5;
const ALL_MS = 10_000;
const CONNECT_MS = 5_000;

/**
 * Fetches calendars over http(s): at most 2 MB within 10 s and over 5 redirects, from nowhere but where `mayReach` allows,
 * each redirect included.
 */
export function createCalendarFetch(mayReach: MayReach): CalendarFetch {
  return async (url, etag) => {
    const dispatcher = new Agent({ connect: { timeout: CONNECT_MS, lookup: guardedLookup(mayReach) } });
    const signal = AbortSignal.timeout(ALL_MS);
    const headers = {
      accept: 'text/calendar',
      'accept-encoding': 'identity',
      ...(etag !== null && { 'if-none-match': etag }),
    };
    try {
      const answer = await follow(url, mayReach, (at) => request(at, { dispatcher, signal, headers }));
      if (answer.statusCode === 304 && etag !== null) return { kind: 'same' };
      const newEtag = answer.headers['etag'];
      return { kind: 'text', text: await textOf(answer), etag: typeof newEtag === 'string' ? newEtag : null };
    } catch (error) {
      throw inWords(error);
    } finally {
      await dispatcher.destroy();
    }
  };
}

type Ask = (url: string) => Promise<Dispatcher.ResponseData>;

async function follow(first: string, mayReach: MayReach, ask: Ask): Promise<Dispatcher.ResponseData> {
  let url = first;
  for (let redirects = 0; redirects <= MOST_REDIRECTS; redirects += 1) {
    requireReachable(url, mayReach);
    const answer = await ask(url);
    const { statusCode } = answer;
    if (statusCode === 200 || statusCode === 304) return answer;
    const { location } = answer.headers;
    const moves = statusCode >= 300 && statusCode < 400 && typeof location === 'string' && URL.canParse(location, url);
    if (!moves) throw new CannotRead(statusInWords(statusCode));
    await answer.body.dump({ limit: 64 * 1024 });
    url = new URL(location, url).href;
  }
  throw new CannotRead('That address leads from one place to the next without an end.');
}

/** Names are looked up, and checked, when the connection is made; addresses never are, so they are checked here. */
function requireReachable(url: string, mayReach: MayReach): void {
  const { protocol, hostname } = new URL(url);
  if (protocol !== 'https:' && protocol !== 'http:') throw new CannotRead('That address leads away from the web.');
  const address = literalAddress(hostname);
  if (address !== undefined && !mayReach(address, address)) throw new PrivateAddress(hostname);
}

async function textOf({ body }: Dispatcher.ResponseData): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part = Buffer.from(chunk as Uint8Array);
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new CannotRead('That calendar is larger than 2 MB.');
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
}

function statusInWords(status: number): string {
  if (status === 401 || status === 403) return 'That calendar is not public. Use its secret address.';
  if (status === 404 || status === 410) return 'There is no calendar at that address.';
  return `That address answered with an error (${status}).`;
}

/** What went wrong on the way, without what it was about: addresses of calendars are secrets. */
function inWords(error: unknown): CannotRead {
  if (error instanceof CannotRead) return error;
  if (error instanceof PrivateAddress) return new CannotRead('That address is in a private network.');
  const { code, name } = error as NodeJS.ErrnoException;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new CannotRead('There is no such address.');
  if (name === 'TimeoutError' || code === 'UND_ERR_CONNECT_TIMEOUT') {
    return new CannotRead('That address did not answer in time.');
  }
  return new CannotRead('That address cannot be reached.');
}
