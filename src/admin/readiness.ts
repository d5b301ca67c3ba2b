import type { Readiness } from './server.ts';

/** Requests are taken while it runs, and no sooner: whoever sends them waits for that. */
export type Stage = 'starting' | 'running' | 'stopping';

/** What readiness is judged by, as of now. */
export interface Vitals {
  readonly stage: Stage;
  /** Asks the database something that it answers at once. */
  readonly askDatabase: () => Promise<unknown>;
  /** Milliseconds since the worker, and what looks for schedules, last showed life; undefined where this process has none. */
  readonly workerSilentMs?: number | undefined;
  readonly heartbeatSilentMs?: number | undefined;
  /** What is wrong with the way to Slack. */
  readonly trouble?: string | undefined;
}

/** The worker looks for due jobs every 10 s, the heartbeat for schedules each minute. */
const MOST_SILENT_MS = 90_000;
const DATABASE_ANSWERS_WITHIN_MS = 1_000;

/** Slack being away does not make us unready: requests that do arrive are still taken. */
export async function readinessOf(vitals: Vitals): Promise<Readiness> {
  const { stage, askDatabase, workerSilentMs = 0, heartbeatSilentMs = 0, trouble } = vitals;
  const reasons: string[] = [];
  if (stage !== 'running') reasons.push(stage);
  if (!(await answersInTime(askDatabase))) reasons.push('the database does not answer');
  if (workerSilentMs > MOST_SILENT_MS) reasons.push('the worker is stuck');
  if (heartbeatSilentMs > MOST_SILENT_MS) reasons.push('the heartbeat is stuck');
  return { ready: reasons.length === 0, reasons: trouble ? [...reasons, trouble] : reasons };
}

function answersInTime(ask: () => Promise<unknown>): Promise<boolean> {
  const answered = ask().then(
    () => true,
    () => false,
  );
  const gaveUp = new Promise<false>((resolve) => {
    setTimeout(() => resolve(false), DATABASE_ANSWERS_WITHIN_MS).unref();
  });
  return Promise.race([answered, gaveUp]);
}
