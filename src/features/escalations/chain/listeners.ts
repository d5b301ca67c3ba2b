import { onClick, onClickNow, onSubmit, type Listener } from '../../../slack/listener.ts';
import { caseToChange } from '../case-to-change.ts';
import { answer, caseIdIn, closeAll, isShownThere, show } from '../listeners/case-of-button.ts';
import { giveBackCase } from './give-back-case.ts';
import { giveBackModal, readGiveBack } from './modals.ts';
import { stillOnIt } from './still-on-it.ts';

const keep = onClick('case.still-on-it', async (ctx, { value, surface }) => {
  const { number } = await stillOnIt(ctx, { caseId: caseIdIn(value) });
  return isShownThere(surface) ? undefined : answer(`Noted: you are still on #${number}.`);
});

const giveBack = onClickNow('case.give-back', async (ctx, { value, surface }, views) => {
  await show(views, surface, giveBackModal(await caseToChange(ctx, caseIdIn(value), 'case.give-back', 'giveBack')));
});

const submitGiveBack = onSubmit('case.give-back', {
  parse: readGiveBack,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await giveBackCase(ctx, { ...input, requestId });
  },
});

export const chainListeners: readonly Listener[] = [keep, giveBack, submitGiveBack];
