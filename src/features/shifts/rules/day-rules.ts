import { type DayOfKind, lengthOf, type Run, runsOf, type Succession, successionsIn } from './measures/runs.ts';
import { type Weekend, weekendsIn } from './measures/weekends.ts';
import type { ParamsOf } from './rule-parameters.ts';
import { countedBreach, type Reading, type Rule } from './rule.ts';
import { changedWork, nearChanges, type Party, type Situation } from './situation.ts';
import type { Timeline } from './work.ts';

/**
 * R16: the longest run of days that somebody works, of those that the trade touches; of all where rules are strict:
 * `before_days`, `after_days`, `limit_days`; from `first_date` to `last_date` after the trade.
 */
export const daysInARow: Rule<'R16'> = {
  id: 'R16',
  look: (situation, { max_days: limit, counts }) =>
    situation.parties.map((party) => {
      const isLookedAt = situation.isStrict ? () => true : nextTo(changedWork(party));
      const longest = (timeline: Timeline): Run => longestRun(daysOf(timeline, counts), isLookedAt);
      const run = longest(party.after);
      const [before, after] = [lengthOf(longest(party.before)), lengthOf(run)];
      const breach = countedBreach(situation, Math.max(0, before - limit), Math.max(0, after - limit));
      const numbers = {
        before_days: before,
        after_days: after,
        limit_days: limit,
        ...(breach > 0 && datesOf(situation, run)),
      };
      return { person: party.person.id, numbers, breach };
    }),
};

function datesOf({ days }: Situation, { first, last }: Run) {
  return { first_date: days.nameOf(first), last_date: days.nameOf(last) };
}

/** R17: kinds of shifts on consecutive dates that must not be: `from_type`, `to_type`, `date` of the second; the first new pair. */
export const orderOfShifts: Rule<'R17'> = {
  id: 'R17',
  look: (situation, { forbidden }) =>
    situation.parties.flatMap((party) => {
      const { before, after } = successionsOf(situation.isStrict ? party : nearChanges(party, 1), forbidden);
      const breach = situation.isStrict ? after.length : Math.max(0, after.length - before.length);
      const all = situation.wantsAll ? successionsOf(party, forbidden).after : after;
      const shown = after.find((pair) => !before.some((old) => isSame(old, pair))) ?? after[0] ?? all[0];
      if (!shown) return [];
      const numbers = { from_type: shown.from, to_type: shown.to, date: situation.days.nameOf(shown.day) };
      return [{ person: party.person.id, numbers, breach }];
    }),
};

/**
 * R25: weekends of which somebody works something, by the local dates on which shifts start: in `from`..`until` (of Saturdays),
 * or in each calendar month: `before_weekends`, `after_weekends`, `limit_weekends`. With `half`, of those only half are worked.
 */
export const weekends: Rule<'R25'> = {
  id: 'R25',
  look: (situation, params) =>
    situation.parties.flatMap((party) => [
      ...weekendReadings(situation, party, params),
      ...(params.complete === 'whole' ? halfWeekends(situation, party, params) : []),
    ]),
};

function successionsOf({ before, after }: Pick<Party, 'before' | 'after'>, forbidden: ParamsOf<'R17'>['forbidden']) {
  return {
    before: successionsIn(daysOfKinds(before), forbidden),
    after: successionsIn(daysOfKinds(after), forbidden),
  };
}

function isSame(one: Succession, other: Succession): boolean {
  return one.day === other.day && one.from === other.from && one.to === other.to;
}

/** Runs that have a day of such work, or the one before or after: only these can be longer or shorter than before. */
function nextTo(works: Timeline): (run: Run) => boolean {
  return ({ first, last }) => works.some(({ firstDay, lastDay }) => firstDay <= last + 1 && lastDay >= first - 1);
}

/** The first of several; one of no days where there is none. */
function longestRun(days: readonly number[], counts: (run: Run) => boolean): Run {
  const longer = (found: Run, run: Run): Run => (counts(run) && lengthOf(run) > lengthOf(found) ? run : found);
  return runsOf(days).reduce(longer, { first: 0, last: -1 });
}

function daysOf(timeline: Timeline, counts: ParamsOf<'R16'>['counts']): readonly number[] {
  return counts === 'start_date' ? startDays(timeline) : touchedDays(timeline);
}

function startDays(timeline: Timeline): readonly number[] {
  return timeline.map(({ firstDay }) => firstDay);
}

function touchedDays(timeline: Timeline): readonly number[] {
  const days: number[] = [];
  for (const { firstDay, lastDay } of timeline) for (let day = firstDay; day <= lastDay; day += 1) days.push(day);
  return days.toSorted((one, other) => one - other);
}

/** The kinds that are worked, by the date on which they start; shifts of no kind are in nobody's way. */
export function daysOfKinds(timeline: Timeline): readonly DayOfKind[] {
  return timeline.flatMap(({ shift, firstDay }) => (shift.type === null ? [] : [{ day: firstDay, kind: shift.type }]));
}

/** Weekends by period, each counted once. */
function weekendsOf(
  situation: Situation,
  timeline: Timeline,
  params: ParamsOf<'R25'>,
  isWanted: (weekend: Weekend) => boolean = () => true,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const weekend of weekendsIn(startDays(timeline))) {
    const period = periodOf(situation.days.nameOf(weekend.saturday), params);
    if (period !== undefined && isWanted(weekend)) counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return counts;
}

/** Undefined where the Saturday is in none. */
function periodOf(saturday: string, { from, until }: ParamsOf<'R25'>): string | undefined {
  if (from === null && until === null) return saturday.slice(0, 7);
  return saturday >= (from ?? saturday) && saturday <= (until ?? saturday) ? `${from ?? ''}/${until ?? ''}` : undefined;
}

function weekendReadings(situation: Situation, party: Party, params: ParamsOf<'R25'>): readonly Reading[] {
  const before = weekendsOf(situation, party.before, params);
  const after = weekendsOf(situation, party.after, params);
  const limit = params.max_weekends;
  return [...new Set([...before.keys(), ...after.keys()])].map((period) => {
    const [was, is] = [before.get(period) ?? 0, after.get(period) ?? 0];
    const numbers = { period, before_weekends: was, after_weekends: is, limit_weekends: limit };
    const breach = countedBreach(situation, Math.max(0, was - limit), Math.max(0, is - limit));
    return { person: party.person.id, numbers, breach };
  });
}

function halfWeekends(situation: Situation, party: Party, params: ParamsOf<'R25'>): readonly Reading[] {
  const halves = (timeline: Timeline): number => {
    const counts = weekendsOf(situation, timeline, params, ({ isWhole }) => !isWhole);
    return [...counts.values()].reduce((sum, each) => sum + each, 0);
  };
  const [was, is] = [halves(party.before), halves(party.after)];
  const numbers = { half: true, before_weekends: was, after_weekends: is, limit_weekends: 0 };
  return [{ person: party.person.id, numbers, breach: countedBreach(situation, was, is) }];
}
