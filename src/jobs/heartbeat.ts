import { schedule as every, type ScheduledTask } from 'node-cron';
import type { ListenMeta, Sql } from 'postgres';
import type { Log } from '../core/log.ts';
import { claimSchedules, type MissedRuns, type UnreadableSchedule } from './claim-schedules.ts';
import type { ScheduleKind } from './define-schedule.ts';

export interface HeartbeatObserver {
  /** It has just looked for schedules that have come due. */
  beat?(): void;
  /** Runs that were given up because they came due too long ago. */
  missed?(kind: string, runs: number): void;
}

export interface HeartbeatOptions {
  /** The system role; it looks after all workspaces. */
  readonly sql: Sql;
  readonly kinds: readonly ScheduleKind[];
  readonly log: Log;
  readonly observe?: HeartbeatObserver;
}

/** Schedules of one transaction. */
const AT_ONCE = 200;
/** node-cron leaves out what it begins later than this, as after a pause of the process; the next minute may do as well. */
const TOLERANCE_MS = 50_000;

/**
 * Looks each minute, at start and whenever the clock was moved for schedules that have come due, and makes jobs of
 * them. Any number of processes may beat; it decides nothing itself, so a beat too many or too few changes nothing but
 * how soon.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #task: ScheduledTask | undefined;
  #listener: ListenMeta | undefined;
  #running: Promise<void> | undefined;
  #isAskedAgain = false;
  #isStopping = false;
  #beatAt = performance.now();

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /** Resolves after the first look. */
  async start(): Promise<void> {
    const { sql, log } = this.#options;
    const beat = () => void this.beat();
    this.#listener = await sql.listen('business_clock', beat, beat);
    this.#task = every('* * * * *', beat, {
      timezone: 'UTC',
      missedExecutionTolerance: TOLERANCE_MS,
      suppressMissedWarning: true,
      logger: {
        info: () => undefined,
        debug: () => undefined,
        warn: (message) => log.warn({ said: message }, 'the heartbeat of schedules stumbled'),
        error: (message) => log.error({ said: String(message) }, 'the heartbeat of schedules failed'),
      },
    });
    await this.beat();
  }

  /** Claims nothing more, and waits for what is being claimed. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    await this.#task?.destroy();
    await this.#running;
    await this.#listener?.unlisten();
  }

  /** Milliseconds since it last looked, which it does each minute. */
  silentMs(): number {
    return performance.now() - this.#beatAt;
  }

  /** Looks now; asked for while it looks, it looks once more. Never rejects. */
  beat(): Promise<void> {
    this.#isAskedAgain = true;
    this.#running ??= this.#look().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #look(): Promise<void> {
    const { log, observe } = this.#options;
    try {
      while (this.#isAskedAgain && !this.#isStopping) {
        this.#isAskedAgain = false;
        await this.#claimAll();
        this.#beatAt = performance.now();
        observe?.beat?.();
      }
    } catch (error) {
      log.error({ err: error }, 'schedules could not be claimed');
    }
  }

  async #claimAll(): Promise<void> {
    const { sql, kinds } = this.#options;
    for (let hasMore = true; hasMore && !this.#isStopping;) {
      const claimed = await claimSchedules(sql, kinds, AT_ONCE);
      for (const missed of claimed.missed) this.#tell(missed);
      for (const unreadable of claimed.unreadable) this.#tellUnreadable(unreadable);
      hasMore = claimed.hasMore;
    }
  }

  #tell({ workspaceId, kind, key, localDates }: MissedRuns): void {
    const { log, observe } = this.#options;
    log.warn({ workspaceId, schedule: kind, key, localDates }, 'scheduled runs were missed while nothing was running');
    observe?.missed?.(kind, localDates.length);
  }

  #tellUnreadable({ workspaceId, kind, key, error }: UnreadableSchedule): void {
    this.#options.log.error(
      { err: error, workspaceId, schedule: kind, key },
      'a schedule cannot be read and was left out',
    );
  }
}
