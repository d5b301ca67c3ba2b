import { dateAt, datesOf, minutesBetween, plusDays, weekday } from './local.ts';
import { numberOf, type Rule, wordOf } from './rule.ts';
import { counts, type Situation, type Work } from './situation.ts';

/** The rules about what follows what: R10, R16, R17, R25, R30. */

interface Rest {
  readonly earlier: Work;
  readonly later: Work;
  readonly minutes: number;
}

/** What lies between each shift and the next one to start: no minutes where they touch or overlap. */
function restsOf(works: readonly Work[]): readonly Rest[] {
  return works.slice(1).flatMap((later, nth) => {
    const earlier = works[nth];
    return earlier ? [{ earlier, later, minutes: Math.max(0, minutesBetween(earlier.to, later.from)) }] : [];
  });
}

function instantsOf({ earlier, later }: Rest): string {
  return `${earlier.to} ${Math.max(earlier.to, later.from)}`;
}

/**
 * R10 counts under the delta rule where there are more short rests, or their sum is larger, or the worst of those that come is worse than
 * the worst of those that go.
 */
const dailyRest: Rule = (situation, params) => {
  const minimum = numberOf(params, 'min_rest_min', 660);
  const shortfalls = (works: readonly Work[]) =>
    restsOf(works)
      .map(({ minutes }) => minimum - minutes)
      .filter((shortfall) => shortfall > 0);
  const worst = (works: readonly Work[], others: readonly Work[]) => {
    const known = new Set(restsOf(others).map(instantsOf));
    const rests = restsOf(works).filter((rest) => !known.has(instantsOf(rest)));
    return Math.max(0, ...rests.map(({ minutes }) => minimum - minutes));
  };
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  return situation.parties.filter((person) => {
    const [was, is] = [situation.before(person), situation.after(person)];
    const [before, after] = [shortfalls(was), shortfalls(is)];
    if (!situation.delta) return after.length > 0;
    return after.length > before.length || sum(after) > sum(before) || worst(is, was) > worst(was, is);
  });
};

/** R16 is about the runs that have a date of what changes hands, or the one before or after; where rules are strict about all. */
const consecutiveDays: Rule = (situation, params) => {
  const limit = numberOf(params, 'max_days', 6);
  const isStartOnly = wordOf(params, 'counts', 'start_date') === 'start_date';
  const { zone } = situation.roster;
  return situation.parties.filter((person) => {
    const given = situation.gives(person).map(({ shift }) => ({ shift, from: shift.start, to: shift.end }));
    const near = [...given, ...situation.receives(person)]
      .flatMap(({ from, to }) => datesOf(from, to, zone))
      .flatMap((date) => [plusDays(date, -1), date, plusDays(date, 1)]);
    const excess = (works: readonly Work[]) => {
      const dates = works.flatMap(({ from, to }) => (isStartOnly ? [dateAt(from, zone)] : datesOf(from, to, zone)));
      return Math.max(0, longestRun(new Set(dates), situation.delta ? near : dates) - limit);
    };
    return counts(situation, excess(situation.before(person)), excess(situation.after(person)));
  });
};

/** Of the runs with one of these dates in them. */
function longestRun(dates: ReadonlySet<string>, within: readonly string[]): number {
  const far = (date: string, step: number): number => (dates.has(date) ? 1 + far(plusDays(date, step), step) : 0);
  const lengths = [...new Set(within)].map((date) => (dates.has(date) ? far(date, 1) + far(date, -1) - 1 : 0));
  return Math.max(0, ...lengths);
}

const successions: Rule = (situation, params) => {
  const forbidden = params['forbidden'];
  const pairs: readonly unknown[] = Array.isArray(forbidden) ? forbidden : [];
  const { zone } = situation.roster;
  const isForbidden = (first: Work, next: Work) =>
    dateAt(next.from, zone) === plusDays(dateAt(first.from, zone), 1) &&
    pairs.some((pair) => Array.isArray(pair) && pair[0] === first.shift.type && pair[1] === next.shift.type);
  const count = (works: readonly Work[]) =>
    works.flatMap((first) => works.filter((next) => isForbidden(first, next))).length;
  return situation.parties.filter((person) =>
    counts(situation, count(situation.before(person)), count(situation.after(person))),
  );
};

/** R25: per calendar month of the Saturdays unless the dates are given; half weekends count by themselves where that is asked for. */
const weekends: Rule = (situation, params) => {
  const limit = numberOf(params, 'max_weekends', 2);
  const [from, until] = [wordOf(params, 'from', ''), wordOf(params, 'until', '')];
  const isPerMonth = from === '' && until === '';
  const { zone } = situation.roster;
  const worked = (works: readonly Work[]) =>
    [...new Set(works.map((work) => dateAt(work.from, zone)).filter((date) => weekday(date) >= 6))]
      .map((date) => (weekday(date) === 6 ? date : plusDays(date, -1)))
      .filter((date) => from <= date && (until === '' || date <= until));
  const excess = (works: readonly Work[], month: string) =>
    Math.max(0, new Set(worked(works).filter((date) => date.startsWith(month))).size - limit);
  const halves = (works: readonly Work[]) => {
    const saturdays = worked(works);
    return saturdays.filter((date) => saturdays.filter((other) => other === date).length === 1).length;
  };
  return situation.parties.filter((person) => {
    const [before, after] = [situation.before(person), situation.after(person)];
    const periods = isPerMonth ? new Set(worked(after).map((date) => date.slice(0, 7))) : [''];
    const isOver = [...periods].some((month) => counts(situation, excess(before, month), excess(after, month)));
    return (
      isOver || (wordOf(params, 'complete', 'any') === 'whole' && counts(situation, halves(before), halves(after)))
    );
  });
};

/** R30: a new rest that is shorter than that, unless both shifts lie inside one local date. */
const premium: Rule = (situation, params) => {
  const minimum = numberOf(params, 'rest_min', 600);
  const short = (works: readonly Work[]) =>
    restsOf(works).filter(
      ({ earlier, later, minutes }) =>
        earlier.to <= later.from && minutes < minimum && !isSplitShift(situation, earlier, later),
    );
  const name = ({ earlier, later }: Rest) => `${earlier.to} ${later.from}`;
  return situation.parties.filter((person) => {
    const old = new Set(situation.delta ? short(situation.before(person)).map(name) : []);
    return short(situation.after(person)).some((rest) => !old.has(name(rest)));
  });
};

function isSplitShift({ roster: { zone } }: Situation, earlier: Work, later: Work): boolean {
  return datesOf(earlier.from, later.to, zone).length === 1;
}

export const sequences = {
  R10: dailyRest,
  R16: consecutiveDays,
  R17: successions,
  R25: weekends,
  R30: premium,
} as const;
