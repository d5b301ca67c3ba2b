import { transaction, type Ctx } from '../../../core/context.ts';
import { membersOf } from '../../../people/queries.ts';
import { option } from '../../../slack/blocks.ts';
import {
  onClick,
  onClickNow,
  onOptions,
  onSubmit,
  type Listener,
  type Surface,
  type ViewPort,
} from '../../../slack/listener.ts';
import { caseToResolve } from '../approvals/case-to-resolve.ts';
import { askForInfo } from '../handling/ask-for-info.ts';
import { caseToChange } from '../case-to-change.ts';
import { claimCase } from '../handling/claim-case.ts';
import { handOverCase } from '../handling/hand-over-case.ts';
import { askModal, handOverModal, readAsk, readHandOver, readTakeOver } from '../modals/decide.ts';
import { passageOptions } from '../../policies/index.ts';
import { NO_POLICY_HERE } from '../modals/departure.ts';
import { caseIdOf } from '../modals/of-case.ts';
import { readResolution, resolveModal, shownBefore } from '../modals/resolve.ts';
import { caseForViewing } from '../queries.ts';
import { resolveCase } from '../handling/resolve-case.ts';
import { takeOverCase } from '../handling/take-over-case.ts';
import { answer, caseIdIn, closeAll, isShownThere, show } from './case-of-button.ts';
import { policiesOnIt } from './suggested.ts';

const claim = onClick('case.claim', async (ctx, { value, surface }) => {
  const claimed = await claimCase(ctx, { caseId: caseIdIn(value) });
  return isShownThere(surface) ? undefined : answer(`You have #${claimed.number}. Its card has everything.`);
});

const ask = onClickNow('case.ask', async (ctx, { value, surface }, views) => {
  await show(views, surface, askModal(await caseToChange(ctx, caseIdIn(value), 'case.ask', 'ask')));
});

const submitAsk = onSubmit('case.ask', {
  parse: readAsk,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await askForInfo(ctx, { ...input, requestId });
  },
});

const handOver = onClickNow('case.hand-over', async (ctx, { value, surface }, views) => {
  await show(views, surface, handOverModal(await caseToChange(ctx, caseIdIn(value), 'case.hand-over', 'handOver')));
});

/** Those of the case's team who may decide, without whoever may not take this one. */
const heirs = onOptions('case.hand-over-to', async (ctx, typed, { view }) => {
  const { case: of, team } = await caseForViewing(ctx, caseIdOf(view?.privateMetadata ?? ''));
  const found = await transaction(ctx, (tx) => membersOf(tx, ctx, team.id, ['lead', 'manager', 'director']));
  return found
    .filter(({ slackId }) => slackId !== of.raisedBy && slackId !== ctx.actor.slackId && slackId !== of.owner)
    .filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()))
    .map(({ name, slackId, role }) => option(name, slackId, role));
});

const submitHandOver = onSubmit('case.hand-over', {
  parse: readHandOver,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await handOverCase(ctx, { ...input, requestId });
  },
});

const submitTakeOver = onSubmit('case.take-over', {
  parse: readTakeOver,
  after: closeAll,
  work: async (ctx, input) => {
    await takeOverCase(ctx, input);
  },
});

const resolve = onClickNow('case.resolve', async (ctx, { value, surface }, views) => {
  const { view, authority } = await caseToResolve(ctx, caseIdIn(value));
  await show(
    views,
    surface,
    resolveModal(view, { by: ctx.actor.slackId, authority, suggested: await policiesOnIt(ctx, view) }),
  );
});

const addWriteUp = onClickNow('case.resolve-more', async (ctx, { surface }, views) => {
  await redraw(ctx, surface, views, { writeUp: true });
});

const addDeparture = onClickNow('case.resolve-departs', async (ctx, { surface }, views) => {
  await redraw(ctx, surface, views, { departs: true });
});

/** Shows the form with more to fill in; what was typed stays, as its fields keep their names. */
async function redraw(
  ctx: Ctx,
  { view }: Surface,
  views: ViewPort,
  more: { readonly writeUp?: boolean; readonly departs?: boolean },
): Promise<void> {
  const of = await caseForViewing(ctx, caseIdOf(view?.privateMetadata ?? ''));
  const before = view ? shownBefore(view) : {};
  const suggested = await policiesOnIt(ctx, of);
  await views.update(resolveModal(of, { ...before, ...more, by: ctx.actor.slackId, suggested }));
}

/** Passages that whoever decides may read; at first those about the case. */
const departsFrom = onOptions('case.departs-from', async (ctx, typed, { view }) => {
  const { case: of } = await caseForViewing(ctx, caseIdOf(view?.privateMetadata ?? ''));
  return [...(await passageOptions(ctx, typed, of.summary)), NO_POLICY_HERE];
});

const submitResolution = onSubmit('case.resolve', {
  parse: readResolution,
  after: closeAll,
  work: async (ctx, input, { requestId, surface: { channel } }) => {
    await resolveCase(ctx, { ...input, requestId, answerAt: { channel } });
  },
});

export const decideListeners: readonly Listener[] = [
  claim,
  ask,
  submitAsk,
  handOver,
  heirs,
  submitHandOver,
  submitTakeOver,
  resolve,
  addWriteUp,
  addDeparture,
  departsFrom,
  submitResolution,
];
