import type { ShiftRow } from '../roster/tables.ts';

interface Held {
  readonly start: number;
  readonly end: number;
  readonly what: () => string;
}

/** Who works when: of each person, shifts that do not overlap, in order of their start. */
export class Occupied {
  readonly #held = new Map<string, Held[]>();

  /** Has the person work then; where they work something else already, answers what and changes nothing. */
  take(
    { slackId, startsAt, endsAt }: Pick<ShiftRow, 'slackId' | 'startsAt' | 'endsAt'>,
    what: () => string,
  ): (() => string) | undefined {
    if (slackId === null) return undefined;
    const held = this.#held.get(slackId) ?? [];
    const [start, end] = [startsAt.getTime(), endsAt.getTime()];
    const at = firstFrom(held, start);
    const [earlier, later] = [held[at - 1], held[at]];
    if (earlier && earlier.end > start) return earlier.what;
    if (later && later.start < end) return later.what;
    held.splice(at, 0, { start, end, what });
    this.#held.set(slackId, held);
    return undefined;
  }
}

/** Where the first one stands that begins at `start` or later. */
function firstFrom(held: readonly Held[], start: number): number {
  let [low, high] = [0, held.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((held[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}
