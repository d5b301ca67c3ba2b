import { z } from 'zod';
import type { OpenView, Parsed } from '../../../../slack/listener.ts';
import { textOf, usersOf } from '../../../../slack/modal-state.ts';
import { MOST } from '../../inputs.ts';
import { recall, remember } from '../../modals/memory.ts';

/** A category of cases and who knows it. */
export interface Skill {
  readonly skill: string;
  readonly people: readonly string[];
}

/** The form *Skills* as it stands: drawn again from this, it loses nothing. */
export interface SkillsForm {
  readonly teamId: string;
  readonly revision: number;
  /** Those it lists, in its order. */
  readonly skills: readonly Skill[];
  /** One more, as typed. */
  readonly added: Skill;
}

/** Skills to be saved over the revision that their author saw. */
export interface SaveSkills {
  readonly teamId: string;
  readonly revision: number;
  readonly skills: readonly Skill[];
}

/** As many as fit a form that can still be read. */
export const MOST_SKILLS = 30;
export const NEW_SKILL = 'newSkill';
export const NEW_PEOPLE = 'newPeople';
export const peopleField = (index: number): string => `skill-${index}`;

const Remembered = z.object({
  teamId: z.uuid(),
  revision: z.int().min(0),
  names: z.array(z.string()).max(MOST_SKILLS),
});

/** What the form carries besides its fields; read back by skillsFormFrom. */
export function rememberedSkills({ teamId, revision, skills }: SkillsForm): string {
  const text = remember({ teamId, revision, names: skills.map(({ skill }) => skill) });
  if (text === undefined) throw new Error('the form remembers more than fits');
  return text;
}

export function skillsFormFrom({ privateMetadata, state }: OpenView): SkillsForm {
  const { teamId, revision, names } = recall(Remembered, privateMetadata);
  return {
    teamId,
    revision,
    skills: names.map((skill, index) => ({ skill, people: usersOf(state, peopleField(index)) })),
    added: { skill: textOf(state, NEW_SKILL) ?? '', people: usersOf(state, NEW_PEOPLE) },
  };
}

/** The skills that the form describes, or what is wrong with it. A category that nobody knows is none. */
export function parseSkills(view: OpenView): Parsed<SaveSkills> {
  const { teamId, revision, skills, added } = skillsFormFrom(view);
  const name = added.skill.trim();
  if (name !== '' && added.people.length === 0) return { errors: { [NEW_PEOPLE]: 'Choose who knows it.' } };
  if (name === '' && added.people.length > 0) return { errors: { [NEW_SKILL]: 'Write which category they know.' } };
  if (name.length > MOST.category) return { errors: { [NEW_SKILL]: `At most ${MOST.category} characters.` } };
  const known = skills.find(({ skill }) => skill.toLowerCase() === name.toLowerCase());
  if (known) return { errors: { [NEW_SKILL]: 'It is in the list above.' } };
  const all = name === '' ? skills : [...skills, { skill: name, people: added.people }];
  return { input: { teamId, revision, skills: all.filter(({ people }) => people.length > 0) } };
}
