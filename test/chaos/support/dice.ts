/** Chance that can be had again: the same seed gives the same numbers. */
export interface Dice {
  readonly seed: number;
  /** From 0 up to, not including, 1. */
  roll(): number;
  between(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  shuffled<T>(items: readonly T[]): T[];
  /** Dice of its own for each thing that goes on at the same time, so that no timing changes what any of them throws. */
  of(name: string): Dice;
}

/** A seed from FLOORWALKER_CHAOS_SEED, else a new one; printed, so that a failure can be had again. */
export function throwDice(what: string): Dice {
  const given = Number(process.env['FLOORWALKER_CHAOS_SEED']);
  const seed = given > 0 ? given : 1 + (Date.now() % 1_000_000);
  console.log(`${what}: FLOORWALKER_CHAOS_SEED=${seed}`);
  return diceOf(seed);
}

function diceOf(seed: number): Dice {
  const roll = mulberry32(seed);
  return {
    seed,
    roll,
    between: (least, most) => least + roll() * (most - least),
    pick: (from) => from[Math.floor(roll() * from.length)]!,
    shuffled: (items) => shuffle(roll, items),
    of: (name) => diceOf(named(seed, name)),
  };
}

/** FNV-1a over the name, begun with the seed. */
function named(seed: number, name: string): number {
  let hash = seed ^ 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193);
  return hash >>> 0;
}

function shuffle<T>(roll: () => number, items: readonly T[]): T[] {
  const left = [...items];
  return items.map(() => left.splice(Math.floor(roll() * left.length), 1)[0]!);
}

/** Small, and the same on each machine. */
function mulberry32(from: number): () => number {
  let state = from;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
