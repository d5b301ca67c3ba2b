import type { Windows } from '../../../core/local-windows.ts';
import { type Reading, countedBreach, toMinutes } from './rule.ts';
import type { Situation } from './situation.ts';
import { type Attribution, windowChanges } from './window-minutes.ts';

interface MostInWindow {
  readonly windows: Windows;
  readonly attribution: Attribution;
  /** Minutes. */
  readonly limit: number;
  /** What the window's first local date is called in the numbers. */
  readonly name: 'week_start' | 'day';
}

/** A reading for each party and window: paid minutes `before_min`, `after_min`, at most `limit_min`. */
export function mostInWindow(
  situation: Situation,
  { windows, attribution, limit, name }: MostInWindow,
): readonly Reading[] {
  return situation.parties.flatMap((party) =>
    windowChanges(situation, party, windows, attribution).flatMap(({ index, before, after }) => {
      const [was, is] = [toMinutes(before), toMinutes(after)];
      const breach = countedBreach(situation, was - limit, is - limit);
      if (breach === 0 && !situation.wantsAll) return [];
      const numbers = { [name]: windows.nameOf(index), before_min: was, after_min: is, limit_min: limit };
      return [{ person: party.person.id, numbers, breach }];
    }),
  );
}
