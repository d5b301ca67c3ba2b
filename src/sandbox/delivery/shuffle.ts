/** The same things in another order than before, as far as there is another one. `roll` throws from 0 up to 1. */
export function shuffled<T>(items: readonly T[], roll: () => number): T[] {
  const left = [...items];
  const mixed = items.flatMap(() => left.splice(Math.floor(roll() * left.length), 1));
  return mixed.every((item, index) => item === items[index]) ? items.toReversed() : mixed;
}
