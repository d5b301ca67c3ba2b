import { localWeeks, type Windows } from '../../../core/local-windows.ts';
import { minutesAtNight } from './measures/clock-times.ts';
import type { ParamsOf } from './rule-parameters.ts';
import { countedBreach, type Reading, type Rule, toMinutes } from './rule.ts';
import type { Party, Situation } from './situation.ts';
import { totalsOf } from './window-minutes.ts';
import type { Work } from './work.ts';

/**
 * R12: the average of every so many weeks in a row, for whoever has not opted out: `week_start` (of the first), `weeks`,
 * `before_min`, `after_min`, `limit_min`.
 */
export const averageWeek: Rule<'R12'> = {
  id: 'R12',
  look: (situation, params) =>
    situation.parties
      .filter(({ person }) => !person.hasOptedOut)
      .flatMap((party) => averages(situation, party, { ...params, parts: 1, counts: () => true })),
};

/**
 * R18: the average in 24 hours of people who work at least one night shift in so many weeks; numbers as of R12. Weekly rest
 * is no time in which one could work (Directive 2003/88/EC, Art. 16(c)), so a week has six times 24 hours.
 */
export const nightWork: Rule<'R18'> = {
  id: 'R18',
  look: (situation, params) =>
    situation.parties.flatMap((party) => {
      const counts: Counts = (when, from, to) =>
        party[when].some((work) => work.start >= from && work.start < to && isAtNight(situation, work, params));
      return averages(situation, party, { ...params, parts: 6, counts });
    }),
};

type When = 'before' | 'after';
/** Whether a stretch of weeks counts at all. */
type Counts = (when: When, from: number, to: number) => boolean;

interface AverageOf extends Pick<ParamsOf<'R12'>, 'max_average_min' | 'weeks' | 'week_start'> {
  /** Of a week, over which its minutes are spread. */
  readonly parts: number;
  readonly counts: Counts;
}

function averages(situation: Situation, party: Party, of: AverageOf): readonly Reading[] {
  const { weeks, max_average_min: limit, parts, counts } = of;
  const windows = localWeeks(situation.roster.zone, of.week_start);
  const totals = totalsOf(situation, party, windows, 'split');
  const averageFrom = (when: When, first: number): number => {
    let sum = 0;
    for (let week = first; week < first + weeks; week += 1) sum += totals[when].get(week) ?? 0;
    const average = toMinutes(sum / (weeks * parts));
    // Within the limit it does not matter whether it counts, and that takes longer to find out.
    if (average <= limit && !situation.wantsAll) return average;
    return counts(when, windows.startOf(first), windows.startOf(first + weeks)) ? average : 0;
  };
  return firstWeeks(situation, party, windows, weeks).flatMap((first) => {
    const is = averageFrom('after', first);
    if (is <= limit && !situation.wantsAll) return [];
    const was = averageFrom('before', first);
    const numbers = { week_start: windows.nameOf(first), weeks, before_min: was, after_min: is, limit_min: limit };
    return [{ person: party.person.id, numbers, breach: countedBreach(situation, was - limit, is - limit) }];
  });
}

/** The first weeks of all stretches of weeks that the trade can have made worse, or, where all counts, in which there is work. */
function firstWeeks(situation: Situation, party: Party, windows: Windows, weeks: number): readonly number[] {
  const works = situation.isStrict || situation.wantsAll ? [...party.before, ...party.after] : party.takes;
  const touched = works.flatMap(({ start, end }) => [
    windows.indexAt(start),
    windows.indexAt(Math.max(start, end - 1)),
  ]);
  const firsts = new Set<number>();
  for (const week of new Set(touched)) for (let back = 0; back < weeks; back += 1) firsts.add(week - back);
  return [...firsts].toSorted((one, other) => one - other);
}

function isAtNight({ roster }: Situation, work: Work, params: ParamsOf<'R18'>): boolean {
  const night = { from: params.night_from, until: params.night_until };
  return minutesAtNight(work, night, roster.zone) >= params.min_night_min;
}
