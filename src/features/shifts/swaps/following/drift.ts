import { TOLERANCE_MS } from '../cut-off.ts';
import type { LegView } from '../swap-view.ts';
import type { SwapLeg } from '../tables.ts';

/** A leg as it is about the roster of now. */
export type RebasedLeg = Pick<SwapLeg, 'position' | 'shiftVersion' | 'fromAt' | 'toAt' | 'isPart'>;

/**
 * What the roster did under a proposal since it was made. none: nothing. moved: every shift is still what was agreed on, if
 * not quite then. gone: one is not; it was given to somebody else, cancelled, or changed by more than a little.
 */
export type Drift =
  | { readonly kind: 'none' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'moved'; readonly legs: readonly RebasedLeg[] };

export function driftOf(legs: readonly LegView[]): Drift {
  if (legs.every(({ shift, shiftVersion }) => shift.version === shiftVersion)) return { kind: 'none' };
  const rebased: RebasedLeg[] = [];
  for (const leg of legs) {
    const now = isTheirs(leg) ? stretchNow(leg.shift, leg) : undefined;
    if (!now) return { kind: 'gone' };
    rebased.push({ position: leg.position, shiftVersion: leg.shift.version, ...now });
  }
  return { kind: 'moved', legs: rebased };
}

function isTheirs({ shift, from }: LegView): boolean {
  return shift.state === 'planned' && shift.slackId === from;
}

interface Stretch {
  readonly fromAt: Date;
  readonly toAt: Date;
  readonly isPart: boolean;
}

/**
 * Where a stretch of a shift is now: all of it, if it is as long as it was and starts within tolerance; a part, if it still
 * lies within the shift. Undefined where it is not what it was.
 */
export function stretchNow(shift: LegView['shift'], { fromAt, toAt, isPart }: Stretch): Stretch | undefined {
  const { startsAt, endsAt } = shift;
  if (isPart) {
    if (fromAt < startsAt || toAt > endsAt) return undefined;
    return { fromAt, toAt, isPart: fromAt > startsAt || toAt < endsAt };
  }
  const isAsLong = endsAt.getTime() - startsAt.getTime() === toAt.getTime() - fromAt.getTime();
  const isNear = Math.abs(startsAt.getTime() - fromAt.getTime()) <= TOLERANCE_MS;
  return isAsLong && isNear ? { fromAt: startsAt, toAt: endsAt, isPart: false } : undefined;
}
