import type { ModalView } from '@slack/types';
import type { Ctx } from '../../../core/context.ts';
import { UserError } from '../../../core/errors.ts';
import { may } from '../../../people/permissions.ts';
import { splitValue } from '../../../slack/action-id.ts';
import { onClick, onClickNow, onSubmit, type Listener, type Surface } from '../../../slack/listener.ts';
import { findPolicyWindow } from '../../policies/index.ts';
import { addDetails } from '../handling/add-details.ts';
import { addNote } from '../handling/add-note.ts';
import { appealModal } from '../approvals/modals.ts';
import { caseToAppeal } from '../approvals/requests.ts';
import { cancelCase } from '../handling/cancel-case.ts';
import { caseToChange } from '../case-to-change.ts';
import { giveBackModal } from '../chain/modals.ts';
import { changeUrgency } from '../handling/change-urgency.ts';
import { markTold } from '../handling/mark-told.ts';
import type { MoreChoice } from '../messages/buttons.ts';
import { historyModal, MOST_HISTORY } from '../modals/case.ts';
import { takeOverModal } from '../modals/decide.ts';
import {
  cancelModal,
  detailsModal,
  noteModal,
  readCancellation,
  readDetails,
  readNote,
  readReopening,
  readUrgency,
  reopenModal,
  urgencyModal,
} from '../modals/follow-up.ts';
import { promisesOfCase } from '../promises/listeners.ts';
import { caseForViewing, caseHistory, lastQuestion } from '../queries.ts';
import { reopenCase } from '../handling/reopen-case.ts';
import { aboutCase } from '../require-case.ts';
import { answer, caseIdIn, closeAll, departsFrom, isShownThere, show } from './case-of-button.ts';

const details = onClickNow('case.details', async (ctx, { value, surface }, views) => {
  const view = await caseToChange(ctx, caseIdIn(value), 'case.details', 'details');
  const answers = view.case.state === 'waiting' && view.case.raisedBy === ctx.actor.slackId;
  await show(views, surface, detailsModal(view, answers ? await lastQuestion(ctx, view.case.id) : undefined));
});

const told = onClick('case.told', async (ctx, { value, surface }) => {
  const { number } = await markTold(ctx, { caseId: caseIdIn(value) });
  return isShownThere(surface) ? undefined : answer(`Noted: the customer knows. #${number} is done.`);
});

const reopen = onClickNow('case.reopen', async (ctx, { value, surface }, views) => {
  await show(views, surface, reopenModal(await caseToChange(ctx, caseIdIn(value), 'case.reopen', 'reopen')));
});

/** What the policies say on it, to be shared in the thread of its card. */
async function policyOnCase(ctx: Ctx, value: string, surface: Surface): Promise<ModalView> {
  const { case: of } = await caseForViewing(ctx, caseIdIn(value));
  if (of.isPrivate)
    throw new UserError('What is asked about a private case is noted nowhere: look it up with `/policy`.');
  const { channel, messageTs, threadTs, responseUrl } = surface;
  // In somebody's messages with the app there is nobody to share it with.
  if (channel?.startsWith('D')) return findPolicyWindow(ctx, of.summary, {});
  return findPolicyWindow(ctx, of.summary, { channel, thread: threadTs ?? messageTs, responseUrl });
}

const findPolicy = onClickNow('case.find-policy', async (ctx, { value, surface }, views) => {
  await show(views, surface, await policyOnCase(ctx, value, surface));
});

/** The menu behind three dots: `<choice>:<case id>`. */
const more = onClickNow('case.more', async (ctx, { value, surface }, views) => {
  const [choice, caseId] = splitValue(value);
  if (!isChoice(choice))
    throw new UserError('That is not on offer any more. Open the case with `/case` and its number.');
  await show(views, surface, await forms[choice](ctx, caseId, surface));
});

type Form = (ctx: Ctx, caseId: string, surface: Surface) => Promise<ModalView>;

const forms: Readonly<Record<MoreChoice, Form>> = {
  policy: policyOnCase,
  promise: (ctx, caseId) => promisesOfCase(ctx, caseIdIn(caseId)),
  note: async (ctx, caseId) => noteModal(await caseToChange(ctx, caseIdIn(caseId), 'case.note', 'note')),
  urgency: async (ctx, caseId) => {
    const view = await caseToChange(ctx, caseIdIn(caseId), 'case.raise-urgency', 'changeUrgency');
    return urgencyModal(view, may(ctx.actor, 'case.lower-urgency', aboutCase(view.case)));
  },
  'take-over': async (ctx, caseId) => {
    const view = await caseToChange(ctx, caseIdIn(caseId), 'case.take-over', 'takeOver');
    return view.case.owner === ctx.actor.slackId ? giveBackModal(view) : takeOverModal(view);
  },
  history: async (ctx, caseId) => {
    const view = await caseForViewing(ctx, caseIdIn(caseId));
    const entries = await caseHistory(ctx, view.case.id, MOST_HISTORY + 1);
    return historyModal(view, entries, await departsFrom(ctx, view));
  },
  cancel: async (ctx, caseId) => {
    const view = await caseToChange(ctx, caseIdIn(caseId), 'case.cancel', 'cancel');
    return cancelModal(view, view.case.raisedBy === ctx.actor.slackId);
  },
  'second-look': async (ctx, caseId) => appealModal(await caseToAppeal(ctx, caseIdIn(caseId))),
  reopen: async (ctx, caseId) => reopenModal(await caseToChange(ctx, caseIdIn(caseId), 'case.reopen', 'reopen')),
};

function isChoice(choice: string): choice is MoreChoice {
  return Object.hasOwn(forms, choice);
}

const submitNote = onSubmit('case.note', {
  parse: readNote,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await addNote(ctx, { ...input, requestId });
  },
});

const submitDetails = onSubmit('case.details', {
  parse: readDetails,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await addDetails(ctx, { ...input, requestId });
  },
});

const submitUrgency = onSubmit('case.urgency', {
  parse: readUrgency,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await changeUrgency(ctx, { ...input, requestId });
  },
});

const submitCancellation = onSubmit('case.cancel', {
  parse: readCancellation,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await cancelCase(ctx, { ...input, requestId });
  },
});

const submitReopening = onSubmit('case.reopen', {
  parse: readReopening,
  after: closeAll,
  work: async (ctx, input, { requestId }) => {
    await reopenCase(ctx, { ...input, requestId });
  },
});

export const followUpListeners: readonly Listener[] = [
  details,
  told,
  reopen,
  more,
  findPolicy,
  submitNote,
  submitDetails,
  submitUrgency,
  submitCancellation,
  submitReopening,
];
