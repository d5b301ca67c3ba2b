import { setTimeout as pause } from 'node:timers/promises';
import type { Office } from './office.ts';

const LOOK_EVERY_MS = 250;

/** Follows work that a kill or a freeze has interrupted until somebody takes it up again. */
export interface Interruptions {
  /** Call it while no process runs that may begin something: notes what is held by leases now. */
  note(): Promise<void>;
  /** Looks once more and stops following. For how many seconds each piece of work waited that was taken up again, and how many still wait. */
  end(): Promise<{ readonly seconds: number[]; readonly stillHeld: number }>;
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
  const look = async () => {
    const now = await held();
    for (const [token, at] of since) {
      if (now.has(token)) continue;
      seconds.push((Date.now() - at) / 1_000);
      since.delete(token);
    }
  };
  const follow = async () => {
    for (; !ended.signal.aborted; await pause(LOOK_EVERY_MS)) await look().catch(() => undefined);
  };
  void follow();
  return {
    async note() {
      const at = Date.now();
      for (const token of await held()) if (!since.has(token)) since.set(token, at);
    },
    async end() {
      ended.abort();
      await look();
      return { seconds, stillHeld: since.size };
    },
  };
}
