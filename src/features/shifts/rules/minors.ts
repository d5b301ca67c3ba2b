import { localWeeks } from '../../../core/local-windows.ts';
import { onDay } from './measures/clock-times.ts';
import type { ParamsOf } from './rule-parameters.ts';
import { countedBreach, type Reading, type Rule, toMinutes } from './rule.ts';
import type { Party, Situation } from './situation.ts';
import { mostInWindow } from './window-rules.ts';
import { indexesOf, inOrder } from './window-minutes.ts';
import { type Timeline, workedIn } from './work.ts';

/**
 * R19: whoever is younger on that date works no longer than this a day and a week, and only between two times of the day.
 * `what` is day, week or outside; then `day` or `week_start`, `before_min`, `after_min` and `limit_min`, or of what is outside
 * `earliest`, `latest_end`. Who was born when nobody knows is of age.
 */
export const minors: Rule<'R19'> = {
  id: 'R19',
  look: (situation, params) =>
    situation.parties.flatMap((party) => {
      const { bornOn } = party.person;
      if (bornOn === null) return [];
      const ofAgeOn = birthday(bornOn, params.under_age);
      return [...windowsOf(situation, party, params, ofAgeOn), ...outside(situation, party, params, ofAgeOn)];
    }),
};

/** The local date on which they become that old; of those born on 29 February the first of March. */
function birthday(bornOn: string, age: number): string {
  const [year, month, day] = bornOn.split('-').map(Number) as [number, number, number];
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10);
}

function windowsOf(situation: Situation, party: Party, params: ParamsOf<'R19'>, ofAgeOn: string): readonly Reading[] {
  const alone = { ...situation, parties: [party] };
  const weeks = localWeeks(situation.roster.zone, params.week_start);
  const kinds = [
    { what: 'day', name: 'day', windows: situation.days, limit: params.max_day_min },
    { what: 'week', name: 'week_start', windows: weeks, limit: params.max_week_min },
  ] as const;
  return kinds.flatMap(({ what, ...window }) =>
    mostInWindow(alone, { ...window, attribution: 'split' })
      .filter(({ numbers }) => String(numbers[window.name]) < ofAgeOn)
      .map(({ person, numbers, breach }) => ({
        person,
        numbers: { what, under_age: params.under_age, ...numbers },
        breach,
      })),
  );
}

/** Minutes of each date that they work before or after the times at which minors may. */
function outside(situation: Situation, party: Party, params: ParamsOf<'R19'>, ofAgeOn: string): readonly Reading[] {
  const { days, roster, isStrict, wantsAll } = situation;
  const { under_age, earliest, latest_end } = params;
  const works = isStrict || wantsAll ? [...party.before, ...party.after] : party.takes;
  const touched = inOrder(works.flatMap((work) => indexesOf(work, days)));
  return touched
    .filter((day) => days.nameOf(day) < ofAgeOn)
    .map((day) => {
      const allowed = onDay({ from: earliest, until: latest_end }, day, roster.zone);
      const minutes = (timeline: Timeline): number =>
        toMinutes(
          workedOn(timeline, days.startOf(day), days.startOf(day + 1)) - workedOn(timeline, allowed.from, allowed.to),
        );
      const [before, after] = [minutes(party.before), minutes(party.after)];
      const numbers = {
        what: 'outside',
        under_age,
        day: days.nameOf(day),
        before_min: before,
        after_min: after,
        earliest,
        latest_end,
      };
      return { person: party.person.id, numbers, breach: countedBreach(situation, before, after) };
    });
}

function workedOn(timeline: Timeline, from: number, to: number): number {
  return timeline.reduce((sum, work) => sum + workedIn(work, from, to), 0);
}
