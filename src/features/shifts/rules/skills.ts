import type { Credential, Person } from './roster.ts';
import type { Rule } from './rule.ts';
import type { Timeline } from './work.ts';

/**
 * R7: whoever takes a shift has its role as a skill, on every date that it touches. `missing`: the role. Where skills must
 * be the same, whoever gives something in return also gives a shift of that role.
 */
export const skill: Rule<'R7'> = {
  id: 'R7',
  look: ({ parties, days }, { mode }) =>
    parties.flatMap(({ person, takes, gives }) =>
      takes.map((work) => {
        const { role } = work.shift;
        const holds = role === null || isLongEnough(until(person, role), days.nameOf(work.lastDay));
        const isAlike = mode === 'at_least' || role === null || isAmong(gives, role);
        return {
          person: person.id,
          numbers: { shift: work.shift.id, missing: holds && isAlike ? null : role },
          breach: holds && isAlike ? 0 : 1,
        };
      }),
    ),
};

/** Whoever gives nothing has nothing to compare. */
function isAmong(gives: Timeline, role: string): boolean {
  return gives.length === 0 || gives.some((given) => given.shift.role === role);
}

/**
 * R8: what a shift asks for is valid on every local date that it touches: until `needed_until`. `credential`, `valid_until`:
 * null where the taker does not hold it at all.
 */
export const credential: Rule<'R8'> = {
  id: 'R8',
  look: ({ parties, days }) =>
    parties.flatMap(({ person, takes }) =>
      takes.flatMap((work) => {
        const name = work.shift.credential;
        if (name === null) return [];
        const validUntil = until(person, name);
        const neededUntil = days.nameOf(work.lastDay);
        return {
          person: person.id,
          numbers: {
            shift: work.shift.id,
            credential: name,
            needed_until: neededUntil,
            valid_until: validUntil === FOR_GOOD ? null : (validUntil ?? null),
          },
          breach: isLongEnough(validUntil, neededUntil) ? 0 : 1,
        };
      }),
    ),
};

const FOR_GOOD = '9999-12-31';

/** The last local date on which they hold it; undefined where they do not. */
function until(person: Person, name: string): string | undefined {
  const held = person.qualifications.filter((each: Credential) => each.name === name);
  return held
    .map(({ validUntil }) => validUntil ?? FOR_GOOD)
    .toSorted()
    .at(-1);
}

function isLongEnough(validUntil: string | undefined, needed: string): boolean {
  return validUntil !== undefined && validUntil >= needed;
}
