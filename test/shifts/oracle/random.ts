/** Chance that can be had again: the same seed gives the same numbers. */
export interface Chance {
  /** A whole number from `least` to `most`, both possible. */
  whole(least: number, most: number): number;
  /** True in so many of a hundred cases. */
  percent(of: number): boolean;
  /** One of them; there has to be one. */
  pick<T>(of: readonly T[]): T;
  /** So many different ones, fewer where there are not enough. */
  some<T>(of: readonly T[], count: number): readonly T[];
}

/** mulberry32, by Tommy Ettinger (public domain). */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    whole,
    percent: (of) => next() * 100 < of,
    pick: <T>(of: readonly T[]) => of[whole(0, of.length - 1)] as T,
    some: (of, count) => {
      const drawn = of.map((one) => ({ one, at: next() })).toSorted((a, b) => a.at - b.at);
      return drawn.slice(0, count).map(({ one }) => one);
    },
  };
}
