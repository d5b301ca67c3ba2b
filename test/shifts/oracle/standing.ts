import { dateAt, daysFrom, datesOf, minutesBetween } from './local.ts';
import { numberOf, type Rule, whole, wordsOf } from './rule.ts';
import { counts, overlap, paid, type Situation, type Work } from './situation.ts';

/** The rules that ask whether these people may trade these shifts at all: R1 to R9, R21, R22, R26 to R29. */

const ownership: Rule = ({ roster, legs }) =>
  legs
    .filter(({ shift, from }) => !roster.shifts.has(shift) || roster.shifts.get(shift)?.person !== from)
    .map((leg) => leg.from);

const notWithOneself: Rule = ({ legs }) => legs.filter(({ from, to }) => from === to).map(({ from }) => from);

const published: Rule = ({ roster, legs }) =>
  legs.filter(({ shift }) => roster.shifts.get(shift)?.isPublished === false).map(({ from }) => from);

const leadTime: Rule = (situation, params) => {
  const { now, zone } = situation.roster;
  const isBadTime = ({ from }: Work) =>
    minutesBetween(now, from) < numberOf(params, 'min_lead_min', 720) ||
    daysFrom(dateAt(now, zone), dateAt(from, zone)) > numberOf(params, 'horizon_days', 42);
  return whole(moving(situation).some(isBadTime));
};

const noOverlap: Rule = (situation) =>
  situation.parties.filter((person) =>
    counts(situation, overlaps(situation.before(person)), overlaps(situation.after(person))),
  );

const leave: Rule = ({ parties, receives, personOf }) =>
  parties.filter((person) =>
    receives(person).some((work) => personOf(person)?.away.some((stretch) => overlap(work, stretch) > 0)),
  );

const skill: Rule = (situation) =>
  situation.parties.filter((person) =>
    situation
      .receives(person)
      .some((work) => work.shift.role !== null && !holds(situation, person, work.shift.role, work)),
  );

const credential: Rule = (situation) =>
  situation.parties.filter((person) =>
    situation
      .receives(person)
      .some((work) => work.shift.credential !== null && !holds(situation, person, work.shift.credential, work)),
  );

const neverTraded = ['training', 'one-to-one', '1:1'];

const tradable: Rule = ({ roster, legs }, params) =>
  legs
    .filter((leg) => {
      const shift = roster.shifts.get(leg.shift);
      const activity = shift?.activity ?? null;
      const isNeverTraded = activity !== null && wordsOf(params, 'activities', neverTraded).includes(activity);
      return shift?.isTradable === false || isNeverTraded;
    })
    .map(({ from }) => from);

const equalPaid: Rule = ({ parties, gives, receives }, params) =>
  whole(
    parties.some((person) => {
      if (gives(person).length === 0 || receives(person).length === 0) return false;
      const difference = Math.abs(sum(receives(person).map(paid)) - sum(gives(person).map(paid)));
      return difference > numberOf(params, 'max_diff_min', 0) + 1e-6;
    }),
  );

const oneSided: Rule = ({ parties, gives, receives }) =>
  parties.filter((person) => gives(person).length > 0 && receives(person).length === 0);

const howOften: Rule = ({ parties, personOf }, params) =>
  parties.filter((person) => {
    const of = personOf(person);
    if (!of) return false;
    const isOften = of.tradesThisMonth + 1 > numberOf(params, 'max_per_month', 3);
    return isOften || of.openRequests > numberOf(params, 'max_open', 5);
  });

const excluded: Rule = ({ parties, personOf }) => parties.filter((person) => personOf(person)?.isExcluded === true);

const elsewhere: Rule = ({ parties, receives, personOf }) =>
  parties.filter((person) => {
    const of = personOf(person);
    const isElsewhere = (theirs: string | null | undefined, ofShift: string | null) =>
      typeof theirs === 'string' && ofShift !== null && theirs !== ofShift;
    return receives(person).some(
      ({ shift }) => isElsewhere(of?.homeZone, shift.zone) || isElsewhere(of?.site, shift.site),
    );
  });

const howMany: Rule = ({ parties }, params) => whole(parties.length > numberOf(params, 'max_people', 3));

/** What changes hands. */
function moving({ legs, goes }: Situation): readonly Work[] {
  return legs.flatMap((leg) => goes(leg) ?? []);
}

function overlaps(works: readonly Work[]): number {
  return sum(works.flatMap((one, index) => works.slice(index + 1).map((other) => overlap(one, other))));
}

/** Whether somebody holds it on every local date that the work touches. */
function holds({ roster, personOf }: Situation, person: string, name: string, { from, to }: Work): boolean {
  const dates = datesOf(from, to, roster.zone);
  const held = personOf(person)?.qualifications.filter((one) => one.name === name) ?? [];
  return dates.every((date) => held.some(({ validUntil }) => validUntil === null || date <= validUntil));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

export const standing = {
  R1: ownership,
  R2: notWithOneself,
  R3: published,
  R4: leadTime,
  R5: noOverlap,
  R6: leave,
  R7: skill,
  R8: credential,
  R9: tradable,
  R21: equalPaid,
  R22: oneSided,
  R26: howOften,
  R27: excluded,
  R28: elsewhere,
  R29: howMany,
} as const;
