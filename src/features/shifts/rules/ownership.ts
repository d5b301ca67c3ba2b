import type { Rule } from './rule.ts';

/** R1: whoever gives a shift holds it. `shift`, `owner`: who does. */
export const owner: Rule<'R1'> = {
  id: 'R1',
  look: ({ moves }) =>
    moves.map(({ shift, from }) => ({
      person: from,
      numbers: { shift: shift.id, owner: shift.person },
      breach: from === shift.person ? 0 : 1,
    })),
};

/** R2: a shift goes to somebody else. `shift`. */
export const notWithOneself: Rule<'R2'> = {
  id: 'R2',
  look: ({ moves }) =>
    moves.map(({ shift, from, to }) => ({
      person: from,
      numbers: { shift: shift.id },
      breach: from === to ? 1 : 0,
    })),
};

/** R3: only published shifts change hands. `shift`. */
export const published: Rule<'R3'> = {
  id: 'R3',
  look: ({ moves }) =>
    moves.map(({ shift, from }) => ({
      person: from,
      numbers: { shift: shift.id },
      breach: shift.isPublished ? 0 : 1,
    })),
};

/** R9: shifts that are not tradable, and activities that never are, stay where they are. `shift`, `activity`. */
export const tradable: Rule<'R9'> = {
  id: 'R9',
  look: ({ moves }, { activities }) =>
    moves.map(({ shift, from }) => ({
      person: from,
      numbers: { shift: shift.id, activity: shift.activity },
      breach: shift.isTradable && !isNamed(activities, shift.activity) ? 0 : 1,
    })),
};

function isNamed(names: readonly string[], name: string | null): boolean {
  return name !== null && names.some((each) => each.toLowerCase() === name.toLowerCase());
}
