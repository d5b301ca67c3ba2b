import { z } from 'zod';
import type { Act, ActResult, ClockMove, PageState } from '../protocol.ts';

/** A stand-in workspace as seen over HTTP, exactly as its page sees it. */
export interface WorkspaceClient {
  readonly url: string;
  /** How long a person waits for something to appear. */
  readonly patienceMs: number;
  state(as: string): Promise<PageState>;
  act(act: Act): Promise<ActResult>;
  moveClock(move: ClockMove): Promise<void>;
  /** What went wrong lately between the app and the workspace, oldest first: refusals, faults met, answers that never came. */
  troubles(): Promise<Trouble[]>;
  /** Looks again after each change until `find` finds something; undefined when nobody would wait any longer. */
  until<T>(as: string, find: (state: PageState) => T | undefined): Promise<T | undefined>;
  close(): void;
}

const PATIENCE_MS = 15_000;
/** As far up as anybody scrolls; a test with hundreds of cases would else carry megabytes at every change. */
const MESSAGES_SEEN = 100;
const Calls = z.array(
  z.object({
    at: z.string(),
    what: z.string(),
    outcome: z.enum(['ok', 'refused', 'fault', 'no_answer']),
    error: z.string().optional(),
    reasons: z.array(z.string()),
  }),
);

export type Trouble = z.infer<typeof Calls>[number];

/** The first workspace of the stand-in, or the one that is named. */
export function connectTo(url: string, workspace?: string, patienceMs = PATIENCE_MS): WorkspaceClient {
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
    patienceMs,
    state,
    act: (act) => post('/api/act', act),
    async moveClock(move) {
      const result = await post('/api/clock', move);
      if (!result.ok) throw new Error(result.error);
    },
    async troubles() {
      const calls = Calls.parse(await (await fetch(`${url}/api/calls?${named}`)).json());
      return calls.filter(({ outcome }) => outcome !== 'ok');
    },
    async until(as, find) {
      const end = Date.now() + patienceMs;
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
