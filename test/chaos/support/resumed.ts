import { setTimeout as pause } from 'node:timers/promises';
import type { Office } from './office.ts';

const LOOK_EVERY_MS = 250;

/** Follows work that a kill or a freeze has interrupted until somebody takes it up again. */
export interface Interruptions {
  /** Call it while no process runs that may begin something: notes what is held by leases now. */
  note(): Promise<void>;
  /** Stops following. For how many seconds each piece of work waited that was taken up again, and how many still wait. */
  end(): { readonly seconds: number[]; readonly stillHeld: number };
}

export function followInterruptions({ database }: Office): Interruptions {
  const since = new Map<string, number>();
  const seconds: number[] = [];
  const ended = new AbortController();

  const held = async (): Promise<Set<string>> => {
    const rows = await database.sql<{ token: string }[]>`
      select lease_token::text as token from jobs where lease_token is not null
      union select lease_token::text from outbox_lanes where lease_token is not null`;
    return new Set(rows.map(({ token }) => token));
  };
  const follow = async () => {
    for (; !ended.signal.aborted; await pause(LOOK_EVERY_MS)) {
      const now = await held().catch(() => undefined);
      if (!now) continue;
      for (const [token, at] of since) {
        if (now.has(token)) continue;
        seconds.push((Date.now() - at) / 1_000);
        since.delete(token);
      }
    }
  };
  void follow();
  return {
    async note() {
      const at = Date.now();
      for (const token of await held()) if (!since.has(token)) since.set(token, at);
    },
    end() {
      ended.abort();
      return { seconds, stillHeld: since.size };
    },
  };
}
