import type { World } from '../../../src/sandbox/world.ts';
import type { Dice } from './dice.ts';

/** From now on this share of the app's calls is done by Slack, and its answer lost on the way. */
export function loseAnswers({ faults }: World, share: number, dice: Dice): void {
  const { next } = faults;
  Object.assign(faults, {
    next: (...call: Parameters<typeof next>) =>
      next(...call) ?? (dice.roll() < share ? ({ kind: 'lost_answer' } as const) : undefined),
  });
}
