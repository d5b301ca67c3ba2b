import { randomUUID } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import { localDate } from '../../../../core/local-time.ts';
import type { Tx } from '../../../../db/client.ts';
import { may } from '../../../../people/permissions.ts';
import { peopleByIds } from '../../../../people/queries.ts';
import {
  type Listener,
  onClick,
  onClickNow,
  onSubmit,
  type OpenView,
  type Outcome,
  type Parsed,
  type ShowAnswer,
} from '../../../../slack/listener.ts';
import { inline } from '../../../../slack/mrkdwn.ts';
import { saying } from '../../views/windows/said.ts';
import { absenceText } from '../absence-words.ts';
import { type Added, absencesOf, addAbsence, removeAbsence } from '../absences.ts';
import { availabilityOf, type SavedHours, setAvailability } from '../availability.ts';
import { plansFor, plansForAnybody } from '../plans-for.ts';
import type { ShiftRow } from '../tables.ts';
import { type AddAbsence, type AwayMemory, parseAbsence, parseSure, recallAway } from './away-inputs.ts';
import { availabilityText, awayModal, type AwayShown, savingModal, sureHoursModal, sureModal } from './away-modals.ts';
import { rosterIds } from './ids.ts';
import { parseAvailability, parseSureHours, type SaveHours } from './inputs.ts';
import { availabilityModal } from './modals.ts';

/** *Times I cannot work*, and *When I can work*. */
export const awayListeners: readonly Listener[] = [
  onClickNow(rosterIds.away, async (ctx, _click, views) => views.open(await awayForm(ctx))),
  onClickNow(rosterIds.awayOf, async (ctx, { value }, views) => {
    if (value !== '') await views.update(await awayForm(ctx, value));
  }),
  adding(rosterIds.addAbsence, parseAbsence),
  adding(rosterIds.sureAbsence, parseSure),
  onClick(
    rosterIds.removeAbsence,
    async (ctx, { value }) => {
      const id = z.uuid().safeParse(value);
      if (!id.success) throw new UserError('That time away is not there any more.');
      await removeAbsence(ctx, id.data);
      return { text: 'Removed. Swaps can be offered then again.' };
    },
    removedInWindow,
  ),
  onClickNow(rosterIds.hours, async (ctx, _click, views) => {
    const hours = await transaction(ctx, (tx) => availabilityOf(tx, ctx));
    await views.update(availabilityModal(hours, ctx.actor.timeZone));
  }),
  savingHours(rosterIds.hours, parseAvailability),
  savingHours(rosterIds.sureHours, parseSureHours),
];

/** Answered in the window that it was pressed in, without what is gone: an answer behind it nobody would see. */
async function removedInWindow(...[ctx, outcome, { surface }, views]: Parameters<ShowAnswer>): Promise<boolean> {
  if (surface.view?.callbackId !== rosterIds.addAbsence) return false;
  return views.update(saying(await awayForm(ctx, recallAway(surface.view).slackId), outcome));
}

/** Stays open until it is certain how it went: saved, refused, or asked about because its person works then. */
function adding(key: string, parse: (view: OpenView) => Parsed<AddAbsence>): Listener {
  return onSubmit<AddAbsence, { readonly input: AddAbsence; readonly added: Added }>(key, {
    parse,
    after: () => ({ update: savingModal() }),
    work: async (ctx, input) => ({ input, added: await addAbsence(ctx, input) }),
    show: async (ctx, outcome, _submission, views) => views.update(await afterwards(ctx, outcome)),
  });
}

async function afterwards(
  ctx: Ctx,
  outcome: Outcome<{ readonly input: AddAbsence; readonly added: Added }>,
): Promise<ModalView> {
  if ('refused' in outcome) return awayForm(ctx, undefined, `:warning: ${inline(outcome.refused.message)}`);
  const { input, added } = outcome.done;
  const whose = input.slackId === ctx.actor.slackId ? undefined : input.slackId;
  if ('saved' in added) {
    const saved = `:white_check_mark: Saved: *${inline(absenceText(added.saved, localDate(ctx.clock.now(), added.saved.timeZone)))}*.`;
    return awayForm(ctx, whose, saved);
  }
  const name = whose && (await nameOf(ctx, whose));
  return sureModal(input, name, added.works, (shift) => mayAskFor(ctx, shift));
}

/** The same of hours; saved, it is back where it was opened. */
function savingHours(key: string, parse: (view: OpenView) => Parsed<SaveHours>): Listener {
  return onSubmit<SaveHours, { readonly input: SaveHours; readonly done: SavedHours }>(key, {
    parse,
    after: () => ({ update: savingModal() }),
    work: async (ctx, input) => ({ input, done: await setAvailability(ctx, input) }),
    show: async (ctx, outcome, _submission, views) => {
      if ('refused' in outcome) {
        return views.update(await awayForm(ctx, undefined, `:warning: ${inline(outcome.refused.message)}`));
      }
      const { input, done } = outcome.done;
      if ('works' in done) {
        return views.update(sureHoursModal(input.hours ?? [], done.works, (shift) => mayAskFor(ctx, shift)));
      }
      return views.update(await awayForm(ctx, undefined, `:white_check_mark: Saved. ${availabilityText(done.saved)}`));
    },
  });
}

function mayAskFor(ctx: Ctx, { teamId, slackId, startsAt }: ShiftRow): boolean {
  const ask = slackId === ctx.actor.slackId ? 'swap.post' : 'swap.post-for';
  return startsAt > ctx.clock.now() && may(ctx.actor, ask, { teamId });
}

/** As they stand: the actor's own, or the leave of somebody whose roster they plan. */
export async function awayForm(ctx: Ctx, slackId = ctx.actor.slackId, note?: string): Promise<ModalView> {
  const shown = await transaction(ctx, (tx) =>
    slackId === ctx.actor.slackId ? ownAway(tx, ctx) : leaveOf(tx, ctx, slackId),
  );
  return awayModal({ ...shown, ...(note !== undefined && { note }) });
}

async function ownAway(tx: Tx, ctx: Ctx): Promise<AwayShown> {
  const { slackId, timeZone } = ctx.actor;
  return {
    memory: memoryOf(ctx, slackId, timeZone),
    name: slackId,
    list: await absencesOf(tx, ctx, slackId),
    availability: await availabilityOf(tx, ctx),
    plans: await plansFor(tx, ctx, slackId),
    plansForOthers: plansForAnybody(ctx),
  };
}

async function leaveOf(tx: Tx, ctx: Ctx, slackId: string): Promise<AwayShown> {
  const plans = await plansFor(tx, ctx, slackId);
  const person = (await peopleByIds(tx, ctx, [slackId])).get(slackId);
  if (!plans || !person) {
    throw new UserError('Only leads, managers and directors of a team they are on can enter their leave.');
  }
  const all = await absencesOf(tx, ctx, slackId);
  return {
    memory: memoryOf(ctx, slackId, person.timeZone),
    name: person.name,
    // When else somebody cannot work is theirs alone.
    list: all.filter(({ kind }) => kind === 'leave'),
    availability: null,
    plans,
    plansForOthers: false,
  };
}

function memoryOf(ctx: Ctx, slackId: string, zone: string): AwayMemory {
  const today = localDate(ctx.clock.now(), zone);
  return { absenceId: randomUUID(), slackId, zone, today, isTheirOwn: slackId === ctx.actor.slackId };
}

async function nameOf(ctx: Ctx, slackId: string): Promise<string> {
  const known = await transaction(ctx, (tx) => peopleByIds(tx, ctx, [slackId]));
  return known.get(slackId)?.name ?? slackId;
}
