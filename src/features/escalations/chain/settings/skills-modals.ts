import type { ModalView } from '@slack/types';
import type { Team } from '../../../../people/tables.ts';
import { context, header, plainSection, section } from '../../../../slack/blocks.ts';
import { modal, peoplePicker, textInput } from '../../../../slack/modal.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { MOST } from '../../inputs.ts';
import {
  MOST_SKILLS,
  NEW_PEOPLE,
  NEW_SKILL,
  peopleField,
  rememberedSkills,
  type Skill,
  type SkillsForm,
} from './skills-form.ts';

export const skillsId = 'team.skills';

const TITLE = 'Skills';

/** *Skills*: who of those who decide knows which category of cases. */
export function skillsModal(team: Pick<Team, 'name'>, form: SkillsForm, problem?: string): ModalView {
  const isFull = form.skills.length >= MOST_SKILLS;
  return modal({
    callbackId: skillsId,
    title: TITLE,
    submit: 'Save',
    privateMetadata: rememberedSkills(form),
    blocks: [
      ...(problem === undefined ? [] : [section(`:warning: *Not saved.* ${inline(problem)}`)]),
      section(
        `Which leads, managers and directors of *${inline(team.name)}* know which category? They are asked first.`,
      ),
      context('The categories are those of your cases. Leave one empty if everybody knows it alike.'),
      ...form.skills.map(({ skill, people }, index) =>
        peoplePicker(peopleField(index), skill, { initial: people, optional: true }),
      ),
      ...(isFull
        ? [context(`There is room for ${MOST_SKILLS}.`)]
        : [
            header('Another category'),
            textInput(NEW_SKILL, 'Category', { initial: form.added.skill, optional: true, maxLength: MOST.category }),
            peoplePicker(NEW_PEOPLE, 'Who knows it', { initial: form.added.people, optional: true }),
          ]),
    ],
  });
}

/** While they are saved. */
export function savingSkills(): ModalView {
  return modal({ callbackId: skillsId, title: TITLE, blocks: [section('Saving …')] });
}

/** Done: what holds from now on. */
export function savedSkills(
  team: Pick<Team, 'name'>,
  skills: readonly Skill[],
  names: ReadonlyMap<string, string>,
): ModalView {
  return modal({
    callbackId: skillsId,
    title: TITLE,
    blocks: [
      section(`:white_check_mark: Saved for *${inline(team.name)}*.`),
      ...(skills.length > 0 ? [plainSection(skillsInWords(skills, names))] : []),
    ],
  });
}

/** A line per category: `Billing: Leo, Maya`. */
export function skillsInWords(skills: readonly Skill[], names: ReadonlyMap<string, string>): string {
  const nameOf = (slackId: string) => names.get(slackId) ?? 'A colleague';
  return skills.map(({ skill, people }) => `${skill}: ${people.map(nameOf).join(', ')}`).join('\n');
}
