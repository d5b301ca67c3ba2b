import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { transaction, type Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import type { Message } from '../../../outbox/enqueue.ts';
import { splitValue } from '../../../slack/action-id.ts';
import { onClick, onClickNow, onCommand, onSubmit, type Listener } from '../../../slack/listener.ts';
import { answer, closeAll, isShownThere, show } from '../listeners/case-of-button.ts';
import { acceptOffer, declineOffer, takeOffered, type Answered } from './answer-offer.ts';
import { handOverView } from './hand-over-view.ts';
import { keepAll } from './keep-all.ts';
import { handOverForm, readHandOverForm } from './modals.ts';
import { notOffered, openCasesOf } from './open-cases.ts';
import { offerProposed, startHandOver } from './start-hand-over.ts';

/** The form for everything the actor has open; undefined where that is nothing. */
async function formForMine(ctx: Ctx): Promise<ModalView | undefined> {
  const open = await transaction(ctx, (tx) =>
    openCasesOf(tx, ctx, ctx.actor.slackId, ctx.clock.now(), undefined, notOffered),
  );
  return open.length > 0 ? handOverForm(open) : undefined;
}

const NOTHING = 'You have no open cases to hand over, or all are offered already.';

const command = onCommand('/handover', async (ctx, _command, views): Promise<Message | void> => {
  const form = await formForMine(ctx);
  return form ? views.open(form) : answer(NOTHING);
});

/** From App Home. */
const start = onClickNow('hand-over.start', async (ctx, { surface }, views) => {
  const form = await formForMine(ctx);
  if (!form) throw new UserError(NOTHING);
  await show(views, surface, form);
});

const choose = onClickNow('hand-over.choose', async (ctx, { value, surface }, views) => {
  const form = await transaction(ctx, async (tx) => {
    const { handOver, cases } = await handOverView(tx, ctx, idIn(value));
    if (handOver.giver !== ctx.actor.slackId) throw new UserError('Only whoever hands over can choose.');
    if (handOver.stage !== 'proposed') throw new UserError('That was sent already: the message shows how it goes.');
    const waiting = cases.filter(({ state }) => state === 'waiting');
    const open = await openCasesOf(tx, ctx, handOver.giver, handOver.spanEnd ?? ctx.clock.now(), handOver.teamId);
    const theirs = open.filter((each) => waiting.some(({ caseId }) => caseId === each.case.id));
    const proposed = new Map(waiting.map(({ caseId, heir }) => [caseId, heir]));
    return handOverForm(theirs, { handOverId: handOver.id, proposed });
  });
  await show(views, surface, form);
});

const submit = onSubmit('hand-over.form', {
  parse: readHandOverForm,
  after: closeAll,
  work: (ctx, { handOverId, choices }, { requestId }) =>
    handOverId === undefined ? startHandOver(ctx, { choices, requestId }) : offerProposed(ctx, handOverId, choices),
});

const offer = onClick('hand-over.offer', (ctx, { value }) => offerProposed(ctx, idIn(value)));

const keep = onClick('hand-over.keep', (ctx, { value }) => keepAll(ctx, idIn(value)));

/** `<batch>` for all of a message, `<batch>:<case>` for one. */
const accept = onClick('hand-over.accept', async (ctx, { value }) => {
  return tooLate(await acceptOffer(ctx, offerIn(value)));
});

const decline = onClick('hand-over.decline', async (ctx, { value }) => {
  await declineOffer(ctx, offerIn(value));
});

const take = onClick('hand-over.take', async (ctx, { value, surface }) => {
  const [handOverId, caseId] = splitValue(value);
  const answered = await takeOffered(ctx, { handOverId: idIn(handOverId), caseId: idIn(caseId) });
  const [mine] = answered.taken;
  if (mine === undefined || isShownThere(surface)) return tooLate(answered);
  return answer(`You have #${mine}. Its card has everything.`);
});

/** What was taken shows on the message itself; only what was not has to be said. */
function tooLate({ tooLate: lost }: Answered): Message | undefined {
  if (lost.length === 0) return undefined;
  const which = lost.map((number) => `#${number}`).join(', ');
  return answer(`${which} went another way before you answered. Nothing is left to do.`);
}

function offerIn(value: string): { batch: string; caseId?: string } {
  const [batch, caseId] = splitValue(value);
  return { batch: idIn(batch), ...(caseId !== '' && { caseId: idIn(caseId) }) };
}

/** Values of buttons can be forged, or be those of an older version. */
function idIn(value: string): string {
  const id = z.uuid().safeParse(value).data;
  if (id === undefined) throw new UserError('This button is out of date. Type `/handover`.');
  return id;
}

export const handOverListeners: readonly Listener[] = [
  command,
  start,
  choose,
  submit,
  offer,
  keep,
  accept,
  decline,
  take,
];
