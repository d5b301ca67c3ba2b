import { DeadlineExceeded } from './errors.ts';

/**
 * Runs `work` and rejects with DeadlineExceeded when it has not ended in time, whatever it waits for. The signal tells
 * the work to give up; what it does later changes nothing for the caller.
 */
export async function withDeadline<T>(
  milliseconds: number,
  what: string,
  work: (signal: AbortSignal) => PromiseLike<T>,
): Promise<T> {
  const giveUp = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const error = new DeadlineExceeded(what, milliseconds);
      reject(error);
      giveUp.abort(error);
    }, milliseconds);
  });
  try {
    return await Promise.race([work(giveUp.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}
