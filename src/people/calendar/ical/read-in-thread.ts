import { Worker } from 'node:worker_threads';
import { NotACalendar } from './events.ts';
import type { IcalDays, Range } from './read-ical.ts';

export type ThreadAnswer = { readonly days: IcalDays } | { readonly problem: string };

/** A thread reads TypeScript no more than a process does, and takes no loader from it. */
const start = `
  import(${JSON.stringify(import.meta.resolve('tsx/esm/api'))})
    .then(({ register }) => register())
    .then(() => import(${JSON.stringify(new URL('./ical-thread.ts', import.meta.url).href)}))`;
const LONGEST_MS = 10_000;

/**
 * readIcal in a thread of its own that may be ended: large files take seconds, in which everybody else would wait, and
 * some recurrence rules (30 February, each day) can be looked for without an end.
 * @throws NotACalendar also where it takes too long, or too much memory
 */
export async function readIcalInThread(text: string, range: Range, longestMs = LONGEST_MS): Promise<IcalDays> {
  const thread = new Worker(start, {
    eval: true,
    execArgv: [],
    workerData: { text, range },
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  let timer: NodeJS.Timeout | undefined;
  try {
    const answer = await new Promise<ThreadAnswer>((resolve, reject) => {
      const tooMuch = () => reject(new NotACalendar('That calendar is too large to be worked out.'));
      timer = setTimeout(tooMuch, longestMs);
      thread.once('message', resolve);
      thread.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : reject(error),
      );
      thread.once('exit', () => reject(new Error('the thread ended without an answer')));
    });
    if ('problem' in answer) throw new NotACalendar(answer.problem);
    return answer.days;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}
