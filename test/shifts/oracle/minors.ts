import { Temporal } from 'temporal-polyfill';
import { datesOf, instantOf, plusDays, startOf, weekday } from './local.ts';
import { numberOf, type Params, type Rule, wordOf } from './rule.ts';
import { counts, overlap, paidWithin, type Situation, type Work } from './situation.ts';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** R19: young people: minutes a date, minutes a week, and none of them early or late. */
export const minors: Rule = (situation, params) =>
  situation.parties.filter((person) => {
    const [before, after] = [situation.before(person), situation.after(person)];
    const dates = new Set(after.flatMap(({ from, to }) => datesOf(from, to, situation.roster.zone)));
    return [...dates]
      .filter((date) => isMinor(situation, params, person, date))
      .some((date) =>
        breaches(situation, params, date).some((breach) => counts(situation, breach(before), breach(after))),
      );
  });

function isMinor({ personOf }: Situation, params: Params, person: string, date: string): boolean {
  const born = personOf(person)?.bornOn;
  if (!born) return false;
  const comesOfAge = Temporal.PlainDate.from(born).add({ years: numberOf(params, 'under_age', 18) });
  return Temporal.PlainDate.compare(date, comesOfAge) < 0;
}

function breaches({ roster: { zone } }: Situation, params: Params, date: string) {
  const day = { from: startOf(date, zone), to: startOf(plusDays(date, 1), zone) };
  const first = DAYS.indexOf(wordOf(params, 'week_start', 'Mon')) + 1;
  const monday = plusDays(date, -((weekday(date) - first + 7) % 7));
  const week = { from: startOf(monday, zone), to: startOf(plusDays(monday, 7), zone) };
  const early = { from: day.from, to: at(date, wordOf(params, 'earliest', '06:00'), zone) };
  const late = { from: at(date, wordOf(params, 'latest_end', '22:00'), zone), to: day.to };
  const sum = (works: readonly Work[], of: (work: Work) => number) =>
    works.reduce((total, work) => total + of(work), 0);
  const over = (within: typeof day, limit: number) => (works: readonly Work[]) =>
    Math.max(0, sum(works, (work) => paidWithin(work, within)) - limit);
  return [
    over(day, numberOf(params, 'max_day_min', 480)),
    over(week, numberOf(params, 'max_week_min', 2400)),
    (works: readonly Work[]) => sum(works, (work) => overlap(work, early) + overlap(work, late)),
  ];
}

function at(date: string, time: string, zone: string): number {
  return time === '24:00' ? startOf(plusDays(date, 1), zone) : instantOf(date, time, zone);
}
