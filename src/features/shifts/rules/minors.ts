import { localWeeks } from '../../../core/local-windows.ts';
import { minutesWithin } from './measures/clock-times.ts';
import type { ParamsOf } from './rule-parameters.ts';
import { countedBreach, type Reading, type Rule, toMinutes } from './rule.ts';
import type { Party, Situation } from './situation.ts';
import { mostInWindow } from './window-rules.ts';
import type { Work } from './work.ts';

/**
 * R19: whoever is younger on that date works no longer than this a day and a week, and only between two times of the day.
 * `what` is day, week or outside; then `day` or `week_start` with `before_min`, `after_min`, `limit_min`, or `shift` with
 * `outside_min`, `earliest`, `latest_end`. Who was born when nobody knows is of age.
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

/** Minutes of a shift that lie before or after the times at which minors may work. */
function outside(situation: Situation, party: Party, params: ParamsOf<'R19'>, ofAgeOn: string): readonly Reading[] {
  const { earliest, latest_end: latestEnd } = params;
  const works = situation.isStrict || situation.wantsAll ? party.after : party.takes;
  const minutesOutside = (work: Work): number =>
    toMinutes(work.end - work.start) - minutesWithin(work, { from: earliest, until: latestEnd }, situation.roster.zone);
  return works
    .filter((work) => situation.days.nameOf(work.firstDay) < ofAgeOn)
    .map((work) => {
      const minutes = minutesOutside(work);
      const times = { shift: work.shift.id, outside_min: minutes, earliest, latest_end: latestEnd };
      const numbers = { what: 'outside', under_age: params.under_age, ...times };
      return { person: party.person.id, numbers, breach: countedBreach(situation, 0, minutes) };
    });
}
