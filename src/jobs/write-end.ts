import { setTimeout as pause } from 'node:timers/promises';
import { DeadlineExceeded, isDropped } from '../db/errors.ts';

const SHORTEST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Writes how a job ended, again and again while the database is away: else the job would seem to run until its lease is
 * over. What was written without our hearing of it is not written twice, as the job is not ours any more by then.
 * @throws what the database said last, after `forMs` (nobody else can have taken the job before) or if it is another error
 */
export async function writeEnd(forMs: number, write: () => Promise<void>): Promise<void> {
  const giveUpAt = performance.now() + forMs;
  for (let pauseMs = SHORTEST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await write();
    } catch (error) {
      const isAway = isDropped(error) || error instanceof DeadlineExceeded;
      if (!isAway || performance.now() + pauseMs > giveUpAt) throw error;
    }
    await pause(pauseMs);
  }
}
