/** Runs things at moments of sandbox time, whether that time comes by itself or by moving the clock. */
export interface Timers {
  /** Runs once when the clock gets there, at once if it has; several that are due run in the order of their moments. Returns how to call it off. */
  at(due: Date, run: () => void | Promise<void>): () => void;
  /** The earliest moment anything waits for. */
  next(): Date | undefined;
  /** Starts everything due by now and resolves when all of it has ended; what fails is reported and holds up nothing. */
  runDue(): Promise<void>;
  /** Says that the clock has moved. */
  rearm(): void;
  /** Calls everything off. */
  clear(): void;
}

interface Waiting {
  readonly due: number;
  readonly run: () => void | Promise<void>;
}

/** Node fires longer ones at once. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** Does not keep the process alive. */
export function createTimers(now: () => Date): Timers {
  /** By moment; those of one moment in the order they were asked for. */
  let waiting: readonly Waiting[] = [];
  let timer: NodeJS.Timeout | undefined;

  function rearm(): void {
    clearTimeout(timer);
    const [first] = waiting;
    if (!first) return;
    const ms = Math.min(Math.max(0, first.due - now().getTime()), LONGEST_TIMEOUT_MS);
    timer = setTimeout(() => void runDue(), ms).unref();
  }

  async function runDue(): Promise<void> {
    const until = now().getTime();
    const due = waiting.filter((entry) => entry.due <= until);
    waiting = waiting.filter((entry) => entry.due > until);
    rearm();
    await Promise.all(due.map(runOne));
  }

  return {
    at(due, run) {
      const entry = { due: due.getTime(), run };
      waiting = [...waiting, entry].toSorted((one, other) => one.due - other.due);
      rearm();
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
    next: () => waiting[0] && new Date(waiting[0].due),
    runDue,
    rearm,
    clear() {
      waiting = [];
      clearTimeout(timer);
    },
  };
}

async function runOne({ run }: Waiting): Promise<void> {
  try {
    await run();
  } catch (error) {
    process.stderr.write(`sandbox: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  }
}
