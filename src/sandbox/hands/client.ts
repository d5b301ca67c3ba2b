import { z } from 'zod';
import type { Act, ActResult, ClockMove, PageState } from '../protocol.ts';

/** A stand-in workspace as seen over HTTP, exactly as its page sees it. */
export interface WorkspaceClient {
  readonly url: string;
  state(as: string): Promise<PageState>;
  act(act: Act): Promise<ActResult>;
  moveClock(move: ClockMove): Promise<void>;
  /** What the workspace refused lately, one line each. */
  refusals(): Promise<string[]>;
  /** Looks again after each change until `find` finds something; undefined when the time is over. */
  until<T>(as: string, find: (state: PageState) => T | undefined, deadlineMs?: number): Promise<T | undefined>;
  close(): void;
}

const PATIENCE_MS = 15_000;
/** As far up as anybody scrolls; a test with hundreds of cases would else carry megabytes at every change. */
const MESSAGES_SEEN = 100;
const Refusals = z.array(
  z.object({ at: z.string(), what: z.string(), error: z.string(), messages: z.array(z.string()) }),
);

/** The first workspace of the stand-in, or the one that is named. */
export function connectTo(url: string, workspace?: string): WorkspaceClient {
  const ending = new AbortController();
  const changes = followChanges(url, ending.signal);
  const named = workspace === undefined ? '' : `workspace=${encodeURIComponent(workspace)}`;

  async function state(as: string): Promise<PageState> {
    const response = await fetch(`${url}/api/state?as=${encodeURIComponent(as)}&newest=${MESSAGES_SEEN}&${named}`);
    if (!response.ok) throw new Error(await response.text());
    return (await response.json()) as PageState;
  }

  async function post(path: string, body: unknown): Promise<ActResult> {
    const response = await fetch(`${url}${path}?${named}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as ActResult;
  }

  return {
    url,
    state,
    act: (act) => post('/api/act', act),
    async moveClock(move) {
      const result = await post('/api/clock', move);
      if (!result.ok) throw new Error(result.error);
    },
    async refusals() {
      const list = Refusals.parse(await (await fetch(`${url}/api/refusals?${named}`)).json());
      return list.map(({ at, what, error, messages }) => `${at} ${what}: ${error} ${messages.join(' ')}`.trim());
    },
    async until(as, find, deadlineMs = PATIENCE_MS) {
      const end = Date.now() + deadlineMs;
      for (;;) {
        const seen = changes.count();
        const found = find(await state(as));
        if (found !== undefined) return found;
        if (Date.now() >= end) return undefined;
        await changes.after(seen, end - Date.now());
      }
    },
    close: () => ending.abort(),
  };
}

interface ChangeFeed {
  count(): number;
  /** Resolves at the first change after `seen`, or when the time is over. */
  after(seen: number, ms: number): Promise<void>;
}

/** One connection to the server-sent events for all who wait. */
function followChanges(url: string, signal: AbortSignal): ChangeFeed {
  let count = 0;
  let wake: (() => void)[] = [];
  void (async () => {
    const response = await fetch(`${url}/api/changes`, { signal });
    for await (const _chunk of response.body ?? []) {
      count += 1;
      for (const resolve of wake.splice(0)) resolve();
    }
  })().catch(() => undefined);
  return {
    count: () => count,
    async after(seen, ms) {
      if (count > seen) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(done, ms);
        function done(): void {
          clearTimeout(timer);
          wake = wake.filter((candidate) => candidate !== done);
          resolve();
        }
        wake.push(done);
      });
    },
  };
}
