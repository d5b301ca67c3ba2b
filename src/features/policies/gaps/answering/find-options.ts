import type { ModalView, PlainTextOption } from '@slack/types';
import { type Ctx, transaction } from '../../../../core/context.ts';
import { isCalled } from '../../../../people/person.ts';
import { type Member, membersOf, peopleByIds } from '../../../../people/queries.ts';
import { option } from '../../../../slack/blocks.ts';
import type { UserError } from '../../../../core/errors.ts';
import { passageView } from '../../library/reading/passage-view.ts';
import { passageOption, passageOptionsIn } from '../../look-up/finding/passage-options.ts';
import { gapPage } from '../gap-page.ts';
import { mayAdd, unreadable } from './point-to-policy.ts';
import { type PassageForm, passageModal } from '../windows/forms.ts';
import { askersOf, gapById } from '../read-gap.ts';

/** Slack takes no more options. */
const MOST_PEOPLE = 100;

/**
 * Passages that the actor may read, by what was typed, else by the question that is open in the form: those that will be taken,
 * for whoever asked it may read them, or where the actor may have them found by it.
 */
export function passagesToName(
  ctx: Ctx,
  typed: string,
  { gapId = '', question }: { readonly gapId?: string | undefined; readonly question?: string | undefined },
): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    if (question !== undefined)
      return passageOptionsIn(tx, ctx, typed, question, (views) => views.filter((view) => mayAdd(ctx, view)));
    const about = await gapById(tx, ctx, gapId);
    if (!about) return [];
    return passageOptionsIn(tx, ctx, typed, about.gap.question, async (views) => {
      const unread = await unreadable(
        tx,
        ctx,
        about.gap,
        views.map(({ policy }) => policy.id),
      );
      return views.filter(({ policy }) => !unread.has(policy.id));
    });
  });
}

/** *It is in a policy* as it was filled in, after a no. */
export async function pointAgain(ctx: Ctx, form: PassageForm, problem: UserError): Promise<ModalView> {
  const page = await gapPage(ctx, form.gapId);
  return passageModal(page, { ...form, chosen: await passageChosen(ctx, form.passageId) }, problem);
}

/** What was chosen, if the actor may see it. */
export function passageChosen(ctx: Ctx, passageId: string): Promise<PlainTextOption | undefined> {
  return transaction(ctx, async (tx) => (await passageView(tx, ctx, [passageId])).map(passageOption)[0]);
}

/** People of the gap's team who may be handed it: not its owner, nor who asks it. */
export function peopleOptions(ctx: Ctx, typed: string, gapId: string): Promise<readonly PlainTextOption[]> {
  return transaction(ctx, async (tx) => {
    const about = await gapById(tx, ctx, gapId);
    if (!about) return [];
    const askers = await askersOf(tx, ctx, gapId);
    const not = new Set([about.gap.owner, ...askers.map(({ slackId }) => slackId)]);
    const able = (await membersOf(tx, ctx, about.team.id)).filter(({ slackId }) => !not.has(slackId));
    const unique = new Map(able.map((member) => [member.slackId, member]));
    const known = await peopleByIds(tx, ctx, [...unique.keys()]);
    const isMeant = ({ slackId }: Member): boolean => {
      const person = known.get(slackId);
      return person !== undefined && isCalled(person, typed.trim());
    };
    const meant = [...unique.values()].filter(isMeant).slice(0, MOST_PEOPLE);
    return meant.map(({ slackId, name, role }) => option(`${name} · ${role}`, slackId));
  });
}
