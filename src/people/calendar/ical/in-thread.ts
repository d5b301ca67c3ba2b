import { Worker } from 'node:worker_threads';
import { NotACalendar } from './events.ts';

/** What a thread that reads a calendar says in the end. */
export type ThreadAnswer<Result> = { readonly result: Result } | { readonly problem: string };

const LONGEST_MS = 10_000;

/**
 * Reads a calendar in a thread of its own that may be ended: large files take seconds, in which everybody else would wait,
 * and some recurrence rules (30 February, each day) can be looked for without an end. `entry` is the module of the thread.
 * @throws NotACalendar also where it takes too long, or too much memory
 */
export async function inThread<Result>(entry: URL, workerData: unknown, longestMs = LONGEST_MS): Promise<Result> {
  const thread = new Worker(startOf(entry), {
    eval: true,
    execArgv: [],
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ThreadAnswer<Result>>((resolve, reject) => {
      const tooMuch = () => reject(new NotACalendar('That calendar is too large to be worked out.'));
      timer = setTimeout(tooMuch, longestMs);
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : reject(error),
      );
      thread.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
    if ('problem' in answer) throw new NotACalendar(answer.problem);
    return answer.result;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

/** What the thread's module answers: its result, or what is wrong with the file. */
export function answerOf<Result>(read: () => Result): ThreadAnswer<Result> {
  try {
    return { result: read() };
  } catch (error) {
    if (error instanceof NotACalendar) return { problem: error.message };
    throw error;
  }
}

/** A thread reads TypeScript no more than a process does, and takes no loader from it. */
function startOf(entry: URL): string {
  return `
    import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
      .then(({ register }) => register())
      .then(() => import(${JSON.stringify(entry.href)}))`;
}
