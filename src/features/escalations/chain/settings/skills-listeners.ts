import { SavedMeanwhile } from '../../../../core/errors.ts';
import type { Ctx } from '../../../../core/context.ts';
import type { TeamSetting } from '../../../../feature.ts';
import {
  onClickNow,
  onSubmit,
  type Listener,
  type Outcome,
  type Submission,
  type ViewPort,
} from '../../../../slack/listener.ts';
import { show } from '../../listeners/case-of-button.ts';
import { saveSkills, skillsPage, type SkillsPage } from './save-skills.ts';
import { MOST_SKILLS, parseSkills, skillsFormFrom, type Skill, type SkillsForm } from './skills-form.ts';
import { savedSkills, savingSkills, skillsId, skillsInWords, skillsModal } from './skills-modals.ts';

export const skillsSetting: TeamSetting = {
  label: 'Skills',
  what: 'Who knows which category of cases, and is asked first.',
  actionId: skillsId,
};

export const skillsListeners: readonly Listener[] = [
  onClickNow(skillsId, async (ctx, { value, surface }, views) => {
    const page = await skillsPage(ctx, value);
    await show(views, surface, skillsModal(page.team, formOfSkills(page)));
  }),
  onSubmit(skillsId, {
    parse: parseSkills,
    after: () => ({ update: savingSkills() }),
    work: saveSkills,
    show: showEnd,
  }),
];

function formOfSkills({ team, revision, skills, others }: SkillsPage): SkillsForm {
  const unknown = others.map((skill): Skill => ({ skill, people: [] }));
  const listed = [...skills, ...unknown].slice(0, MOST_SKILLS);
  return { teamId: team.id, revision, skills: listed, added: { skill: '', people: [] } };
}

/** Shows how it went in the form that was sent: done, or the form again with everything typed and what is wrong. */
async function showEnd(
  ctx: Ctx,
  outcome: Outcome<readonly Skill[]>,
  { view }: Submission,
  views: ViewPort,
): Promise<boolean> {
  const form = skillsFormFrom(view);
  const page = await skillsPage(ctx, form.teamId);
  if (!('refused' in outcome)) return views.update(savedSkills(page.team, page.skills, page.names));
  const { message } = outcome.refused;
  if (!(outcome.refused instanceof SavedMeanwhile)) return views.update(skillsModal(page.team, form, message));
  const now = skillsInWords(page.skills, page.names).replaceAll('\n', '; ');
  // Whoever has read what holds now may save over it.
  const told = `${message} Now: ${now}. Save again to put yours in its place.`;
  return views.update(skillsModal(page.team, { ...form, revision: page.revision }, told));
}
