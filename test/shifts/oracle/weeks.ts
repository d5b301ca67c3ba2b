import { dateAt, instantOf, plusDays, startOf, weekday } from './local.ts';
import { numberOf, type Params, type Rule, wordOf } from './rule.ts';
import { counts, overlap, paidWithin, type Situation, type Work } from './situation.ts';

/** The rules about weeks and days: R11, R12, R13, R14, R15, R18, R20. */

interface Stretch {
  readonly from: number;
  readonly to: number;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

const weekCap = overLimit('max_week_min', 2880);
const overtime = overLimit('threshold_min', 2400);

/** R13 and R14: more paid minutes in a week than that. */
function overLimit(name: string, otherwise: number): Rule {
  return (situation, params) => {
    const limit = numberOf(params, name, otherwise);
    return partiesWithWorseWeek(situation, params, (minutes) => minutes - limit);
  };
}

/** R12: the average of so many weeks in a row, of whoever did not agree to more. */
const averageWeek: Rule = (situation, params) => {
  const long = numberOf(params, 'weeks', 17);
  const limit = numberOf(params, 'max_average_min', 2880);
  const breach = (works: readonly Work[], weeks: Stretch) => Math.max(0, workedIn(works, weeks) / long - limit);
  return situation.parties.filter((person) => {
    if (situation.personOf(person)?.hasOptedOut) return false;
    const [before, after] = [situation.before(person), situation.after(person)];
    return weeksOf(after, params, situation.roster.zone, long).some((window) =>
      counts(situation, breach(before, window), breach(after, window)),
    );
  });
};

/**
 * R18: the average of every 24 h of so many weeks, of whoever starts a night shift in them; of each week a day is the weekly rest's, as in
 * regulation 6 of the Working Time Regulations 1998.
 */
const nightWork: Rule = (situation, params) => {
  const long = numberOf(params, 'weeks', 17);
  const limit = numberOf(params, 'max_average_min', 480);
  const { zone } = situation.roster;
  const breach = (works: readonly Work[], weeks: Stretch) => {
    const inThem = works.filter(({ from }) => weeks.from <= from && from < weeks.to);
    const isNightWorker = inThem.some(
      (work) => nightMinutes(work, params, zone) >= numberOf(params, 'min_night_min', 180),
    );
    return isNightWorker ? Math.max(0, workedIn(works, weeks) / (6 * long) - limit) : 0;
  };
  return situation.parties.filter((person) => {
    const [before, after] = [situation.before(person), situation.after(person)];
    return weeksOf(after, params, zone, long).some((window) =>
      counts(situation, breach(before, window), breach(after, window)),
    );
  });
};

function nightMinutes(work: Work, params: Params, zone: string): number {
  const first = plusDays(dateAt(work.from, zone), -1);
  const nights = [first, plusDays(first, 1), plusDays(first, 2)].map((date) => ({
    from: instantOf(date, wordOf(params, 'night_from', '23:00'), zone),
    to: instantOf(plusDays(date, 1), wordOf(params, 'night_until', '06:00'), zone),
  }));
  return nights.map((night) => overlap(work, night)).reduce((total, minutes) => total + minutes, 0);
}

/** R20: fewer than that, of somebody who works in that week before or after; by the start of shifts, for whom one starts in it. */
const contractMinimum: Rule = (situation, params) => {
  const minimum = (person: string) =>
    situation.personOf(person)?.contractMinutes ?? numberOf(params, 'min_week_min', 0);
  return partiesWithWorseWeek(situation, params, (minutes, person) => minimum(person) - minutes);
};

function partiesWithWorseWeek(
  situation: Situation,
  params: Params,
  breachOf: (minutes: number, person: string) => number,
) {
  return situation.parties.filter((person) => {
    const breach = (works: readonly Work[], week: Stretch) =>
      Math.max(0, breachOf(minutesIn(works, week, params), person));
    const [before, after] = [situation.before(person), situation.after(person)];
    const works = [...before, ...after];
    return weeksOf(works, params, situation.roster.zone)
      .filter((week) => works.some((work) => countsIn(work, week, params)))
      .some((week) => counts(situation, breach(before, week), breach(after, week)));
  });
}

function minutesIn(works: readonly Work[], week: Stretch, params: Params): number {
  const isWhole = wordOf(params, 'attribution', 'split') === 'start';
  return works
    .filter((work) => countsIn(work, week, params))
    .map((work) => paidWithin(work, isWhole ? work : week))
    .reduce((total, minutes) => total + minutes, 0);
}

/** Whether any of the work is that week's. */
function countsIn(work: Work, week: Stretch, params: Params): boolean {
  const isWhole = wordOf(params, 'attribution', 'split') === 'start';
  return isWhole ? week.from <= work.from && work.from < week.to : overlap(work, week) > 0;
}

/** The weeks in which any of this work lies; of longer windows every run of so many whole weeks. */
function weeksOf(works: readonly Work[], params: Params, zone: string, long = 1): readonly Stretch[] {
  const first = DAYS.indexOf(wordOf(params, 'week_start', 'Mon')) + 1;
  const time = wordOf(params, 'week_start_time', '00:00');
  const weekFrom = (date: string): Stretch => ({
    from: instantOf(date, time, zone),
    to: instantOf(plusDays(date, 7 * long), time, zone),
  });
  const all = works.flatMap(({ from, to }) => {
    const dateBefore = plusDays(dateAt(from, zone), -1);
    const opening = plusDays(dateBefore, -((weekday(dateBefore) - first + 7) % 7));
    const weeks = Array.from({ length: long + 2 }, (_, nth) => weekFrom(plusDays(opening, 7 * (nth - long + 1))));
    return weeks.filter((week) => overlap(week, { from, to }) > 0);
  });
  return [...new Map(all.map((week) => [week.from, week])).values()];
}

/** R11: the longest free stretch of a week, cut at its edges, in weeks in which the person works. */
const weeklyRest: Rule = (situation, params) => {
  const minimum = numberOf(params, 'min_rest_min', 2100);
  const breach = (works: readonly Work[], week: Stretch) =>
    works.some((work) => overlap(work, week) > 0) ? Math.max(0, minimum - longestRest(works, week)) : 0;
  return situation.parties.filter((person) => {
    const [before, after] = [situation.before(person), situation.after(person)];
    const long = wordOf(params, 'window', 'week') === 'fortnight' ? 2 : 1;
    return weeksOf(after, params, situation.roster.zone, long).some((week) =>
      counts(situation, breach(before, week), breach(after, week)),
    );
  });
};

function longestRest(works: readonly Work[], week: Stretch): number {
  const ends = [week.from, ...works.map(({ to }) => to)].filter((at) => week.from <= at && at < week.to);
  const rests = ends
    .filter((end) => !works.some(({ from, to }) => from <= end && end < to))
    .map((end) => Math.min(week.to, ...works.map(({ from }) => from).filter((from) => from >= end)) - end);
  return Math.max(0, ...rests) / 60_000;
}

const dayHours: Rule = (situation, params) => {
  const limit = numberOf(params, 'max_min', 720);
  const breaksOne =
    wordOf(params, 'window', 'local_day') === 'any_24h'
      ? (person: string) => breaksAny24h(situation, limit, person)
      : (person: string) => breaksLocalDay(situation, limit, person);
  return situation.parties.filter(breaksOne);
};

function breaksLocalDay(situation: Situation, limit: number, person: string): boolean {
  const { zone } = situation.roster;
  const [before, after] = [situation.before(person), situation.after(person)];
  const breach = (works: readonly Work[], day: Stretch) => Math.max(0, workedIn(works, day) - limit);
  const dates = new Set(after.flatMap(({ from, to }) => [dateAt(from, zone), dateAt(to - 1, zone)]));
  return [...dates].some((date) => {
    const day = { from: startOf(date, zone), to: startOf(plusDays(date, 1), zone) };
    return counts(situation, breach(before, day), breach(after, day));
  });
}

function workedIn(works: readonly Work[], within: Stretch): number {
  return works.map((work) => paidWithin(work, within)).reduce((total, minutes) => total + minutes, 0);
}

/** Whether they work over the limit, and more than before, in 1,440 elapsed minutes that begin or end where a shift does. */
function breaksAny24h(situation: Situation, limit: number, person: string): boolean {
  const [before, after] = [situation.before(person), situation.after(person)];
  const day = 1440 * 60_000;
  const breach = (works: readonly Work[], from: number) =>
    Math.max(0, workedIn(works, { from, to: from + day }) - limit);
  const edges = [...before, ...after].flatMap(({ from, to }) => [from, to]);
  return edges
    .flatMap((at) => [at - day, at])
    .some((from) => counts(situation, breach(before, from), breach(after, from)));
}

export const weeks = {
  R11: weeklyRest,
  R12: averageWeek,
  R18: nightWork,
  R13: weekCap,
  R14: overtime,
  R15: dayHours,
  R20: contractMinimum,
} as const;
