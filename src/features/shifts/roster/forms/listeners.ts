import type { ModalView } from '@slack/types';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { type Listener, onClick, onClickNow, onSubmit } from '../../../../slack/listener.ts';
import { may } from '../../../../people/permissions.ts';
import { addAbsence, removeAbsence } from '../absences.ts';
import { availabilityOf, setAvailability } from '../availability.ts';
import { cancelShift, requireShift, saveShift } from '../edit-shift.ts';
import { publishDrafts } from '../publish-drafts.ts';
import { shiftTimesText } from '../shift-words.ts';
import { saveSkills, skillsOf } from '../skills.ts';
import type { ShiftRow } from '../tables.ts';
import { awayForm } from './commands.ts';
import { rosterIds } from './ids.ts';
import { parseAbsence, parseAvailability, parsePublish, parseShift, parseSkills } from './inputs.ts';
import { availabilityModal, type Instead, shiftModal, skillsModal } from './modals.ts';

/** Everything by which single shifts, absences and skills are changed. */
export const rosterListeners: readonly Listener[] = [
  onClickNow(rosterIds.edit, async (ctx, { value, surface }, views) => {
    const form = await shiftForm(ctx, value);
    await (surface.view?.type === 'modal' ? views.push(form) : views.open(form));
  }),
  onSubmit(rosterIds.edit, {
    parse: parseShift,
    work: async (ctx, input) => {
      await saveShift(ctx, input);
    },
  }),
  onClick(rosterIds.cancel, async (ctx, { value }) => {
    const shift = await cancelShift(ctx, value);
    return { text: `The shift on ${shiftTimesText(shift)} is cancelled.` };
  }),
  onSubmit(rosterIds.publish, {
    parse: parsePublish,
    work: async (ctx, input) => {
      await publishDrafts(ctx, input);
    },
  }),
  onClickNow(rosterIds.away, async (ctx, _click, views) => views.open(await awayForm(ctx))),
  onSubmit(rosterIds.addAbsence, { parse: parseAbsence, work: addAbsence }),
  onClickNow(rosterIds.hours, async (ctx, _click, views) => {
    const hours = await transaction(ctx, (tx) => availabilityOf(tx, ctx));
    await views.push(availabilityModal(hours, ctx.actor.timeZone));
  }),
  onSubmit(rosterIds.hours, { parse: parseAvailability, work: setAvailability }),
  onClick(rosterIds.removeAbsence, async (ctx, { value }) => {
    await removeAbsence(ctx, value);
    return { text: 'Removed. You can be offered swaps then again.' };
  }),
  onClickNow(rosterIds.skillsOf, async (ctx, { value }, views) => {
    if (value !== '') await views.update(skillsModal(await skillsOf(ctx, value)));
  }),
  onSubmit(rosterIds.skills, { parse: parseSkills, work: saveSkills }),
];

async function shiftForm(ctx: Ctx, shiftId: string): Promise<ModalView> {
  const { shift } = await transaction(ctx, (tx) => requireShift(tx, ctx, shiftId));
  const memory = { shiftId, version: shift.version, teamId: shift.teamId, zone: shift.timeZone };
  return shiftModal(memory, [], shift, insteadsOf(ctx, shift));
}

/** Of a shift that the team sees and that is not over: somebody else may take it. */
function insteadsOf(ctx: Ctx, { teamId, slackId, state, isPublished, startsAt, endsAt }: ShiftRow): readonly Instead[] {
  if (state !== 'planned' || !isPublished) return [];
  const now = ctx.clock.now();
  const ask = slackId === ctx.actor.slackId ? 'swap.post' : 'swap.post-for';
  return [
    ...(slackId !== null && startsAt > now && may(ctx.actor, ask, { teamId }) ? (['swap'] as const) : []),
    ...(endsAt > now && may(ctx.actor, 'swap.cover', { teamId }) ? (['cover'] as const) : []),
  ];
}
