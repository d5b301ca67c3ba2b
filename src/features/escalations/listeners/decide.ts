import { transaction } from '../../../core/context.ts';
import { membersOf } from '../../../people/queries.ts';
import { option } from '../../../slack/blocks.ts';
import { onClick, onClickNow, onOptions, onSubmit, type Listener } from '../../../slack/listener.ts';
import { askForInfo } from '../ask-for-info.ts';
import { caseToChange } from '../case-to-change.ts';
import { claimCase } from '../claim-case.ts';
import { handOverCase } from '../hand-over-case.ts';
import { askModal, handOverModal, readAsk, readHandOver, readTakeOver } from '../modals/decide.ts';
import { caseIdOf } from '../modals/of-case.ts';
import { readResolution, resolveModal } from '../modals/resolve.ts';
import { caseForViewing } from '../queries.ts';
import { resolveCase } from '../resolve-case.ts';
import { takeOverCase } from '../take-over-case.ts';
import { answer, caseIdIn, closeAll, isShownThere, show } from './case-of-button.ts';

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
  const view = await caseToChange(ctx, caseIdIn(value), 'case.resolve', 'resolve');
  await show(views, surface, resolveModal(view, { by: ctx.actor.slackId }));
});

const addWriteUp = onClickNow('case.resolve-more', async (ctx, { surface }, views) => {
  const caseId = caseIdOf(surface.view?.privateMetadata ?? '');
  await views.update(resolveModal(await caseForViewing(ctx, caseId), { by: ctx.actor.slackId, writeUp: true }));
});

const submitResolution = onSubmit('case.resolve', {
  parse: readResolution,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await resolveCase(ctx, { ...input, requestId });
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
  submitResolution,
];
