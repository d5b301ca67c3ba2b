import { vi } from 'vitest';

/** What never comes is found out by then, and what comes late on a busy machine is not taken for it. */
const PATIENCE_MS = 60_000;

/** Waits until `find` finds something, looking often; says what it waited for when it never comes. */
export async function until<T>(
  what: string,
  find: () => T | undefined | false | Promise<T | undefined | false>,
  withinMs = PATIENCE_MS,
  everyMs = 25,
): Promise<T> {
  return vi.waitFor(
    async () => {
      const found = await find();
      if (found === undefined || found === false) throw new Error(`waited in vain until ${what}`);
      return found;
    },
    { timeout: withinMs, interval: everyMs },
  );
}
