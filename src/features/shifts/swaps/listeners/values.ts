import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { transaction, type Ctx } from '../../../../core/context.ts';
import { UserError } from '../../../../core/errors.ts';
import type { Message } from '../../../../outbox/enqueue.ts';
import type { Surface, ViewPort } from '../../../../slack/listener.ts';
import { rosterIds } from '../../roster/forms/ids.ts';
import { answerTo } from '../messages/answers.ts';
import { readerOf } from '../verdicts/reader.ts';
import type { Decided } from '../swap-transaction.ts';
import { proposalView } from '../swap-view.ts';

/** What a button is about. Values of buttons can be forged, or be those of an older version. */
export function idIn(value: string): string {
  const id = z.uuid().safeParse(value).data;
  if (id === undefined) throw new UserError('This button is out of date. Type `/swap`.');
  return id;
}

/**
 * Opens a view where the person is: in the place of the form in which they would change the shift, on top of any other, else on
 * its own. (Slack stacks three: a week, a day of it and that form are three.)
 */
export async function show(views: ViewPort, surface: Surface, view: ModalView): Promise<void> {
  if (surface.view?.callbackId === rosterIds.edit) await views.update(view);
  else await (surface.view?.type === 'modal' ? views.push(view) : views.open(view));
}

/** What a click on a proposal came to, for whoever clicked. */
export async function cameTo(ctx: Ctx, { id, requestId, told }: Decided): Promise<Message> {
  const known = told.proposals.find(({ proposal }) => proposal.id === id);
  // Of what was done before, as by a submission that comes again, nothing is told anew.
  const view = known ?? (await transaction(ctx, (tx) => proposalView(tx, ctx, id)));
  const request = told.requests.find((each) => each.request.id === requestId);
  return answerTo(view, readerOf(ctx, view.legs), request);
}
