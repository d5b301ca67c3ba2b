import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { type Ctx, transaction } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import type { AfterSubmit, Surface, ViewPort } from '../../../slack/listener.ts';
import type { CaseView } from '../case-view.ts';
import { shownPassages } from '../exceptions/shown-passages.ts';
import { cardButtons, statusButtons } from '../messages/buttons.ts';
import { caseModal } from '../modals/case.ts';
import { buttonsOf } from '../private/buttons.ts';
import { privateCaseModal } from '../private/modals.ts';

/** Opens a view where the person is: on top of the form they are in, else on its own. */
export function show(views: ViewPort, surface: Surface, view: ModalView): Promise<void> {
  return surface.view?.type === 'modal' ? views.push(view) : views.open(view);
}

/** The case with the buttons of whoever raised it, or of those who decide. */
export async function caseFor(ctx: Ctx, view: CaseView): Promise<ModalView> {
  if (view.case.isPrivate) return privateCaseModal(view, buttonsOf(view, ctx.actor.slackId));
  const isRaiser = view.case.raisedBy === ctx.actor.slackId;
  return caseModal(view, isRaiser ? statusButtons(view) : cardButtons(view), await departsFrom(ctx, view));
}

/** What its decision departs from, if it does; not even the title of a policy that they may not see. */
export async function departsFrom(ctx: Ctx, { departure }: CaseView): Promise<string | undefined> {
  if (departure === null) return undefined;
  const shown = await transaction(ctx, (tx) => shownPassages(tx, ctx, [departure]));
  return shown(departure).passage;
}

/** The case a button is about. Values of buttons can be forged, or be those of an older version. */
export function caseIdIn(value: string): string {
  const caseId = z.uuid().safeParse(value).data;
  if (caseId === undefined)
    throw new UserError('This button is out of date. Open the case with `/case` and its number.');
  return caseId;
}

/** Whether the place of a button changes by itself: cards and Home are drawn anew, windows and direct messages are not. */
export function isShownThere({ view, channel = '' }: Surface): boolean {
  return view?.type === 'home' || (view === undefined && !channel.startsWith('D'));
}

/** After a change: a window below would still show the case as it was. */
export function closeAll(): AfterSubmit {
  return 'close-all';
}

/** A short answer that only the person sees. */
export function answer(text: string): Message {
  return { text };
}
