import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { may, requireMay } from '../../../../people/permissions.ts';
import { allTeams } from '../../../../people/queries.ts';
import type { Team } from '../../../../people/tables.ts';
import { onClick, onClickNow, onSubmit, type Listener, type OpenView } from '../../../../slack/listener.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { nameOf } from '../../swaps/messages/parts.ts';
import { namesOf } from '../../swaps/swap-view.ts';
import { showRoster } from '../../views/show-roster.ts';
import { targetOf, type Target } from '../../views/targets.ts';
import { ROSTER } from '../../views/windows/frame.ts';
import { saying } from '../../views/windows/said.ts';
import { cancelShift, requireShift, saveShift } from '../edit-shift.ts';
import { StaleShift } from '../roster-errors.ts';
import { shiftText, shiftTimesText } from '../shift-words.ts';
import type { ShiftRow } from '../tables.ts';
import { rosterIds } from './ids.ts';
import { parseShift, type ShiftMemory, shiftMemoryOf } from './inputs.ts';
import { type Instead, savingModal, type ShiftForm, shiftModal, typedIn } from './shift-modal.ts';

/**
 * *Change a shift* and *Add a shift*. From the window of the roster the form stands in its place; saved, the roster is back as it is
 * now, and a refusal is said in the form with everything typed.
 */
export const shiftFormListeners: readonly Listener[] = [
  onClickNow(rosterIds.edit, async (ctx, { value, surface: { view } }, views) => {
    const form = shiftModal(await formOf(ctx, value, backOf(view)));
    await (view?.callbackId === ROSTER ? views.update(form) : views.open(form));
  }),
  onSubmit(rosterIds.edit, {
    parse: parseShift,
    after: ({ version }) => ({ update: savingModal(version === 0) }),
    work: saveShift,
    show: async (ctx, outcome, { view }, views) =>
      views.update(
        'refused' in outcome ? await formAgain(ctx, view, outcome.refused) : await saved(ctx, view, outcome.done),
      ),
  }),
  onClick(
    rosterIds.cancel,
    async (ctx, { value }) => {
      const shift = await cancelShift(ctx, value);
      return { text: `The shift on ${shiftTimesText(shift)} is cancelled.` };
    },
    async (ctx, outcome, { value, surface: { view } }, views) => {
      if (!view) return false;
      if ('refused' in outcome) return views.update(await formAgain(ctx, view, outcome.refused));
      const { shift } = await transaction(ctx, (tx) => requireShift(tx, ctx, value));
      return views.update(await rosterAfter(ctx, view, shift, outcome.done?.text ?? ''));
    },
  ),
];

/** For a shift that is to be added to the roster of one of these teams, the first of them unless another is chosen. */
export function newShiftForm([first, ...others]: readonly [Team, ...Team[]], back?: string): ModalView {
  // A form cannot wait for the choice of its team to say in which zone its times are: it has those of one zone only.
  const teams = [first, ...others.filter(({ timeZone }) => timeZone === first.timeZone)];
  const memory = { shiftId: randomUUID(), version: 0, zone: first.timeZone, ...(back !== undefined && { back }) };
  return shiftModal({ memory, shift: undefined, teams, insteads: [] });
}

/** What the window of the roster shows, for the form that takes its place. */
export function backOf(view: OpenView | undefined): string | undefined {
  return view?.callbackId === ROSTER && targetOf(view.privateMetadata) ? view.privateMetadata : undefined;
}

/** Those whose roster the actor may change, that of the channel first. Throws a UserError where there is none. */
export async function teamsToEdit(ctx: Ctx, channel?: string): Promise<readonly [Team, ...Team[]]> {
  const all = await transaction(ctx, (tx) => allTeams(tx, ctx));
  const isHere = (team: Team) => Number([team.teamChannel, team.escalationsChannel].includes(channel ?? ''));
  const [first, ...others] = all
    .filter((team) => may(ctx.actor, 'shift.edit', { teamId: team.id }))
    .toSorted((one, other) => isHere(other) - isHere(one));
  // Says who may.
  if (!first) requireMay(ctx, 'shift.edit', {});
  if (!first) throw new UserError('There is no team.');
  return [first, ...others];
}

async function formOf(ctx: Ctx, shiftId: string, back: string | undefined): Promise<ShiftForm> {
  const { shift } = await transaction(ctx, (tx) => requireShift(tx, ctx, shiftId));
  const { version, teamId, timeZone: zone } = shift;
  const memory: ShiftMemory = { shiftId, version, teamId, zone, ...(back !== undefined && { back }) };
  return { memory, shift, teams: [], insteads: insteadsOf(ctx, shift) };
}

/** The form with everything typed, and why it was not taken. Whoever has read how it is now may save over it. */
async function formAgain(ctx: Ctx, view: OpenView, problem: UserError): Promise<ModalView> {
  const memory = shiftMemoryOf(view);
  const typed = typedIn(view.state);
  if (memory.version === 0) {
    const teams = (await teamsToEdit(ctx)).filter(({ timeZone }) => timeZone === memory.zone);
    return shiftModal({ memory, shift: undefined, teams, insteads: [], typed, problem });
  }
  const form = await formOf(ctx, memory.shiftId, memory.back);
  const { version } = problem instanceof StaleShift ? form.memory : memory;
  return shiftModal({ ...form, memory: { ...form.memory, version }, typed, problem });
}

async function saved(ctx: Ctx, view: OpenView, shift: ShiftRow): Promise<ModalView> {
  const names = await transaction(ctx, (tx) => namesOf(tx, ctx, [shift.slackId]));
  const holder = shift.slackId === null ? null : nameOf({ names }, shift.slackId);
  return rosterAfter(ctx, view, shift, `Saved: ${shiftText(shift, holder)}.`);
}

/** The roster from which the form was opened, else the day of the shift, with what was done on top. */
async function rosterAfter(ctx: Ctx, view: OpenView, shift: ShiftRow, said: string): Promise<ModalView> {
  const day: Target = { kind: 'day', teamId: shift.teamId, date: shift.startsLocal.slice(0, 10) };
  const window = await showRoster(ctx, targetOf(shiftMemoryOf(view).back ?? '') ?? day);
  return saying(window, { done: { text: `:white_check_mark: ${inline(said)}` } });
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
