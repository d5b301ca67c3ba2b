import { type Listener, onClickNow, onSubmit } from '../../../../slack/listener.ts';
import { publishDrafts } from '../publish-drafts.ts';
import { saveSkills, skillsOf } from '../skills.ts';
import { awayListeners } from './away-listeners.ts';
import { rosterIds } from './ids.ts';
import { parsePublish, parseSkills } from './inputs.ts';
import { skillsModal } from './modals.ts';
import { shiftFormListeners } from './shift-form.ts';

/** Everything by which single shifts, absences and skills are changed. */
export const rosterListeners: readonly Listener[] = [
  ...shiftFormListeners,
  onSubmit(rosterIds.publish, {
    parse: parsePublish,
    work: async (ctx, input) => {
      await publishDrafts(ctx, input);
    },
  }),
  ...awayListeners,
  onClickNow(rosterIds.skillsOf, async (ctx, { value }, views) => {
    if (value !== '') await views.update(skillsModal(await skillsOf(ctx, value)));
  }),
  onSubmit(rosterIds.skills, { parse: parseSkills, work: saveSkills }),
];
