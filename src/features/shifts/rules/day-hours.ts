import { localDays } from '../../../core/local-windows.ts';
import { wallTime } from './measures/wall-times.ts';
import { type Reading, type Rule, countedBreach, toMinutes } from './rule.ts';
import type { Party, Situation } from './situation.ts';
import { mostInWindow } from './window-rules.ts';
import { type Timeline, paidIn } from './work.ts';

const DAY = 86_400_000;

/**
 * R15: nobody works too long in one local date (`day`), or in any stretch of 1,440 minutes that really pass. `before_min`,
 * `after_min`: paid minutes in it; a break is spread evenly over its shift. Of all stretches the one with most work is shown,
 * with when it begins (`from`).
 */
export const hoursADay: Rule<'R15'> = {
  id: 'R15',
  look: (situation, { max_min: limit, window }) =>
    window === 'local_day'
      ? mostInWindow(situation, { windows: localDays(situation.roster.zone), attribution: 'split', limit, name: 'day' })
      : situation.parties.flatMap((party) => mostInADay(situation, party, limit)),
};

/** Of the stretches that begin or end where a shift does; work grows and shrinks steadily in between. */
function mostInADay(situation: Situation, party: Party, limit: number): readonly Reading[] {
  const { person, before, after } = party;
  let worst: (Reading & { readonly from: number }) | undefined;
  for (const from of beginnings(situation, party)) {
    const [beforeMinutes, afterMinutes] = [paidFrom(before, from), paidFrom(after, from)];
    const reading = {
      from,
      person: person.id,
      numbers: { before_min: beforeMinutes, after_min: afterMinutes, limit_min: limit },
      breach: countedBreach(situation, beforeMinutes - limit, afterMinutes - limit),
    };
    if (!worst || isWorse(reading, worst)) worst = reading;
  }
  if (!worst) return [];
  const { from, numbers, breach } = worst;
  const begins = breach > 0 ? { from: wallTime(situation.roster.zone, from) } : {};
  return [{ person: person.id, numbers: { ...numbers, ...begins }, breach }];
}

function isWorse(reading: Reading, than: Reading): boolean {
  if (reading.breach !== than.breach) return reading.breach > than.breach;
  return reading.breach === 0 && Number(reading.numbers['after_min']) > Number(than.numbers['after_min']);
}

/** In order. Where only changes count, stretches that the trade does not touch are left out. */
function beginnings(situation: Situation, { before, after, gives, takes }: Party): readonly number[] {
  const edges = [...before, ...after].flatMap(({ start, end }) => [start, end, start - DAY, end - DAY]);
  const changed = [...gives, ...takes];
  const wanted =
    situation.isStrict || situation.wantsAll
      ? edges
      : edges.filter((from) => changed.some(({ start, end }) => from < end && from + DAY > start));
  return [...new Set(wanted)].toSorted((one, other) => one - other);
}

function paidFrom(timeline: Timeline, from: number): number {
  let sum = 0;
  for (const work of timeline) if (work.end > from && work.start < from + DAY) sum += paidIn(work, from, from + DAY);
  return toMinutes(sum);
}
